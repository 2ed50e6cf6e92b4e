"""What came of computing an indicator: a value, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from xltools.core.findings import Location, Param
from xltools.core.frozen import field, frozen


@frozen
class Phrase:
    """A few words yet to be said in the reader's language: a message key and its values.

    A value may itself be a tuple of phrases, which the catalogue says and joins.
    """

    key: str
    params: Mapping[str, Param | tuple[Phrase, ...]] = field(default_factory=dict)


@frozen
class RowsBehind:
    """The rows of one sheet that a value came from.

    Attributes:
        sheet: The sheet's name in the pack.
        title: The sheet's name in the workbook.
        rows: Row numbers in the sheet, ascending.
        columns: Letters of the columns read.
    """

    sheet: str
    title: str
    rows: Sequence[int]
    columns: tuple[str, ...] = ()


@frozen
class Result:
    """What an aggregation gives: an exact value (not yet rounded), or a reason for none.

    Attributes:
        value: Exact; None with a reason.
        reason: Why there is no value.
        rows: The rows it came from.
        countable: The value over the rows that could be read, which the live formula shows as long as
            the others hold texts or errors; the same as ``value`` where there is one.
    """

    value: Decimal | None
    reason: Phrase | None = None
    rows: tuple[RowsBehind, ...] = ()
    countable: Decimal | None = None


@frozen
class Outcome:
    """One indicator, computed.

    Attributes:
        id: The indicator's.
        value: Rounded to the indicator's decimals; None with a reason.
        exact: Before rounding; what other indicators are computed from.
        reason: Why there is no value.
        active: False where the pack's ``when`` does not hold: then the indicator is not part of this report.
        rows: What it came from.
        target: From the targets ledger, or None.
        completion: ``value / target * 100``, two places, or None.
        last_year: Last year's value, or None.
        change: ``(value - last_year) / last_year * 100``, two places; None without a base.
        shown: Where the workbook shows the indicator, or None.
    """

    id: str
    value: Decimal | None
    reason: Phrase | None = None
    exact: Decimal | None = None
    active: bool = True
    rows: tuple[RowsBehind, ...] = ()
    target: Decimal | None = None
    completion: Decimal | None = None
    last_year: Decimal | None = None
    change: Decimal | None = None
    shown: Location | None = None
