"""Read ``indicators.toml``: what a pack computes, each after what it is computed from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module

from xltools.core.aggregations import AGGREGATIONS
from xltools.core.aggregations.aggregation import Aggregation
from xltools.core.pack import Indicator
from xltools.core.pack_entry import Entry
from xltools.core.sheets import Label

_ID = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_MOST = 2000
_MOST_DECIMALS = 9


def declared_indicators(data: Mapping[str, object], languages: Sequence[str]) -> dict[str, Label]:
    """Give the ids and labels of a file that is yet to be judged: other files may name them."""
    entries = data.get("indicator")
    labels: dict[str, Label] = {}
    for entry in entries if isinstance(entries, list) else []:
        identity = entry.get("id") if isinstance(entry, Mapping) else None
        if isinstance(identity, str):
            label = entry.get("label", identity)
            labels.setdefault(identity, label if isinstance(label, Mapping) else {languages[0]: str(label)})
    return labels


def read_indicators(root: Entry) -> dict[str, Indicator]:
    """Read every indicator; faults are recorded in the entries.

    Returns:
        By id, each after those it is computed from, else in the order of the file.
    """
    entries = root.tables("indicator")
    root.close()
    if len(entries) > _MOST:
        root.fault("indicator", "pack.too_many", maximum=_MOST)
    read: dict[str, tuple[Entry, Indicator]] = {}
    for entry in entries[:_MOST]:
        indicator = _indicator(entry)
        if indicator is None:
            continue
        if indicator.id in read or indicator.id in root.scope.constants:
            entry.fault("id", "pack.repeated", value=indicator.id)
        read.setdefault(indicator.id, (entry, indicator))
    return {identity: read[identity][1] for identity in _in_order(read)}


def aggregation_class(name: str) -> type[Aggregation]:
    """Load the class of an aggregation."""
    module, _, class_name = AGGREGATIONS[name].partition(":")
    found: type[Aggregation] = getattr(import_module(module), class_name)
    return found


def _indicator(entry: Entry) -> Indicator | None:
    """Read one; nothing where its aggregation is unknown, since then no other key can be judged."""
    identity = entry.text("id")
    if identity and not _ID.fullmatch(identity):
        entry.fault("id", "pack.bad_id", value=identity)
    label = entry.label("label", required=True)
    unit, owner = entry.text("unit", ""), entry.text("owner", "")
    decimals = entry.integer("decimals", 0, most=_MOST_DECIMALS)
    definition = entry.label("definition")
    when = entry.expression("when", entry.scope.field_types(), gives="boolean") if "when" in entry else None
    name = entry.text("aggregate")
    if name not in AGGREGATIONS:
        if name:
            entry.unknown_name("aggregate", name, "aggregate", AGGREGATIONS)
        return None
    entry.sheet = entry.scope.sheets.get(str(entry.peek("sheet")))
    aggregation = aggregation_class(name).from_entry(entry)
    entry.close()
    return Indicator(identity, label, aggregation, unit, decimals, definition, owner, when)


def _in_order(read: Mapping[str, tuple[Entry, Indicator]]) -> Iterator[str]:
    """Give each id after those it depends on; those in a circle are a fault, and come as they may."""
    done: set[str] = set()
    for start in read:
        path: list[str] = []
        waiting = [start]
        while waiting:
            identity = waiting[-1]
            if identity in done:
                waiting.pop()
            elif path and path[-1] == identity:
                done.add(path.pop())
                yield waiting.pop()
            else:
                path.append(identity)
                for needed in reversed(_needed(read, identity)):
                    if needed in path:
                        circle = (*path[path.index(needed) :], needed)
                        read[identity][0].fault("", "pack.circle", value=circle)
                    elif needed not in done:
                        waiting.append(needed)


def _needed(read: Mapping[str, tuple[Entry, Indicator]], identity: str) -> list[str]:
    return [needed for needed in read[identity][1].aggregation.depends if needed in read]
