"""Write a planned workbook as an .xlsx file, by XlsxWriter.

The same plan gives the same bytes.  Every formula has its value stored with it, since programs that
do not compute (and LibreOffice, unless told to) take what is stored.
"""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from xltools.adapters.safe_write import require_ending, write_whole
from xltools.adapters.xlsx_looks import DEFAULT, HIGHLIGHTS, LOOKS
from xltools.adapters.xlsx_proof import holds
from xltools.adapters.xlsx_reader import read_grid
from xltools.core.findings import Severity
from xltools.core.planning.plan_parts import (
    Area,
    ChartPlan,
    EntryBlock,
    Highlight,
    Look,
    PlannedCell,
    PlannedValue,
    SheetPlan,
    TablePlan,
    ValidationKind,
    ValidationPlan,
    WorkbookPlan,
)
from xltools.errors import FileError

_MADE = datetime(2020, 1, 1, tzinfo=UTC).replace(
    tzinfo=None
)  # the same for every file, so that equal plans give equal bytes
_A4 = 9
_OPTIONS = {
    "in_memory": True,
    "strings_to_numbers": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "default_date_format": "yyyy-m-d",
}
_RESERVED = {"sort": True, "autofilter": True, "format_columns": True, "format_rows": True}
_GROWING = {"insert_rows": True, "delete_rows": True}
_BAR_COLOUR = "#2F6DB5"


class _EmptyText(str):
    """An empty text as a formula's stored value.

    XlsxWriter writes an empty text without its type, which reads as "never computed"; it compares
    with ``""`` to find out, and this one says no.
    """

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return False

    def __hash__(self) -> int:
        return hash("")


class _Formats:
    """The formats of a workbook, each made once."""

    def __init__(self, workbook: xlsxwriter.Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[Look, int | None], Format] = {}
        self._highlights: dict[Severity, Format] = {}

    def look(self, look: Look, places: int | None = None) -> Format:
        if (look, places) not in self._made:
            properties = {**DEFAULT, **LOOKS[look]}
            if places is not None:
                properties["num_format"] = "0." + "0" * places if places else "0"
            self._made[look, places] = self._workbook.add_format(properties)
        return self._made[look, places]

    def highlight(self, severity: Severity) -> Format:
        if severity not in self._highlights:
            self._highlights[severity] = self._workbook.add_format(dict(HIGHLIGHTS[severity]))
        return self._highlights[severity]


def write_workbook(plan: WorkbookPlan, target: Path, *, overwrite: bool = False) -> None:
    """Write a planned workbook, whole or not at all.

    Args:
        plan: What to write.
        target: The file to be.
        overwrite: True to take the place of a file that is there.

    Raises:
        FileError: Where the file is there already, does not end in ``.xlsx``, cannot be written, or does not
            read as planned.
    """
    require_ending(target, (".xlsx",))

    def write(path: Path) -> None:
        try:
            path.write_bytes(workbook_bytes(plan))
        except UnicodeEncodeError as error:  # half a character, which no file can hold
            raise FileError("file.write.not_as_planned", name=str(target)) from error
        if not holds(read_grid(path), plan):
            raise FileError("file.write.not_as_planned", name=str(target))

    write_whole(target, write, overwrite=overwrite)


