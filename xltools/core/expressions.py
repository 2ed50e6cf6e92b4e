"""Small formulas that a pack writes, such as ``selected <= nominated``.

The text is read with ``ast`` and every node of the tree is one of a few allowed ones; Python never
runs it.  Names and types are settled when the pack is loaded, so that a slip stops the pack and
not the data.  A name without a value (blank, unreadable) makes whatever needs it unknown, which is
neither true nor false; so does a division by zero.
"""

from __future__ import annotations

import ast
import difflib
import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from xltools.core.findings import Param
from xltools.core.formulas import quoted
from xltools.core.rounding import round_half_away

Operand = Decimal | str | date | bool | None
"""A value in an expression; None is unknown."""

MAX_LENGTH = 500
MAX_DEPTH = 20

# Both sides are of one type, which is settled when the expression is read.
_COMPARISONS: dict[type[ast.cmpop], tuple[str, Callable[[Any, Any], bool]]] = {
    ast.Eq: ("=", operator.eq),
    ast.NotEq: ("<>", operator.ne),
    ast.Lt: ("<", operator.lt),
    ast.LtE: ("<=", operator.le),
    ast.Gt: (">", operator.gt),
    ast.GtE: (">=", operator.ge),
}
_ARITHMETIC: dict[type[ast.operator], tuple[str, Callable[[Decimal, Decimal], Decimal]]] = {
    ast.Add: ("+", operator.add),
    ast.Sub: ("-", operator.sub),
    ast.Mult: ("*", operator.mul),
    ast.Div: ("/", operator.truediv),
}
_CONSTANTS: dict[type, str] = {int: "number", float: "number", str: "text"}
_FUNCTIONS = {"min": (1, 9), "max": (1, 9), "abs": (1, 1), "round": (1, 2), "filled": (1, 1), "contains": (2, 2)}
"""How many arguments each function takes."""


class ExpressionError(Exception):
    """An expression that cannot be read, with the message that says why."""

    def __init__(self, key: str, **params: Param) -> None:
        super().__init__(key, params)
        self.key = key
        self.params = params


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
    _tree: ast.expr

    @property
    def needed(self) -> tuple[str, ...]:
        """The names that must have a value for a result: those of which it does not ask ``filled``."""
        asked = {
            name
            for node in ast.walk(self._tree)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "filled"
            for name in _names(node)
        }
        return tuple(name for name in self.names if name not in asked)

    def evaluate(self, values: Mapping[str, Operand]) -> Operand:
        """Compute the value.

        Args:
            values: A value by name; an absent one and None are unknown.

        Returns:
            The exact value; None where a needed name is unknown or a divisor is zero.
        """
        return _evaluate(self._tree, values)

    def formula(self, name_to_cell: Callable[[str], str]) -> str:
        """Give the Excel formula with the same value, where all names have one.

        Args:
            name_to_cell: Gives the cell that holds a name's value.

        Returns:
            The formula without ``=``, in parentheses where it needs them.
        """
        return _Formula(name_to_cell, self.types).of(self._tree)


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
    if len(source) > MAX_LENGTH:
        raise ExpressionError("pack.expression.too_long", limit=MAX_LENGTH)
    try:
        tree = ast.parse(source.strip(), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise ExpressionError("pack.expression.unreadable", value=source, hint=_full_width(source)) from None
    if _depth(tree) > MAX_DEPTH:
        raise ExpressionError("pack.expression.too_deep", limit=MAX_DEPTH)
    result = _Types(source, names).of(tree)
    used = tuple(dict.fromkeys(_names(tree)))
    return Expression(source, used, result, {name: names[name] for name in used}, tree)


def _depth(tree: ast.AST) -> int:
    """Measure the nesting without recursion: the text may have been made to be deep."""
    deepest, waiting = 0, [(tree, 1)]
    while waiting:
        node, level = waiting.pop()
        deepest = max(deepest, level)
        waiting.extend((child, level + 1) for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr))
    return deepest


def _full_width(source: str) -> str | None:
    """Name the half-width writing of the first full-width sign, the likeliest slip."""
    for sign in source:
        if "！" <= sign <= "～":
            return chr(ord(sign) - 0xFEE0)
        if sign in "“”‘’":
            return '"'
    return None


