"""How well numbers of rewritten reports are told apart: what was found, missed and mistaken."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.support.paraphrases import Rewritten
from xltools.core.compare import compare
from xltools.core.document import Document
from xltools.core.live.judgements import Judgement, Status
from xltools.core.live.report_text import ReportParagraph, ReportText


@dataclass(slots=True)
class Score:
    """Counts over one or more reports, of the pairs from a certainty on.

    Attributes:
        right: Figures found as what they are.
        mistaken: Numbers taken for a figure that they are not.
        missed: Figures not found.
        unsourced: Numbers of no indicator, said to be so.
        changed_found: Altered figures that were reported.
        changed: Altered figures.
        unaltered_reported: Figures with the right value that were reported as wrong.
        mistakes: What was mistaken for what, for people.
    """

    right: int = 0
    mistaken: int = 0
    missed: int = 0
    unsourced: int = 0
    changed_found: int = 0
    changed: int = 0
    unaltered_reported: int = 0
    mistakes: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Of the numbers taken for a figure, how many are it."""
        return self.right / max(1, self.right + self.mistaken)

    @property
    def recall(self) -> float:
        """Of the figures, how many were found."""
        return self.right / max(1, self.right + self.missed)


def add_score(score: Score, report: Rewritten, document: Document, certainty: float) -> None:
    """Compare a rewritten report without any marks, and count."""
    text = ReportText("报告.txt", tuple(ReportParagraph(line) for line in report.lines))
    judged = {
        ((judgement.paragraph or 0) - 1, judgement.start): judgement
        for judgement in compare(text, document).judgements
        if judgement.paragraph is not None and judgement.indicator and judgement.certainty >= certainty
    }
    for place, figure in report.figures.items():
        _count(score, judged.pop(place, None), figure, altered=place in report.changed)
    for place, judgement in judged.items():
        score.mistaken += 1
        score.mistakes.append(f"{judgement.indicator}: {judgement.around}")
        report.added.discard(place)
    score.unsourced += len(report.added)


def _count(score: Score, judgement: Judgement | None, figure: tuple[str, str], *, altered: bool) -> None:
    score.changed += altered
    if judgement is None:
        score.missed += 1
    elif (judgement.indicator, judgement.form) == figure:
        score.right += 1
        reported = judgement.status not in {Status.RIGHT, Status.DUPLICATED}
        score.changed_found += altered and reported
        score.unaltered_reported += reported and not altered
    else:
        score.mistaken += 1
        score.missed += 1
        score.mistakes.append(f"{judgement.indicator} for {figure[0]}: {judgement.around}")
