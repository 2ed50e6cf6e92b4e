"""Where the figures of a report stand: under which headings its narrative prints each indicator."""

from __future__ import annotations

import re
from collections.abc import Mapping

from jinja2 import nodes

from xltools.core.narration.narrative_parts import Narrative
from xltools.core.narration.narrative_template import read_template
from xltools.core.pack import Pack

_CODE = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}")
_HEADING = re.compile(r"#{2,5}[ \t]+(.*)")
_ITEM = re.compile(r"-[ \t]+([^。，{]+)。")


def narrative_places(narrative: Narrative, pack: Pack) -> Mapping[str, tuple[str, ...]]:
    """Find where a narrative prints each indicator.

    Args:
        narrative: One without faults.
        pack: The pack it belongs to.

    Returns:
        By indicator the headings, and the first words of the items, that its figures stand under; in
        the order of the report, each once.
    """
    found: dict[str, dict[str, None]] = {}
    headings = _headings(narrative)
    for node in read_template(narrative.text).find_all(nodes.Name):
        if node.name in pack.indicators:
            found.setdefault(node.name, {})[headings[min(node.lineno, len(headings)) - 1]] = None
    return {name: tuple(place for place in places if place) for name, places in found.items()}


def _headings(narrative: Narrative) -> list[str]:
    """Give for each line the heading above it, and the item that it begins or goes on with."""
    headings: list[str] = []
    heading = item = ""
    for line in narrative.lines:
        text = line.text.strip()
        if found := _HEADING.match(text):
            heading, item = _CODE.sub("", found[1]).strip(), ""
        elif found := _ITEM.match(text):
            item = found[1].strip()
        elif text.startswith("- ") or (line.mark and line.mark[0] == "part"):
            item = ""
        headings.append(" · ".join(filter(None, (heading, item))))
    return headings
