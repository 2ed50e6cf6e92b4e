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
from xltools.core.formulas import References, literal
from xltools.core.outcomes import Phrase
from xltools.core.sheets import MISSING_WORDS, Blank, Choice, Column, ColumnType, Period, Sheet, say

Fault = Callable[..., None]
"""Told a key path in the pack, a message key and the message's values."""

_NUMBERS = (ColumnType.INTEGER, ColumnType.DECIMAL)


class Condition(Protocol):
    """One condition."""

    @property
    def column(self) -> str:
        """The column whose cell it looks at."""

    def keeps(self, period: Period | None) -> Callable[[Value], bool]:
        """Give the test of a cell's value."""

    def factor(self, cells: str, references: References) -> str:
        """Give the factor that is 1 where the condition holds and 0 elsewhere.

        Args:
            cells: The column's cells as a formula names them.
            references: Names for the period.
        """

    def words(self, header: str) -> Phrase:
        """Say the condition of the column under this header."""


@dataclass(frozen=True, slots=True)
class OneOf:
    """The cell equals one of some values exactly: every character, and case."""

    column: str
    values: tuple[Decimal | str, ...]

    def keeps(self, period: Period | None) -> Callable[[Value], bool]:
        """Test by membership."""
        del period
        return frozenset(self.values).__contains__

    def factor(self, cells: str, references: References) -> str:
        """Add up the comparisons; the values differ, so at most one of them holds."""
        del references
        parts = [
            f"EXACT({cells},{literal(value)})" if isinstance(value, str) else f"ISNUMBER({cells})*({cells}={value})"
            for value in self.values
        ]
        return parts[0] if len(parts) == 1 and isinstance(self.values[0], str) else f"({'+'.join(parts)})"

    def words(self, header: str) -> Phrase:
        """Say ``“类别”为“中心组学习”``, or one of several."""
        values = tuple(str(value) for value in self.values)
        if len(values) == 1:
            return Phrase("indicator.where.equal", {"column": header, "value": values[0]})
        return Phrase("indicator.where.in", {"column": header, "values": values})


@dataclass(frozen=True, slots=True)
class Within:
    """The cell is a number between two bounds, both included."""

    column: str
    minimum: Decimal | None
    maximum: Decimal | None

    def keeps(self, period: Period | None) -> Callable[[Value], bool]:
        """Test numbers; what is no number is outside."""
        del period
        low, high = self.minimum, self.maximum

        def inside(value: Value) -> bool:
            if not isinstance(value, Decimal):
                return False
            return (low is None or value >= low) and (high is None or value <= high)

        return inside

    def factor(self, cells: str, references: References) -> str:
        """Compare with each bound that there is."""
        del references
        low = f"*({cells}>={literal(self.minimum)})" if self.minimum is not None else ""
        high = f"*({cells}<={literal(self.maximum)})" if self.maximum is not None else ""
        return f"ISNUMBER({cells}){low}{high}"

    def words(self, header: str) -> Phrase:
        """Say the bounds that there are."""
        params: dict[str, Param] = {"column": header, "minimum": self.minimum, "maximum": self.maximum}
        if self.minimum is None:
            return Phrase("indicator.where.at_most", params)
        return Phrase("indicator.where.at_least" if self.maximum is None else "indicator.where.between", params)


@dataclass(frozen=True, slots=True)
class Filled:
    """The cell holds a value; 不适用 and 不详 are none."""

    column: str
    filled: bool

    def keeps(self, period: Period | None) -> Callable[[Value], bool]:
        """Test for a blank of any kind."""
        del period
        return lambda value: isinstance(value, Blank) is not self.filled

    def factor(self, cells: str, references: References) -> str:
        """Ask for a length, and for none of the words that stand for no value."""
        del references
        # NOT() of an array is one value in some engines; 1-EXACT() is an array in all.
        words = "".join(f"*(1-EXACT({cells},{literal(word)}))" for word in MISSING_WORDS.values())
        holds = f"(LEN({cells})>0){words}"
        return holds if self.filled else f"(1-{holds})"

    def words(self, header: str) -> Phrase:
        """Say that the cell is filled, or is not."""
        return Phrase("indicator.where.filled" if self.filled else "indicator.where.empty", {"column": header})


@dataclass(frozen=True, slots=True)
class InPeriod:
    """The cell is a date in the report's period, which is half-open."""

    column: str

    def keeps(self, period: Period | None) -> Callable[[Value], bool]:
        """Test dates; without a period no date is inside."""
        if period is None:
            return lambda _: False
        start, end = period.start, period.end
        return lambda value: isinstance(value, date) and start <= value < end

    def factor(self, cells: str, references: References) -> str:
        """Compare with the first day, and with the day after the last."""
        return f"ISNUMBER({cells})*({cells}>={references.period_start()})*({cells}<{references.period_end()})"

    def words(self, header: str) -> Phrase:
        """Say that the date is in the period."""
        return Phrase("indicator.where.in_period", {"column": header})


@dataclass(frozen=True, slots=True)
class Filter:
    """All conditions of a rule or an indicator."""

    conditions: tuple[Condition, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that the conditions look at, each once."""
        return tuple(dict.fromkeys(condition.column for condition in self.conditions))

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
            cells = table.columns.get(condition.column)
            if cells is None:
                return ()
            test = condition.keeps(period)
            rows = [index for index in rows if test(cells[index])]
        return rows

    def factors(self, references: References, sheet: str) -> tuple[str, ...]:
        """Give one factor a condition, for a ``SUMPRODUCT`` over the sheet's rows."""
        return tuple(
            condition.factor(references.column(sheet, condition.column), references) for condition in self.conditions
        )

    def words(self, sheet: Sheet, language: str) -> tuple[Phrase, ...]:
        """Say each condition, with the headers of the sheet."""
        return tuple(
            condition.words(say(sheet.column(condition.column).label, language)) for condition in self.conditions
        )


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
            yield Filled(column.name, filled)
        case bounds if bounds and bounds.keys() <= {"minimum", "maximum"} and column.type in _NUMBERS:
            numbers = {name: _number(bound, place, fault) for name, bound in bounds.items()}
            yield Within(column.name, numbers.get("minimum"), numbers.get("maximum"))
        case other:
            fault(place, "pack.not_a_condition", value=str(other))


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
