"""Write a pack as a spreadsheet to author it in: dropdowns, prompts, and a page that says how."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from xltools.adapters.safe_write import write_whole
from xltools.adapters.xlsx_looks import DEFAULT, FONT
from xltools.core.findings import Finding, Severity
from xltools.core.grid import Grid
from xltools.core.pack_fields import Field, Shape
from xltools.core.pack_headers import (
    EXPLAINED,
    FIRST_ENTRY,
    HELP,
    LISTS,
    ORDER,
    SETTINGS,
    STYLES,
    TESTS,
    TEXT_SHEETS,
    field_headers,
)
from xltools.core.pack_language import ENTRIES, HEADER_FIELDS
from xltools.core.pack_places import location
from xltools.core.pack_sheets import PackSheet

Say = Callable[[str], str]
"""Gives the sentence of a message key."""

_A3, _A4 = 8, 9
_PIECE = 30_000  # characters of a cell, of 32,767
_STYLES_FILE = "styles.docx"
_MORE_ROWS = 300
_LONGEST_INLINE = 250
_LONGEST_PROMPT = 255
_LONGEST_TITLE = 32
_NUMERIC = {Shape.INTEGER, Shape.NUMBER, Shape.VALUE, Shape.DEFAULT}
_WIDE = {"require": 44, "where": 40, "hint": 36, "message": 44, "definition": 36, "label": 26, "expression": 36}
_USUAL_WIDTH, _LINE_WIDTH = 16, 110
_YES_NO = ("yes", "no")


def write_pack_xlsx(
    sheets: Sequence[PackSheet], styles: bytes | None, target: Path, say: Say, *, overwrite: bool = False
) -> None:
    """Write the spreadsheet of a pack.

    Args:
        sheets: From ``pack_sheets``.
        styles: The pack's Word styles, which are carried on a hidden sheet.
        target: The file to be.
        say: Gives the words of the prompts and of the page that explains.
        overwrite: True to take the place of a file that is there.

    Raises:
        FileError: Where it cannot be written.
    """
    write_whole(target, lambda path: _Book(path, say).write(sheets, styles), overwrite=overwrite)


def read_styles(grid: Grid, faults: list[Finding]) -> bytes | None:
    """Give the Word styles that a pack's spreadsheet carries, or None.

    Args:
        grid: Its cells.
        faults: Told where they are not whole.
    """
    sheet = next((sheet for sheet in grid.sheets if sheet.name == STYLES), None)
    if sheet is None or 3 not in sheet.columns:
        return None
    pieces = [sheet.cell(row, 3).value for row in sheet.columns[3].rows if row > 1]
    if not pieces:
        return None
    try:
        data = base64.b64decode("".join(pieces), validate=True)
    except ValueError:
        data = b""
    if hashlib.sha256(data).hexdigest() != sheet.cell(2, 2).value:
        faults.append(Finding(Severity.ERROR, location(STYLES), "pack_xlsx.styles_broken", {"value": _STYLES_FILE}))
        return None
    return data


class _Book:
    """One spreadsheet being written."""

    def __init__(self, path: Path, say: Say) -> None:
        self._say = say
        self._book = xlsxwriter.Workbook(
            str(path),
            {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False},
        )
        self._book.set_size(2400, 1400)
        look = {**DEFAULT, "valign": "top"}
        self._text = self._book.add_format({**look, "num_format": "@"})
        self._wrapped = self._book.add_format({**look, "num_format": "@", "text_wrap": True})
        self._plain = self._book.add_format(look)
        self._code = self._book.add_format({**look, "num_format": "@", "font_name": "Consolas"})
        header = {**look, "bold": True, "bg_color": "#DCE6F1", "border": 1, "border_color": "#C3CCD6"}
        self._header = self._book.add_format(header)
        self._explained = self._book.add_format(
            {"font_name": FONT, "font_size": 9, "font_color": "#6B7280", "text_wrap": True, "valign": "top"}
        )
        self._title = self._book.add_format({**DEFAULT, "bold": True, "font_size": 16})
        self._lists: list[tuple[str, ...]] = []

    def write(self, sheets: Sequence[PackSheet], styles: bytes | None) -> None:
        """Write every sheet, and close the file."""
        made = {name: self._book.add_worksheet(name) for name in ORDER}
        self._help(made[HELP])
        by_name = {sheet.name: sheet for sheet in sheets}
        for sheet in sheets:
            worksheet = made[sheet.name]
            worksheet.set_landscape()
            worksheet.set_paper(_A3)
            worksheet.fit_to_pages(1, 0)
            worksheet.repeat_rows(0)
            self._headers(worksheet, sheet.headers)
            if sheet.name in {*TEXT_SHEETS, TESTS}:
                self._lines(worksheet, sheet)
            elif sheet.name == SETTINGS:
                self._settings(worksheet, sheet)
            else:
                self._entries(worksheet, sheet, by_name)
        self._styles(made[STYLES], styles)
        self._write_lists(made[LISTS])
        made[HELP].activate()
        self._book.close()

    def _help(self, worksheet: Worksheet) -> None:
        worksheet.hide_gridlines(2)
        worksheet.set_paper(_A4)
        worksheet.fit_to_pages(1, 0)
        worksheet.set_column(0, 0, 110, self._wrapped)
        worksheet.write_string(0, 0, self._say("pack_xlsx.help.title"), self._title)
        for row, line in enumerate(self._say("pack_xlsx.help.text").strip().split("\n"), 2):
            worksheet.write_string(row, 0, line, self._wrapped)

    def _headers(self, worksheet: Worksheet, headers: Sequence[str]) -> None:
        for column, header in enumerate(headers):
            worksheet.write_string(0, column, header, self._header)

    def _lines(self, worksheet: Worksheet, sheet: PackSheet) -> None:
        """Write the lines of files as they are."""
        last = len(sheet.headers) - 1
        worksheet.set_column(0, last, _USUAL_WIDTH + 8, self._text)
        worksheet.set_column(last, last, _LINE_WIDTH, self._code)
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
        """Give the keys that the pack has no use for yet, to be filled in."""
        used = {str(row[0]).partition("::")[0] for row in sheet.rows}
        return [(field.key, None, None) for field in HEADER_FIELDS if field.key not in used and not field.required]

    def _entries(self, worksheet: Worksheet, sheet: PackSheet, sheets: Mapping[str, PackSheet]) -> None:
        """Write a sheet of entries: its headers explained, its cells with prompts and dropdowns."""
        fields = _fields(sheet)
        formats = [self._format(fields.get(header), header) for header in sheet.headers]
        worksheet.freeze_panes(FIRST_ENTRY - 1, 2)
        explanations = []
        for column, header in enumerate(sheet.headers):
            worksheet.set_column(column, column, _WIDE.get(header.partition("::")[0], _USUAL_WIDTH), formats[column])
            key = f"pack_xlsx.{sheet.name}.{header.partition('::')[0]}"
            if header.partition("::")[2] in {"until", "otherwise"}:
                key = f"pack_xlsx.{sheet.name}.{header.replace('::', '_')}"
            explanations.append(self._say(key))
            last = FIRST_ENTRY - 1 + len(sheet.rows) + _MORE_ROWS
            choice = self._dropdown(fields.get(header), header, sheets)
            worksheet.data_validation(
                FIRST_ENTRY - 1, column, last, column, {**choice, **self._prompt(header, key), "ignore_blank": True}
            )
        self._explain(worksheet, explanations)
        for number, row in enumerate(sheet.rows, FIRST_ENTRY - 1):
            self._cells(worksheet, number, row, formats)
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
                worksheet.write_number(number, column, cell, self._plain)

    def _format(self, field: Field | None, header: str) -> Any:
        if field is not None and field.shape in _NUMERIC:
            return self._plain
        if field is not None and field.shape is Shape.LINES:
            return self._code
        return self._wrapped if header.partition("::")[0] in _WIDE or header == "note" else self._text

    def _dropdown(self, field: Field | None, header: str, sheets: Mapping[str, PackSheet]) -> dict[str, object]:
        """Give the dropdown of a column: the words it takes, or the names that the other sheets declare."""
        if header == "sheet" or (field is not None and field.names == "sheet"):
            return self._names("sheets", "name", sheets)
        if field is None:
            return {"validate": "any"}
        if field.names == "indicator":
            return self._names("indicators", "id", sheets)
        if field.names == "choice_list":
            lists = sheets["choices"]
            named = dict.fromkeys(str(row[0]) for row in lists.rows)
            return {"validate": "list", "source": self._listed((*named, "indicators")), "show_error": False}
        words = _YES_NO if field.shape is Shape.FLAG else field.words
        return {"validate": "list", "source": self._listed(words)} if words else {"validate": "any"}

    def _names(self, sheet: str, header: str, sheets: Mapping[str, PackSheet]) -> dict[str, object]:
        """Offer the names that stand on another sheet, those still to be written too."""
        column = xl_col_to_name(sheets[sheet].headers.index(header), True)
        last = FIRST_ENTRY + len(sheets[sheet].rows) + _MORE_ROWS
        source = f"={sheet}!{column}${FIRST_ENTRY}:{column}${last}"
        return {"validate": "list", "source": source, "show_error": False}

    def _listed(self, words: tuple[str, ...]) -> list[str] | str:
        """Give a short list as it is; a longer one stands on a hidden sheet."""
        if len(",".join(words)) <= _LONGEST_INLINE and not any("," in word for word in words):
            return list(words)
        if words not in self._lists:
            self._lists.append(words)
        column = xl_col_to_name(self._lists.index(words), True)
        return f"={LISTS}!{column}$1:{column}${len(words)}"

    def _prompt(self, title: str, key: str) -> dict[str, object]:
        text = self._say(key)
        assert len(text) <= _LONGEST_PROMPT, key
        return {"input_title": title[:_LONGEST_TITLE], "input_message": text}

    def _prompt_header(self, worksheet: Worksheet, sheet: PackSheet) -> None:
        """Explain a sheet of lines at its header: its cells are the file's own."""
        for column, header in enumerate(sheet.headers):
            prompt = self._prompt(header, f"pack_xlsx.{sheet.name}.{header}")
            worksheet.data_validation(0, column, 0, column, {"validate": "any", **prompt})

    def _styles(self, worksheet: Worksheet, styles: bytes | None) -> None:
        """Carry the Word styles as text, with their hash."""
        worksheet.hide()
        self._headers(worksheet, ("file", "sha256", "base64"))
        if styles is None:
            return
        worksheet.write_string(1, 0, _STYLES_FILE)
        worksheet.write_string(1, 1, hashlib.sha256(styles).hexdigest())
        text = base64.b64encode(styles).decode("ascii")
        for row, start in enumerate(range(0, len(text), _PIECE), 1):
            worksheet.write_string(row, 2, text[start : start + _PIECE])

    def _write_lists(self, worksheet: Worksheet) -> None:
        worksheet.hide()
        for column, words in enumerate(self._lists):
            for row, word in enumerate(words):
                worksheet.write_string(row, column, word)


def _fields(sheet: PackSheet) -> dict[str, Field]:
    """Give the keys of a sheet's headers; of the choices, none."""
    entries = next((entries for entries in ENTRIES if entries.name == sheet.name), None)
    if entries is None:
        return {}
    languages = {header.partition("::")[2] for header in sheet.headers if "::" in header}
    return {header.text: field for field in entries.fields for header in field_headers(field, sorted(languages))}
