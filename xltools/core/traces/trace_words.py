"""A traced figure in words: the same lines in a page, in a comment and on a sheet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from xltools.core.dataset import Value
from xltools.core.frozen import frozen
from xltools.core.messages import Catalog, visible
from xltools.core.numerals import plain, shortest
from xltools.core.row_addresses import row_addresses
from xltools.core.sheets import MISSING_WORDS, Blank
from xltools.core.trace import TracedFigure, TracedRows

_RUNS_SHOWN = 12


@frozen
class Fact:
    """Something said of a figure: what it is, and what it says.

    Attributes:
        key: ``value``, ``definition``, ``note``, ``condition``, ``owner``, ``target``, ``last_year``,
            ``parts`` or ``rows``.
        name: In words.
        text: What it says.
    """

    key: str
    name: str
    text: str


def facts(figure: TracedFigure, catalog: Catalog) -> tuple[Fact, ...]:
    """Say everything about a figure but the rows' contents."""
    return tuple(Fact(key, catalog.sentence(f"trace.fact.{key}"), text) for key, text in _facts(figure, catalog))


def value_text(figure: TracedFigure, catalog: Catalog) -> str:
    """Write a figure's value with its unit, or say why there is none."""
    value = figure.outcome.value
    if value is not None:
        return f"{plain(value)}{figure.indicator.unit}"
    reason = () if figure.outcome.reason is None else (figure.outcome.reason,)
    return catalog.say("trace.no_value", {"reason": reason})


def cell_text(value: Value, catalog: Catalog) -> str:
    """Write what stands in a cell as its sheet shows it."""
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, date):
        return f"{value.year}-{value.month}-{value.day}"
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, Blank):
        return MISSING_WORDS.get(value, "")
    return catalog.sentence("trace.unreadable")


def rows_text(rows: TracedRows, catalog: Catalog) -> str:
    """Name the cells behind a value: sheet, addresses, how many rows."""
    cells = row_addresses(rows.behind.rows, rows.behind.columns)
    shown: tuple[str, ...] = cells[:_RUNS_SHOWN]
    if len(cells) > _RUNS_SHOWN:
        shown += (catalog.sentence("trace.more"),)
    count = len(rows.behind.rows)
    return catalog.say("trace.cells", {"sheet": visible(rows.behind.title), "cells": shown, "count": count})


def _facts(figure: TracedFigure, catalog: Catalog) -> Iterator[tuple[str, str]]:
    indicator, outcome = figure.indicator, figure.outcome
    yield "value", value_text(figure, catalog)
    yield "definition", catalog.phrase(figure.definition)
    if figure.note:
        yield "note", figure.note
    if indicator.when is not None:
        yield "condition", indicator.when.source
    if figure.parts:
        yield "parts", catalog.sentence("message.between_names").join(figure.parts)
    if indicator.owner:
        yield "owner", indicator.owner
    if outcome.target is not None:
        target = f"{shortest(outcome.target)}{indicator.unit}"
        params = {"target": target, "completion": None if outcome.completion is None else shortest(outcome.completion)}
        yield "target", catalog.say("trace.target" if outcome.completion is None else "trace.completion", params)
    if outcome.last_year is not None:
        last_year = f"{shortest(outcome.last_year)}{indicator.unit}"
        change = None if outcome.change is None else f"{'+' if outcome.change > 0 else ''}{shortest(outcome.change)}"
        key = "trace.last_year" if change is None else "trace.change"
        yield "last_year", catalog.say(key, {"last_year": last_year, "change": change})
    for rows in figure.sheets:
        yield "rows", rows_text(rows, catalog)
