"""修复: apply the repairs that are certain, after asking; clicked again, offer to undo them."""

from __future__ import annotations

from collections.abc import Sequence

from xltools.app.macros.desk import Desk
from xltools.app.workbooks import validate
from xltools.core.finding_reports import summary
from xltools.core.grid import CellType, Grid, SheetGrid
from xltools.core.marks.cell_text import cell_text
from xltools.core.marks.finding_walk import Place
from xltools.core.marks.own_sheets import memory_sheet, read_memory
from xltools.core.marks.repairs import CellChange, offered_repairs, still_due, with_formats
from xltools.core.messages import visible

_SHOWN = 8


def run(desk: Desk) -> None:
    """Repair the open workbook, or undo the repairs."""
    workbook = desk.read()
    done = read_memory(_memory(workbook.grid, desk), desk.words)
    if done and desk.ask("macro.repair.ask_undo", count=len(done)):
        _undo(desk, done, workbook.grid)
        return
    changes = offered_repairs(validate(workbook).findings, workbook.grid)
    if not changes:
        desk.tell("macro.repair.nothing")
    elif desk.ask("macro.repair.ask", count=len(changes), examples=_examples(changes, workbook.grid, desk)):
        _apply(desk, done, changes)


def _apply(desk: Desk, done: Sequence[CellChange], changes: Sequence[CellChange]) -> None:
    """Write the repairs; how to undo them is written first, so that no repair is ever without its way back."""
    formats = desk.book.formats([Place(change.sheet, change.row, change.column) for change in changes])
    dressed = with_formats(changes, formats)
    desk.put(memory_sheet([*done, *dressed], desk.words))
    desk.book.change(dressed)
    desk.tell("macro.repair.done", count=len(dressed), summary=_check_again(desk))


def _undo(desk: Desk, done: Sequence[CellChange], grid: Grid) -> None:
    """Put back what the cells held; a cell that someone has changed since is left alone."""
    backwards = still_due([change.back() for change in reversed(done)], grid)
    desk.book.change(backwards)
    desk.book.remove_sheet(desk.words.text("tab.memory"))
    left = len(done) - len(backwards)
    key = "macro.repair.undone_in_part" if left else "macro.repair.undone"
    desk.tell(key, count=len(backwards), left=left, summary=_check_again(desk))


def _check_again(desk: Desk) -> str:
    validation = validate(desk.read())
    desk.show(validation)
    return summary(validation, desk.book.name, desk.catalog)


def _memory(grid: Grid, desk: Desk) -> SheetGrid | None:
    title = desk.words.text("tab.memory")
    return next((sheet for sheet in grid.sheets if sheet.name == title), None)


def _examples(changes: Sequence[CellChange], grid: Grid, desk: Desk) -> str:
    lines = [_example(change, desk, epoch_1904=grid.epoch_1904) for change in changes[:_SHOWN]]
    if len(changes) > _SHOWN:
        lines.append(desk.catalog.say("macro.more", {"count": len(changes) - _SHOWN}))
    return "\n".join(lines)


def _example(change: CellChange, desk: Desk, *, epoch_1904: bool) -> str:
    """Say one repair; a text that becomes a number looks the same otherwise."""
    before = visible(cell_text(change.before, epoch_1904=epoch_1904))
    if change.before.type is CellType.TEXT and change.after.type is not CellType.TEXT:
        before = desk.catalog.say("macro.repair.text", {"value": before})
    after = visible(cell_text(change.after, epoch_1904=epoch_1904))
    params = {"sheet": visible(change.sheet), "address": change.address, "before": before, "after": after}
    return desk.catalog.say("macro.repair.example", params)
