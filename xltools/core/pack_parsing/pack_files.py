"""A pack's files as texts, before anyone says what they mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xltools.core.findings import Finding
from xltools.core.frozen import frozen, replace

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


@frozen
class PackFiles:
    """The declarations of one pack.

    Attributes:
        name: The folder's name, which is the pack's id.
        texts: By file name; a file that is not there is absent.
        faults: Files that could not be read as text.
        base: Those of the pack that this one is based on, if any.
    """

    name: str
    texts: Mapping[str, str]
    faults: Sequence[Finding] = ()
    base: PackFiles | None = None

    @property
    def lineage(self) -> tuple[PackFiles, ...]:
        """The pack, its base, the base of that, and so on."""
        return (self, *(() if self.base is None else self.base.lineage))

    @property
    def all_texts(self) -> Mapping[str, str]:
        """All that the parsed pack turns on: its texts by file, those of its bases by ``base/file``."""
        inherited = {f"{files.name}/{name}": text for files in self.lineage[1:] for name, text in files.texts.items()}
        return {**self.texts, **inherited}

    @property
    def all_faults(self) -> tuple[Finding, ...]:
        """The faults of the pack and of its bases, each with its file as a reader of this pack knows it."""
        inherited = (_within(files.name, fault) for files in self.lineage[1:] for fault in files.faults)
        return (*self.faults, *inherited)

    def has(self, file: str) -> bool:
        """Say whether the pack has a file, or inherits it."""
        return any(file in files.texts for files in self.lineage)


def _within(name: str, fault: Finding) -> Finding:
    return replace(fault, location=replace(fault.location, sheet=f"{name}/{fault.location.sheet}"))
