"""计算指标: show what the engine computes beside what the workbook's own formulas show."""

from __future__ import annotations

from xltools.app.macros.desk import Desk
from xltools.app.workbooks import compute
from xltools.core.indicators import disagreements
from xltools.core.marks.finding_walk import Place
from xltools.core.marks.own_sheets import outcomes_sheet


def run(desk: Desk) -> None:
    """Compute the indicators of the open workbook, and list them on a sheet of their own."""
    workbook = desk.read()
    outcomes = compute(workbook)
    differing = disagreements(workbook.dataset, outcomes, workbook.pack)
    sheet = outcomes_sheet(outcomes, workbook.dataset, differing, workbook.pack, desk.words)
    desk.put(sheet)
    desk.book.go_to(Place(sheet.title, 1, 1))
    missing = sum(outcome.value is None and outcome.active for outcome in outcomes.values())
    desk.tell(
        "macro.indicators.differ" if differing else "macro.indicators.agree",
        count=len(outcomes),
        missing=desk.catalog.say("macro.indicators.missing", {"count": missing}) if missing else "",
        differing=len(differing),
        sheet=sheet.title,
    )
