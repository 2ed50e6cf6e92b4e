"""Small formulas that a pack writes, such as ``selected <= nominated``.

The text is read with ``ast`` and every node of the tree is one of a few allowed ones; Python never
runs it.  Names and types are settled when the pack is loaded, so that a slip stops the pack and
not the data.  What reads and computes is loaded when an expression is first read or computed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache

from xltools.core.findings import Param
from xltools.core.frozen import frozen

Operand = Decimal | str | date | bool | None
"""A value in an expression; None is unknown."""

Evaluator = Callable[[Mapping[str, Sequence[Operand]], int], Sequence[Operand]]
"""Computes a value for each of some rows, from the rows' values by name and their number."""


class ExpressionError(Exception):
    """An expression that cannot be read, with the message that says why."""

    def __init__(self, key: str, **params: Param) -> None:
        super().__init__(key, params)
        self.key = key
        self.params = params


@frozen
class Expression:
    """A checked expression.

    Attributes:
        source: As the pack writes it.
        names: The names it uses, in order of appearance, each once.
        needed: Those that must have a value for a result: of which it does not ask ``filled``.
        result: ``number``, ``boolean``, ``text`` or ``date``.
        types: The type of each name.
    """

    source: str
    names: tuple[str, ...]
    needed: tuple[str, ...]
    result: str
    types: Mapping[str, str]

    def evaluate(self, values: Mapping[str, Operand]) -> Operand:
        """Compute the value.

        Args:
            values: A value by name; an absent one and None are unknown.

        Returns:
            The exact value; None where a name that it turns on is unknown, or a divisor is zero.
        """
        (value,) = self.evaluate_rows({name: [value] for name, value in values.items()}, 1)
        return value

    def evaluate_rows(self, columns: Mapping[str, Sequence[Operand]], count: int) -> Sequence[Operand]:
        """Compute the value for each of many rows, much faster than one by one.

        Args:
            columns: By name, its value in each row; an absent name and None are unknown.
            count: How many rows there are.
        """
        return _evaluator(self.source)(columns, count)

    def formula(self, name_to_cell: Callable[[str], str]) -> str:
        """Give the Excel formula with the same value, where all names have one.

        Args:
            name_to_cell: Gives the cell that holds a name's value.

        Returns:
            The formula without ``=``, in parentheses where it needs them.
        """
        from xltools.core.expression_formula import formula_of
        from xltools.core.expression_text import tree_of

        return formula_of(tree_of(self.source), self.types, name_to_cell)


def parse_expression(source: str, names: Mapping[str, str]) -> Expression:
    """Read an expression over known names.

    Args:
        source: Its text, at most 500 characters.
        names: The type of each name that it may use: ``number``, ``text`` or ``date``.

    Returns:
        The expression, in which every name and type is settled.

    Raises:
        ExpressionError: With the message that says what is wrong.
    """
    from xltools.core.expression_text import asked_in, names_in, read_tree
    from xltools.core.expression_types import type_of

    tree = read_tree(source)
    result = type_of(tree, source, names)
    used = tuple(dict.fromkeys(names_in(tree)))
    asked = asked_in(tree)
    needed = tuple(name for name in used if name not in asked)
    return Expression(source, used, needed, result, {name: names[name] for name in used})


@lru_cache(maxsize=1024)
def _evaluator(source: str) -> Evaluator:
    """Give the function that computes an expression; it is made once and kept."""
    from xltools.core.expression_text import tree_of
    from xltools.core.expression_values import evaluator_of

    return evaluator_of(tree_of(source))
