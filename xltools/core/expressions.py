"""Small formulas that a pack writes, such as ``selected <= nominated``.

The text is read with ``ast`` and every node of the tree is one of a few allowed ones; Python never
runs it.  Names and types are settled when the pack is loaded, so that a slip stops the pack and
not the data.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from xltools.core.expression_text import name_of, names_in, read_tree
from xltools.core.expression_types import type_of
from xltools.core.expression_values import Evaluator, Operand, evaluator_of


@dataclass(frozen=True, slots=True)
class Expression:
    """A checked expression.

    Attributes:
        source: As the pack writes it.
        names: The names it uses, in order of appearance, each once.
        result: ``number``, ``boolean``, ``text`` or ``date``.
        types: The type of each name.
    """

    source: str
    names: tuple[str, ...]
    result: str
    types: Mapping[str, str]
    _tree: ast.expr = field(compare=False, repr=False)
    _value: Evaluator = field(compare=False, repr=False)

    @property
    def needed(self) -> tuple[str, ...]:
        """The names that must have a value for a result: those of which it does not ask ``filled``."""
        asked = {
            name_of(node.args[0])
            for node in ast.walk(self._tree)
            if isinstance(node, ast.Call) and name_of(node.func) == "filled"
        }
        return tuple(name for name in self.names if name not in asked)

    def evaluate(self, values: Mapping[str, Operand]) -> Operand:
        """Compute the value.

        Args:
            values: A value by name; an absent one and None are unknown.

        Returns:
            The exact value; None where a name that it turns on is unknown, or a divisor is zero.
        """
        return self._value(values)

    def formula(self, name_to_cell: Callable[[str], str]) -> str:
        """Give the Excel formula with the same value, where all names have one.

        Args:
            name_to_cell: Gives the cell that holds a name's value.

        Returns:
            The formula without ``=``, in parentheses where it needs them.
        """
        from xltools.core.expression_formula import formula_of

        return formula_of(self._tree, self.types, name_to_cell)


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
    tree = read_tree(source)
    result = type_of(tree, source, names)
    used = tuple(dict.fromkeys(names_in(tree)))
    return Expression(source, used, result, {name: names[name] for name in used}, tree, evaluator_of(tree))
