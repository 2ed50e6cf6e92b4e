"""Write a pack as a spreadsheet to author it in: dropdowns, prompts, and a page that says how."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from xltools.adapters.pack_xlsx_dropdowns import MORE_ROWS, Dropdowns, Names
from xltools.adapters.pack_xlsx_sizes import DRAWN, LINE_WIDTH, USUAL_WIDTH, WIDE, height_of, width_of
from xltools.adapters.pack_xlsx_styles import write_styles
from xltools.adapters.safe_write import write_whole
from xltools.adapters.xlsx_looks import DEFAULT, FONT
from xltools.core.pack_books.pack_headers import (
    CHOICES_SHEET,
    DEFAULT_PARTS,
    EXPLAINED,
    FIRST_ENTRY,
    HELP,
    LISTS,
    NOTE,
    ORDER,
    SETTINGS,
    STYLES,
    TEXT_SHEETS,
    field_headers,
)
from xltools.core.pack_books.pack_sheet_cells import PackSheet
from xltools.core.pack_parsing.pack_child_language import CHILD_FIELDS, WITHOUT
from xltools.core.pack_parsing.pack_fields import Field, Shape
from xltools.core.pack_parsing.pack_language import ENTRIES, HEADER_FIELDS
from xltools.core.planning.plan_words import lines as line_count

Say = Callable[[str], str]
"""Gives the sentence of a message key."""

_A3, _A4 = 8, 9
_LONGEST_PROMPT = 255
_LONGEST_TITLE = 32
_NUMERIC = {Shape.INTEGER, Shape.NUMBER, Shape.VALUE, Shape.DEFAULT}
_WORDS = frozenset(field.key for field in CHILD_FIELDS)
_HELP_WIDTH = 100
_LINE_HEIGHT = 16


def write_pack_xlsx(
    sheets: Sequence[PackSheet],
    styles: bytes | None,
    target: Path,
    say: Say,
    names: Names | None = None,
    *,
    overwrite: bool = False,
) -> None:
    """Write the spreadsheet of a pack.

    Args:
        sheets: From ``pack_sheets``.
        styles: The pack's Word styles, which are carried on a hidden sheet.
        target: The file to be.
        say: Gives the words of the prompts and of the page that explains.
        names: Of a pack with a base, all that it has, its own and the base's; None for any other.
        overwrite: True to take the place of a file that is there.

    Raises:
        FileError: Where it cannot be written.
    """
    write_whole(
        target,
        lambda path: _Book(
            path, say, Dropdowns({sheet.name: sheet for sheet in sheets}, names), based=names is not None
        ).write(sheets, styles),
        overwrite=overwrite,
    )


class _Book:
    """One spreadsheet being written."""

    def __init__(self, path: Path, say: Say, dropdowns: Dropdowns, *, based: bool) -> None:
        self._say = say
        self._dropdowns = dropdowns
        self._based = based
        self._book = xlsxwriter.Workbook(
            str(path),
            {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False},
        )
        self._book.set_size(2400, 1400)
        look = {**DEFAULT, "valign": "top"}
        self._text = self._book.add_format({**look, "num_format": "@"})
        self._wrapped = self._book.add_format({**look, "num_format": "@", "text_wrap": True})
        self._noted = self._book.add_format({**look, "num_format": "@", "text_wrap": True, "font_color": "#8A5A00"})
        self._plain = self._book.add_format(look)
        self._code = self._book.add_format({**look, "num_format": "@", "font_name": "Consolas", "align": "left"})
        header = {**look, "bold": True, "bg_color": "#DCE6F1", "border": 1, "border_color": "#C3CCD6"}
        self._header = self._book.add_format(header)
        self._word_header = self._book.add_format({**header, "bg_color": "#FCE4C8"})
        self._explained = self._book.add_format(
            {"font_name": FONT, "font_size": 9, "font_color": "#6B7280", "text_wrap": True, "valign": "top"}
        )
        self._title = self._book.add_format({**DEFAULT, "bold": True, "font_size": 16})

    def write(self, sheets: Sequence[PackSheet], styles: bytes | None) -> None:
        """Write every sheet, and close the file."""
        there = {HELP, STYLES, LISTS, *(sheet.name for sheet in sheets)}
        made = {name: self._book.add_worksheet(name) for name in ORDER if name in there}
        self._help(made[HELP])
        for sheet in sheets:
            worksheet = made[sheet.name]
            worksheet.set_landscape()
            worksheet.set_paper(_A3)
            worksheet.fit_to_pages(1, 0)
            worksheet.repeat_rows(0)
            self._headers(worksheet, sheet.headers)
            if sheet.name in TEXT_SHEETS:
                self._lines(worksheet, sheet)
            elif sheet.name == SETTINGS:
                self._settings(worksheet, sheet)
            else:
                self._entries(worksheet, sheet)
        for name in (STYLES, LISTS):
            made[name].hide()
        self._headers(made[STYLES], ("file", "sha256", "base64"))
        write_styles(made[STYLES], styles)
        self._dropdowns.write_lists(made[LISTS])
        made[HELP].activate()
        self._book.close()

    def _help(self, worksheet: Worksheet) -> None:
        worksheet.hide_gridlines(2)
        worksheet.set_paper(_A4)
        worksheet.set_landscape()
        worksheet.fit_to_pages(1, 0)
        worksheet.set_column(0, 0, _HELP_WIDTH, self._wrapped)
        worksheet.write_string(0, 0, self._say("pack_xlsx.help.title"), self._title)
        texts = ["pack_xlsx.help.text", *(["pack_xlsx.help.child"] if self._based else [])]
        lines = [line for text in texts for line in self._say(text).strip().split("\n")]
        for row, line in enumerate(lines, 2):
            worksheet.set_row(row, _LINE_HEIGHT * line_count(line, _HELP_WIDTH))  # LibreOffice does not
            worksheet.write_string(row, 0, line, self._wrapped)

    def _headers(self, worksheet: Worksheet, headers: Sequence[str]) -> None:
        for column, header in enumerate(headers):
            word = self._based and header in _WORDS
            worksheet.write_string(0, column, header, self._word_header if word else self._header)

    def _lines(self, worksheet: Worksheet, sheet: PackSheet) -> None:
        """Write the lines of files as they are."""
        last = len(sheet.headers) - 1
        worksheet.set_column(0, last, USUAL_WIDTH + 8, self._text)
        worksheet.set_column(last, last, LINE_WIDTH, self._code)
        worksheet.freeze_panes(1, last)
        for number, row in enumerate(sheet.rows, 1):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    worksheet.write_string(number, column, cell, self._code if column == last else self._text)
        self._prompt_header(worksheet, sheet)

    def _settings(self, worksheet: Worksheet, sheet: PackSheet) -> None:
        worksheet.set_column(0, 0, 24, self._text)
        worksheet.set_column(1, 1, 60, self._wrapped)
        worksheet.set_column(2, 2, 50, self._wrapped)
        worksheet.freeze_panes(2, 1)
        explained = {header: self._say(f"pack_xlsx.settings.{header}") for header in sheet.headers}
        self._explain(worksheet, list(explained.values()))
        rows = [*sheet.rows, *self._unused_settings(sheet)]
        for number, row in enumerate(rows, FIRST_ENTRY - 1):
            self._cells(worksheet, number, row, [self._text, self._wrapped, self._wrapped])
            name = str(row[0]).partition("::")[0].replace(".", "_").removesuffix("_")
            key = "constants" if name.startswith("constants_") else name
            prompt = {"validate": "any", **self._prompt(str(row[0]), f"pack_xlsx.settings.{key}")}
            worksheet.data_validation(number, 1, number, 1, prompt)

    def _unused_settings(self, sheet: PackSheet) -> list[tuple[str, None, None]]:
        """Give the keys that the pack has no use for yet, to be filled in; with a base, that may be any."""
        used = {str(row[0]).partition("::")[0] for row in sheet.rows}
        keys = [field.key for field in HEADER_FIELDS if self._based or not field.required]
        return [(key, None, None) for key in (*keys, *([WITHOUT] if self._based else [])) if key not in used]

    def _entries(self, worksheet: Worksheet, sheet: PackSheet) -> None:
        """Write a sheet of entries: its headers explained, its cells with prompts and dropdowns."""
        fields = _fields(sheet)
        formats = [self._format(fields.get(header), header, sheet.name) for header in sheet.headers]
        worksheet.freeze_panes(FIRST_ENTRY - 1, 2)
        explanations = []
        for column, header in enumerate(sheet.headers):
            worksheet.set_column(column, column, width_of(sheet.name, header), formats[column])
            key = _explanation(sheet.name, header)
            explanations.append(self._say(key))
            last = FIRST_ENTRY - 1 + len(sheet.rows) + MORE_ROWS
            choice = self._dropdowns.of(fields.get(header), header)
            worksheet.data_validation(
                FIRST_ENTRY - 1, column, last, column, {**choice, **self._prompt(header, key), "ignore_blank": True}
            )
        self._explain(worksheet, explanations)
        widths = [width_of(sheet.name, header) for header in sheet.headers]
        for number, row in enumerate(sheet.rows, FIRST_ENTRY - 1):
            self._cells(worksheet, number, row, formats)
            worksheet.set_row(number, height_of(row, widths))
        worksheet.autofilter(0, 0, FIRST_ENTRY - 2 + len(sheet.rows), len(sheet.headers) - 1)

    def _explain(self, worksheet: Worksheet, explanations: Sequence[str]) -> None:
        worksheet.set_row(FIRST_ENTRY - 2, 66)
        for column, explanation in enumerate(explanations):
            text = explanation if column else f"{EXPLAINED} {explanation}"
            worksheet.write_string(FIRST_ENTRY - 2, column, text, self._explained)

    def _cells(self, worksheet: Worksheet, number: int, row: Sequence[object], formats: Sequence[Any]) -> None:
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                worksheet.write_string(number, column, cell, formats[column])
            elif isinstance(cell, int | Decimal):
                shown = self._code if formats[column] is self._code else self._plain
                worksheet.write_number(number, column, cell, shown)

    def _format(self, field: Field | None, header: str, sheet: str) -> Any:
        if field is not None and field.shape in _NUMERIC:
            return self._plain
        if (field is not None and field.shape is Shape.LINES) or (sheet, header) == DRAWN:
            return self._code
        if header == NOTE:
            return self._noted
        return self._wrapped if header.partition("::")[0] in WIDE else self._text

    def _prompt(self, title: str, key: str) -> dict[str, object]:
        text = self._say(key)
        assert len(text) <= _LONGEST_PROMPT, key
        return {"input_title": title[:_LONGEST_TITLE], "input_message": text}

    def _prompt_header(self, worksheet: Worksheet, sheet: PackSheet) -> None:
        """Explain a sheet of lines at its header: its cells are the file's own."""
        for column, header in enumerate(sheet.headers):
            prompt = self._prompt(header, f"pack_xlsx.{sheet.name}.{header}")
            worksheet.data_validation(0, column, 0, column, {"validate": "any", **prompt})


def _explanation(sheet: str, header: str) -> str:
    """Give the key of the words that explain a header."""
    name, _, part = header.partition("::")
    if name in _WORDS and sheet != CHOICES_SHEET:
        return f"pack_xlsx.child.{name}"
    return f"pack_xlsx.{sheet}.{name}_{part}" if part in DEFAULT_PARTS else f"pack_xlsx.{sheet}.{name}"


def _fields(sheet: PackSheet) -> dict[str, Field]:
    """Give the keys of a sheet's headers; of the choices, none."""
    entries = next((entries for entries in ENTRIES if entries.name == sheet.name), None)
    if entries is None:
        return {}
    languages = {header.partition("::")[2] for header in sheet.headers if "::" in header}
    return {
        header.text: field
        for field in (*entries.fields, *CHILD_FIELDS)
        for header in field_headers(field, sorted(languages))
    }
