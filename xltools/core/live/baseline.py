"""What a report said when the program last wrote it, kept with the report itself.

A refresh is a three-way merge; this is the side that neither the document nor the workbook can tell
any more.  Of the words there is no more than what stands around each figure: whoever deletes a
sentence from a report does not send it along in a hidden part.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from xltools.core.document import Document, Figure, Origin
from xltools.core.frozen import frozen
from xltools.core.live.sentences import Sentences, sentence_spans, wording_mark

LEFT, RIGHT = 16, 8
"""How many characters before and after a figure are kept."""


@frozen
class Placed:
    """A figure where it stands in a composed report.

    Attributes:
        number: From 1, in the order of the report; with the indicator and form the figure's name.
        figure: The figure.
        paragraph: The paragraph's index.
        start: Where it starts in the paragraph's text.
    """

    number: int
    figure: Figure
    paragraph: int
    start: int

    @property
    def name(self) -> str:
        """The figure's name in a file: ``F04_value_1``."""
        return figure_name(self.figure.indicator, self.figure.form, self.number)


@frozen
class Written:
    """A figure as it was last written.

    Attributes:
        number: From 1, in the order in which the report had them.
        indicator: The id.
        form: As in ``Figure``.
        text: The digits.
        left: The characters before it in its paragraph, up to ``LEFT``.
        right: The characters after it, up to ``RIGHT``.
        wording: The mark of its sentence's words.
    """

    number: int
    indicator: str
    form: str
    text: str
    left: str
    right: str
    wording: str

    @property
    def name(self) -> str:
        """The figure's name in a file."""
        return figure_name(self.indicator, self.form, self.number)


@frozen
class Baseline:
    """A report as it was last written.

    Attributes:
        origin: What it was written from.
        language: ``zh-Hans`` or ``zh-Hant``.
        figures: By number, in order.
        wordings: The marks of all its sentences, in order.
    """

    origin: Origin
    language: str
    figures: tuple[Written, ...]
    wordings: tuple[str, ...]


def figure_name(indicator: str, form: str, number: int) -> str:
    """Name a figure of a report; a number is given once, so the name is its alone."""
    return f"{indicator}_{form}_{number}"


def placed_figures(document: Document) -> Iterator[Placed]:
    """Give the figures of a report with their numbers and places."""
    number = 0
    for index, paragraph in enumerate(document.passages):
        place = len(paragraph.number)
        for run in paragraph.runs:
            if isinstance(run, Figure):
                number += 1
                yield Placed(number, run, index, place)
            place += len(run.text)


def baseline_of(document: Document) -> Baseline:
    """Give what is to be kept of a report that is being written."""
    texts = [paragraph.text for paragraph in document.passages]
    figures = tuple(as_written(placed, texts[placed.paragraph]) for placed in placed_figures(document))
    wordings = tuple(wording_mark(text[start:end]) for text in texts for start, end in sentence_spans(text))
    return Baseline(document.origin, document.language, figures, wordings)


def written_for(figures: Sequence[Placed], baseline: Baseline) -> dict[int, Written]:
    """Find figures as they were last written: each by its indicator, its form, and which of those it is.

    Args:
        figures: Of the report as it would be written now.
        baseline: As it was last written.

    Returns:
        By the number that the figure has now.
    """
    earlier: dict[tuple[str, str], list[Written]] = defaultdict(list)
    for written in baseline.figures:
        earlier[written.indicator, written.form].append(written)
    seen: Counter[tuple[str, str]] = Counter()
    found: dict[int, Written] = {}
    for placed in figures:
        key = (placed.figure.indicator, placed.figure.form)
        if seen[key] < len(earlier[key]):
            found[placed.number] = earlier[key][seen[key]]
        seen[key] += 1
    return found


def as_written(placed: Placed, text: str) -> Written:
    """Give what is kept of a figure in a paragraph with this text."""
    figure, start, end = placed.figure, placed.start, placed.start + len(placed.figure.text)
    return Written(
        placed.number,
        figure.indicator,
        figure.form,
        figure.text,
        text[max(0, start - LEFT) : start],
        text[end : end + RIGHT],
        wording_mark(Sentences(text).text_at(start)),
    )
