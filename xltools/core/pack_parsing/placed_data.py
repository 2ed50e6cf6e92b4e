"""Data of which every part knows which file said it, and on which line."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache

from xltools.core.frozen import frozen, replace
from xltools.core.pack_parsing.toml_lines import key_lines, line_of

LABELS = frozenset({"label", "hint", "message", "definition"})
"""The keys whose value is a text by language."""

_SHORTER = re.compile(r"(.*)(?:\.[^.\[\]]*|\[\d+\])$", re.DOTALL)


@lru_cache(maxsize=16)
def _lines(text: str) -> Mapping[str, int]:
    """Give the lines of a file's keys; many are asked for one after the other."""
    return key_lines(text)


@frozen
class Place:
    """Where something is said: a file as a fault names it, its text, and the key path in it."""

    file: str
    text: str
    path: str

    @property
    def line(self) -> int | None:
        """The line, or that of the nearest table around it."""
        return line_of(self.path, _lines(self.text))


@frozen
class Inherited:
    """A file's data with all that it inherits.

    Attributes:
        data: As if one file had said it all.
        places: Where each key of it, by its path in ``data``, is said.
    """

    data: Mapping[str, object]
    places: Mapping[str, Place]

    def place(self, path: str) -> Place:
        """Say where a key is said, or where it would be."""
        around = path
        while around and around not in self.places:
            shorter = _SHORTER.match(around)
            around = shorter[1] if shorter else ""
        found = self.places[around]
        return replace(found, path=(found.path + path[len(around) :]).removeprefix("."))


@frozen
class Node:
    """A value and where it is said; the value of a table or of a list of tables is made of nodes."""

    value: object
    place: Place

    @property
    def table(self) -> dict[str, Node] | None:
        """The keys of a table; None for anything else."""
        return self.value if isinstance(self.value, dict) else None

    @property
    def entries(self) -> list[Node] | None:
        """The tables of a list of tables; None for anything else."""
        value = self.value
        return value if isinstance(value, list) and all(isinstance(one, Node) for one in value) else None

    def text(self, key: str) -> str | None:
        """Give the text of a key of a table."""
        found = (self.table or {}).get(key)
        return found.value if found is not None and isinstance(found.value, str) else None


def node_of(value: object, place: Place, first: str, dropped: Collection[str], key: str = "") -> Node:
    """Make nodes of a value.

    Args:
        value: From ``read_toml``.
        place: Where it is said.
        first: The language that a label without one is in.
        dropped: Languages in which labels are left out.
        key: That holds the value.
    """

    def inside(name: str, one: object) -> Node:
        return node_of(one, replace(place, path=f"{place.path}.{name}".removeprefix(".")), first, dropped, name)

    if key in LABELS and isinstance(value, str):
        return Node({first: Node(value, place)}, place)
    if isinstance(value, Mapping):
        kept = {name: one for name, one in value.items() if not (key in LABELS and name in dropped)}
        return Node({name: inside(name, one) for name, one in kept.items()}, place)
    if isinstance(value, list) and value and all(isinstance(one, Mapping) for one in value):
        numbered = (replace(place, path=f"{place.path}[{number}]") for number in range(1, len(value) + 1))
        pairs = zip(value, numbered, strict=True)
        return Node([node_of(one, at, first, dropped) for one, at in pairs], place)
    return Node(value, place)


def walk(node: Node, path: str = "") -> Iterator[tuple[str, Node]]:
    """Give a value and all within it, each with its key path."""
    yield path, node
    for name, inner in (node.table or {}).items():
        yield from walk(inner, f"{path}.{name}".removeprefix("."))
    for number, inner in enumerate(node.entries or (), 1):
        yield from walk(inner, f"{path}[{number}]")


def plain_data(node: Node) -> object:
    """Give the data alone."""
    if node.table is not None:
        return {name: plain_data(inner) for name, inner in node.table.items()}
    return node.value if node.entries is None else [plain_data(inner) for inner in node.entries]
