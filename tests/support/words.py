"""The words printed in workbooks, as the program's own locale files have them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from xltools.core.findings import Param
from xltools.core.plan_words import Words

LOCALES = Path(__file__).parents[2] / "xltools" / "locales"


def words(language: str = "zh-Hans") -> Words:
    """Give the words of a language; definitions are said by their keys."""
    texts = tomllib.loads((LOCALES / language / "workbook.toml").read_text("utf-8"))

    def say(key: str, params: Mapping[str, Param]) -> str:
        _, section, name = key.split(".")
        shown = {name: "、".join(value) if isinstance(value, tuple) else value for name, value in params.items()}
        return str(texts[section][name]).format(**shown)

    return Words(language, say, lambda phrase: phrase.key)
