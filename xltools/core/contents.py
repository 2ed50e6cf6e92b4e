"""What stands in a workbook's entry cells when it is made: nothing, last year's registers, or a whole sample."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from xltools.core.dataset import Explanation
from xltools.core.frozen import field, frozen
from xltools.core.sheets import Blank

Entry = Decimal | int | str | date | Blank
"""What one entry cell holds: numbers, texts and dates as such; ``Blank`` for 不适用 and 不详."""

Record = Mapping[str, Entry]
"""One row of a ledger or matrix, or a whole form, by column name; a column that is absent is left empty."""


@frozen
class Contents:
    """The entries of a workbook.

    Attributes:
        ledgers: The rows of each ledger, by sheet name.
        forms: The fields of each form, by sheet name; they go before a column's default.
        matrices: The rows of each matrix, by sheet name and row name.
        explanations: The written reasons on the explanations sheet.
    """

    ledgers: Mapping[str, Sequence[Record]] = field(default_factory=dict)
    forms: Mapping[str, Record] = field(default_factory=dict)
    matrices: Mapping[str, Mapping[str, Record]] = field(default_factory=dict)
    explanations: Sequence[Explanation] = ()
