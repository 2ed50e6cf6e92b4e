"""Reports composed from a template and drawn sheets."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from tests.support.drawing import dataset, sheet, table
from xltools.core.aggregations.count import CountAggregation
from xltools.core.aggregations.selection import Selection
from xltools.core.dataset import Table
from xltools.core.document import Document
from xltools.core.filters import Filter
from xltools.core.frozen import replace
from xltools.core.narrative import compose
from xltools.core.outcomes import Outcome, Phrase
from xltools.core.pack import Indicator, Pack
from xltools.core.sheets import Sheet

STUDY = sheet("study", {"kind": "text", "topic": "text", "day": "date", "people": "integer"})
PLANS = sheet("plans", {"headline": "text", "text": "text"})
PARAMETERS = sheet("parameters", {"superior": "text", "issued": "date", "budget": "decimal"}, kind="form")

DRAWN = {
    "study": "| kind | topic | day | people |",
    "plans": "| headline | text |",
    "parameters": "| superior | issued | budget |\n| 市委 | 2019-12-05 | 1234567 |",
}
SHEETS = {declared.name: declared for declared in (STUDY, PLANS, PARAMETERS)}


def report_pack(outcomes: Mapping[str, Outcome], units: Mapping[str, str] | None = None) -> Pack:
    """Make a pack with these indicators over the sheets ``study``, ``plans`` and ``parameters``."""
    indicators = {
        name: Indicator(
            name,
            {"zh-Hans": f"指标{name}"},
            CountAggregation(Selection(STUDY, Filter(()))),
            (units or {}).get(name, "次"),
        )
        for name in outcomes
    }
    return Pack("test", "1", ("1",), ("zh-Hans",), {}, "parameters.year", "parameters.unit", SHEETS, {}, (), indicators)


def outcome(name: str, value: str | None, last_year: str | None = None) -> Outcome:
    """Give an indicator's outcome; ``-`` is an indicator that is not part of this report."""
    if value in (None, "-"):
        return Outcome(name, None, Phrase("indicator.no_rows"), active=value is None)
    exact = Decimal(value or "")
    last = None if last_year is None else Decimal(last_year)
    change = None if not last else ((exact - last) / last * 100).quantize(Decimal("0.01"))
    return Outcome(name, exact, last_year=last, change=change)


def report(
    template: str,
    figures: Mapping[str, str | tuple[str, str] | None] | None = None,
    *,
    draft: bool = False,
    year: int | None = 2019,
    units: Mapping[str, str] | None = None,
    **drawings: str,
) -> Document:
    """Compose a report.

    Args:
        template: The narrative.
        figures: The value of each indicator, or its value and last year's.
        draft: As in ``compose``.
        year: Of the report; None for a workbook without one.
        units: Of indicators, where it is not 次.
        drawings: Sheets by name, drawn.
    """
    outcomes = {
        name: outcome(name, *value) if isinstance(value, tuple) else outcome(name, value)
        for name, value in (figures or {}).items()
    }
    tables = [_table(SHEETS[name], drawings.get(name, drawn)) for name, drawn in DRAWN.items()]
    return compose(template, report_pack(outcomes, units), dataset(*tables, year=year), outcomes, draft=draft)


def _table(declared: Sheet, drawn: str) -> Table:
    return replace(table(declared, drawn), title=declared.name)
