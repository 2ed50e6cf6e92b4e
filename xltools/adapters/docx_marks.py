"""How the figures of a Word report are named in its file, for whoever writes and whoever reads it."""

from __future__ import annotations

TAG = "fig:"
BOOKMARK = "_xf_"
NAMESPACE = "urn:xltools:figures:"
"""The beginning of the namespace of the values; the rest is the report's own, so that a figure that is
copied into another report is not taken for one of that report's."""

_DOT = "__"
_LONGEST_BOOKMARK = 40  # characters [ECMA-376 leaves it open; Word takes no more]


def bookmark_name(figure: str) -> str:
    """Name the hidden bookmark around a figure; a long name loses the beginning of its indicator.

    Word takes letters, digits and ``_`` in the name of a bookmark, so the dots of a table's cell are two ``_``.
    """
    return BOOKMARK + figure.replace(".", _DOT)[-(_LONGEST_BOOKMARK - len(BOOKMARK)) :]


def figure_of_bookmark(name: str) -> str:
    """Give the name of the figure that a bookmark is around; nothing for another bookmark."""
    return name.removeprefix(BOOKMARK).replace(_DOT, ".") if name.startswith(BOOKMARK) else ""
