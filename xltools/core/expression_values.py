"""The value of an expression.

A name without a value makes whatever needs it unknown, which is neither true nor false; so does a
division by zero, and a number beyond what a spreadsheet holds.  Numbers are compared as a
spreadsheet compares them, by their first 15 digits, so that a third of three is one.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Context, Decimal
from typing import Any

from xltools.core.expression_text import name_of
from xltools.core.rounding import fifteen_digits, round_half_away

Operand = Decimal | str | date | bool | None
"""A value in an expression; None is unknown."""

_EXACT = Context(prec=40, traps=[])
_LARGEST = 307  # the power of ten that a spreadsheet still holds

# Both sides are of one type, which is settled when the expression is read.
_COMPARISONS: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
_ARITHMETIC: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: _EXACT.add,
    ast.Sub: _EXACT.subtract,
    ast.Mult: _EXACT.multiply,
    ast.Div: _EXACT.divide,
}


def value_of(node: ast.expr, values: Mapping[str, Operand]) -> Operand:
    """Compute the value of a tree whose types are settled."""
    match node:
        case ast.Constant(value=Decimal() | str() as constant):
            return constant
        case ast.Name() | ast.Attribute():
            return values.get(name_of(node) or "")
        case ast.UnaryOp(op=sign, operand=operand):
            return _unary(sign, value_of(operand, values))
        case ast.BinOp(left=left, op=op, right=right):
            return _arithmetic(value_of(left, values), op, value_of(right, values))
        case ast.BoolOp(op=op, values=parts):
            return _logic([value_of(part, values) for part in parts], decisive=isinstance(op, ast.Or))
        case ast.Compare(left=left, ops=signs, comparators=others):
            operands = [value_of(part, values) for part in (left, *others)]
            pairs = zip(operands, signs, operands[1:], strict=False)
            return _logic([_compare(a, sign, b) for a, sign, b in pairs], decisive=False)
        case ast.Call(func=ast.Name(id=function), args=arguments):
            return _call(function, [value_of(argument, values) for argument in arguments])
    raise AssertionError(node)  # the type check let it through


def _unary(sign: ast.unaryop, value: Operand) -> Operand:
    if isinstance(sign, ast.Not):
        return None if value is None else not value
    return value.copy_negate() if isinstance(value, Decimal) and isinstance(sign, ast.USub) else value


def _arithmetic(left: Operand, sign: ast.operator, right: Operand) -> Operand:
    if not isinstance(left, Decimal) or not isinstance(right, Decimal):
        return None
    result = _ARITHMETIC[type(sign)](left, right)
    return result if result.is_finite() and result.adjusted() <= _LARGEST else None


def _compare(left: Operand, sign: ast.cmpop, right: Operand) -> Operand:
    if left is None or right is None:
        return None
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return _COMPARISONS[type(sign)](fifteen_digits(left), fifteen_digits(right))
    return _COMPARISONS[type(sign)](left, right)


def _logic(parts: Sequence[Operand], *, decisive: bool) -> Operand:
    """Join truth values of which some may be unknown: one decisive value settles it (Kleene)."""
    if decisive in parts:
        return decisive
    return None if None in parts else not decisive


def _call(function: str, arguments: Sequence[Operand]) -> Operand:
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
            return numbers[0].copy_abs()
    return round_half_away(numbers[0], int(numbers[1]) if len(numbers) > 1 else 0)
