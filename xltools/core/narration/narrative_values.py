"""The values that a pack's narrative works on: figures to print, texts, rows, and what is lacking.

A figure is not its number.  ``F01`` in a template is something to print, which keeps the
indicator's identity; ``value.F01`` is the number for conditions.  Whatever has no value is a
``Lack``: false, equal to none, and named if it is printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum

from xltools.core.findings import Finding, Location, Param, Severity
from xltools.core.frozen import frozen
from xltools.core.outcomes import Outcome
from xltools.core.pack import Indicator

Plain = Decimal | str | date
"""A value of a cell that can be printed or compared as it is."""


class NarrativeError(Exception):
    """A template that asks for something that cannot be, with the message that says what."""

    def __init__(self, key: str, **params: Param) -> None:
        super().__init__(key, params)
        self.key = key
        self.params = params


class Mark(Enum):
    """A place in a line that the composer fills in from the clauses around it."""

    COUNT = "count"
    CLAUSE = "clause"


@dataclass(frozen=True, slots=True, eq=False)
class Lack:
    """What a template gets where there is no value.

    Attributes:
        name: The indicator's id, or ``sheet.column``.
        label: Its name for readers.
        key: The message that says what is missing.
        location: Where it ought to be.
        optional: True for a field that may be left empty; a line of a letter's head or foot that
            is nothing else is then left out.
    """

    name: str
    label: str
    key: str
    location: Location = field(default_factory=Location)
    optional: bool = False

    def __bool__(self) -> bool:
        return False

    def __eq__(self, other: object) -> bool:
        return other is None or isinstance(other, Lack)

    __hash__ = object.__hash__

    def __lt__(self, other: object) -> bool:
        return False

    __le__ = __gt__ = __ge__ = __lt__

    @property
    def finding(self) -> Finding:
        """Say that it is missing."""
        return Finding(Severity.ERROR, self.location, self.key, {"value": None, "id": self.name, "name": self.label})


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """An indicator to be printed, and how.

    Attributes:
        indicator: Its definition.
        outcome: Its value.
        label: Its name for readers.
        form: ``value``, ``yu``, ``percent``, ``wan``, ``yoy`` or ``points``.
        hidden: True for a small number of persons that must not be told.
    """

    indicator: Indicator
    outcome: Outcome
    label: str
    form: str = "value"
    hidden: bool = False

    def __bool__(self) -> bool:
        raise self._not_a_value  # F01 in a condition is a slip for value.F01, which may be zero

    def __eq__(self, other: object) -> bool:
        raise self._not_a_value

    __lt__ = __le__ = __gt__ = __ge__ = __eq__
    __hash__ = object.__hash__

    @property
    def _not_a_value(self) -> NarrativeError:
        return NarrativeError("report.template.figure_as_value", value=self.indicator.id)

    @property
    def lack(self) -> Lack | None:
        """Say why it cannot be printed, or nothing where it can."""
        outcome = self.outcome
        if not outcome.active:
            key = "report.missing.inactive"
        elif outcome.value is None:
            key = "report.missing.figure"
        elif self.hidden:
            key = "report.missing.few_persons"
        else:
            return None
        return Lack(self.indicator.id, self.label, key, outcome.shown or Location())


class Words(str):
    """Text that was put in, not written by the template's author."""

    __slots__ = ()


Piece = str | Words | Shown | Lack | Mark
"""What a template prints: the author's text, a text put in, a figure, something missing, a mark."""


@frozen
class Joined:
    """Several pieces as one value."""

    pieces: tuple[Piece, ...]

    def __bool__(self) -> bool:
        return any(not isinstance(piece, str) or piece for piece in self.pieces)


@frozen
class Texts:
    """Texts found in a column.

    Attributes:
        texts: In the order asked for.
        source: What to say where there are none.
    """

    texts: tuple[str, ...]
    source: Lack

    def __len__(self) -> int:
        return len(self.texts)

    def __iter__(self) -> Iterator[str]:
        return iter(self.texts)


@frozen
class Rows:
    """Rows of a sheet, in order.

    Attributes:
        name: The sheet's.
        labels: Its columns by name, as readers know them.
        records: The values of each row by column.
    """

    name: str
    labels: Mapping[str, str]
    records: tuple[Mapping[str, Plain | Lack], ...]

    def __len__(self) -> int:
        return len(self.records)

    def __iter__(self) -> Iterator[Mapping[str, Plain | Lack]]:
        return iter(self.records)
