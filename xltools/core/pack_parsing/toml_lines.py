"""The line of every key of a TOML file, which ``tomllib`` does not give.

Looked for only where a fault is to be placed; a sound pack never pays for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from xltools.core.frozen import frozen

TOML_STRING = r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\''
_TOKEN = re.compile(
    rf"(?P<text>{TOML_STRING})|#[^\n]*|(?P<open>[\[{{])|(?P<close>[\]}}])|(?P<end>\n)|[^\"'#\[\]{{}}\n]+|.", re.DOTALL
)
_KEY_PART = re.compile(r"\s*(?:([A-Za-z0-9_-]+)|\"((?:\\.|[^\"\\\n])*)\"|'([^'\n]*)')[ \t]*")
COMMENT = re.compile(rf"{TOML_STRING}|#(?P<comment>[^\n]*)", re.DOTALL)
_BLANK = re.compile(r"(?:\s|#[^\n]*)*")


@frozen
class Statement:
    """A header, or a key with its value.

    Attributes:
        path: The key path.
        table: The path of the table that it stands in, or opens.
        start: Where the blank space and comments before it start.
        begin: Where it starts itself.
        end: Where the last of its lines ends.
    """

    path: str
    table: str
    start: int
    begin: int
    end: int


def key_lines(text: str) -> Mapping[str, int]:
    """Find the line of every key and table header of a TOML file.

    Args:
        text: A text that ``read_toml`` could read.

    Returns:
        Line numbers, from 1, by key path: ``sheet[2].column[1].label.en``.  Keys of inline tables
        and members of arrays are not told apart from the key that holds them.
    """
    lines: dict[str, int] = {}
    line, counted = 1, 0
    for statement in statements(text):
        line += text.count("\n", counted, statement.begin)
        counted = statement.begin
        _note(lines, statement.path, line)
    return lines


def statements(text: str) -> Iterator[Statement]:
    """Give the headers and keys of a TOML file that ``read_toml`` could read, in the order of the file."""
    counts: dict[str, int] = {}
    table, position = "", 0
    while position < len(text):
        start = position
        position, header, array, parts = _statement(text, position)
        if not parts:
            continue
        if header:
            table = path = _table_path(parts, counts, array=array)
        else:
            path = ".".join([table, *parts] if table else parts)
        yield Statement(path, table, start, _begin(text, start), position)


def line_of(path: str, lines: Mapping[str, int]) -> int | None:
    """Give the line of a key path (of a list of tables, the first), or else of the nearest table around it."""
    while path:
        for place in (path, f"{path}[1]"):
            if place in lines:
                return lines[place]
        shorter = re.match(r"(.*)(?:\.[^.\[\]]*|\[\d+\])$", path, re.DOTALL)
        path = shorter[1] if shorter else ""
    return None


def _begin(text: str, position: int) -> int:
    """Skip blank space and comments."""
    found = _BLANK.match(text, position)
    return found.end() if found else position


def _statement(text: str, position: int) -> tuple[int, bool, bool, list[str]]:
    """Read one header or key with its value; give its end, what it is, and the parts of its key."""
    position = _begin(text, position)
    header = text.startswith("[", position)
    array = text.startswith("[[", position)
    position += 2 if array else int(header)
    parts = []
    while found := _KEY_PART.match(text, position):
        parts.append(found[1] or found[2] or found[3] or "")
        position = found.end()
        if not text.startswith(".", position):
            break
        position += 1
    return _end(text, position + (2 if array else int(header))), header, array, parts


def _end(text: str, position: int) -> int:
    """Find the end of the line on which a value ends."""
    depth = 0
    for token in _TOKEN.finditer(text, position):
        depth += bool(token["open"]) - bool(token["close"])
        if token["end"] and depth <= 0:
            return token.end()
    return len(text)


def _table_path(parts: list[str], counts: dict[str, int], *, array: bool) -> str:
    """Number the tables of arrays: the ``[[sheet.column]]`` of the second sheet is ``sheet[2].column[…]``."""
    path = ""
    for place, part in enumerate(parts):
        path = f"{path}.{part}" if path else part
        if array and place == len(parts) - 1:
            counts[path] = counts.get(path, 0) + 1
        if path in counts:
            path = f"{path}[{counts[path]}]"
    return path


def _note(lines: dict[str, int], path: str, line: int) -> None:
    """Keep the line of a key, and of the dotted keys' tables around it."""
    lines.setdefault(path, line)
    while "." in path:
        path = path.rpartition(".")[0]
        lines.setdefault(path, line)
