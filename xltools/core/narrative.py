"""Compose a report: run the pack's template, and make of what it prints paragraphs with roles.

Each line of the template is a paragraph and its first characters say its role.  A figure without
a value, or a field left empty, is a gap; a report has none, a draft shows them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xltools.core.dataset import Dataset
from xltools.core.document import Block, Document, Gap, Origin, Paragraph, Role, Run, Text
from xltools.core.findings import Finding, Location, Severity
from xltools.core.narration.narrative_check import NARRATIVE, check_narrative
from xltools.core.narration.narrative_lines import lines, role_of, table_of
from xltools.core.narration.narrative_names import narrative_names
from xltools.core.narration.narrative_template import TemplateError, read_template, run_template
from xltools.core.narration.narrative_values import Lack, Mark, Piece, Shown
from xltools.core.narration.numbering import number_paragraphs
from xltools.core.narration.printed import printed
from xltools.core.narration.printed_tables import TableFiller
from xltools.core.numerals import chinese
from xltools.core.outcomes import Outcome
from xltools.core.pack import Pack
from xltools.core.periods import number_of
from xltools.core.plain_text import one_line

_HEAD_AND_FOOT = frozenset({Role.NUMBER, Role.RECIPIENT, Role.SIGNATURE, Role.DATE})


class GapsError(Exception):
    """A report that lacks figures or fields, with every one of them."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(f"{len(findings)} gaps")
        self.findings = tuple(findings)


class NarrativeFaultError(Exception):
    """A template that is wrong, with what is wrong in it."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(f"{len(findings)} faults")
        self.findings = tuple(findings)


def compose(
    template: str, pack: Pack, dataset: Dataset, outcomes: Mapping[str, Outcome], *, draft: bool = False
) -> Document:
    """Write a report.

    Args:
        template: The pack's narrative.
        pack: The report kind.
        dataset: The filled workbook.
        outcomes: Its indicators.
        draft: True to show what is missing as 【缺：…】 instead of stopping.

    Returns:
        The report, in Simplified Chinese.

    Raises:
        GapsError: With every figure and field that is missing, where it is no draft.
        NarrativeFaultError: Where the template is wrong.
    """
    faults = check_narrative(template, pack)
    if faults:
        raise NarrativeFaultError(faults)
    try:
        pieces = run_template(read_template(template), narrative_names(pack, dataset, outcomes))
        composer = _Composer()
        tables = TableFiller(pack, dataset, composer.gap)
        blocks = [found for line in lines(pieces) if (found := _block(line, composer, tables))]
    except TemplateError as error:
        place = Location(NARRATIVE, error.line)
        raise NarrativeFaultError([Finding(Severity.ERROR, place, error.key, error.params)]) from None
    if composer.missing and not draft:
        raise GapsError(tuple(composer.missing.values()))
    year = dataset.period.start.year if dataset.period else None
    number = None if dataset.period is None or pack.part is None else number_of(dataset.period, pack.part)
    origin = Origin(pack.id, pack.version, dataset.unit, year, number=number)
    return Document(number_paragraphs(blocks), draft=draft, origin=origin)


def _block(line: Sequence[Piece], composer: _Composer, tables: TableFiller) -> Block | None:
    """Make a line a table or a paragraph, or nothing where it came out empty."""
    name = table_of(line)
    return composer.paragraph(line) if name is None else tables.fill(tables.pack.tables[name])


class _Composer:
    """Makes paragraphs, and keeps what is missing in them, each once."""

    def __init__(self) -> None:
        self.missing: dict[tuple[str, str, Location], Finding] = {}

    def paragraph(self, line: Sequence[Piece]) -> Paragraph | None:
        """Make a line a paragraph, or nothing where it came out empty."""
        role, pieces = role_of(line)
        if role in _HEAD_AND_FOOT and all(isinstance(piece, Lack) and piece.optional for piece in pieces):
            return None
        runs = self._runs(pieces)
        if not any(run.text.strip() for run in runs):
            return None
        return Paragraph(role, "", runs)

    def _runs(self, pieces: Sequence[Piece]) -> tuple[Run, ...]:
        runs: list[Run] = []
        before = ""
        clauses = 0
        for place, piece in enumerate(pieces):
            if piece is Mark.COUNT:
                clauses = 0
            elif piece is Mark.CLAUSE:
                clauses += 1
            for run in self._piece(piece, before, clauses, pieces[place + 1 :]):
                before += run.text
                _append(runs, run)
        return tuple(runs)

    def _piece(self, piece: Piece, before: str, clauses: int, after: Sequence[Piece]) -> tuple[Run, ...]:
        if isinstance(piece, str):
            return (Text(one_line(piece)),)
        if piece is Mark.CLAUSE:
            return (Text(f"{chinese(clauses)}是"),)
        if piece is Mark.COUNT:
            count = _clauses_in(after)
            return (Text(chinese(count)),) if count else self.gap(Lack("clause", "clause", "report.missing.clauses"))
        if isinstance(piece, Shown):
            lack = piece.lack
            return printed(piece, before) if lack is None else self.gap(lack)
        return self.gap(piece) if isinstance(piece, Lack) else ()

    def gap(self, lack: Lack) -> tuple[Run, ...]:
        """Say that something is missing, and remember it."""
        self.missing[lack.key, lack.name, lack.location] = lack.finding
        return (Gap(lack.name, f"【缺：{one_line(lack.label)}】"),)


def _append(runs: list[Run], run: Run) -> None:
    """Add a run; words next to words become one, so that phrases are whole for whoever converts them."""
    last = runs[-1] if runs else None
    if isinstance(run, Text) and isinstance(last, Text):
        runs[-1] = Text(last.text + run.text)
    elif run.text:
        runs.append(run)


def _clauses_in(pieces: Sequence[Piece]) -> int:
    """Count the clauses up to the next declared count."""
    count = 0
    for piece in pieces:
        if piece is Mark.COUNT:
            break
        count += piece is Mark.CLAUSE
    return count
