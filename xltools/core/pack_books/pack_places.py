"""Where in a pack's spreadsheet an entry, key or line of the pack's files stands.

The parsers name a fault by file, key path and line.  Whoever wrote the pack in a spreadsheet has never
seen those files, so each fault is moved to the cell that it came from.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from xltools.core.findings import Finding, Location
from xltools.core.frozen import replace
from xltools.core.pack_books.pack_headers import ORDER, SHEET_OF_FILE, TESTS
from xltools.core.pack_parsing.pack_child_language import WITHOUT

_LAST_PART = re.compile(r"(.*?)(?:\.?([^.\[\]]+)|\[(\d+)\])$", re.DOTALL)


@dataclass(slots=True)
class Places:
    """The places of one spreadsheet, filled while it is read.

    Attributes:
        headers: The column number of every header, by sheet.
        entries: Sheet and row by file and key path of an entry: ``("rules.toml", "rule[3]")``.
        keys: Sheet, row and column by file and key path, where they do not follow from a header.
        lines: Sheet, row and column by file and line.
    """

    headers: dict[str, dict[str, int]] = field(default_factory=dict)
    entries: dict[tuple[str, str], tuple[str, int]] = field(default_factory=dict)
    keys: dict[tuple[str, str], tuple[str, int, int]] = field(default_factory=dict)
    lines: dict[tuple[str, int], tuple[str, int, int]] = field(default_factory=dict)

    def moved(self, finding: Finding) -> Finding:
        """Give a fault of a pack's file at its cell, or at the sheet where no cell holds it.

        A fault of the pack that this one is based on stays in that one's file, after all others.
        """
        return replace(finding, location=self._place(finding.location))

    def _place(self, place: Location) -> Location:
        file, path = place.sheet, place.path
        if place.row is not None and (file, place.row) in self.lines:
            sheet, row, column = self.lines[file, place.row]
            named = self.headers.get(sheet, {}).get(path)
            return location(sheet, row, named or column)
        rest: list[str] = []
        while path:
            if (file, path) in self.keys:
                return location(*self.keys[file, path])
            if (file, path) in self.entries:
                sheet, row = self.entries[file, path]
                return location(sheet, row, _column(self.headers.get(sheet, {}), rest))
            found = _LAST_PART.match(path)
            rest.insert(0, found[2] or found[3] if found else "")
            path = found[1] if found else path.rpartition(".")[0]
        if (file, "") in self.keys:
            return location(*self.keys[file, ""])
        folder, _, inner = file.partition("/")
        if inner and folder != TESTS:
            return replace(place, order=len(ORDER) + 1)
        return location(SHEET_OF_FILE.get(file, folder))


def location(sheet: str, row: int | None = None, column: int | None = None) -> Location:
    """Give a place of the spreadsheet, so that places sort as its tabs and rows do."""
    return Location(sheet, row, column, order=ORDER.index(sheet) if sheet in ORDER else len(ORDER))


def _column(headers: Mapping[str, int], keys: list[str]) -> int | None:
    """Give the column of a key of an entry: of ``label::en`` for ``label.en``, of ``where`` for ``where.kind``."""
    if keys[-1:] == [WITHOUT]:
        return headers.get(WITHOUT)  # an entry's row has one such cell for all its tables
    for length in range(len(keys), 0, -1):
        column = headers.get("::".join(keys[:length]))
        if column is not None:
            return column
    return next((column for header, column in headers.items() if keys and header.startswith(f"{keys[0]}::")), None)
