"""A pack's files as texts, before anyone says what they mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xltools.core.findings import Finding

HEADER = "pack.toml"
SHEETS = "sheets.toml"
CHOICES = "choices.csv"
RULES = "rules.toml"
INDICATORS = "indicators.toml"
TABLES = "tables.toml"
TEXT_RULES = "text_rules.toml"

REQUIRED = (HEADER, SHEETS)
DECLARATIONS = (HEADER, SHEETS, CHOICES, RULES, INDICATORS, TABLES, TEXT_RULES)
"""What ``parse_pack`` reads; the narrative and the layout are read by whoever writes a report."""


@dataclass(frozen=True, slots=True)
class PackFiles:
    """The declarations of one pack.

    Attributes:
        name: The folder's name, which is the pack's id.
        texts: By file name; a file that is not there is absent.
        faults: Files that could not be read as text.
    """

    name: str
    texts: Mapping[str, str]
    faults: Sequence[Finding] = ()
