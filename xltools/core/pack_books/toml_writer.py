"""Write the data of a pack's file as TOML, always in the same form.

Equal data give equal text: labels as dotted keys, lists of tables under headers of their own, every
other table on one line, keys in the order given.  Comments stand above the entry or key they are about.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}
_IDEOGRAPHIC_SPACE = "\u3000"
_WIDE = 110

Comments = Mapping[str, Sequence[str]]
"""Lines of comment, without ``#``, by the key path that they stand above; by ``""`` those of the file."""


def write_toml(data: Mapping[str, object], dotted: Collection[str] = (), comments: Comments | None = None) -> str:
    """Write a file.

    Args:
        data: Texts, whole numbers, ``Decimal``, true and false, dates, lists and tables of these.
        dotted: The keys whose tables are written as dotted keys, such as ``label``.
        comments: What stands above entries and keys, by key path as ``Entry`` names it (``rule[3]``).

    Returns:
        The text, ending in a line break; empty for no data.
    """
    writer = _Writer(frozenset(dotted), comments or {})
    blocks = [*writer.head(), *writer.table(data, "", "")]
    return "\n\n".join(blocks) + "\n" if blocks else ""


def written_value(value: object) -> str:
    """Write a value on one line.

    Raises:
        TypeError: TOML has no such value.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Decimal):
        digits = format(value, "f")
        return digits if "." in digits else f"{digits}.0"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Mapping):
        inner = ", ".join(f"{_key(str(key))} = {written_value(item)}" for key, item in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, Sequence):
        return f"[{', '.join(map(written_value, value))}]"
    raise TypeError(type(value))


class _Writer:
    """Writes the tables of one file."""

    def __init__(self, dotted: frozenset[str], comments: Comments) -> None:
        self._dotted = dotted
        self._comments = comments

    def head(self) -> Iterator[str]:
        """Give the comment of the file as a block of its own."""
        if lines := self._above(""):
            yield "\n".join(lines)

    def table(self, data: Mapping[str, object], path: str, header: str) -> Iterator[str]:
        """Give a table's own block, and then those of the tables in it."""
        own = [line for key, value in data.items() for line in self._lines(key, value, path, header)]
        heading = [*(self._above(path) if path else ()), *([header] if header else ())]
        if own or header.startswith("[["):
            yield "\n".join([*heading, *own])
        name = header.strip("[]")
        for key, value in data.items():
            inner = f"{name}.{_key(key)}" if name else _key(key)
            place = f"{path}.{key}" if path else key
            if _is_list_of_tables(value):
                for number, item in enumerate(value, 1):  # type: ignore[var-annotated, arg-type]
                    yield from self.table(item, f"{place}[{number}]", f"[[{inner}]]")
            elif self._is_table(key, value, header):
                yield from self.table(value, place, f"[{inner}]")  # type: ignore[arg-type]

    def _lines(self, key: str, value: object, path: str, header: str) -> Iterator[str]:
        """Write a key that is no table of its own, its comment above it."""
        if _is_list_of_tables(value) or self._is_table(key, value, header):
            return
        place = f"{path}.{key}" if path else key
        yield from self._above(place)
        if isinstance(value, Mapping) and key in self._dotted:
            for part, text in value.items():
                yield from self._above(f"{place}.{part}")
                yield f"{_key(key)}.{_key(str(part))} = {written_value(text)}"
        else:
            yield _assignment(_key(key), value)

    def _is_table(self, key: str, value: object, header: str) -> bool:
        """Say whether a value is written under a header: a table of the file's root that is no label."""
        return isinstance(value, Mapping) and not header and key not in self._dotted

    def _above(self, path: str) -> list[str]:
        return [f"# {line}".rstrip() for line in self._comments.get(path, ())]


def _assignment(key: str, value: object) -> str:
    """Write a key and its value; a drawing and a long list take several lines."""
    if isinstance(value, str) and value.count("\n") > 1 and value.endswith("\n"):
        return f'{key} = """\n{_lines_text(value)}"""'
    line = f"{key} = {written_value(value)}"
    if len(line) > _WIDE and isinstance(value, list | tuple) and len(value) > 1:
        items = "".join(f"    {written_value(item)},\n" for item in value)
        return f"{key} = [\n{items}]"
    return line


def _is_list_of_tables(value: object) -> bool:
    return isinstance(value, list | tuple) and bool(value) and all(isinstance(item, Mapping) for item in value)


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _quoted(key)


def _text(text: str) -> str:
    """Write a text on one line; one with backslashes, such as a pattern, as it is where that can be."""
    if "\\" in text and "'" not in text and all(map(_is_plain, text)):
        return f"'{text}'"
    return _quoted(text)


def _quoted(text: str) -> str:
    return '"' + "".join(map(_escaped, text)) + '"'


def _lines_text(text: str) -> str:
    """Write a text of several lines for between three quotation marks; it ends in a line break."""
    escaped = "".join(sign if sign in '"\n' else _escaped(sign) for sign in text)
    return escaped.replace('"""', '""\\"')


def _escaped(sign: str) -> str:
    if sign in _ESCAPES:
        return _ESCAPES[sign]
    if _is_plain(sign):
        return sign
    return f"\\u{ord(sign):04X}" if ord(sign) <= 0xFFFF else f"\\U{ord(sign):08X}"


def _is_plain(sign: str) -> bool:
    """Say whether a reader sees the character."""
    return sign.isprintable() or sign == _IDEOGRAPHIC_SPACE
