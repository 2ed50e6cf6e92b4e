"""The indicators of a workbook, as lines for people and as JSON for programs.

Each is shown with what it means, what it is compared with, and the rows that it came from, so that
"where does 248 come from?" has its answer beside the number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from xltools.core.aggregations.aggregation import Names
from xltools.core.messages import Catalog, Value, visible
from xltools.core.numerals import plain, shortest
from xltools.core.outcomes import Outcome, RowsBehind
from xltools.core.pack import Indicator, Pack
from xltools.core.row_addresses import row_addresses
from xltools.core.sheets import say

_RUNS_SHOWN = 8

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]


def as_text(outcomes: Mapping[str, Outcome], pack: Pack, catalog: Catalog) -> str:
    """Say each indicator in three lines or four: value, comparison, definition, rows.

    Args:
        outcomes: From ``compute``.
        pack: The pack.
        catalog: The reader's language.
    """
    return "".join(f"{line}\n" for outcome in outcomes.values() for line in _lines(outcome, pack, catalog))


def as_json(outcomes: Mapping[str, Outcome], pack: Pack, name: str, catalog: Catalog) -> str:
    """Give the indicators as JSON; exact numbers are text, since JSON has no decimals.

    Args:
        outcomes: From ``compute``.
        pack: The pack.
        name: Of the workbook.
        catalog: The reader's language, for labels, definitions and reasons.
    """
    import json

    found: Json = {
        "workbook": name,
        "pack": pack.id,
        "indicators": [_entry(outcome, pack, catalog) for outcome in outcomes.values()],
    }
    text = json.dumps(found, ensure_ascii=False, indent=2)
    return text.encode("utf-8", "replace").decode("utf-8") + "\n"


def definition(indicator: Indicator, pack: Pack, catalog: Catalog) -> str:
    """Say what an indicator counts: sheet, conditions and columns by the names that a clerk sees."""
    language = catalog.language if catalog.language in pack.languages else pack.language
    labels = {name: declared.label for name, declared in pack.indicators.items()}
    return catalog.phrase(indicator.aggregation.words(Names(pack.sheets, labels, language)))


def _lines(outcome: Outcome, pack: Pack, catalog: Catalog) -> Iterator[str]:
    indicator = pack.indicators[outcome.id]
    head: dict[str, Value] = {"id": outcome.id, "label": say(indicator.label, catalog.language)}
    if outcome.value is None:
        reason = () if outcome.reason is None else (outcome.reason,)
        yield catalog.say("report.indicator.none", {**head, "reason": reason})
    else:
        yield catalog.say("report.indicator.value", {**head, "value": plain(outcome.value), "unit": indicator.unit})
    for comparison in _comparisons(outcome, indicator, catalog):
        yield f"    {comparison}"
    yield f"    {catalog.say('report.indicator.definition', {'definition': definition(indicator, pack, catalog)})}"
    for behind in outcome.rows:
        yield f"    {catalog.say('report.indicator.rows', _behind(behind, catalog))}"


def _comparisons(outcome: Outcome, indicator: Indicator, catalog: Catalog) -> Iterator[str]:
    given: dict[str, Value] = {"unit": indicator.unit}
    if outcome.target is not None:
        given["target"] = shortest(outcome.target)
        if outcome.completion is None:
            yield catalog.say("report.indicator.target", given)
        else:
            yield catalog.say("report.indicator.completion", {**given, "completion": shortest(outcome.completion)})
    if outcome.last_year is not None:
        given["last_year"] = shortest(outcome.last_year)
        if outcome.change is None:
            yield catalog.say("report.indicator.last_year", given)
        else:
            yield catalog.say("report.indicator.change", {**given, "change": _signed(outcome.change)})


def _behind(behind: RowsBehind, catalog: Catalog) -> dict[str, Value]:
    cells = row_addresses(behind.rows, behind.columns)
    shown: tuple[str, ...] = cells[:_RUNS_SHOWN]
    if len(cells) > _RUNS_SHOWN:
        shown += (catalog.sentence("report.indicator.more"),)
    return {"sheet": visible(behind.title), "cells": shown, "count": len(behind.rows)}


def _entry(outcome: Outcome, pack: Pack, catalog: Catalog) -> Json:
    indicator = pack.indicators[outcome.id]
    return {
        "id": outcome.id,
        "label": say(indicator.label, catalog.language),
        "value": _number(outcome.value),
        "exact": _number(outcome.exact),
        "unit": indicator.unit,
        "active": outcome.active,
        "reason": None if outcome.reason is None else catalog.phrase(outcome.reason),
        "target": _number(outcome.target),
        "completion": _number(outcome.completion),
        "last_year": _number(outcome.last_year),
        "change": _number(outcome.change),
        "owner": indicator.owner,
        "definition": definition(indicator, pack, catalog),
        "rows": [
            {"sheet": behind.title, "rows": list(behind.rows), "columns": list(behind.columns)}
            for behind in outcome.rows
        ],
    }


def _number(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)


def _signed(change: Decimal) -> str:
    return f"+{shortest(change)}" if change > 0 else shortest(change)
