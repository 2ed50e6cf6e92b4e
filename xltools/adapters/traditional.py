"""A report in Traditional Chinese, by OpenCC, from the Simplified."""

from __future__ import annotations

from collections.abc import Callable

from xltools.core.document import Block, Document, DocumentTable, Figure, Run, Text
from xltools.core.frozen import replace

_RULES = "s2tw"  # characters as Taiwan writes them; words stay those of the mainland office


def to_traditional(document: Document) -> Document:
    """Convert the words of a report; its figures, and names to be left as typed, stay as they are."""
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC(_RULES).convert
    return replace(document, blocks=tuple(_block(block, convert) for block in document.blocks), language="zh-Hant")


def _block(block: Block, convert: Callable[[str], str]) -> Block:
    if isinstance(block, DocumentTable):
        rows = tuple(tuple(replace(cell, runs=_runs(cell.runs, convert)) for cell in row) for row in block.rows)
        return replace(block, rows=rows)
    return replace(block, number=convert(block.number), runs=_runs(block.runs, convert))


def _runs(runs: tuple[Run, ...], convert: Callable[[str], str]) -> tuple[Run, ...]:
    return tuple(run if _stays(run) else replace(run, text=convert(run.text)) for run in runs)


def _stays(run: Run) -> bool:
    return isinstance(run, Figure) or (isinstance(run, Text) and run.as_typed)
