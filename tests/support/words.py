"""The words printed in workbooks, as the program's own locale files have them."""

from __future__ import annotations

from xltools.adapters.catalog_files import load_catalog
from xltools.core.planning.plan_words import Words


def words(language: str = "zh-Hans") -> Words:
    """Give the words of a language."""
    catalog = load_catalog(language)
    return Words(language, catalog.say, catalog.phrase)
