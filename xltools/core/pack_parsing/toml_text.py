"""The TOML of a pack, read with care for hostile text."""

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

_LONG_NUMBER = r"[0-9_]{4300}"
_AT_LINE = r" \(at line (\d+), column (\d+)\)$"
_LONGEST = 1000  # of a line that is looked through for full-width signs
_AT_END = " (at end of document)"
_QUOTES = {"“": '"', "”": '"', "‘": "'", "’": "'"}
_FULL_WIDTH = {sign: chr(ord(sign) - 0xFEE0) for sign in "＝：［］｛｝．，＃＂＇"} | _QUOTES | {"【": "[", "】": "]"}
_YES_NO = {"yes": "true", "on": "true", "是": "true", "no": "false", "off": "false", "否": "false"}
_UNQUOTED = re.compile(r"=\s*([^\W\d_][^\s\"'\[{,]*)")


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
        number = re.search(_LONG_NUMBER, text)
        place = text.count("\n", 0, number.start()) + 1 if number else None
        faults.append(_fault(file, place, "pack.toml.number", value=number[0][:15] + "…" if number else ""))
    except RecursionError:
        faults.append(_fault(file, None, "pack.toml.deep"))
    return {}


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
    found = re.search(_AT_LINE, said)
    reason = said[: found.start()] if found else said.removesuffix(_AT_END)
    lines = text.split("\n")
    number = int(found[1]) if found else len(lines)
    if reason.startswith(("Cannot overwrite", "Cannot declare", "Cannot mutate", "Duplicate")):
        line = lines[number - 1].strip()
        listed = re.fullmatch(r"\[[^\[\]]*\]", line.partition("#")[0].strip()) and f"[{line}]" in text
        return _fault(file, number, "pack.toml.one_bracket" if listed else "pack.toml.twice", value=line)
    from xltools.core.pack_parsing.toml_lines import TOML_STRING

    plain = re.sub(TOML_STRING, "", lines[number - 1][:_LONGEST].partition("#")[0])
    sign = next((sign for sign in plain if sign in _FULL_WIDTH), None)
    if sign is not None:
        return _fault(file, number, "pack.toml.full_width", value=sign, suggestion=_FULL_WIDTH[sign])
    bare = _UNQUOTED.search(plain) if reason == "Invalid value" else None
    if bare is not None:
        meant = _YES_NO.get(bare[1].lower(), bare[1].lower())
        key = "pack.toml.no_boolean" if meant in {"true", "false"} else "pack.toml.no_quotes"
        return _fault(file, number, key, value=bare[1][:80], suggestion=meant[:80])
    if '"' in plain or "'" in plain:
        return _fault(file, number, "pack.toml.open_quote", value=lines[number - 1].strip()[:80])
    return _fault(file, number, "pack.toml.syntax", value=lines[number - 1].strip()[:80], detail=reason)
