"""The value of an expression.

A name without a value makes whatever needs it unknown, which is neither true nor false; so does a
division by zero, and a number beyond what a spreadsheet holds.  Numbers are compared as a
spreadsheet compares them, by their first 15 digits, so that a third of three is one.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping, Sequence
from decimal import Context, Decimal
from typing import Any

from xltools.core.expression_text import name_of
from xltools.core.expressions import Evaluator, Operand
from xltools.core.rounding import fifteen_digits, round_half_away

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


def evaluator_of(node: ast.expr) -> Evaluator:
    """Give the function that computes the value of a tree whose types are settled.

    A tree is walked once and its function called for every row of a ledger.
    """
    match node:
        case ast.Constant(value=Decimal() | str() as constant):
            return lambda _: constant
        case ast.Name() | ast.Attribute():
            name = name_of(node) or ""
            return lambda values: values.get(name)
        case ast.UnaryOp(op=sign, operand=operand):
            of_operand = evaluator_of(operand)
            return lambda values: _unary(sign, of_operand(values))
        case ast.BinOp(left=left, op=calculation, right=right):
            of_left, of_right = evaluator_of(left), evaluator_of(right)
            return lambda values: _arithmetic(of_left(values), calculation, of_right(values))
        case ast.BoolOp(op=op, values=parts):
            return _logic_of([evaluator_of(part) for part in parts], decisive=isinstance(op, ast.Or))
        case ast.Compare(left=left, ops=signs, comparators=others):
            sides = [evaluator_of(part) for part in (left, *others)]
            pairs = zip(sides, signs, sides[1:], strict=False)
            compared = [_comparison_of(first, _COMPARISONS[type(sign)], second) for first, sign, second in pairs]
            return compared[0] if len(compared) == 1 else _logic_of(compared, decisive=False)
        case ast.Call(func=ast.Name(id=function), args=arguments):
            of_arguments = [evaluator_of(argument) for argument in arguments]
            return lambda values: _call(function, [of_argument(values) for of_argument in of_arguments])
    raise AssertionError(node)  # the type check let it through


def _comparison_of(first: Evaluator, holds: Callable[[Any, Any], bool], second: Evaluator) -> Evaluator:
    def compare(values: Mapping[str, Operand]) -> Operand:
        left, right = first(values), second(values)
        if left is None or right is None:
            return None
        if isinstance(left, Decimal) and isinstance(right, Decimal):
            return holds(fifteen_digits(left), fifteen_digits(right))
        return holds(left, right)

    return compare


def _logic_of(parts: Sequence[Evaluator], *, decisive: bool) -> Evaluator:
    """Join truth values of which some may be unknown: one decisive value settles it (Kleene)."""

    def join(values: Mapping[str, Operand]) -> Operand:
        unknown = False
        for part in parts:
            value = part(values)
            if value is decisive:
                return decisive
            unknown = unknown or value is None
        return None if unknown else not decisive

    return join


def _unary(sign: ast.unaryop, value: Operand) -> Operand:
    if isinstance(sign, ast.Not):
        return None if value is None else not value
    return value.copy_negate() if isinstance(value, Decimal) and isinstance(sign, ast.USub) else value


def _arithmetic(left: Operand, sign: ast.operator, right: Operand) -> Operand:
    if not isinstance(left, Decimal) or not isinstance(right, Decimal):
        return None
    result = _ARITHMETIC[type(sign)](left, right)
    return result if result.is_finite() and result.adjusted() <= _LARGEST else None


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
