"""Conditions on rows, all of which must hold, each of which can be said in words.

A condition is a column and a test of its cell.  From one definition come the rows that meet it,
the factor of an array formula that is 1 for the same rows, and the words for a reviewer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Protocol

from xltools.core.dataset import Table, Value
from xltools.core.findings import Param
from xltools.core.formulas import References, literal, quoted
from xltools.core.frozen import frozen
from xltools.core.outcomes import Phrase
from xltools.core.sheets import Blank, Period, Sheet, say


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


@frozen
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
        """Say ``“类别”为“专题培训”``, or one of several."""
        values = tuple(str(value) for value in self.values)
        if len(values) == 1:
            return Phrase("indicator.where.equal", {"column": header(self.column), "value": values[0]})
        return Phrase("indicator.where.in", {"column": header(self.column), "values": values})


@frozen
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
        params: dict[str, Param | tuple[Phrase, ...]] = {"column": header(self.column)}
        for name, bound in (("minimum", self.minimum), ("maximum", self.maximum)):
            if isinstance(bound, str):
                params[name] = (Phrase("indicator.where.column", {"column": header(bound)}),)
            elif bound is not None:
                params[name] = bound
        if len(params) == 3:  # both bounds, and the column
            return Phrase("indicator.where.between", params)
        at_most, at_least = ("not_after", "not_before") if self.dates else ("at_most", "at_least")
        return Phrase(f"indicator.where.{at_most if self.minimum is None else at_least}", params)

    def _comparable(self, cells: str) -> str:
        return f"INT({cells})" if self.dates else cells


@frozen
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


@frozen
class InPeriod:
    """The cell is a date in the report's period, which is half-open.

    Attributes:
        column: The date column.
        covers: What the report covers, for the words: ``year``, ``month`` or ``quarter``.
    """

    column: str
    covers: str = "year"

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
        return Phrase(f"indicator.where.in_{self.covers}", {"column": header(self.column)})


@frozen
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
        """Give one factor a condition, for an array over the sheet's rows."""
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
