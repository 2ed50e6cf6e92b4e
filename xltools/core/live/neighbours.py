"""Say whether new digits would be true between the words that stand beside a figure.

增长5% may become 增长6% and not 增长3% of a decline; 60余次 may become 70余次 and not 70余次 of
exactly 70.  Words that claim nothing about the number may have been rewritten at will.
"""

from __future__ import annotations

from xltools.core.document import Document
from xltools.core.frozen import frozen
from xltools.core.live.baseline import Baseline, placed_figures, written_for
from xltools.core.live.judgements import Judgement
from xltools.core.live.report_text import ReportText
from xltools.core.live.sentences import after_in_clause, before_in_clause, skeleton

_LEFT, _RIGHT = 5, 3
"""How many characters of a clause must be written as last time, or stand so in the document."""
_MORE = frozenset("余餘多")
_UP, _DOWN = frozenset("增升长長"), frozenset("降减減少")


@frozen
class _Beside:
    """The words beside a figure, and what they claim: that it is more than it says, that it rose or fell."""

    left: str
    right: str

    @property
    def claims(self) -> tuple[bool, bool, bool, bool]:
        near = set(self.left)
        return self.right[:1] in _MORE, bool(near & _UP), bool(near & _DOWN), self.left.endswith("-")


class Neighbours:
    """The words beside the figures of a report: in the document, as last written, as they would be written.

    Args:
        report: The report as it was found.
        baseline: As it was last written.
        document: As it would be written now.
    """

    def __init__(self, report: ReportText, baseline: Baseline, document: Document) -> None:
        self._report = report
        self._now: dict[int, _Beside] = {}
        self._last: dict[int, _Beside] = {}
        figures = list(placed_figures(document))
        written = written_for(figures, baseline)
        for placed in figures:
            last = written.get(placed.number)
            if last is not None:
                text, end = document.passages[placed.paragraph].text, placed.start + len(placed.figure.text)
                self._now[last.number] = _beside(text, placed.start, end)
                self._last[last.number] = _beside(last.left + last.right, len(last.left), len(last.left))

    def fit(self, judgement: Judgement) -> bool:
        """Say whether the workbook's digits may stand where a figure was found."""
        now = self._now.get(judgement.number)
        if now is None or judgement.paragraph is None:
            return False
        text = self._report.paragraphs[judgement.paragraph - 1].text
        here = _beside(text, judgement.start, judgement.end)
        return here == now or (self._last[judgement.number] == now and here.claims == now.claims)


def _beside(text: str, start: int, end: int) -> _Beside:
    left = before_in_clause(text, start, 3 * _LEFT)
    right = after_in_clause(text, end, 3 * _RIGHT)
    return _Beside(skeleton(left)[-_LEFT:], skeleton(right)[:_RIGHT])