def _name(node: ast.expr) -> str | None:
    """Give the name that a node stands for: ``a``, or ``sheet.column``."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return f"{node.value.id}.{node.attr}"
    return None


def _names(node: ast.expr) -> Iterator[str]:
    if (name := _name(node)) is not None:
        yield name
        return
    parts = node.args if isinstance(node, ast.Call) else ast.iter_child_nodes(node)
    for part in parts:
        if isinstance(part, ast.expr):
            yield from _names(part)


class _Types:
    """Finds the type of each node, and refuses what is not allowed."""

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
            case ast.BinOp(left=left, op=op, right=right) if type(op) in _ARITHMETIC:
                return self._all("number", [left, right], "number")
            case ast.BoolOp(values=values):
                return self._all("boolean", values, "boolean")
            case ast.Compare(left=left, ops=ops, comparators=others) if all(type(op) in _COMPARISONS for op in ops):
                return self._comparison([left, *others], ops)
            case ast.Call(func=ast.Name(id=function), args=arguments, keywords=[]) if function in _FUNCTIONS:
                return self._call(function, arguments)
        part = ast.get_source_segment(self._source.strip(), node) or self._source
        raise ExpressionError("pack.expression.not_allowed", value=part)

    def _name(self, node: ast.expr) -> str:
        name = _name(node) or ast.unparse(node)
        if name in self._names:
            return self._names[name]
        near = difflib.get_close_matches(name, list(self._names), 1)
        raise ExpressionError("pack.expression.unknown_name", value=name, suggestion=near[0] if near else None)

    def _all(self, wanted: str, parts: list[ast.expr], result: str) -> str:
        for part in parts:
            if (found := self.of(part)) != wanted:
                text = ast.get_source_segment(self._source.strip(), part) or self._source
                raise ExpressionError(f"pack.expression.not_a_{wanted}", value=text, type=found)
        return result

    def _comparison(self, parts: list[ast.expr], signs: list[ast.cmpop]) -> str:
        kinds = {self.of(part) for part in parts}
        ordered = any(not isinstance(sign, ast.Eq | ast.NotEq) for sign in signs)
        if len(kinds) > 1 or "boolean" in kinds or (ordered and "text" in kinds):
            raise ExpressionError("pack.expression.not_comparable", value=self._source)
        return "boolean"

    def _call(self, function: str, arguments: list[ast.expr]) -> str:
        fewest, most = _FUNCTIONS[function]
        if not fewest <= len(arguments) <= most:
            raise ExpressionError("pack.expression.arguments", value=function)
        if function == "filled":
            if _name(arguments[0]) is None:
                raise ExpressionError("pack.expression.filled_name", value=self._source)
            self.of(arguments[0])
            return "boolean"
        if function == "contains":
            return self._all("text", arguments, "boolean")
        if function == "round" and len(arguments) > 1 and not _places(arguments[1]):
            raise ExpressionError("pack.expression.round_places", value=self._source)
        return self._all("number", arguments, "number")


def _places(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value in range(10) and not isinstance(node.value, bool)


def _evaluate(node: ast.expr, values: Mapping[str, Operand]) -> Operand:
    match node:
        case ast.Constant(value=constant):
            return constant if isinstance(constant, str) else Decimal(str(constant))
        case ast.Name() | ast.Attribute():
            return values.get(_name(node) or "")
        case ast.UnaryOp(op=op, operand=operand):
            value = _evaluate(operand, values)
            if isinstance(op, ast.Not):
                return None if value is None else not value
            return -value if isinstance(value, Decimal) and isinstance(op, ast.USub) else value
        case ast.BinOp(left=left, op=op, right=right):
            return _arithmetic(_evaluate(left, values), op, _evaluate(right, values))
        case ast.BoolOp(op=op, values=parts):
            return _logic([_evaluate(part, values) for part in parts], decisive=isinstance(op, ast.Or))
        case ast.Compare(left=left, ops=signs, comparators=others):
            operands = [_evaluate(part, values) for part in (left, *others)]
            pairs = zip(operands, signs, operands[1:], strict=False)
            return _logic([_compare(a, sign, b) for a, sign, b in pairs], decisive=False)
        case ast.Call(func=ast.Name(id=function), args=arguments):
            return _call(function, [_evaluate(argument, values) for argument in arguments])
    raise AssertionError(node)  # the type check let it through


def _arithmetic(left: Operand, sign: ast.operator, right: Operand) -> Operand:
    if not isinstance(left, Decimal) or not isinstance(right, Decimal):
        return None
    if isinstance(sign, ast.Div) and right == 0:
        return None
    return _ARITHMETIC[type(sign)][1](left, right)


def _compare(left: Operand, sign: ast.cmpop, right: Operand) -> Operand:
    return None if left is None or right is None else _COMPARISONS[type(sign)][1](left, right)


def _logic(parts: list[Operand], *, decisive: bool) -> Operand:
    """Join truth values of which some may be unknown: one decisive value settles it (Kleene)."""
    if decisive in parts:
        return decisive
    return None if None in parts else not decisive


def _call(function: str, arguments: list[Operand]) -> Operand:
    if function == "filled":
        return arguments[0] is not None
    if function == "contains":
        text, part = arguments
        return part in text if isinstance(text, str) and isinstance(part, str) else None
    numbers = [argument for argument in arguments if isinstance(argument, Decimal)]
    if len(numbers) < len(arguments):
        return None
    match function:
        case "min":
            return min(numbers)
        case "max":
            return max(numbers)
        case "abs":
            return abs(numbers[0])
    return round_half_away(numbers[0], int(numbers[1]) if len(numbers) > 1 else 0)


class _Formula:
    """Writes the tree as an Excel formula."""

    def __init__(self, name_to_cell: Callable[[str], str], types: Mapping[str, str]) -> None:
        self._cell = name_to_cell
        self._types = types

    def of(self, node: ast.expr) -> str:
        match node:
            case ast.Constant(value=str() as text):
                return quoted(text)
            case ast.Constant(value=value):
                return str(Decimal(str(value)))
            case ast.Name() | ast.Attribute():
                return self._cell(_name(node) or "")
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return f"NOT({self.of(operand)})"
            case ast.UnaryOp(op=op, operand=operand):
                return f"({'-' if isinstance(op, ast.USub) else '+'}{self.of(operand)})"
            case ast.BinOp(left=left, op=op, right=right):
                return f"({self.of(left)}{_ARITHMETIC[type(op)][0]}{self.of(right)})"
            case ast.BoolOp(op=op, values=parts):
                return f"{'OR' if isinstance(op, ast.Or) else 'AND'}({','.join(map(self.of, parts))})"
            case ast.Compare(left=left, ops=signs, comparators=others):
                return self._comparison([left, *others], signs)
            case ast.Call(func=ast.Name(id=function), args=arguments):
                return self._call(function, arguments)
        raise AssertionError(node)  # the type check let it through

    def _comparison(self, parts: list[ast.expr], signs: list[ast.cmpop]) -> str:
        pairs = [self._pair(*pair) for pair in zip(parts, signs, parts[1:], strict=False)]
        return pairs[0] if len(pairs) == 1 else f"AND({','.join(pairs)})"

    def _pair(self, left: ast.expr, sign: ast.cmpop, right: ast.expr) -> str:
        if self._is_text(left):
            exact = f"EXACT({self.of(left)},{self.of(right)})"
            return exact if isinstance(sign, ast.Eq) else f"NOT({exact})"
        return f"({self.of(left)}{_COMPARISONS[type(sign)][0]}{self.of(right)})"

    def _is_text(self, node: ast.expr) -> bool:
        if isinstance(node, ast.Constant):
            return isinstance(node.value, str)
        return self._types.get(_name(node) or "") == "text"

    def _call(self, function: str, arguments: list[ast.expr]) -> str:
        written = [self.of(argument) for argument in arguments]
        if function == "filled":
            return f"NOT(ISBLANK({written[0]}))"
        if function == "contains":
            return f"ISNUMBER(FIND({written[1]},{written[0]}))"
        if function == "round" and len(written) == 1:
            written.append("0")
        return f"{function.upper()}({','.join(written)})"
