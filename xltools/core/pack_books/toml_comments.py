"""The comments of a pack's file, by the entry or key that they are about.

A comment above the first blank line of a file is about the file.  Every other is about what comes
next or what it stands beside: an entry of a list of tables, or a key of the file or of a plain table.
"""

from __future__ import annotations

from xltools.core.pack_parsing.toml_lines import COMMENT, Statement, statements


def read_comments(text: str) -> dict[str, tuple[str, ...]]:
    """Read the comments.

    Args:
        text: A text that ``read_toml`` could read.

    Returns:
        Lines without ``#`` by key path, as ``write_toml`` takes them.
    """
    found: dict[str, list[str]] = {}
    last: Statement | None = None
    for statement in statements(text):
        gap = text[statement.start : statement.begin]
        if last is None:
            head, gap = _head(gap)
            found.setdefault("", []).extend(_lines(head))
        owner = found.setdefault(_owner(statement), [])
        owner.extend(_lines(gap))
        owner.extend(_lines(text[statement.begin : statement.end]))
        last = statement
    rest = text[last.end if last else 0 :]
    found.setdefault(_owner(last) if last else "", []).extend(_lines(rest))
    return {path: tuple(lines) for path, lines in found.items() if lines}


def _head(gap: str) -> tuple[str, str]:
    """Part what stands before a file's first key: the file's comment, if a blank line ends it, and the rest."""
    head, blank, rest = gap.lstrip().partition("\n\n")
    return (head, rest) if blank else ("", gap)


def _lines(text: str) -> list[str]:
    return [(found["comment"]).strip() for found in COMMENT.finditer(text) if found["comment"] is not None]


def _owner(statement: Statement) -> str:
    """Give the entry that a statement is in; of a plain table or the file's root, the key itself."""
    return statement.table if statement.table.endswith("]") else statement.path
