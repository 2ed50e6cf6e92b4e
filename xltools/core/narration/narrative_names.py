"""What a pack's narrative may name: figures to print, numbers to ask about, fields and rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from xltools.core.checks.required import RequiredCheck
from xltools.core.dataset import Dataset, Table, Value
from xltools.core.findings import Location
from xltools.core.narration.narrative_values import Lack, Plain, Rows, Shown
from xltools.core.outcomes import Outcome
from xltools.core.pack import Indicator, Pack
from xltools.core.periods import number_of
from xltools.core.sheets import SheetKind, say

PERSONS = ("人", "名", "人次")
_SMALL = range(1, 5)


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
