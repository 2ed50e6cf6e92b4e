"""Find the sheets of a pack among the tabs of a workbook, by name and else by their headers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from xltools.core.findings import Finding, Location, Param, Severity
from xltools.core.frozen import frozen
from xltools.core.grid import Grid
from xltools.core.own_labels import TABS
from xltools.core.pack import Pack
from xltools.core.parsing.find_headers import known_by, texts_by_row
from xltools.core.parsing.sheet_at import SheetAt
from xltools.core.sheets import Sheet, SheetKind, say
from xltools.core.spelling import one_slip_apart, plain

_NAMED = 5
_LABELS_WITHIN = (200, 10)  # rows and columns


@frozen
class FoundSheets:
    """Which tab is which sheet.

    Attributes:
        declared: The pack's sheets by name; one that is not found, or not for certain, is absent.
        own: The tool's own sheets by key (``indicators``), as far as they are there.
        findings: What is wrong with the tabs.
    """

    declared: Mapping[str, SheetAt]
    own: Mapping[str, SheetAt]
    findings: tuple[Finding, ...]


def find_sheets(grid: Grid, pack: Pack) -> FoundSheets:
    """Find the sheets of a pack."""
    search = _Search(grid, pack)
    search.by_name()
    search.by_spelling()
    own = search.own_tabs()
    search.by_headers()
    search.report()
    return FoundSheets(search.found, own, tuple(search.findings))


def header_labels(sheet: Sheet, language: str) -> dict[str, str]:
    """Give the headers (or a form's labels) of a sheet by column name."""
    return {column.name: say(column.label, language) for column in sheet.columns}


@frozen
class _Texts:
    """The texts by which a tab may be known: row by row, and those that may be labels of a form."""

    rows: list[set[str]]
    labels: set[str]


class _Search:
    """The tabs not yet known for anything, and the sheets found so far."""

    def __init__(self, grid: Grid, pack: Pack) -> None:
        self._pack = pack
        self._titles = {name: say(sheet.label, pack.language) for name, sheet in pack.sheets.items()}
        self._left = [SheetAt(sheet, order) for order, sheet in enumerate(grid.sheets)]
        self._doubtful: set[str] = set()
        self._texts: dict[int, _Texts] = {}
        self.found: dict[str, SheetAt] = {}
        self.findings: list[Finding] = []

    def by_name(self) -> None:
        """Take the tabs that are named as they should be."""
        for name, title in self._titles.items():
            self._take(name, [sheet for sheet in self._left if sheet.grid.name == title])

    def by_spelling(self) -> None:
        """Take the tabs whose names differ by spaces, width and case alone."""
        for name, title in self._missing():
            candidates = [sheet for sheet in self._left if plain(sheet.grid.name) == plain(title)]
            if self._take(name, candidates):
                params = {"value": candidates[0].grid.name, "title": title}
                self.findings.append(candidates[0].find(Severity.NOTE, "structure.sheet_spelling", params))

    def own_tabs(self) -> Mapping[str, SheetAt]:
        """Take the tool's own sheets."""
        own: dict[str, SheetAt] = {}
        for key, titles in TABS.items():
            wanted = {plain(title) for title in titles}
            for sheet in self._left:
                if plain(sheet.grid.name) in wanted:
                    own[key] = sheet
                    self._left.remove(sheet)
                    break
        return own

    def by_headers(self) -> None:
        """Take the tabs that, whatever their names, hold the headers of one missing sheet and of no other."""
        candidates = {
            name: [sheet for sheet in self._left if self._holds_headers(sheet, name)] for name, _ in self._missing()
        }
        for name, sheets in candidates.items():
            rivals = [other for other, theirs in candidates.items() if other != name and sheets and sheets[0] in theirs]
            if len(sheets) == 1 and not rivals and self._take(name, sheets):
                params = {"value": sheets[0].grid.name, "title": self._titles[name]}
                self.findings.append(sheets[0].find(Severity.WARNING, "structure.sheet_renamed", params))

    def report(self) -> None:
        """Name the sheets that are missing, hidden, copied, or of nobody."""
        self.findings.extend(self._report_missing())
        self.findings.extend(self._report_hidden())
        self.findings.extend(self._report_extra())

    def _missing(self) -> list[tuple[str, str]]:
        known = self.found.keys() | self._doubtful
        return [(name, title) for name, title in self._titles.items() if name not in known]

    def _take(self, name: str, candidates: list[SheetAt]) -> bool:
        """Take the one candidate; of several none, since nobody can say which one is meant."""
        if len(candidates) == 1:
            self.found[name] = candidates[0]
            self._left.remove(candidates[0])
            return True
        if candidates:
            self._doubtful.add(name)
            titles = tuple(sheet.grid.name for sheet in candidates)
            params: dict[str, Param] = {"value": titles[1], "title": self._titles[name], "titles": titles}
            self.findings.append(candidates[1].find(Severity.ERROR, "structure.sheet_doubled", params))
            self._left = [sheet for sheet in self._left if sheet not in candidates]
        return False

    def _holds_headers(self, sheet: SheetAt, name: str) -> bool:
        """Say whether a tab holds the headers, or a form's labels, of one of the pack's sheets."""
        declared = self._pack.sheets[name]
        labels = header_labels(declared, self._pack.language)
        if sheet.order not in self._texts:
            self._texts[sheet.order] = _Texts(
                list(texts_by_row(sheet).values()), {plain(text) for _, _, text in sheet.texts(*_LABELS_WITHIN)}
            )
        texts = self._texts[sheet.order]
        return known_by([texts.labels] if declared.kind is SheetKind.FORM else texts.rows, labels)

    def _report_missing(self) -> Iterator[Finding]:
        order = 0
        for name, title in self._titles.items():
            if name in self.found:
                order = self.found[name].order
            elif name not in self._doubtful:
                near = [s.grid.name for s in self._left if one_slip_apart(plain(s.grid.name), plain(title))]
                key = "structure.sheet_misspelt" if len(near) == 1 else "structure.sheet_missing"
                params = {"value": near[0] if len(near) == 1 else "", "title": title}
                yield Finding(Severity.ERROR, Location(title, order=order), key, params)

    def _report_hidden(self) -> Iterator[Finding]:
        for sheet in self.found.values():
            if sheet.grid.state != "visible":
                very = sheet.grid.state == "veryHidden"
                key = "structure.sheet_very_hidden" if very else "structure.sheet_hidden"
                yield sheet.find(Severity.WARNING, key, {"value": sheet.grid.name})

    def _report_extra(self) -> Iterator[Finding]:
        """Name what is not read: each copy of a known sheet, and all the others in one."""
        others: list[SheetAt] = []
        for sheet in self._left:
            if not sheet.grid.columns:
                continue
            copied = next((name for name in self.found if self._holds_headers(sheet, name)), None)
            if copied is None:
                others.append(sheet)
                continue
            params = {"value": sheet.grid.name, "title": self.found[copied].grid.name}
            yield sheet.find(Severity.WARNING, "structure.sheet_copied", params)
        if others:
            titles = tuple(sheet.grid.name for sheet in others[:_NAMED])
            key = "structure.sheets_extra" if len(others) <= _NAMED else "structure.many_sheets_extra"
            found: dict[str, Param] = {"value": titles[0], "titles": titles, "count": len(others)}
            yield others[0].find(Severity.NOTE, key, found)
