"""An expression as Excel writes it, with the same value wherever all its names have one."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from xltools.core.expression_text import name_of
from xltools.core.formulas import literal
from xltools.core.sheets import MISSING_WORDS

_COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Eq: "=",
    ast.NotEq: "<>",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}
_ARITHMETIC: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}


def formula_of(tree: ast.expr, types: Mapping[str, str], name_to_cell: Callable[[str], str]) -> str:
    """Write a tree whose types are settled, without ``=``.

    Args:
        tree: From ``read_tree``.
        types: The type of each name in it.
        name_to_cell: Gives the cell that holds a name's value.
    """
    return _Formula(types, name_to_cell).of(tree)


class _Formula:
    def __init__(self, types: Mapping[str, str], name_to_cell: Callable[[str], str]) -> None:
        self._types = types
        self._cell = name_to_cell

    def of(self, node: ast.expr) -> str:
        match node:
            case ast.Constant(value=Decimal() | str() as value):
                return literal(value)
            case ast.Name() | ast.Attribute():
                return self._cell(name_of(node) or "")
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return f"NOT({self.of(operand)})"
            case ast.UnaryOp(op=op, operand=operand):
                return f"(-{self.of(operand)})" if isinstance(op, ast.USub) else self.of(operand)
            case ast.BinOp():
                return f"({self._chain(node)})"
            case ast.BoolOp(op=op, values=parts):
                return f"{'OR' if isinstance(op, ast.Or) else 'AND'}({','.join(map(self.of, parts))})"
            case ast.Compare(left=left, ops=signs, comparators=others):
                return self._comparison([left, *others], signs)
            case ast.Call(func=ast.Name(id=function), args=arguments):
                return self._call(function, arguments)
        raise AssertionError(node)  # the type check let it through

    def _chain(self, node: ast.BinOp) -> str:
        """Write ``a+b-c`` without parentheses inside: a spreadsheet takes only so many levels."""
        left = node.left
        sums = (ast.Add, ast.Sub)
        alike = isinstance(left, ast.BinOp) and isinstance(left.op, sums) == isinstance(node.op, sums)
        first = self._chain(left) if isinstance(left, ast.BinOp) and alike else self.of(left)
        return f"{first}{_ARITHMETIC[type(node.op)]}{self.of(node.right)}"

    def _comparison(self, parts: Sequence[ast.expr], signs: Sequence[ast.cmpop]) -> str:
        pairs = [self._pair(*pair) for pair in zip(parts, signs, parts[1:], strict=False)]
        return pairs[0] if len(pairs) == 1 else f"AND({','.join(pairs)})"

    def _pair(self, left: ast.expr, sign: ast.cmpop, right: ast.expr) -> str:
        if self._is_text(left):
            exact = f"EXACT({self.of(left)},{self.of(right)})"
            return exact if isinstance(sign, ast.Eq) else f"NOT({exact})"
        return f"({self.of(left)}{_COMPARISONS[type(sign)]}{self.of(right)})"

    def _is_text(self, node: ast.expr) -> bool:
        if isinstance(node, ast.Constant):
            return isinstance(node.value, str)
        return self._types.get(name_of(node) or "") == "text"

    def _call(self, function: str, arguments: Sequence[ast.expr]) -> str:
        written = [self.of(argument) for argument in arguments]
        if function == "filled":
            words = "".join(f",{written[0]}<>{literal(word)}" for word in MISSING_WORDS.values())
            return f"AND(LEN({written[0]})>0{words})"
        if function == "contains":
            return f"ISNUMBER(FIND({written[1]},{written[0]}))"
        if function == "round" and len(written) == 1:
            written.append("0")
        return f"{function.upper()}({','.join(written)})"
