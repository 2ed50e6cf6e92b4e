"""A report in Traditional Chinese, by OpenCC, from the Simplified."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from xltools.core.document import Document, Figure, Paragraph, Run

_RULES = "s2tw"  # characters as Taiwan writes them; words stay those of the mainland office


def to_traditional(document: Document) -> Document:
    """Convert the words of a report; its figures are left as they are."""
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC(_RULES).convert
    paragraphs = tuple(_converted(paragraph, convert) for paragraph in document.paragraphs)
    return replace(document, paragraphs=paragraphs, language="zh-Hant")


def _converted(paragraph: Paragraph, convert: Callable[[str], str]) -> Paragraph:
    runs = tuple(_run(run, convert) for run in paragraph.runs)
    return replace(paragraph, number=convert(paragraph.number), runs=runs)


def _run(run: Run, convert: Callable[[str], str]) -> Run:
    return run if isinstance(run, Figure) else replace(run, text=convert(run.text))
