"""The filters of a pack's narrative."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial

from xltools.core.frozen import replace
from xltools.core.narration.narrative_values import Joined, Lack, Mark, NarrativeError, Piece, Rows, Shown, Texts, Words
from xltools.core.narration.printed import comparison
from xltools.core.numerals import chinese, day, plain, ten_thousands
from xltools.core.quotes import within

_OPENING = "“《"
_CLOSING = "”》"


class Budget:
    """How much work one report may be; a template from another office must not run for ever.

    Args:
        steps: Rows looked at and pieces printed, all together.
    """

    def __init__(self, steps: int) -> None:
        self._left = steps

    def spend(self, steps: int = 1) -> None:
        """Take some of it.  Raises: NarrativeError, when it is used up."""
        self._left -= steps
        if self._left < 0:
            raise NarrativeError("report.template.too_much")


def filters(budget: Budget) -> dict[str, Callable[..., object]]:
    """Give the filters by name; those that walk over rows pay for each."""
    return {
        "yu": partial(_in_form, "yu"),
        "percent": partial(_in_form, "percent"),
        "yoy": partial(_change, "yoy"),
        "points": partial(_change, "points"),
        "wan": _wan,
        "chinese": _chinese,
        "where": partial(_where, budget),
        "distinct": partial(_distinct, budget),
        "quoted": _quoted,
        "list": _list,
        "join": partial(join, budget),
        "length": _length,
        "first": partial(_at, 0),
        "last": partial(_at, -1),
    }


def piece(value: object) -> Piece | Joined:
    """Make a value something to print.  Raises: NarrativeError, where it is a list, a row or a truth value."""
    if isinstance(value, Shown | Lack | Mark | Joined):
        return value
    if isinstance(value, str):
        return Words(value)
    if isinstance(value, date):
        return Words(day(value))
    if isinstance(value, Decimal) or (isinstance(value, int) and not isinstance(value, bool)):
        return Words(plain(value))
    raise NarrativeError("report.template.not_printable")


def join(budget: Budget, values: object, separator: str = "") -> Joined:
    """Put texts and figures together, with a text between each two."""
    if not isinstance(values, Texts | list | tuple) or not isinstance(separator, str):
        raise NarrativeError("report.template.not_texts", filter="join")
    pieces: list[Piece] = []
    for index, value in enumerate(values):
        if index and separator:
            pieces.append(Words(separator))
        made = piece(value)
        budget.spend(len(made.pieces) if isinstance(made, Joined) else 1)
        pieces.extend(made.pieces if isinstance(made, Joined) else (made,))
    return Joined(tuple(pieces))


def _in_form(form: str, value: object) -> object:
    if isinstance(value, Lack):
        return value
    return replace(_figure(form, value), form=form)


def _change(form: str, value: object) -> object:
    """Give the change against last year, or an empty text where there is nothing to compare with."""
    if isinstance(value, Lack):
        return ""
    figure = _figure(form, value)
    return replace(figure, form=form) if comparison(figure.outcome, form) and figure.lack is None else ""


def _figure(form: str, value: object) -> Shown:
    if not isinstance(value, Shown) or value.form != "value":
        raise NarrativeError("report.template.not_a_figure", filter=form)
    return value


def _wan(value: object) -> object:
    if isinstance(value, Shown):
        return _in_form("wan", value)
    if isinstance(value, Lack):
        return value
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise NarrativeError("report.template.not_a_number", filter="wan")
    return f"{ten_thousands(Decimal(value))}万元"


def _chinese(value: object) -> object:
    number = value
    if isinstance(value, Shown):
        number = value.outcome.value if value.lack is None else value.lack
    if isinstance(number, Lack):
        return number
    if isinstance(number, bool) or not isinstance(number, int | Decimal) or number != int(number):
        raise NarrativeError("report.template.not_a_whole_number", filter="chinese")
    try:
        return chinese(int(number))
    except ValueError:
        raise NarrativeError("report.template.not_a_whole_number", filter="chinese") from None


def _where(budget: Budget, rows: object, **wanted: object) -> Rows:
    known = _rows("where", rows, wanted)
    budget.spend(len(known))
    kept = [row for row in known if all(_equal(row[column], value) for column, value in wanted.items())]
    return replace(known, records=tuple(kept))


def _equal(cell: object, wanted: object) -> bool:
    """Compare exactly; a cell without a value equals nothing."""
    return not isinstance(cell, Lack) and cell == wanted


def _distinct(budget: Budget, rows: object, column: str, by: str = "first", top: int | None = None) -> Texts:
    known = _rows("distinct", rows, (column,))
    if by not in ("first", "count"):
        raise NarrativeError("report.template.not_an_order", value=str(by))
    budget.spend(len(known))
    counts: dict[str, int] = {}
    for row in known:
        cell = row[column]
        if not isinstance(cell, Lack):
            text = _text(cell)
            counts[text] = counts.get(text, 0) + 1
    order = sorted(counts, key=lambda text: -counts[text]) if by == "count" else list(counts)
    source = Lack(f"{known.name}.{column}", known.labels[column], "report.missing.texts")
    return Texts(tuple(order[:top]), source)


def _rows(name: str, rows: object, columns: Sequence[str] | Mapping[str, object]) -> Rows:
    if not isinstance(rows, Rows):
        raise NarrativeError("report.template.not_rows", filter=name)
    for column in columns:
        if column not in rows.labels:
            raise NarrativeError("report.template.unknown_name", value=str(column))
    return rows


def _text(value: object) -> str:
    if isinstance(value, Decimal):
        return plain(value)
    return day(value) if isinstance(value, date) else str(value)


def _quoted(value: object) -> object:
    if isinstance(value, Lack):
        return value
    if isinstance(value, Texts):
        return replace(value, texts=tuple(map(_in_quotes, value)))
    if isinstance(value, str):
        return _in_quotes(value)
    raise NarrativeError("report.template.not_texts", filter="quoted")


def _in_quotes(text: str) -> str:
    return f"“{within('“', text)}”"


def _list(value: object) -> object:
    """Join texts; those that stand in quotation marks or title marks need no 、 between them."""
    if not isinstance(value, Texts):
        raise NarrativeError("report.template.not_texts", filter="list")
    if not value:
        return value.source
    joined = value.texts[0]
    for text in value.texts[1:]:
        touching = joined[-1:] in _CLOSING and text[:1] in _OPENING
        joined += text if touching else f"、{text}"
    return joined


def _length(value: object) -> int:
    if not isinstance(value, Rows | Texts | list):
        raise NarrativeError("report.template.not_rows", filter="length")
    return len(value)


def _at(index: int, value: object) -> object:
    if isinstance(value, Rows):
        return value.records[index] if value else Lack(value.name, value.name, "report.missing.row")
    if isinstance(value, Texts):
        return value.texts[index] if value else value.source
    raise NarrativeError("report.template.not_rows", filter="first" if index == 0 else "last")
