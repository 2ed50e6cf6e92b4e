"""The trace of a report as a workbook: a sheet of figures, and a sheet of the rows behind them."""

from __future__ import annotations

from collections.abc import Sequence

from xltools.core.messages import Catalog
from xltools.core.numerals import plain
from xltools.core.planning.plan_entries import LINE
from xltools.core.planning.plan_parts import Area, Look, PagePlan, PlannedCell, SheetPlan, WorkbookPlan
from xltools.core.planning.plan_words import lines as wrapped
from xltools.core.trace import TracedFigure
from xltools.core.traces.trace_words import cell_text, facts, value_text

_FIGURE_COLUMNS = ("id", "label", "value", "definition", "owner", "target", "last_year", "rows", "printed")
_FIGURE_WIDTHS = (12.0, 26.0, 14.0, 44.0, 12.0, 20.0, 20.0, 40.0, 44.0)
_ROW_COLUMNS = ("id", "label", "sheet", "row", "contents")
_ROW_WIDTHS = (12.0, 26.0, 20.0, 8.0, 90.0)
_FIRST = 4
_LONGEST = 32_000  # characters; a cell holds 32,767


def plan_trace(figures: Sequence[TracedFigure], name: str, catalog: Catalog) -> WorkbookPlan:
    """Plan the workbook.

    Args:
        figures: From ``trace``.
        name: Of the workbook that was traced.
        catalog: The reader's language.
    """
    title = catalog.say("trace.title", {"name": name})
    lines = [_figure_line(figure, catalog) for figure in figures]
    rows = [line for figure in figures for line in _row_lines(figure, catalog)]
    return WorkbookPlan(
        title,
        (
            _sheet("figures", title, _FIGURE_COLUMNS, _FIGURE_WIDTHS, lines, catalog),
            _sheet("contents", title, _ROW_COLUMNS, _ROW_WIDTHS, rows, catalog),
        ),
        {},
        {},
    )


def _figure_line(figure: TracedFigure, catalog: Catalog) -> tuple[str, ...]:
    said: dict[str, list[str]] = {}
    for fact in facts(figure, catalog):
        said.setdefault(fact.key, []).append(fact.text)
    definition = [*said["definition"], *said.get("note", ()), *said.get("condition", ())]
    return (
        figure.id,
        figure.label,
        value_text(figure, catalog),
        "\n".join(definition),
        *("\n".join(said.get(key, ())) for key in ("owner", "target", "last_year", "rows")),
        "\n".join(f"…{place.around}…" for place in figure.printed),
    )


def _row_lines(figure: TracedFigure, catalog: Catalog) -> list[tuple[str, ...]]:
    between = catalog.sentence("message.between_phrases")
    return [
        (
            figure.id,
            figure.label,
            rows.behind.title,
            plain(row.row),
            between.join(
                catalog.say("trace.named", {"name": header, "value": text})
                for header, value in zip(rows.headers, row.values, strict=True)
                if (text := cell_text(value, catalog))
            ),
        )
        for rows in figure.sheets
        for row in rows.rows
    ]


def _sheet(
    key: str,
    title: str,
    columns: Sequence[str],
    widths: tuple[float, ...],
    lines: Sequence[Sequence[str]],
    catalog: Catalog,
) -> SheetPlan:
    header = _FIRST - 1
    cells = [PlannedCell(1, 1, title, Look.TITLE)]
    cells += [
        PlannedCell(header, number, catalog.sentence(f"trace.column.{name}"), Look.HEADER)
        for number, name in enumerate(columns, 1)
    ]
    cells += [
        PlannedCell(row, column, text[:_LONGEST], Look.COMPUTED_TEXT)
        for row, line in enumerate(lines, _FIRST)
        for column, text in enumerate(line, 1)
    ]
    heights = {
        row: LINE * max(wrapped(text, width * 0.85) for text, width in zip(line, widths, strict=True)) + 3
        for row, line in enumerate(lines, _FIRST)
    }
    footer = catalog.sentence("workbook.page.footer")
    tab = catalog.sentence(f"trace.tab.{key}")
    area = Area(1, 1, 1, len(columns))
    page = PagePlan(landscape=True, repeat_rows=(header, header), footer=footer)
    return SheetPlan(tab, tuple(cells), page, widths=widths, heights=heights, merged=(area,), frozen=(_FIRST, 3))
