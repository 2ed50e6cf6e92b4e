"""Compute the indicators of a dataset.

Each is computed from exact values and rounded once.  What it is compared with, a target and last
year's value, is looked up beside its id.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from xltools.core.dataset import Dataset, ShownIndicator
from xltools.core.findings import Finding, Location, Severity
from xltools.core.frozen import replace
from xltools.core.outcomes import Outcome, Phrase, Result
from xltools.core.pack import Indicator, Lookup, Pack
from xltools.core.parsing.outside_table import first_outside, reads_outside
from xltools.core.rounding import fifteen_digits, round_half_away
from xltools.core.when import holds

_COMPARED_PLACES = 2
_UNCERTAIN = {
    "indicator.unreadable",
    "indicator.many_unreadable",
    "indicator.no_sheet",
    "indicator.no_column",
    "indicator.no_period",
    "indicator.when_unknown",
}


def compute(dataset: Dataset, pack: Pack) -> Mapping[str, Outcome]:
    """Compute every indicator of a pack.

    Args:
        dataset: The rows, from ``parse``.
        pack: The pack the workbook was built from.

    Returns:
        An outcome an indicator, by id, in the order of the pack.
    """
    targets = _looked_up(dataset, pack.targets)
    last_year = _looked_up(dataset, pack.last_year)
    outcomes: dict[str, Outcome] = {}
    for indicator in pack.indicators.values():  # each stands after those it is computed from
        shown = dataset.shown.get(indicator.id)
        outcomes[indicator.id] = _outcome(
            indicator,
            _result(indicator, dataset, outcomes),
            targets.get(indicator.id),
            last_year.get(indicator.id),
            shown,
        )
    return outcomes


def disagreements(dataset: Dataset, outcomes: Mapping[str, Outcome], pack: Pack) -> tuple[Finding, ...]:
    """Name the indicators for which the workbook itself shows another value.

    A workbook that was not recalculated, or whose formula someone wrote over, must not be read by
    one person in Excel and printed differently for another.

    Args:
        dataset: The rows, with what the indicators sheet shows.
        outcomes: From ``compute``.
        pack: The pack.

    Returns:
        An error at each such cell; one for the sheet, where it shows no value at all.  Where records
        below their table are the cause, an error there.
    """
    places = [dataset.shown[name].location for name, outcome in outcomes.items() if _is_hidden(dataset, outcome)]
    valued = sum(outcome.value is not None for outcome in outcomes.values())
    if len(places) == valued > 1:
        place = replace(places[0], row=None, column=None)
        return (Finding(Severity.ERROR, place, "indicator.workbook_not_computed", {"count": valued}),)
    outside = first_outside(dataset.findings)
    found: dict[tuple[Location, str], Finding] = {}
    for name, shown in dataset.shown.items():
        if name not in outcomes:
            continue
        for finding in _disagreement(shown, outcomes[name], pack.indicators[name]):
            cause = reads_outside(outcomes[name], outside) or finding
            found[cause.location, cause.key] = replace(cause, severity=Severity.ERROR)
    return tuple(found.values())


def _is_hidden(dataset: Dataset, outcome: Outcome) -> bool:
    """Say whether an indicator has a value and the workbook shows none."""
    shown = dataset.shown.get(outcome.id)
    return outcome.value is not None and shown is not None and not isinstance(shown.value, Decimal)


def _disagreement(shown: ShownIndicator, outcome: Outcome, indicator: Indicator) -> Iterator[Finding]:
    value = shown.value if isinstance(shown.value, Decimal) else None
    if outcome.value is not None:
        if value is not None and fifteen_digits(value) == outcome.value:
            return
        key = "indicator.workbook_shows_none" if value is None else "indicator.workbook_differs"
    elif value is None or _uncertain(outcome.reason):
        return
    else:
        key = "indicator.workbook_shows_value" if outcome.active else "indicator.workbook_shows_inactive"
    seen = shown.value if isinstance(shown.value, Decimal | str) else None
    params = {"value": seen, "computed": outcome.value, "indicator": indicator.id}
    yield Finding(Severity.ERROR, shown.location, key, params)


def _uncertain(reason: Phrase | None) -> bool:
    """Say whether there is no value because of cells or sheets that have their own findings.

    The workbook then shows a value over what it takes them for, and is not wrong to.
    """
    if reason is None:
        return False
    inner = reason.params.get("reason")
    if isinstance(inner, tuple) and inner and isinstance(inner[0], Phrase):
        return _uncertain(inner[0])
    return reason.key in _UNCERTAIN


def _result(indicator: Indicator, dataset: Dataset, outcomes: Mapping[str, Outcome]) -> Result | None:
    """Compute one indicator; None where it is not part of this report."""
    if indicator.when is not None:
        answer = holds(indicator.when, dataset)
        if isinstance(answer, Phrase):
            return Result(None, answer)
        if not answer:
            return None
    return indicator.aggregation.over(dataset, outcomes)


def _outcome(
    indicator: Indicator,
    result: Result | None,
    target: Decimal | None,
    last_year: Decimal | None,
    shown: ShownIndicator | None,
) -> Outcome:
    place = shown.location if shown else None
    if result is None:
        reason = Phrase("indicator.inactive")
        return Outcome(indicator.id, None, reason, active=False, last_year=last_year, target=target, shown=place)
    value = None if result.value is None else round_half_away(result.value, indicator.decimals)
    return Outcome(
        indicator.id,
        value,
        result.reason,
        exact=result.value,
        rows=result.rows,
        target=target,
        completion=_percent(value, target),
        last_year=last_year,
        change=None if value is None or last_year is None else _percent(value - last_year, last_year),
        shown=place,
    )


def _percent(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    if part is None or whole is None or whole == 0:
        return None
    return round_half_away(part * 100 / whole, _COMPARED_PLACES)


def _looked_up(dataset: Dataset, lookup: Lookup | None) -> Mapping[str, Decimal]:
    """Give the numbers beside indicator ids; of two with one id the first, as MATCH does."""
    table = dataset.tables.get(lookup.sheet) if lookup else None
    if lookup is None or table is None or not {lookup.key, lookup.value} <= table.columns.keys():
        return {}
    found: dict[str, Decimal] = {}
    for name, value in zip(table.columns[lookup.key], table.columns[lookup.value], strict=True):
        if isinstance(name, str) and isinstance(value, Decimal):
            found.setdefault(name, value)
    return found
