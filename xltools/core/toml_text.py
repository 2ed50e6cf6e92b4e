"""The TOML of a pack: read with care for hostile text, and with the line of every key.

``tomllib`` gives no lines for keys, so ``key_lines`` finds them; it is called only where a fault
is to be placed, and a sound pack never pays for it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal

from xltools.core.findings import Finding, Location, Severity

_MOST_DOTS = 60
"""In one key.  tomllib's time grows with the square of them."""
_MOST_DIGITS = 15
"""What a spreadsheet keeps of a number."""

_LONG_NUMBER = re.compile(r"[0-9_]{4300}")
_AT_LINE = re.compile(r" \(at line (\d+), column (\d+)\)$")
_AT_END = " (at end of document)"
_QUOTES = {"“": '"', "”": '"', "‘": "'", "’": "'"}
_FULL_WIDTH = {sign: chr(ord(sign) - 0xFEE0) for sign in "＝：［］｛｝．，＃＂＇"} | _QUOTES
_STRING = r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\''
_TOKEN = re.compile(
    rf"(?P<text>{_STRING})|#[^\n]*|(?P<open>[\[{{])|(?P<close>[\]}}])|(?P<end>\n)|[^\"'#\[\]{{}}\n]+|.", re.DOTALL
)
_KEY_PART = re.compile(r"\s*(?:([A-Za-z0-9_-]+)|\"((?:\\.|[^\"\\\n])*)\"|'([^'\n]*)')[ \t]*")


class _NumberError(ValueError):
    """A number that no spreadsheet could hold."""


def read_toml(text: str, file: str, faults: list[Finding]) -> Mapping[str, object]:
    """Read a file of a pack, numbers exactly as written.

    Args:
        text: The file's text.
        file: Its name, for the fault.
        faults: Where a fault is kept if the text is not TOML.

    Returns:
        The tables; nothing after a fault.
    """
    deep = next((n for n, line in enumerate(text.split("\n"), 1) if _dots(line) > _MOST_DOTS), None)
    if deep is not None:
        faults.append(_fault(file, deep, "pack.toml.deep"))
        return {}
    try:
        return tomllib.loads(text, parse_float=_number)
    except _NumberError as error:
        written = str(error)
        line = text.count("\n", 0, text.find(written)) + 1
        faults.append(_fault(file, line, "pack.toml.number", value=written))
    except tomllib.TOMLDecodeError as error:
        faults.append(_syntax_fault(text, file, str(error)))
    except ValueError:  # Python reads no whole number of thousands of digits
        number = _LONG_NUMBER.search(text)
        place = text.count("\n", 0, number.start()) + 1 if number else None
        faults.append(_fault(file, place, "pack.toml.number", value=number[0][:15] + "…" if number else ""))
    except RecursionError:
        faults.append(_fault(file, None, "pack.toml.deep"))
    return {}


def key_lines(text: str) -> Mapping[str, int]:
    """Find the line of every key and table header of a TOML file.

    Args:
        text: A text that ``read_toml`` could read.

    Returns:
        Line numbers, from 1, by key path: ``sheet[2].column[1].label.en``.  Keys of inline tables
        and members of arrays are not told apart from the key that holds them.
    """
    lines: dict[str, int] = {}
    counts: dict[str, int] = {}
    table, position, line = "", 0, 1
    while position < len(text):
        start = position
        position, header, array, parts = _statement(text, position)
        if parts:
            at = line + text.count("\n", start, _begin(text, start))
            if header:
                table = _table_path(parts, counts, array=array)
                _note(lines, table, at)
            else:
                _note(lines, ".".join([table, *parts] if table else parts), at)
        line += text.count("\n", start, position)
    return lines


def line_of(path: str, lines: Mapping[str, int]) -> int | None:
    """Give the line of a key path, or of the nearest table around it that has one."""
    while path:
        if path in lines:
            return lines[path]
        shorter = re.match(r"(.*)(?:\.[^.\[\]]*|\[\d+\])$", path, re.DOTALL)
        path = shorter[1] if shorter else ""
    return None


def _dots(line: str) -> int:
    return line.partition("=")[0].count(".") if line.count(".") > _MOST_DOTS else 0


def _number(written: str) -> Decimal:
    number = Decimal(written)
    if not number.is_finite() or (number and not -_MOST_DIGITS <= number.adjusted() <= _MOST_DIGITS):
        raise _NumberError(written)
    return number


def _fault(file: str, line: int | None, key: str, **params: str | int | None) -> Finding:
    return Finding(Severity.ERROR, Location(file, row=line), key, params)


def _syntax_fault(text: str, file: str, said: str) -> Finding:
    """Say where the text stops being TOML, and why where that is one of the usual slips."""
    found = _AT_LINE.search(said)
    reason = said[: found.start()] if found else said.removesuffix(_AT_END)
    lines = text.split("\n")
    number = int(found[1]) if found else len(lines)
    if reason.startswith(("Cannot overwrite", "Cannot declare", "Cannot mutate", "Duplicate")):
        return _fault(file, number, "pack.toml.twice", value=lines[number - 1].strip())
    plain = re.sub(_STRING, "", lines[number - 1].partition("#")[0])
    sign = next((sign for sign in plain if sign in _FULL_WIDTH), None)
    if sign is not None:
        return _fault(file, number, "pack.toml.full_width", value=sign, suggestion=_FULL_WIDTH[sign])
    return _fault(file, number, "pack.toml.syntax", value=lines[number - 1].strip()[:80], detail=reason)


def _begin(text: str, position: int) -> int:
    """Skip blank space and comments."""
    found = re.compile(r"(?:\s|#[^\n]*)*").match(text, position)
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