def workbook_bytes(plan: WorkbookPlan) -> bytes:
    """Give the .xlsx file of a planned workbook."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, _OPTIONS) as workbook:
        formats = _Formats(workbook)
        workbook.formats[0].set_font_name(str(DEFAULT["font_name"]))
        workbook.formats[0].set_font_size(DEFAULT["font_size"])
        workbook.set_properties({"title": plan.title, "created": _MADE})
        for name, value in plan.properties.items():
            workbook.set_custom_property(name, value, "text")
        for sheet in plan.sheets:
            _write_sheet(workbook, workbook.add_worksheet(sheet.title), sheet, formats)
        for name, cells in plan.names.items():
            workbook.define_name(name, f"={cells}")
    return file.getvalue()


def _write_sheet(workbook: xlsxwriter.Workbook, sheet: Worksheet, plan: SheetPlan, formats: _Formats) -> None:
    sheet.hide_gridlines(2)
    for number, width in enumerate(plan.widths):
        sheet.set_column(number, number, width, formats.look(Look.STEP))
    for row, height in plan.heights.items():
        sheet.set_row(row - 1, height)
    for area in plan.merged:
        # The cells of the area are written below, each with its own look.
        sheet.merge_range(*_corners(area), "")
    for cell in plan.cells:
        _write_cell(sheet, cell, formats)
    for table in plan.tables:
        _write_table(sheet, table, plan, formats)
    for block in plan.blocks:
        _write_block(sheet, block, formats)
    for validation in plan.validations:
        _write_validation(sheet, validation)
    for highlight in plan.highlights:
        _write_highlight(sheet, highlight, formats)
    for chart in plan.charts:
        _write_chart(workbook, sheet, plan.title, chart)
    _set_up(sheet, plan)


def _write_block(sheet: Worksheet, block: EntryBlock, formats: _Formats) -> None:
    look, column = formats.look(block.look), block.area.first_column - 1
    for place, row in enumerate(range(block.area.first_row - 1, block.area.last_row)):
        _write_value(sheet, row, column, block.values[place] if place < len(block.values) else None, look)


def _write_cell(sheet: Worksheet, cell: PlannedCell, formats: _Formats) -> None:
    row, column, look = cell.row - 1, cell.column - 1, formats.look(cell.look, cell.places)
    if cell.formula is not None and cell.array:
        sheet.write_array_formula(row, column, row, column, f"{{={cell.formula}}}", look, _stored(cell.value))
    elif cell.formula is not None:
        sheet.write_formula(row, column, f"={cell.formula}", look, _stored(cell.value))
    elif cell.link is not None:
        sheet.write_url(row, column, f"internal:{cell.link}", look, str(cell.value))
    else:
        _write_value(sheet, row, column, cell.value, look)


def _write_value(sheet: Worksheet, row: int, column: int, value: PlannedValue, look: Format) -> None:
    if value is None or value == "":
        sheet.write_blank(row, column, None, look)
    elif isinstance(value, date):
        sheet.write_number(row, column, value.toordinal() - date(1899, 12, 30).toordinal(), look)
    elif isinstance(value, str):
        value.encode("utf-8")  # or XlsxWriter would fail with its zip half written
        sheet.write_string(row, column, value, look)
    else:
        sheet.write_number(row, column, float(value), look)


def _stored(value: PlannedValue) -> str | int | float:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if value is None or value == "":
        return _EmptyText()
    assert not isinstance(value, date)
    return value


def _write_table(sheet: Worksheet, table: TablePlan, plan: SheetPlan, formats: _Formats) -> None:
    looks = {(cell.row, cell.column): cell.look for cell in plan.cells}
    row = table.area.first_row
    columns = [
        {"header": header, "header_format": formats.look(looks[row, table.area.first_column + number])}
        for number, header in enumerate(table.headers)
    ]
    sheet.add_table(*_corners(table.area), {"name": table.name, "columns": columns, "style": None})


def _write_validation(sheet: Worksheet, plan: ValidationPlan) -> None:
    options: dict[str, Any] = {
        "validate": plan.kind.value,
        "input_title": plan.title,
        "input_message": plan.prompt,
        "error_title": plan.title,
        "error_message": plan.refusal,
        "error_type": "stop",
        "ignore_blank": True,
    }
    if plan.kind is ValidationKind.LIST:
        options["source"] = f"={plan.formula}"
    elif plan.kind is ValidationKind.CUSTOM:
        options["value"] = f"={plan.formula}"
    elif plan.kind is not ValidationKind.ANY:
        options |= {"criteria": "between", "minimum": f"={plan.formula}", "maximum": f"={plan.maximum}"}
    sheet.data_validation(*_corners(plan.area), options)


def _write_highlight(sheet: Worksheet, plan: Highlight, formats: _Formats) -> None:
    sheet.conditional_format(
        *_corners(plan.area),
        {
            "type": "formula",
            "criteria": f"={plan.formula}",
            "format": formats.highlight(plan.severity),
            "stop_if_true": True,
        },
    )


def _write_chart(workbook: xlsxwriter.Workbook, sheet: Worksheet, title: str, plan: ChartPlan) -> None:
    chart: Any = workbook.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": plan.title,
            "categories": f"={plan.labels.on(title)}",
            "values": f"={plan.values.on(title)}",
            "fill": {"color": _BAR_COLOUR},
            "gap": 60,
            # An indicator with nothing to compare is drawn as 0; its label is left away.
            "data_labels": {"value": True, "num_format": "0.0;-0.0;;", "font": {"size": 8}},
        }
    )
    chart.set_title({"name": plan.title, "overlay": False, "name_font": {"size": 12, "color": "#1F3A5F"}})
    axis_line = {"line": {"color": "#C3CCD6"}}
    chart.set_y_axis({"reverse": True, "num_font": {"size": 9}, "label_position": "low", **axis_line})
    chart.set_x_axis({"num_font": {"size": 9}, "num_format": "0", "major_gridlines": {"visible": True, **axis_line}})
    chart.set_legend({"none": True})
    chart.set_size({"width": plan.width, "height": plan.height})
    sheet.insert_chart(plan.row - 1, plan.column - 1, chart, {"object_position": 3, "description": plan.title})


def _set_up(sheet: Worksheet, plan: SheetPlan) -> None:
    """Freeze, lock, hide, and say how the sheet prints."""
    if plan.frozen is not None:
        sheet.freeze_panes(plan.frozen[0] - 1, plan.frozen[1] - 1)
    sheet.protect("", {**_RESERVED, **(_GROWING if plan.rows_grow else {})})
    if plan.hidden:
        sheet.hide()
    sheet.set_paper(_A4)
    if plan.page.landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 1 if plan.page.one_page else 0)
    if plan.page.break_before is not None:
        sheet.set_h_pagebreaks([plan.page.break_before - 1])
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.center_horizontally()
    sheet.set_footer(f"&L&A&R{plan.page.footer}")
    if plan.page.repeat_rows is not None:
        sheet.repeat_rows(plan.page.repeat_rows[0] - 1, plan.page.repeat_rows[1] - 1)


def _corners(area: Area) -> tuple[int, int, int, int]:
    return area.first_row - 1, area.first_column - 1, area.last_row - 1, area.last_column - 1
