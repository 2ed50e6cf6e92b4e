"""Lay the files of a pack over those of the pack that it is based on, before anyone says what they mean.

What comes out is data such as one file would have given, so every check of the pack's language works
on it unchanged; and for each key it is known which pack's file said it, so that a fault is told
there.  The rules: ``docs/decisions/0018-pack-inheritance.md``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from xltools.core.findings import Finding, Location, Param, Severity
from xltools.core.frozen import replace
from xltools.core.nearest import nearest
from xltools.core.pack_parsing.header_parser import declared_languages
from xltools.core.pack_parsing.pack_child_language import (
    AFTER,
    BASE_VERSION,
    BEFORE,
    CHANGE,
    COMPLETE_WITH,
    NAMED_BY,
    OVERRIDE,
    OVERRIDES,
    OWN,
    REMOVE,
    REPLACE,
    WITHOUT,
)
from xltools.core.pack_parsing.pack_files import HEADER, PackFiles
from xltools.core.pack_parsing.placed_data import Inherited, Node, Place, node_of, plain_data, walk
from xltools.core.pack_parsing.toml_text import read_toml

_DIRECTIVES = frozenset({OVERRIDE, WITHOUT, AFTER, BEFORE})
_WHOLE = frozenset({"where", "default"})
"""Tables that a child's takes the place of, since their keys mean something only together."""


def inherit(files: PackFiles, file: str, faults: list[Finding]) -> Inherited:
    """Read a file of a pack, laid over those of its bases.

    Args:
        files: The pack's, with its bases.
        file: Its name.
        faults: Where faults are kept, each with its file and line.
    """
    try:
        root = _tree(files, file, file, languages_of(files), faults)
        data, places = plain_data(root), {path: node.place for path, node in walk(root)}
    except RecursionError:
        faults.append(Finding(Severity.ERROR, Location(file), "pack.toml.deep"))
        return Inherited({}, {"": Place(file, "", "")})
    if file == HEADER:
        _check_version(files, faults)
    assert isinstance(data, Mapping)
    return Inherited(data, places)


def languages_of(files: PackFiles) -> tuple[str, ...]:
    """Give the languages of a pack: its own, or else those of its base."""
    layer: PackFiles | None = files
    while layer is not None:
        header = read_toml(layer.texts.get(HEADER, ""), HEADER, [])
        if "languages" in header or layer.base is None:
            return declared_languages(header)
        layer = layer.base
    return ()


def _check_version(files: PackFiles, faults: list[Finding]) -> None:
    """Refuse a base that no longer is, and does not say it takes, what the pack was written against."""
    if files.base is None:
        return
    _check_version(files.base, faults)
    text = files.texts.get(HEADER, "")
    header, base = read_toml(text, HEADER, []), read_toml(files.base.texts.get(HEADER, ""), HEADER, [])
    written, now, accepts = header.get(BASE_VERSION), base.get("version"), base.get("accepts")
    if not isinstance(written, str) or not isinstance(now, str):
        return
    taken = accepts if isinstance(accepts, list) else []
    if written not in (now, *taken):
        faults.append(_fault(Place(HEADER, text, BASE_VERSION), "inherit.base_version", value=written, base=now))


def _tree(files: PackFiles, file: str, shown: str, languages: Sequence[str], faults: list[Finding]) -> Node:
    """Read a file and lay it over its base's."""
    text = files.texts.get(file, "")
    own = languages_of(files)
    dropped = frozenset(own) - frozenset(languages)
    node = node_of(read_toml(text, shown, faults), Place(shown, text, ""), own[0], dropped)
    if files.base is None:
        return node
    base = _tree(files.base, file, f"{files.base.name}/{file}", languages, faults)
    if file == HEADER:
        kept = {key: value for key, value in (base.table or {}).items() if key not in OWN}
        base = replace(base, value=kept)
    return _Overlay(faults).table(base, node)


