r"""The text of an expression and the tree that it is.

Python's own parser reads the text, and it takes more than a pack may write: ``0x1F``, ``'a' 'b'``,
``"\x41"``, ``ａ`` for ``a``.  So every sign is looked at first, which also lets a full-width or
mathematical sign be told with the one to write instead.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from decimal import Decimal

from xltools.core.expressions import ExpressionError

MAX_LENGTH = 500
MAX_DEPTH = 20
_MAX_TEXT = 255  # of a text in an Excel formula
_MAX_DIGITS = 15  # of a number in a spreadsheet

_SIGNS = r"""(?x)(?P<space>\s+)
    |(?P<number>[0-9]+(?:\.[0-9]+)?(?![\w.]))
    |(?P<name>[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)?(?![\w.'"]))
    |(?P<text>'[^'\\\n]*'|"[^"\\\n]*")
    |(?P<sign>[<>=!]=|<(?!>)|[-+*/>(),])"""
_WORD = r"""[\w.]+['"]?|'[^'\n]*'?|"[^"\n]*"?"""
_MEANT = {
    "<>": "!=", "=<": "<=", "=>": ">=", "=": "==", "&&": "and", "||": "or", "!": "not", "≠": "!=", "≤": "<=",
    "≥": ">=", "≦": "<=", "≧": ">=", "×": "*", "÷": "/", "−": "-", "–": "-", "—": "-", "“": '"', "”": '"',
    "‘": "'", "’": "'", "＝": "==", "！": "not", "、": ",", "。": ".", "\u3000": " ",
}  # fmt: skip
"""What a pack author who wrote this meant to write."""


def read_tree(source: str) -> ast.expr:
    """Read the text of an expression.

    Args:
        source: At most 500 characters.

    Returns:
        Its tree, at most 20 levels deep, in which numbers are exact.

    Raises:
        ExpressionError: With the message that says what is wrong.
    """
    if len(source) > MAX_LENGTH:
        raise ExpressionError("pack.expression.too_long", maximum=MAX_LENGTH)
    _check_signs(source)
    try:
        tree = tree_of(source)
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise ExpressionError("pack.expression.unreadable", value=source) from None
    if _depth(tree) > MAX_DEPTH:
        raise ExpressionError("pack.expression.too_deep", maximum=MAX_DEPTH)
    return tree


def tree_of(source: str) -> ast.expr:
    """Give the tree of a text that ``read_tree`` has let through once; numbers in it are exact."""
    line = re.sub(r"\s", " ", source).strip()
    tree = ast.parse(line, mode="eval").body
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and type(node.value) in {int, float}:
            node.value = Decimal(part_of(line, node))  # type: ignore[assignment] # exact; a float is not
    return tree


def name_of(node: ast.AST) -> str | None:
    """Give the name that a node stands for: ``a``, or ``sheet.column``."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return f"{node.value.id}.{node.attr}"
    return None


def names_in(node: ast.expr) -> Iterator[str]:
    """Give the names under a node, in order of appearance."""
    if (name := name_of(node)) is not None:
        yield name
        return
    parts = node.args if isinstance(node, ast.Call) else ast.iter_child_nodes(node)
    for part in parts:
        if isinstance(part, ast.expr):
            yield from names_in(part)


def asked_in(tree: ast.expr) -> frozenset[str | None]:
    """Give the names of which a tree asks ``filled``."""
    return frozenset(
        name_of(node.args[0])
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and name_of(node.func) == "filled"
    )


def part_of(source: str, node: ast.expr) -> str:
    """Give the part of a text that a node was read from."""
    return source.encode()[node.col_offset : node.end_col_offset].decode()


def _check_signs(source: str) -> None:
    """Refuse what is no sign, name, number or text of the language, at its first place."""
    token_at = re.compile(_SIGNS, re.ASCII).match
    position, before = 0, ""
    while position < len(source):
        token = token_at(source, position)
        if token is None:
            raise _wrong_sign(source, position)
        if token.lastgroup == "text":
            if before == "text":
                raise ExpressionError("pack.expression.unreadable", value=source)
            if len(token[0]) > _MAX_TEXT or not token[0].isprintable():
                raise ExpressionError("pack.expression.text", value=token[0][:40], maximum=_MAX_TEXT)
        if token.lastgroup == "number" and len(token[0].replace(".", "")) > _MAX_DIGITS:
            raise ExpressionError("pack.expression.digits", value=token[0][:40], maximum=_MAX_DIGITS)
        if token.lastgroup != "space":
            before = str(token.lastgroup)
        position = token.end()


def _wrong_sign(source: str, position: int) -> ExpressionError:
    sign = next((two for two in (source[position : position + 2],) if two in _MEANT), source[position])
    meant = _MEANT.get(sign)
    if meant is None and "！" <= sign <= "～":
        meant = chr(ord(sign) - 0xFEE0)
    if meant is None and (word := re.compile(_WORD).match(source, position)):
        sign = word[0]
        if sign[0].isalpha() and not sign.isascii():  # what a column is called, where its name should stand
            return ExpressionError("pack.expression.label", value=sign[:40])
    return ExpressionError("pack.expression.sign", value=sign[:40], suggestion=meant)


def _depth(tree: ast.AST) -> int:
    """Measure the nesting, a chain of sums as one level; without recursion, since it may be deep on purpose."""
    deepest, waiting = 0, [(tree, 1)]
    while waiting:
        node, level = waiting.pop()
        deepest = max(deepest, level)
        for child in ast.iter_child_nodes(node):
            chained = isinstance(node, ast.BinOp) and child is node.left and isinstance(child, ast.BinOp)
            if isinstance(child, ast.expr):
                waiting.append((child, level if chained else level + 1))
    return deepest
