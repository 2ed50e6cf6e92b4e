"""The sentences of the catalogue, from the files that come with the program."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from xltools.adapters.derived_data import derived
from xltools.core.messages import Catalog

_FOLDER = Path(__file__).parent.parent / "locales"


def load_catalog(language: str) -> Catalog:
    """Give the catalogue of a language; an area's file is read when one of its sentences is first said."""
    return Catalog(language, load_area)


def load_area(language: str, area: str) -> Mapping[str, object]:
    """Read the file of an area.

    Raises:
        KeyError: The language has no such area.
    """
    try:
        text = (_FOLDER / language / f"{area}.toml").read_text("utf-8")
    except FileNotFoundError as error:
        raise KeyError(area) from error
    tables: Mapping[str, object] = derived(f"words-{language}-{area}", {area: text}, lambda: _read(text))
    return tables


def _read(text: str) -> Mapping[str, object]:
    import tomllib  # slow to load, and not needed for sentences that are kept

    return tomllib.loads(text)