class _Overlay:
    """Lays one file over another."""

    def __init__(self, faults: list[Finding]) -> None:
        self._faults = faults

    def table(self, base: Node, child: Node) -> Node:
        """Lay a table over another, key by key."""
        return self._laid(base, child, frozenset({WITHOUT}))

    def _laid(self, base: Node, child: Node, directives: Collection[str]) -> Node:
        """Lay a table over another; some of its keys say how and are none of the pack's language."""
        said, inherited = child.table or {}, dict(base.table or {})
        self._leave_out(inherited, said.get(WITHOUT))
        own = {key: node for key, node in said.items() if key not in directives}
        if own and "source" not in own:
            inherited.pop("source", None)  # of a layout: another number has another source
        for key, node in own.items():
            inherited[key] = self._value(key, inherited.get(key), node)
        return Node(inherited, child.place)

    def _value(self, key: str, base: Node | None, child: Node) -> Node:
        if key in NAMED_BY and child.entries is not None:
            return self._list(key, base, child)
        if child.table is None or key in _WHOLE:
            return child
        if base is None and WITHOUT in child.table:  # what is not there cannot be left out
            base = Node({}, child.place)
        if base is None or base.table is None:
            return child
        return self.table(base, child)

    def _leave_out(self, inherited: dict[str, Node], without: Node | None) -> None:
        """Drop the keys that a table says it is without."""
        if without is None:
            return
        keys = without.value if isinstance(without.value, list) else [without.value]
        for key in keys:
            if isinstance(key, str) and key in inherited:
                del inherited[key]
            else:
                self._unknown(without.place, str(key), inherited)

    def _list(self, key: str, base: Node | None, child: Node) -> Node:
        """Lay the entries of a list over others of the same names."""
        by = NAMED_BY[key]
        kept: dict[object, Node] = {}
        for number, entry in enumerate((base and base.entries) or ()):
            kept[entry.text(by) or number] = entry  # an entry without a name has its own fault
        order = list(kept)
        seen: set[str] = set()
        for number, entry in enumerate(child.entries or (), len(order)):
            name = entry.text(by)
            if name is None or name in seen:
                kept[number] = entry
                order.append(number)
                continue
            seen.add(name)
            self._entry(key, name, entry, kept, order)
        return Node([kept[name] for name in order], child.place)

    def _entry(self, key: str, name: str, entry: Node, kept: dict[object, Node], order: list[object]) -> None:
        how = self._how(entry)
        if name not in kept:
            if how != CHANGE or not _is_whole(key, entry):
                self._unknown(entry.place, name, kept)
                return
            kept[name] = _without_directives(entry)
            order.append(name)
        elif how == REMOVE:
            for extra in (entry.table or {}).keys() - {OVERRIDE, NAMED_BY[key]}:
                self._faults.append(_fault(_inside(entry, extra), "inherit.removed", name=extra))
            del kept[name]
            order.remove(name)
            return
        else:
            kept[name] = _without_directives(entry) if how == REPLACE else self._laid(kept[name], entry, _DIRECTIVES)
        self._move(name, entry, order)

    def _how(self, entry: Node) -> str:
        """Read what an entry does to the base's of its name."""
        node = (entry.table or {}).get(OVERRIDE)
        if node is None or node.value in OVERRIDES:
            return CHANGE if node is None else str(node.value)
        near = nearest(str(node.value), OVERRIDES)
        params: dict[str, Param] = {"value": str(node.value), "allowed": OVERRIDES, "suggestion": near}
        self._faults.append(_fault(node.place, "pack.not_one_of_near" if near else "pack.not_one_of", **params))
        return CHANGE

    def _move(self, name: str, entry: Node, order: list[object]) -> None:
        """Put an entry where it says it stands."""
        for key, further in ((AFTER, 1), (BEFORE, 0)):
            node = (entry.table or {}).get(key)
            if node is None:
                continue
            others = [other for other in order if other != name]
            if node.value not in others:
                self._unknown(node.place, str(node.value), others)
                continue
            order[:] = others
            order.insert(others.index(node.value) + further, name)

    def _unknown(self, place: Place, value: str, known: Collection[object]) -> None:
        near = nearest(value, [name for name in known if isinstance(name, str)])
        key = "inherit.unknown" if near is None else "inherit.unknown_near"
        self._faults.append(_fault(place, key, value=value, suggestion=near))


def _is_whole(key: str, entry: Node) -> bool:
    """Say whether an entry can stand by itself; a row or caption says where in what it inherits it stands."""
    said = entry.table or {}
    return COMPLETE_WITH[key] in said if key in COMPLETE_WITH else AFTER in said or BEFORE in said


def _without_directives(entry: Node) -> Node:
    """Give an entry that stands by itself; ``without`` means nothing there and is told as any wrong key."""
    gone = _DIRECTIVES - {WITHOUT}
    return replace(entry, value={key: node for key, node in (entry.table or {}).items() if key not in gone})


def _inside(entry: Node, key: str) -> Place:
    return replace(entry.place, path=f"{entry.place.path}.{key}")


def _fault(place: Place, key: str, **params: Param) -> Finding:
    return Finding(Severity.ERROR, Location(place.file, place.line, path=place.path), key, params)
