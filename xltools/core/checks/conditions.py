"""A rule's conditions, said of one row in a formula."""

from __future__ import annotations

from xltools.core.filters import Filter
from xltools.core.formulas import RowReferences


def meets(where: Filter, references: RowReferences, wrong: str) -> str:
    """Give a formula that is TRUE where the row meets all conditions and the given formula is TRUE."""
    factors = [condition.factor(references.cell(condition.column), references) for condition in where.conditions]
    return f"IF({'*'.join(factors)},{wrong})" if factors else wrong
