"""What the cells of a column in somebody's table say it holds: type, choices, whether it must be filled in.

A guess, and told as one: each comes with the words for what it rests on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from xltools.core.frozen import frozen
from xltools.core.grid import CellFact, CellType
from xltools.core.outcomes import Phrase
from xltools.core.parsing.date_texts import judge_date_text
from xltools.core.parsing.number_texts import judge_number_text
from xltools.core.sheets import MISSING_WORDS, Blank, ColumnType

_MOST_CHOICES = 12
_LONGEST_CHOICE = 20
_LONG_TEXT = 40
_FEW = 3  # cells, from which nothing much can be said
_MOSTLY = Decimal("0.8")
_REMARKS = re.compile(r"备注|備註|说明|說明|内容|內容|remark|note", re.IGNORECASE)
_WORDS = {word: blank for blank, word in MISSING_WORDS.items()}


@frozen
class ColumnGuess:
    """What a column seems to be.

    Attributes:
        label: Its header.
        type: What its cells hold.
        choices: The texts of a ``select_one``, in the order in which they first stand.
        required: True where no cell is empty.
        minimum: 0 for numbers of which none is negative.
        multiline: True for long texts.
        missing: The words for a blank that stand in it.
        reasons: What each guess rests on.
    """

    label: str
    type: ColumnType
    choices: tuple[str, ...] = ()
    required: bool = False
    minimum: int | None = None
    multiline: bool = False
    missing: tuple[Blank, ...] = ()
    reasons: tuple[Phrase, ...] = ()


def guess_column(label: str, cells: Sequence[CellFact], rows: int, offered: Sequence[str] = ()) -> ColumnGuess:
    """Guess what a column holds.

    Args:
        label: Its header.
        cells: Those of its cells that hold anything.
        rows: How many records the table has.
        offered: The entries of the dropdown that its cells have; empty for none.
    """
    blanks = tuple(dict.fromkeys(_WORDS[cell.value.strip()] for cell in cells if cell.value.strip() in _WORDS))
    held = [cell for cell in cells if cell.value.strip() not in _WORDS]
    kind, reason = _type(held)
    choices: tuple[str, ...] = ()
    if offered:
        kind, choices = ColumnType.SELECT_ONE, tuple(dict.fromkeys(offered))
        reason = Phrase("pack_draft.guess.dropdown", {"count": len(choices)})
    elif kind is ColumnType.TEXT and not _REMARKS.search(label):
        choices = _choices([cell.value for cell in held])
        if choices:
            kind = ColumnType.SELECT_ONE
            reason = Phrase("pack_draft.guess.choices", {"count": len(choices), "cells": len(held)})
    reasons = [reason]
    required = len(cells) == rows >= _FEW
    if required:
        reasons.append(Phrase("pack_draft.guess.required", {"count": rows}))
    whole = kind in {ColumnType.INTEGER, ColumnType.DECIMAL}
    minimum = 0 if whole and all((_number(cell) or Decimal(0)) >= 0 for cell in held) else None
    texts = [cell.value for cell in held if cell.type is CellType.TEXT]
    long = kind is ColumnType.TEXT and any("\n" in text or len(text) > _LONG_TEXT for text in texts)
    return ColumnGuess(label, kind, choices, required, minimum, long, blanks, tuple(reasons))


def _type(cells: Sequence[CellFact]) -> tuple[ColumnType, Phrase]:
    """Give the type that most cells are of; a text that is certainly a date or number counts as one."""
    if not cells:
        return ColumnType.TEXT, Phrase("pack_draft.guess.empty")
    days = [cell for cell in cells if _is_day(cell)]
    numbers = [cell for cell in cells if _number(cell) is not None]
    whole = all(_number(cell) == _whole(cell) for cell in numbers)
    for found, kind in ((days, ColumnType.DATE), (numbers, ColumnType.INTEGER if whole else ColumnType.DECIMAL)):
        if len(found) < _MOSTLY * len(cells):
            continue
        params = {"count": len(found), "cells": len(cells)}
        texts = sum(cell.type is CellType.TEXT for cell in cells)
        if texts:
            return kind, Phrase(f"pack_draft.guess.{kind}_typed", {**params, "texts": texts})
        return kind, Phrase(f"pack_draft.guess.{kind}", params)
    return ColumnType.TEXT, Phrase("pack_draft.guess.text", {"cells": len(cells)})


def _is_day(cell: CellFact) -> bool:
    return cell.type is CellType.DATE or (cell.type is CellType.TEXT and judge_date_text(cell.value)[1] is not None)


def _number(cell: CellFact) -> Decimal | None:
    if cell.type is CellType.NUMBER:
        return Decimal(cell.value)
    return judge_number_text(cell.value)[1] if cell.type is CellType.TEXT else None


def _whole(cell: CellFact) -> Decimal | None:
    number = _number(cell)
    return None if number is None else number.to_integral_value()


def _choices(texts: Sequence[str]) -> tuple[str, ...]:
    """Give the texts of a column in which few stand again and again; nothing where they do not."""
    counts = Counter(text.strip() for text in texts)
    short = all(len(text) <= _LONGEST_CHOICE and text.isprintable() for text in counts)
    often = len(texts) >= 2 * _FEW and len(counts) <= min(_MOST_CHOICES, max(2, len(texts) // 2))
    return tuple(counts) if short and often and len(texts) > len(counts) else ()
