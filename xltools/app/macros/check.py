"""校验: mark every finding at its cell, list them all, and say how many there are."""

from __future__ import annotations

from xltools.app.macros.desk import Desk
from xltools.app.workbooks import validate
from xltools.core.finding_reports import summary


def run(desk: Desk) -> None:
    """Check the open workbook and show what was found."""
    workbook = desk.read()
    validation = validate(workbook)
    desk.show(validation)
    said = summary(validation, desk.book.name, desk.catalog)
    if validation.findings:
        desk.tell("macro.check.listed", summary=said, sheet=desk.words.text("tab.findings"))
    else:
        desk.tell("macro.check.nothing", summary=said)
