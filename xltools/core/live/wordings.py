"""Find the sentences of a report whose words no longer fit the workbook's figures.

A template says 增长 or 下降, 60余 or 60, 全面完成 or 推进, by the figures.  New digits in old words
would be false, so whoever refreshes the digits is told of the words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from xltools.core.document import Document
from xltools.core.frozen import frozen
from xltools.core.live.baseline import Baseline, placed_figures
from xltools.core.live.judgements import Reworded
from xltools.core.live.report_text import ReportText
from xltools.core.live.sentences import sentence_spans, skeleton, wording_mark

_LEAST_IN_COMMON = 0.3


@frozen
class _Sentence:
    text: str
    wording: str
    figures: frozenset[tuple[str, str]]


def reworded(report: ReportText, document: Document) -> tuple[Reworded, ...]:
    """Name the sentences that the program wrote and would now write in other words.

    Args:
        report: The report as it was found; without a baseline nothing is known.
        document: The report as the workbook would have it, in the baseline's language.

    Returns:
        Those in the report in its order, then those that are new.
    """
    if report.baseline is None:
        return ()
    now = list(_sentences_of(document))
    known, current = set(report.baseline.wordings), {sentence.wording for sentence in now}
    places = _in_the_same_place(report.baseline.wordings, now)
    told: set[str] = set()
    found: list[Reworded] = []
    for index, (text, wording, figures) in _sentences_in(report, report.baseline):
        if wording in current or wording_mark(text) in current:
            continue
        nearest = places.get(wording) or _nearest(text, figures, [s for s in now if s.wording not in known])
        told.add(nearest.wording if nearest else "")
        found.append(Reworded(index + 1, text.strip(), nearest.text.strip() if nearest else ""))
    found += [Reworded(None, "", sentence.text.strip()) for sentence in now if sentence.wording not in known | told]
    return tuple(found)


def _sentences_in(
    report: ReportText, baseline: Baseline
) -> Iterator[tuple[int, tuple[str, str, frozenset[tuple[str, str]]]]]:
    """Give the report's sentences that the program wrote, with the mark of the words that it wrote."""
    written = {figure.number: figure for figure in baseline.figures}
    known = set(baseline.wordings)
    for index, paragraph in enumerate(report.paragraphs):
        for start, end in sentence_spans(paragraph.text):
            text = paragraph.text[start:end]
            marks = [mark for mark in paragraph.marks if start <= mark.start < end]
            wording = wording_mark(text)
            if wording not in known:
                wording = next((written[mark.number].wording for mark in marks if mark.number in written), "")
            if wording:
                yield index, (text, wording, frozenset((mark.indicator, mark.form) for mark in marks))


def _sentences_of(document: Document) -> Iterator[_Sentence]:
    places: dict[int, list[tuple[int, tuple[str, str]]]] = {}
    for placed in placed_figures(document):
        key = (placed.figure.indicator, placed.figure.form)
        places.setdefault(placed.paragraph, []).append((placed.start, key))
    for index, paragraph in enumerate(document.passages):
        text = paragraph.text
        for start, end in sentence_spans(text):
            figures = frozenset(key for place, key in places.get(index, ()) if start <= place < end)
            yield _Sentence(text[start:end], wording_mark(text[start:end]), figures)


def _in_the_same_place(before: Sequence[str], now: Sequence[_Sentence]) -> dict[str, _Sentence]:
    """Pair sentences that were written once with those that would stand in their place now."""
    matcher = SequenceMatcher(None, before, [sentence.wording for sentence in now], autojunk=False)
    return {
        wording: sentence
        for kind, first, last, start, end in matcher.get_opcodes()
        if kind == "replace" and last - first == end - start
        for wording, sentence in zip(before[first:last], now[start:end], strict=True)
    }


def _nearest(text: str, figures: frozenset[tuple[str, str]], sentences: list[_Sentence]) -> _Sentence | None:
    """Find the sentence with the most of the same figures, then of the same words."""
    own = _pairs(text)
    best: tuple[int, float] = (0, _LEAST_IN_COMMON)
    nearest = None
    for sentence in sentences:
        other = _pairs(sentence.text)
        common = 2 * len(own & other) / max(1, len(own) + len(other))
        rank = (len(figures & sentence.figures), common)
        if rank > best and common > 0:
            best, nearest = rank, sentence
    return nearest


def _pairs(text: str) -> frozenset[str]:
    plain = skeleton(text)
    return frozenset(plain[place : place + 2] for place in range(len(plain) - 1))
