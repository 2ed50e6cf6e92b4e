"""Tabs, labels and texts of a drafted pack, made of what the cells of an office's table say."""

from __future__ import annotations

import re

from xltools.core.own_labels import TABS
from xltools.core.pack_drafts.table_guess import printable

LONGEST_LABEL = 200
"""Characters that are kept of a label."""

_OWN_TABS = frozenset(tab.casefold() for words in TABS.values() for tab in words) | {"history"}
_LONGEST_TAB = 31
_IN_UNITS = re.compile(r"(.+?)\s*[(（](?:单位：|單位：|单位:)?([^()（）\s]{1,6})[)）]")
_NO_TAB = re.compile(r"[\[\]:*?/\\]")


def draft_tab(title: str, tabs: set[str], fallback: str) -> str:
    """Give a tab that no other sheet has, nor the tool's own.

    Args:
        title: Of the table.
        tabs: Those that there are, in small letters; the new one is added.
        fallback: The tab of a table without a title.
    """
    title = _NO_TAB.sub("", printable(title)).strip().strip("'")[:_LONGEST_TAB].strip("' ") or fallback
    found, number = title, 2
    while found.casefold() in tabs | _OWN_TABS:
        found = f"{title[: _LONGEST_TAB - 4]}（{number}）"
        number += 1
    tabs.add(found.casefold())
    return found


def label_and_unit(label: str) -> tuple[str, str]:
    """Part a label such as 经费（元） into what is measured and the unit."""
    found = _IN_UNITS.fullmatch(label)
    return (found[1], found[2]) if found else (label, "")


def harmless(text: str) -> str:
    """Give a text that means nothing to the template, in which ``{`` and ``#`` do."""
    return text.translate({ord("{"): "（", ord("}"): "）", ord("#"): "＃", ord("%"): "％"})
