"""What every rule kind is: settings, the columns it reads, and what it finds wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Protocol, Self

from xltools.core.dataset import Dataset, Table
from xltools.core.findings import Location, Param, Repair
from xltools.core.formulas import RowReferences
from xltools.core.outcomes import Outcome
from xltools.core.pack_entry import Entry


@dataclass(frozen=True, slots=True)
class Violation:
    """What a check says of one place; whose rule it was and how grave is added by ``validate``."""

    location: Location
    key: str
    params: Mapping[str, Param] = field(default_factory=dict)
    repair: Repair | None = None


@dataclass(frozen=True, slots=True)
class Unjudged:
    """What a check could not judge, and why; a rule with one of these is not passed."""

    key: str
    params: Mapping[str, Param] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a check may look at.

    Attributes:
        dataset: All tables.
        outcomes: The computed indicators by id.
        table: The rule's own sheet; None for a rule on the whole workbook.
        rows: Indexes of the table's records in which the check's columns could all be read.
    """

    dataset: Dataset
    outcomes: Mapping[str, Outcome]
    table: Table | None
    rows: Sequence[int]

    @property
    def sheet(self) -> Table:
        """The rule's own sheet, where the kind has one."""
        assert self.table is not None
        return self.table


class Check(Protocol):
    """A rule kind: a frozen dataclass whose fields are its settings.

    Attributes:
        kind: The word in ``rules.toml``.
        whole_table: True where one unreadable row makes the whole rule unjudged.
        on_sheet: True where the rule belongs to a sheet (``sheet = …`` is required).
    """

    kind: ClassVar[str]
    whole_table: ClassVar[bool]
    on_sheet: ClassVar[bool]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the rule's sheet that the check reads."""

    @classmethod
    def from_entry(cls, entry: Entry) -> Self:
        """Read the settings from the pack's entry; faults are recorded in the entry."""

    def violations(self, evidence: Evidence) -> Iterator[Violation | Unjudged]:
        """Say what is wrong, in the order of the rows."""

    def wrong_when(self, column: str, references: RowReferences) -> str | None:
        """Give an Excel formula (without ``=``) that is TRUE where this row's cell is wrong.

        One formula serves the conditional format and the data validation of a new workbook.

        Args:
            column: One of ``columns``.
            references: How to name the row's cells and whole columns.

        Returns:
            The formula, or None where the check cannot be said of one row.
        """
