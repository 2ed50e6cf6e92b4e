"""Conditions on rows, all of which must hold, each of which can be said in words.

A condition is a column and a test of its cell.  From one definition come the rows that meet it,
the factor of a ``SUMPRODUCT`` that is 1 for the same rows, and the words for a reviewer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from xltools.core.dataset import Table, Value
from xltools.core.findings import Param
from xltools.core.formulas import References, literal, quoted
from xltools.core.outcomes import Phrase
from xltools.core.sheets import MISSING_WORDS, Blank, Choice, Column, ColumnType, Period, Sheet, say

Fault = Callable[..., None]
"""Told a key path in the pack, a message key and the message's values."""

_NUMBERS = (ColumnType.INTEGER, ColumnType.DECIMAL)
_BOUNDS = {"minimum", "maximum"}


class Condition(Protocol):
    """One condition."""

    @property
    def column(self) -> str:
        """The column whose cell it judges."""

    @property
    def columns(self) -> tuple[str, ...]:
        """That column, and any that it is compared with."""

    def keeps(self, period: Period | None) -> Callable[..., bool]:
        """Give the test of a row's values in ``columns``."""

    def factor(self, sheet: str, references: References) -> str:
        """Give the factor that is 1 in the rows where the condition holds and 0 elsewhere."""

    def words(self, header: Callable[[str], str]) -> Phrase:
        """Say the condition, with the headers of its columns."""


