"""What a draft or a template left behind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar, Self

from xltools.core.checks.check import Unjudged
from xltools.core.frozen import frozen
from xltools.core.pack_entry import Entry
from xltools.core.text_checks.text_check import TextEvidence, TextViolation

_MARKS = re.compile(
    r"\*{2,}|＊{2,}|(?<![A-Za-z])[XxＸｘ×]{2,}(?![A-Za-z])|\{\{|\}\}|\{%|%\}|【缺[：:]|_{3,}|＿{2,}|□{2,}|○{2,}|〇{3,}"
    "|编写说明|填写说明|此处填写|待补充|待核实|样例文字|示例文字|(?i:lorem ipsum|TODO|TBD)"
)


@frozen
class PlaceholderTextCheck:
    """Finds leftovers: ``**``, ``XX``, ``{{``, 【缺：, 编写说明, and words that the pack adds.

    ::

        kind = "placeholder"
        words = ["请在此处填写"]

    Attributes:
        words: More of them.
    """

    kind: ClassVar[str] = "placeholder"
    params: ClassVar[tuple[str, ...]] = ("value", "sentence")
    may_be_unjudged: ClassVar[bool] = False

    words: tuple[str, ...] = ()

    @classmethod
    def from_entry(cls, entry: Entry) -> Self:
        """Read ``words``."""
        return cls(entry.strings("words", required=False))

    def violations(self, evidence: TextEvidence) -> Iterator[TextViolation | Unjudged]:
        """Point at each."""
        own = "|".join(map(re.escape, filter(None, self.words)))
        for paragraph in evidence.text.paragraphs:
            spans = [found.span() for found in _MARKS.finditer(paragraph.plain)]
            spans += [found.span() for found in re.finditer(own, paragraph.plain)] if own else []
            for start, end in sorted(spans):
                yield evidence.violation(paragraph, start, end, "placeholder.left")
