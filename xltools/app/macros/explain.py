"""说明: prepare a row on the explanations sheet for the warning at the selected cell, and go there."""

from __future__ import annotations

from xltools.app.macros.desk import Desk
from xltools.app.workbooks import validate
from xltools.core.grid import CellType, Grid
from xltools.core.marks.explaining import findings_at, prepare_reason
from xltools.core.marks.finding_walk import ListedFinding, Place, at_line, listed_findings
from xltools.core.marks.repairs import CellChange, CellContent
from xltools.core.own_labels import TABS
from xltools.errors import FileError


def run(desk: Desk) -> None:
    """Let the clerk write why what looks wrong is right."""
    workbook = desk.read()
    here = desk.book.selected
    found = findings_at(validate(workbook).findings, here, _listed(workbook.grid, here))
    open_to_reasons = [finding for finding in found if finding.explain != "none"]
    if not open_to_reasons:
        if found:
            desk.tell("macro.explain.mend", sentence=desk.catalog.render(found[0]))
        else:
            desk.tell("macro.explain.nothing")
        return
    unexplained = [finding for finding in open_to_reasons if finding.explanation is None]
    reason = prepare_reason(workbook.grid, next(iter([*unexplained, *open_to_reasons])))
    if reason is None:
        raise FileError("macro.explain.no_sheet", sheet=desk.words.text("tab.explanations"))
    desk.book.change([_written(place, text) for place, text in reason.texts.items()])
    desk.book.go_to(reason.reason)


def _listed(grid: Grid, here: Place) -> ListedFinding | None:
    """Give the line of the findings sheet, where the clerk stands on that sheet."""
    sheet = next((sheet for sheet in grid.sheets if sheet.name == here.sheet), None)
    if sheet is None or sheet.name.strip() not in TABS["findings"]:
        return None
    return at_line(listed_findings(sheet), here.row)


def _written(place: Place, text: str) -> CellChange:
    nothing, written = CellContent(CellType.BLANK, ""), CellContent(CellType.TEXT, text)
    return CellChange(*place, before=nothing, after=written)
