"""How values of a pack are written in one cell of a spreadsheet.

A list is ``date; kind`` or ``讲座、展览``.  Conditions are parted by ``;``::

    kind = 讲座; people >= 5; place in 一楼、二楼; filled(reply); not filled(note)

What would be taken for something else stands in quotation marks, doubled where they are part of the
text: ``"甲、乙"``, ``"5"`` for the text 5.  Every value has one way in which it is written here, and
reading that gives the value back; what people type may use full-width signs and line breaks as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?P<part>\.[0-9]+)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BETWEEN_CONDITIONS = ";；\n"
_BETWEEN_ITEMS = "、,，"
_BETWEEN = _BETWEEN_CONDITIONS + _BETWEEN_ITEMS
_NOTHING = "[]"
_NAME = r"(?P<name>\"(?:[^\"]|\"\")*\"|[^\s=<>!≤≥＝＜＞\"]+)"
_FILLED = re.compile(r"(?P<not>not\s+)?filled\s*[(（]\s*(?P<name>[^()（）\s]+)\s*[)）]")
_COMPARED = re.compile(rf"{_NAME}\s*(?P<sign>>=|<=|=|≥|≤|＝|(?<=\s)in(?=[\s\"]))\s*(?P<rest>.*)", re.DOTALL)
_ASSIGNED = re.compile(rf"{_NAME}\s*[=＝]\s*(?P<rest>.*)", re.DOTALL)
_SIGNS = {"≥": ">=", "≤": "<=", "＝": "="}
_BOUNDS = {">=": "minimum", "<=": "maximum"}

Scalar = str | int | Decimal | date


class NotationError(ValueError):
    """A cell's text that is not written as it should be.

    Args:
        key: The message.
        value: The part that could not be read.
    """

    def __init__(self, key: str, value: str) -> None:
        super().__init__(key, value)
        self.key = key
        self.value = value


def text_cell(text: str) -> str:
    """Write a text; in quotation marks where the cell alone would not give it back."""
    if not text or text != text.strip() or _unquoted(text) is not None:
        return _quoted(text)
    return text


def read_text(cell: str) -> str:
    """Read a text: the cell without the space around it, or what stands in quotation marks."""
    cell = cell.strip()
    inner = _unquoted(cell)
    return cell if inner is None else inner


def scalar_cell(value: Scalar) -> str:
    """Write a number, a date or a text, so that each is read as what it is."""
    if isinstance(value, str):
        return text_cell(value) if isinstance(_typed(value), str) else _quoted(value)
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def read_scalar(cell: str) -> Scalar:
    """Read a number, a date or a text."""
    cell = cell.strip()
    inner = _unquoted(cell)
    return _typed(cell) if inner is None else inner


def texts_cell(texts: Sequence[str]) -> str:
    """Write a list of texts."""
    return "; ".join(_item(text) for text in texts) if texts else _NOTHING


def read_texts(cell: str) -> list[str]:
    """Read a list of texts.

    Raises:
        NotationError: A quotation mark is not closed, or nothing stands between two signs.
    """
    if cell.strip() == _NOTHING:
        return []
    return [read_text(part) for part in _parts(cell, _BETWEEN)]


def conditions_cell(conditions: Mapping[str, object]) -> str:
    """Write the conditions on rows.

    Args:
        conditions: As under ``where`` in a pack that is sound.
    """
    return "; ".join(part for name, wanted in conditions.items() for part in _condition(name, wanted)) or _NOTHING


def read_conditions(cell: str) -> dict[str, object]:
    """Read conditions on rows, as they stand under ``where``.

    Raises:
        NotationError: A part is no condition, or a column has two.
    """
    if cell.strip() == _NOTHING:
        return {}
    found: dict[str, object] = {}
    for part in _parts(cell, _BETWEEN_CONDITIONS):
        name, wanted = _read_condition(part)
        bounds = found.get(name)
        if isinstance(bounds, dict) and isinstance(wanted, dict) and _can_join(bounds, wanted):
            bounds |= wanted
        elif name in found:
            raise NotationError("pack_xlsx.condition_twice", part)
        else:
            found[name] = wanted
    return found


def named_cell(names: Mapping[str, str]) -> str:
    """Write a name for each of some texts: ``党员总数 = F06; …``."""
    return "; ".join(f"{_named(text)} = {_item(name)}" for text, name in names.items()) if names else _NOTHING


def read_named(cell: str) -> dict[str, str]:
    """Read a name for each of some texts.

    Raises:
        NotationError: A part is not ``text = name``, or a text stands twice.
    """
    if cell.strip() == _NOTHING:
        return {}
    found: dict[str, str] = {}
    for part in _parts(cell, _BETWEEN_CONDITIONS):
        matched = _ASSIGNED.fullmatch(part)
        if matched is None:
            raise NotationError("pack_xlsx.not_named", part)
        text = read_text(matched["name"])
        if text in found:
            raise NotationError("pack_xlsx.condition_twice", part)
        found[text] = read_text(matched["rest"])
    return found


def _condition(name: str, wanted: object) -> Iterator[str]:
    """Write the condition on a column; two bounds are two parts."""
    if not isinstance(wanted, Mapping):
        yield f"{name} = {_typed_item(wanted)}"
    elif "in" in wanted:
        yield f"{name} in {'、'.join(map(_typed_item, wanted['in']))}"
    elif "filled" in wanted:
        yield f"filled({name})" if wanted["filled"] else f"not filled({name})"
    else:
        yield from (f"{name} {sign} {_typed_item(wanted[key])}" for sign, key in _BOUNDS.items() if key in wanted)


def _read_condition(part: str) -> tuple[str, object]:
    if filled := _FILLED.fullmatch(part):
        return filled["name"], {"filled": filled["not"] is None}
    compared = _COMPARED.fullmatch(part)
    if compared is None or not compared["rest"].strip():
        raise NotationError("pack_xlsx.not_a_condition", part)
    name, sign = read_text(compared["name"]), _SIGNS.get(compared["sign"], compared["sign"])
    items = [read_scalar(item) for item in _parts(compared["rest"], _BETWEEN_ITEMS)]
    if sign == "in" or (sign == "=" and len(items) > 1):
        return name, {"in": items}
    if len(items) > 1:
        raise NotationError("pack_xlsx.not_a_condition", part)
    return name, {_BOUNDS[sign]: items[0]} if sign in _BOUNDS else items[0]


def _can_join(bounds: Mapping[str, object], wanted: Mapping[str, object]) -> bool:
    both = {*bounds, *wanted}
    return both == {*_BOUNDS.values()} and len(bounds) == len(wanted) == 1


def _parts(text: str, signs: str) -> list[str]:
    """Part a text at some signs that stand outside quotation marks."""
    parts, start, quoted = [], 0, False
    for place, sign in enumerate(text):
        if sign == '"' and (quoted or not text[start:place].strip() or _opens(text[start:place])):
            quoted = not quoted
        elif sign in signs and not quoted:
            parts.append(text[start:place])
            start = place + 1
    if quoted:
        raise NotationError("pack_xlsx.open_quotation", text)
    parts.append(text[start:])
    if not parts[-1].strip() and len(parts) > 1:  # a sign at the end parts nothing
        parts.pop()
    parts = [part.strip() for part in parts]
    if not all(parts):
        raise NotationError("pack_xlsx.nothing_between", text)
    return parts


def _opens(before: str) -> bool:
    """Say whether a quotation mark after these words opens a text: after a sign, or after one that closed."""
    before = before.rstrip()
    return before.endswith(('"', "=", "＝", "≥", "≤", "、", ",", "，", " in")) or before == "in"


def _typed(text: str) -> Scalar:
    """Give what a text without quotation marks stands for."""
    if number := _NUMBER.fullmatch(text):
        return Decimal(text) if number["part"] else int(text)
    if _DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:  # a day that no month has
            return text
    return text


def _typed_item(value: object) -> str:
    assert isinstance(value, str | int | Decimal | date)
    return _item(value) if isinstance(value, str) and isinstance(_typed(value), str) else scalar_cell(value)


def _item(text: str) -> str:
    """Write a text as one of several."""
    if text == _NOTHING or '"' in text or any(sign in text for sign in _BETWEEN):
        return _quoted(text)
    return text_cell(text)


def _named(text: str) -> str:
    return _item(text) if re.fullmatch(_NAME, text) and not any(sign in text for sign in _BETWEEN) else _quoted(text)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _unquoted(cell: str) -> str | None:
    """Give what stands in the quotation marks around a cell's text; None where there are none."""
    if len(cell) < 2 or cell[0] != '"' or cell[-1] != '"':
        return None
    inner = cell[1:-1]
    return inner.replace('""', '"') if '"' not in inner.replace('""', "") else None
