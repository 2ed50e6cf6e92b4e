"""下一个问题, 上一个问题: go from finding to finding."""

from __future__ import annotations

from xltools.app.macros.desk import Desk
from xltools.core.marks.finding_walk import at_line, listed_findings, step
from xltools.core.own_labels import TABS


def run_next(desk: Desk) -> None:
    """Select the cell of the next finding."""
    _go(desk, forward=True)


def run_previous(desk: Desk) -> None:
    """Select the cell of the finding before."""
    _go(desk, forward=False)


def _go(desk: Desk, *, forward: bool) -> None:
    book = desk.book
    title = next((title for title in book.tabs if title.strip() in TABS["findings"]), None)
    sheet = None if title is None else book.read_sheet(title)
    listed = () if sheet is None else listed_findings(sheet)
    here = book.selected
    # On the findings sheet itself the line that is selected is meant, whichever way one goes.
    found = at_line(listed, here.row) if here.sheet == title else None
    found = found or step(listed, book.tabs, here, forward=forward)
    if found is None:
        desk.read()
        desk.tell("macro.walk.nothing")
        return
    book.go_to(found.place)
