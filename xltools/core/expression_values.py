"""The value of an expression.

A name without a value makes whatever needs it unknown, which is neither true nor false; so does a
division by zero, and a number beyond what a spreadsheet holds.  Numbers are compared as a
spreadsheet compares them, by their first 15 digits, so that a third of three is one.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Sequence
from decimal import Context, Decimal
from functools import partial
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
    """Give the function that computes a tree whose types are settled, for all rows of a ledger at once."""
    match node:
        case ast.Constant(value=Decimal() | str() as constant):
            return lambda _, count: [constant] * count
        case ast.Name() | ast.Attribute():
            name = name_of(node) or ""
            return lambda columns, count: columns[name] if name in columns else [None] * count
        case ast.UnaryOp(op=sign, operand=operand):
            return _row_by_row(partial(_unary, sign), [operand])
        case ast.BinOp(left=left, op=calculation, right=right):
            return _row_by_row(partial(_arithmetic, _ARITHMETIC[type(calculation)]), [left, right])
        case ast.BoolOp(op=op, values=parts):
            return _row_by_row(partial(_joined, isinstance(op, ast.Or)), parts)
        case ast.Compare(left=left, ops=[sign], comparators=[right]):
            return _row_by_row(partial(_compared, _COMPARISONS[type(sign)]), [left, right])
        case ast.Compare(left=left, ops=signs, comparators=others):
            return _row_by_row(partial(_chained, [_COMPARISONS[type(sign)] for sign in signs]), [left, *others])
        case ast.Call(func=ast.Name(id=function), args=arguments):
            return _row_by_row(partial(_called, function), arguments)
    raise AssertionError(node)  # the type check let it through


def _row_by_row(operate: Callable[..., Operand], parts: Sequence[ast.expr]) -> Evaluator:
    """Give the function that computes the parts and, of their values in each row, what an operation gives."""
    evaluators = [evaluator_of(part) for part in parts]
    return lambda columns, count: list(map(operate, *(evaluator(columns, count) for evaluator in evaluators)))


def _compared(holds: Callable[[Any, Any], bool], left: Operand, right: Operand) -> Operand:
    if left is None or right is None:
        return None
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return holds(fifteen_digits(left), fifteen_digits(right))
    return holds(left, right)


def _chained(relations: Sequence[Callable[[Any, Any], bool]], *values: Operand) -> Operand:
    return _joined(False, *map(_compared, relations, values, values[1:]))


def _joined(decisive: bool, *values: Operand) -> Operand:
    """Join truth values of which some may be unknown: one decisive value settles it (Kleene)."""
    if decisive in values:
        return decisive
    return None if None in values else not decisive


def _unary(sign: ast.unaryop, value: Operand) -> Operand:
    if isinstance(sign, ast.Not):
        return None if value is None else not value
    return value.copy_negate() if isinstance(value, Decimal) and isinstance(sign, ast.USub) else value


def _arithmetic(calculate: Callable[[Decimal, Decimal], Decimal], left: Operand, right: Operand) -> Operand:
    if not isinstance(left, Decimal) or not isinstance(right, Decimal):
        return None
    result = calculate(left, right)
    return result if result.is_finite() and result.adjusted() <= _LARGEST else None


def _called(function: str, *arguments: Operand) -> Operand:
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
