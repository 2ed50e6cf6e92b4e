"""Read the conditions on rows that a pack writes under ``where``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from xltools.core.filters import Condition, Filled, Filter, OneOf, Within
from xltools.core.frozen import frozen
from xltools.core.nearest import nearest
from xltools.core.own_labels import words_for
from xltools.core.rounding import KEPT_DIGITS, is_kept
from xltools.core.sheets import Choice, Column, ColumnType, Sheet

Fault = Callable[..., None]
"""Told a key path in the pack, a message key and the message's values."""

_NUMBERS = (ColumnType.INTEGER, ColumnType.DECIMAL)
_TEXTS = (ColumnType.TEXT, ColumnType.SELECT_ONE)
_BOUNDS = {"minimum", "maximum"}
_SHOWN = 40


def read_filter(
    data: object,
    sheet: Sheet | None,
    key: str,
    fault: Fault,
    choices: Mapping[str, tuple[Choice, ...]] | None = None,
    language: str = "zh-Hans",
) -> Filter:
    """Read conditions.

    Args:
        data: What stands under the key.
        sheet: The sheet whose columns the conditions name; without one nothing can be judged.
        key: The key, for faults.
        fault: Told what is wrong.
        choices: The choice lists, to see that a value is offered at all.
        language: That of the workbook, in whose words a cell says that it is blank.

    Returns:
        The conditions that could be read.
    """
    if not isinstance(data, Mapping):
        fault(key, "pack.not_a_table", value=str(data))
        return Filter()
    if sheet is None:
        return Filter()
    columns = {column.name: column for column in sheet.columns}
    reader = _Reader(columns, fault, choices or {}, language)
    found: list[Condition] = []
    for name, wanted in data.items():
        place = f"{key}.{name}"
        if name in columns:
            found.extend(reader.conditions(columns[name], wanted, place))
        else:
            fault(place, "pack.unknown_column", value=str(name), suggestion=nearest(str(name), columns))
    return Filter(tuple(found))


@frozen
class _Reader:
    """Reads the conditions on the columns of one sheet."""

    columns: Mapping[str, Column]
    fault: Fault
    choices: Mapping[str, tuple[Choice, ...]]
    language: str

    def conditions(self, column: Column, wanted: object, place: str) -> Iterator[Condition]:
        """Give the condition on a column; none after a fault."""
        if not isinstance(wanted, Mapping):
            yield from self._one_of([wanted], column, place)
            return
        keys = wanted.keys()
        if keys and keys <= _BOUNDS:
            yield from self._within(wanted, column, place)
        elif keys == {"in"} and isinstance(wanted["in"], Sequence) and not isinstance(wanted["in"], str):
            if not wanted["in"]:
                self.fault(f"{place}.in", "pack.empty")
            yield from self._one_of(wanted["in"], column, place)
        elif keys == {"filled"} and isinstance(wanted["filled"], bool):
            blanks = words_for(column.missing, self.language)
            yield Filled(column.name, wanted["filled"], column.type in _TEXTS, blanks)
        else:
            self.fault(place, "pack.not_a_condition", value=str(wanted)[:_SHOWN])

    def _one_of(self, several: Sequence[object], column: Column, place: str) -> Iterator[Condition]:
        values = tuple(dict.fromkeys(self._values(several, column, place)))
        if values:
            yield OneOf(column.name, values)

    def _values(self, several: Sequence[object], column: Column, place: str) -> Iterator[Decimal | str]:
        """Give the values that are of the column's type, and among its choices where it has a list."""
        offered = {choice.name for choice in self.choices.get(column.choices or "", ())}
        for value in several:
            if column.type in _NUMBERS:
                if (number := self._number(value, place)) is not None:
                    yield number
            elif column.type is ColumnType.DATE or value in words_for(column.missing, self.language):
                self.fault(place, "pack.not_a_condition", value=str(value)[:_SHOWN])
            elif not isinstance(value, str) or not value:
                self.fault(place, "pack.not_a_text", value=str(value)[:_SHOWN])
            elif offered and value not in offered:
                self.fault(place, "pack.unknown_choice", value=value, suggestion=nearest(value, offered))
            else:
                yield value

    def _within(self, wanted: Mapping[object, object], column: Column, place: str) -> Iterator[Condition]:
        low, high = (self._bound(wanted, end, column, place) for end in ("minimum", "maximum"))
        if isinstance(low, Decimal) and isinstance(high, Decimal) and low > high:
            self.fault(place, "pack.range_empty")
        elif low is not None or high is not None:
            yield Within(column.name, low, high, column.type is ColumnType.DATE)

    def _bound(self, wanted: Mapping[object, object], end: str, column: Column, place: str) -> Decimal | str | None:
        """Read a number, or the name of another column of the same sheet and type."""
        if end not in wanted:
            return None
        bound, place = wanted[end], f"{place}.{end}"
        alike = _NUMBERS if column.type in _NUMBERS else (column.type,)
        if column.type in _NUMBERS and not isinstance(bound, str):
            return self._number(bound, place)
        if column.type in _TEXTS or not isinstance(bound, str):
            self.fault(place, "pack.not_a_condition", value=str(bound)[:_SHOWN])
        elif bound not in self.columns:
            self.fault(place, "pack.unknown_column", value=bound, suggestion=nearest(bound, self.columns))
        elif self.columns[bound].type not in alike:
            self.fault(place, "pack.column_type", value=bound, allowed=alike)
        else:
            return bound
        return None

    def _number(self, value: object, place: str) -> Decimal | None:
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            self.fault(place, "pack.not_a_number", value=str(value)[:_SHOWN])
            return None
        number = Decimal(value)
        if not is_kept(number):
            self.fault(place, "pack.number_size", value=str(number)[:_SHOWN], digits=KEPT_DIGITS)
            return None
        return number
