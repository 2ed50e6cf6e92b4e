"""The type of every part of an expression, settled when the pack is loaded."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from decimal import Decimal

from xltools.core.expression_text import name_of, part_of
from xltools.core.expressions import ExpressionError
from xltools.core.nearest import nearest

FUNCTIONS = {"min": (1, 9), "max": (1, 9), "abs": (1, 1), "round": (1, 2), "filled": (1, 1), "contains": (2, 2)}
"""How many arguments each function takes."""

_CONSTANTS: dict[type, str] = {Decimal: "number", str: "text"}
_EQUALITY = (ast.Eq, ast.NotEq)
_ORDER = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
_ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div)


def type_of(tree: ast.expr, source: str, names: Mapping[str, str]) -> str:
    """Find the type of an expression's value, and refuse what the language has not.

    Args:
        tree: From ``read_tree``.
        source: The text it was read from.
        names: The type of each name that it may use: ``number``, ``text`` or ``date``.

    Returns:
        ``number``, ``boolean``, ``text`` or ``date``.

    Raises:
        ExpressionError: With the message that says what is wrong.
    """
    return _Types(source.strip(), names).of(tree)


class _Types:
    def __init__(self, source: str, names: Mapping[str, str]) -> None:
        self._source = source
        self._names = names

    def of(self, node: ast.expr) -> str:
        match node:
            case ast.Constant(value=value) if type(value) in _CONSTANTS:
                return _CONSTANTS[type(value)]
            case ast.Name() | ast.Attribute():
                return self._name(node)
            case ast.UnaryOp(op=ast.USub() | ast.UAdd(), operand=operand):
                return self._all("number", [operand], "number")
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return self._all("boolean", [operand], "boolean")
            case ast.BinOp(left=left, op=op, right=right) if isinstance(op, _ARITHMETIC):
                return self._all("number", [left, right], "number")
            case ast.BoolOp(values=values):
                return self._all("boolean", values, "boolean")
            case ast.Compare(left=left, ops=signs, comparators=others) if all(map(_known, signs)):
                return self._comparison([left, *others], signs)
            case ast.Call(func=ast.Name(id=function), args=arguments, keywords=[]):
                return self._call(function, arguments)
        raise ExpressionError("pack.expression.not_allowed", value=self._part(node))

    def _part(self, node: ast.expr) -> str:
        return part_of(self._source, node)[:80]

    def _name(self, node: ast.expr) -> str:
        name = name_of(node) or self._part(node)
        if name in self._names:
            return self._names[name]
        raise ExpressionError("pack.expression.unknown_name", value=name, suggestion=nearest(name, self._names))

    def _all(self, wanted: str, parts: Sequence[ast.expr], result: str) -> str:
        for part in parts:
            found = self.of(part)
            if found != wanted:
                raise ExpressionError(f"pack.expression.not_a_{wanted}", value=self._part(part), type=found)
        return result

    def _comparison(self, parts: Sequence[ast.expr], signs: Sequence[ast.cmpop]) -> str:
        types = dict.fromkeys(self.of(part) for part in parts)
        if len(types) > 1:
            raise ExpressionError("pack.expression.not_alike", value=self._source, types=tuple(types))
        if any(isinstance(sign, _ORDER) for sign in signs) and not types.keys() & {"number", "date"}:
            raise ExpressionError("pack.expression.no_order", value=self._source, type=next(iter(types)))
        return "boolean"

    def _call(self, function: str, arguments: Sequence[ast.expr]) -> str:
        if function not in FUNCTIONS:
            near = nearest(function, FUNCTIONS)
            raise ExpressionError(
                "pack.expression.unknown_function", value=function, allowed=tuple(FUNCTIONS), suggestion=near
            )
        fewest, most = FUNCTIONS[function]
        if not fewest <= len(arguments) <= most:
            raise ExpressionError("pack.expression.arguments", value=function, minimum=fewest, maximum=most)
        if function == "filled":
            if name_of(arguments[0]) is None:
                raise ExpressionError("pack.expression.filled_name", value=self._part(arguments[0]))
            self.of(arguments[0])
            return "boolean"
        if function == "contains":
            return self._all("text", arguments, "boolean")
        if function == "round" and len(arguments) > 1 and not _places(arguments[1]):
            raise ExpressionError("pack.expression.round_places", value=self._part(arguments[1]))
        return self._all("number", arguments, "number")


def _known(sign: ast.cmpop) -> bool:
    return isinstance(sign, (*_EQUALITY, *_ORDER))


def _places(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value in range(10)
