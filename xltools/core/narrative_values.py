"""What a pack's narrative sees: figures to print, numbers to ask about, fields and rows.

A figure is not its number.  ``F01`` in a template is something to print, which keeps the
indicator's identity; ``value.F01`` is the number for conditions.  Whatever has no value is a
``Lack``: false, equal to none, and named if it is printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum

from xltools.core.checks.required import RequiredCheck
from xltools.core.dataset import Dataset, Table, Value
from xltools.core.findings import Finding, Location, Param, Severity
from xltools.core.frozen import frozen
from xltools.core.outcomes import Outcome
from xltools.core.pack import Indicator, Pack
from xltools.core.periods import number_of
from xltools.core.sheets import SheetKind, say

PERSONS = ("人", "名", "人次")
_SMALL = range(1, 5)

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


class Ledgers(Mapping[str, Rows]):
    """The rows of every sheet with columns, made when a template asks for them."""

    def __init__(self, pack: Pack, dataset: Dataset) -> None:
        self._sheets = [name for name, sheet in pack.sheets.items() if sheet.kind is not SheetKind.FORM]
        self._pack = pack
        self._dataset = dataset
        self._made: dict[str, Rows] = {}

    def __getitem__(self, name: str) -> Rows:
        if name not in self._sheets:
            raise KeyError(name)
        if name not in self._made:
            self._made[name] = self._rows(name)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._sheets)

    def __len__(self) -> int:
        return len(self._sheets)

    def _rows(self, name: str) -> Rows:
        sheet = self._pack.sheets[name]
        table = self._dataset.tables.get(name)
        labels = {column.name: say(column.label, self._pack.language) for column in sheet.columns}
        count = 0 if table is None else len(table.rows)
        return Rows(
            name,
            labels,
            tuple(
                {column: _cell(table, f"{name}.{column}", label, column, index) for column, label in labels.items()}
                for index in range(count)
            ),
        )


def narrative_names(pack: Pack, dataset: Dataset, outcomes: Mapping[str, Outcome]) -> dict[str, object]:
    """Give every name that a narrative may use, except its functions."""
    figures = {name: _shown(pack, indicator, outcomes[name]) for name, indicator in pack.indicators.items()}
    return {
        **figures,
        "value": {name: _number(figure, figure.outcome.value) for name, figure in figures.items()},
        "last": {name: _number(figure, figure.outcome.last_year) for name, figure in figures.items()},
        "form": _forms(pack, dataset),
        "rows": Ledgers(pack, dataset),
        **_period(pack, dataset),
        "unit": dataset.unit or Lack(pack.unit_field, "unit", "report.missing.unit"),
    }


def _period(pack: Pack, dataset: Dataset) -> dict[str, object]:
    """Give the year, and the number of the month or quarter by its name."""
    period, part = dataset.period, pack.part
    names: dict[str, object] = {"year": Lack(pack.year_field, "year", "report.missing.year")}
    if period is not None:
        names["year"] = period.start.year
    if part is not None:
        lack = Lack(part.field, part.unit, f"report.missing.{part.unit}")
        names[part.unit] = lack if period is None else number_of(period, part)
    return names


def few_persons(pack: Pack, indicator: Indicator, outcome: Outcome) -> bool:
    """Say whether a value counts a few persons of a sensitive sheet, and so would tell who they are."""
    few = outcome.value is not None and outcome.value in _SMALL and indicator.unit in PERSONS
    return few and any(pack.sheets[behind.sheet].sensitive for behind in outcome.rows)


def _shown(pack: Pack, indicator: Indicator, outcome: Outcome) -> Shown:
    hidden = few_persons(pack, indicator, outcome)
    return Shown(indicator, outcome, say(indicator.label, pack.language), hidden=hidden)


def _number(figure: Shown, number: Decimal | None) -> Decimal | Lack:
    if number is not None and figure.outcome.active and not figure.hidden:
        return number
    lack = figure.lack
    return Lack(figure.indicator.id, figure.label, "report.missing.last_year") if lack is None else lack


def _forms(pack: Pack, dataset: Dataset) -> dict[str, dict[str, Plain | Lack]]:
    required = _required_fields(pack)
    forms: dict[str, dict[str, Plain | Lack]] = {}
    for name, sheet in pack.sheets.items():
        if sheet.kind is SheetKind.FORM:
            table = dataset.tables.get(name)
            forms[name] = {}
            for column in sheet.columns:
                path = f"{name}.{column.name}"
                label = say(column.label, pack.language)
                forms[name][column.name] = _cell(table, path, label, column.name, 0, optional=path not in required)
    return forms


def _required_fields(pack: Pack) -> set[str]:
    return {
        f"{rule.sheet}.{column}"
        for rule in pack.rules
        if isinstance(rule.check, RequiredCheck)
        for column in rule.check.columns
    }


def _cell(
    table: Table | None, path: str, label: str, column: str, index: int, *, optional: bool = False
) -> Plain | Lack:
    values: Sequence[Value] = () if table is None else table.columns.get(column, ())
    value = values[index] if index < len(values) else None
    if isinstance(value, Decimal | date) or (isinstance(value, str) and value.strip()):
        return value
    location = Location() if table is None else table.location(index if table.rows else None, column)
    return Lack(path, label, "report.missing.cell", location, optional)
