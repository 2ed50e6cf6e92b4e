"""How the figures of a Word report are named in its file, for whoever writes and whoever reads it."""

from __future__ import annotations

TAG = "fig:"
BOOKMARK = "_xf_"
NAMESPACE = "urn:xltools:figures:"
"""The beginning of the namespace of the values; the rest is the report's own, so that a figure that is
copied into another report is not taken for one of that report's."""

_LONGEST_BOOKMARK = 40  # characters [ECMA-376 leaves it open; Word takes no more]


def bookmark_name(figure: str) -> str:
    """Name the hidden bookmark around a figure; a long name loses the beginning of its indicator."""
    return BOOKMARK + figure[-(_LONGEST_BOOKMARK - len(BOOKMARK)) :]