@dataclass(frozen=True, slots=True)
class OneOf:
    """The cell equals one of some values exactly: every character, and case."""

    column: str
    values: tuple[Decimal | str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The one column."""
        return (self.column,)

    def keeps(self, period: Period | None) -> Callable[..., bool]:
        """Test by membership."""
        del period
        return frozenset(self.values).__contains__

    def factor(self, sheet: str, references: References) -> str:
        """Add up the comparisons; the values differ, so at most one of them holds."""
        cells = references.column(sheet, self.column)
        parts = [_equals(cells, value) for value in self.values]
        return parts[0] if len(parts) == 1 else f"({'+'.join(parts)})"

    def words(self, header: Callable[[str], str]) -> Phrase:
        """Say ``“类别”为“中心组学习”``, or one of several."""
        values = tuple(str(value) for value in self.values)
        if len(values) == 1:
            return Phrase("indicator.where.equal", {"column": header(self.column), "value": values[0]})
        return Phrase("indicator.where.in", {"column": header(self.column), "values": values})


@dataclass(frozen=True, slots=True)
class Within:
    """The cell is a number or a date between two bounds, both included.

    Attributes:
        column: The column judged.
        minimum: A number, or the name of a column of the same type.
        maximum: The same.
        dates: True where dates are compared: their time of day does not count.
    """

    column: str
    minimum: Decimal | str | None
    maximum: Decimal | str | None
    dates: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """The column, and those that are bounds."""
        return (self.column, *(bound for bound in (self.minimum, self.maximum) if isinstance(bound, str)))

    def keeps(self, period: Period | None) -> Callable[..., bool]:
        """Test numbers and dates; a row in which a bound is blank is outside."""
        del period
        low, high = self.minimum, self.maximum

        def inside(value: Value, *others: Value) -> bool:
            bounds = iter(others)
            least = next(bounds) if isinstance(low, str) else low
            most = next(bounds) if isinstance(high, str) else high
            return (low is None or _ordered(least, value)) and (high is None or _ordered(value, most))

        return inside

    def factor(self, sheet: str, references: References) -> str:
        """Compare with each bound that there is."""
        cells = references.column(sheet, self.column)
        factors, judged = [f"ISNUMBER({cells})"], self._comparable(cells)
        for bound, sign in ((self.minimum, ">="), (self.maximum, "<=")):
            if isinstance(bound, str):
                other = references.column(sheet, bound)
                factors += [f"ISNUMBER({other})", f"({judged}{sign}{self._comparable(other)})"]
            elif bound is not None:
                factors.append(f"({judged}{sign}{literal(bound)})")
        return "*".join(factors)

    def words(self, header: Callable[[str], str]) -> Phrase:
        """Say the bounds that there are."""

        def said(bound: Decimal | str | None) -> Param:
            return header(bound) if isinstance(bound, str) else bound

        params = {"column": header(self.column), "minimum": said(self.minimum), "maximum": said(self.maximum)}
        if self.minimum is None:
            return Phrase("indicator.where.at_most", params)
        return Phrase("indicator.where.at_least" if self.maximum is None else "indicator.where.between", params)

    def _comparable(self, cells: str) -> str:
        return f"INT({cells})" if self.dates else cells


@dataclass(frozen=True, slots=True)
class Filled:
    """The cell holds a value, or holds none; 不适用 and 不详 are none.

    Attributes:
        column: The column judged.
        filled: True where there must be a value.
        texts: True where the column's values are texts, not numbers or dates.
        blanks: The words for a blank that may stand in the column.
    """

    column: str
    filled: bool
    texts: bool
    blanks: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The one column."""
        return (self.column,)

    def keeps(self, period: Period | None) -> Callable[..., bool]:
        """Test for a blank of any kind."""
        del period
        return lambda value: isinstance(value, Blank) is not self.filled

    def factor(self, sheet: str, references: References) -> str:
        """Ask for a value of the column's type, or for nothing and the words that stand for none."""
        cells = references.column(sheet, self.column)
        if self.filled and not self.texts:
            return f"ISNUMBER({cells})"
        empty = "+".join((f"(LEN({cells})=0)", *(f"EXACT({cells},{quoted(word)})" for word in self.blanks)))
        return f"(1-({empty}))" if self.filled else f"({empty})"

    def words(self, header: Callable[[str], str]) -> Phrase:
        """Say that the cell is filled, or is not."""
        return Phrase(
            "indicator.where.filled" if self.filled else "indicator.where.empty", {"column": header(self.column)}
        )


@dataclass(frozen=True, slots=True)
class InPeriod:
    """The cell is a date in the report's period, which is half-open."""

    column: str

    @property
    def columns(self) -> tuple[str, ...]:
        """The one column."""
        return (self.column,)

    def keeps(self, period: Period | None) -> Callable[..., bool]:
        """Test dates; without a period no date is inside."""
        if period is None:
            return lambda _: False
        start, end = period.start, period.end
        return lambda value: isinstance(value, date) and start <= value < end

    def factor(self, sheet: str, references: References) -> str:
        """Compare with the first day, and with the day after the last."""
        cells = references.column(sheet, self.column)
        return f"ISNUMBER({cells})*({cells}>={references.period_start()})*({cells}<{references.period_end()})"

    def words(self, header: Callable[[str], str]) -> Phrase:
        """Say that the date is in the period."""
        return Phrase("indicator.where.in_period", {"column": header(self.column)})


@dataclass(frozen=True, slots=True)
class Filter:
    """All conditions of a rule or an indicator."""

    conditions: tuple[Condition, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that the conditions look at, each once."""
        return tuple(dict.fromkeys(name for condition in self.conditions for name in condition.columns))

    def matching(self, table: Table, rows: Sequence[int], period: Period | None) -> Sequence[int]:
        """Give those of some records that meet every condition; a column that is absent meets none.

        Args:
            table: The sheet.
            rows: Indexes of records, ascending.
            period: The report's period, where it is known.

        Returns:
            The indexes, ascending.
        """
        for condition in self.conditions:
            cells = [table.columns[name] for name in condition.columns if name in table.columns]
            test = condition.keeps(period)
            if len(cells) < len(condition.columns):
                return ()
            if len(cells) == 1:
                only = cells[0]
                rows = [index for index in rows if test(only[index])]
            else:
                rows = [index for index in rows if test(*(column[index] for column in cells))]
        return rows

    def factors(self, references: References, sheet: str) -> tuple[str, ...]:
        """Give one factor a condition, for a ``SUMPRODUCT`` over the sheet's rows."""
        return tuple(condition.factor(sheet, references) for condition in self.conditions)

    def words(self, sheet: Sheet, language: str) -> tuple[Phrase, ...]:
        """Say each condition, with the headers of the sheet."""

        def header(column: str) -> str:
            return say(sheet.column(column).label, language)

        return tuple(condition.words(header) for condition in self.conditions)


def _equals(cells: str, value: Decimal | str) -> str:
    """Write the array that is 1 where a cell equals a value."""
    if isinstance(value, Decimal):
        return f"ISNUMBER({cells})*({cells}={literal(value)})"
    # A cell in which someone typed 15 holds a number; in a column of texts it stands for its digits.
    shown = cells if value.strip("0123456789.-") else f'{cells}&""'
    return f"EXACT({shown},{quoted(value)})"


def _ordered(first: Value | None, second: Value | None) -> bool:
    """Say whether two numbers, or two dates, stand in order; anything else does not."""
    if isinstance(first, Decimal) and isinstance(second, Decimal):
        return first <= second
    return isinstance(first, date) and isinstance(second, date) and first <= second


def read_filter(
    data: object,
    sheet: Sheet | None,
    key: str,
    fault: Fault,
    choices: Mapping[str, tuple[Choice, ...]] | None = None,
) -> Filter:
    """Read conditions from a pack's ``where`` table.

    Args:
        data: What stands under the key.
        sheet: The sheet whose columns the conditions name.
        key: The key, for faults.
        fault: Told what is wrong.
        choices: The choice lists, to see that a value is offered at all.

    Returns:
        The conditions that could be read.
    """
    if not isinstance(data, Mapping):
        fault(key, "pack.not_a_table", value=str(data))
        return Filter()
    columns = {column.name: column for column in sheet.columns} if sheet else {}
    conditions: list[Condition] = []
    for name, wanted in data.items():
        place = f"{key}.{name}"
        if name not in columns:
            fault(place, "pack.unknown_column", value=str(name), suggestion=_nearest(str(name), columns))
            continue
        if isinstance(wanted, Mapping) and wanted and wanted.keys() <= _BOUNDS:
            conditions.extend(_within(columns[name], wanted, columns, place, fault))
        else:
            conditions.extend(_condition(columns[name], wanted, place, fault, choices or {}))
    return Filter(tuple(conditions))


def _condition(
    column: Column, wanted: object, place: str, fault: Fault, choices: Mapping[str, tuple[Choice, ...]]
) -> Iterator[Condition]:
    if not isinstance(wanted, Mapping):
        values = tuple(_values([wanted], column, place, fault, choices))
        if values:
            yield OneOf(column.name, values)
        return
    match dict(wanted):
        case {"in": list() as several, **rest} if not rest and several:
            values = tuple(dict.fromkeys(_values(several, column, place, fault, choices)))
            if values:
                yield OneOf(column.name, values)
        case {"filled": bool() as filled, **rest} if not rest:
            blanks = tuple(word for blank, word in MISSING_WORDS.items() if blank in column.missing)
            yield Filled(column.name, filled, column.type in (ColumnType.TEXT, ColumnType.SELECT_ONE), blanks)
        case other:
            fault(place, "pack.not_a_condition", value=str(other))


def _within(
    column: Column, wanted: Mapping[object, object], columns: Mapping[str, Column], place: str, fault: Fault
) -> Iterator[Condition]:
    low = _bound(wanted.get("minimum"), column, columns, place, fault)
    high = _bound(wanted.get("maximum"), column, columns, place, fault)
    if low is not None or high is not None:
        yield Within(column.name, low, high, column.type is ColumnType.DATE)


def _bound(
    bound: object, column: Column, columns: Mapping[str, Column], place: str, fault: Fault
) -> Decimal | str | None:
    """Read a number, or the name of another column of the same sheet and type."""
    if bound is None:
        return None
    numeric = column.type in _NUMBERS
    if not isinstance(bound, str):
        if numeric:
            return _number(bound, place, fault)
        fault(place, "pack.not_a_condition", value=str(bound))
    elif bound not in columns:
        fault(place, "pack.unknown_column", value=bound, suggestion=_nearest(bound, columns))
    elif columns[bound].type is not column.type and not (numeric and columns[bound].type in _NUMBERS):
        fault(place, "pack.column_type", value=bound, allowed=(column.type.value,))
    elif not numeric and column.type is not ColumnType.DATE:
        fault(place, "pack.not_a_condition", value=bound)
    else:
        return bound
    return None


def _values(
    several: Sequence[object], column: Column, place: str, fault: Fault, choices: Mapping[str, tuple[Choice, ...]]
) -> Iterator[Decimal | str]:
    """Give the values that are of the column's type, and among its choices where it has a list."""
    offered = {choice.name for choice in choices.get(column.choices or "", ())}
    for value in several:
        if column.type in _NUMBERS:
            if (number := _number(value, place, fault)) is not None:
                yield number
        elif not isinstance(value, str) or not value or column.type is ColumnType.DATE:
            fault(place, "pack.not_a_text", value=str(value))
        elif offered and value not in offered:
            fault(place, "pack.unknown_choice", value=value, suggestion=_nearest(value, offered))
        else:
            yield value


def _number(value: object, place: str, fault: Fault) -> Decimal | None:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return Decimal(value)
    fault(place, "pack.not_a_number", value=str(value))
    return None


def _nearest(name: str, known: Iterable[str]) -> str | None:
    import difflib

    return next(iter(difflib.get_close_matches(name, list(known), 1)), None)
