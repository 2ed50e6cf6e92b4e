"""From the cells of a workbook to typed rows, with everything that is wrong with its shape.

Sheets and columns are found by their names, never by their places, so that a row put in above or a
column between moves nothing.  What is not found is named and left out; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xltools.core.cover import read_cover
from xltools.core.dataset import Dataset, Explanation, ShownIndicator, Table
from xltools.core.findings import Finding, Location, Severity
from xltools.core.frozen import replace
from xltools.core.grid import Grid
from xltools.core.own_labels import blank_words, tab_name
from xltools.core.pack import Pack
from xltools.core.parsing.cells import Reading
from xltools.core.parsing.explanation_rows import read_explanations
from xltools.core.parsing.find_sheets import find_sheets
from xltools.core.parsing.odd_cells import has_validations
from xltools.core.parsing.odd_parts import odd_file, odd_sheet
from xltools.core.parsing.parse_sheet import parse_sheet
from xltools.core.parsing.shown_indicators import ShownIndicators
from xltools.core.periods import period_of

_MISSING = frozenset(
    f"structure.{what}_{how}" for what in ("sheet", "header", "label") for how in ("missing", "misspelt")
) | {"structure.no_headers"}


def parse(grid: Grid, pack: Pack) -> Dataset:
    """Read a workbook as a pack declares it.

    Args:
        grid: Its cells, from a reader.
        pack: What it was made from.

    Returns:
        The rows, typed, each cell that could not be read with the reason, and what is wrong with
        the workbook's shape.
    """
    return _Parsing(grid, pack).dataset()


class _Parsing:
    """One workbook being read."""

    def __init__(self, grid: Grid, pack: Pack) -> None:
        self._grid = grid
        self._pack = pack
        self._sheets = find_sheets(grid, pack)
        self._findings: list[Finding] = [*odd_file(grid), *self._sheets.findings]
        self._tables: dict[str, Table] = {}
        self._restricted = any(has_validations(sheet) for sheet in self._sheets.declared.values())

    def dataset(self) -> Dataset:
        """Read everything.  The sheet with the year (and the month) comes first, since dates are judged by it."""
        reading = Reading(blank_words(self._pack.language), None, self._grid.epoch_1904)
        fields = (self._pack.year_field, *(() if self._pack.part is None else (self._pack.part.field,)))
        first = {path.partition(".")[0] for path in fields}
        for name in sorted(self._sheets.declared, key=lambda name: name not in first):
            self._parse(name, reading)
            if name in first:
                reading = replace(reading, period=period_of(Dataset(None, "", self._tables), self._pack))
        shown, explanations = self._shown(), self._explanations()
        if not self._restricted and any(len(table.rows) for table in self._tables.values()):
            self._findings.append(Finding(Severity.WARNING, Location(), "structure.validations_gone"))
        self._findings += _other_layout(self._grid, self._pack, self._findings)
        unit = Dataset(None, "", self._tables).field(self._pack.unit_field)
        return Dataset(
            reading.period,
            unit if isinstance(unit, str) else "",
            {name: self._tables[name] for name in self._pack.sheets if name in self._tables},
            shown,
            explanations,
            sorted(self._findings, key=lambda finding: finding.order),
        )

    def _parse(self, name: str, reading: Reading) -> None:
        sheet = self._sheets.declared[name]
        parsed = parse_sheet(sheet, self._pack, name, reading, restricted=self._restricted)
        self._findings += parsed.findings
        self._findings += odd_sheet(sheet, parsed.told)
        if parsed.table is not None:
            self._tables[name] = parsed.table

    def _shown(self) -> dict[str, ShownIndicator]:
        """Read what the workbook itself shows for each indicator."""
        if not self._pack.indicators:
            return {}
        sheet = self._sheets.own.get("indicators")
        if sheet is None:
            self._miss("indicators", Severity.WARNING)
            return {}
        read = ShownIndicators(sheet, tuple(self._pack.indicators))
        self._findings += [*read.findings, *odd_sheet(sheet, ())]
        return read.shown

    def _explanations(self) -> Sequence[Explanation]:
        """Read the reasons written for findings."""
        if all(rule.explain == "none" for rule in self._pack.all_rules()):
            return ()
        sheet = self._sheets.own.get("explanations")
        if sheet is None:
            self._miss("explanations", Severity.NOTE)
            return ()
        explanations, findings = read_explanations(sheet, self._pack)
        self._findings += findings
        return explanations

    def _miss(self, key: str, severity: Severity) -> None:
        """Name one of the tool's own sheets that is not there."""
        title = tab_name(key, self._pack.language)
        place = Location(title, order=len(self._grid.sheets))
        self._findings.append(Finding(severity, place, "structure.own_sheet_missing", {"value": "", "title": title}))


def _other_layout(grid: Grid, pack: Pack, findings: Sequence[Finding]) -> Iterator[Finding]:
    """Say why so much may be missing: the workbook was made from another draft of the pack."""
    if not any(finding.key in _MISSING for finding in findings):
        return
    from xltools.core.fingerprint import layout_fingerprint

    cover, wanted = read_cover(grid), layout_fingerprint(pack)
    if cover is not None and cover.fingerprint not in {"", wanted}:
        params = {"value": cover.fingerprint, "wanted": wanted}
        yield Finding(Severity.NOTE, Location(), "structure.other_layout", params)
