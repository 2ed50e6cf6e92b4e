"""余, which only a round number that is not exact may have after it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar, Self

from xltools.core.checks.check import Unjudged
from xltools.core.frozen import frozen
from xltools.core.pack_entry import Entry
from xltools.core.text_checks.quantities import UNIT
from xltools.core.text_checks.text_check import TextEvidence, TextViolation

_YU = re.compile(
    rf"(?<![0-9.一二两三四五六七八九十百千])(?P<number>[0-9]+(?:\.[0-9]+)?|[一二两三四五六七八九十百千]+)(?P<ten>[万亿]?)[余多](?P<unit>[万亿]?{UNIT})(?P<after>左右|上下|以上|以下)?"
)
_ABOUT = re.compile("(?:约|大约|近|将近|超过|不少于|至少)$")
_NEAR = 20
_TOTAL = re.compile("(?:共计|总计|合计|累计)[^，,。；;：:、]{0,12}$")


@frozen
class YuTextCheck:
    """Judges where 余 (or 多) stands: 60余次, never 12余次, 约60余次, 60余次左右 or 共计60余次.

    ::

        kind = "yu"

    After 万 and 亿 any number may have it: 3.5万余人.
    """

    kind: ClassVar[str] = "yu"
    params: ClassVar[tuple[str, ...]] = ("value", "sentence")
    may_be_unjudged: ClassVar[bool] = False

    @classmethod
    def from_entry(cls, entry: Entry) -> Self:
        """Read nothing: the kind has no settings."""
        del entry
        return cls()

    def violations(self, evidence: TextEvidence) -> Iterator[TextViolation | Unjudged]:
        """Name what is wrong with each 余, the first that is."""
        for sentence in evidence.sentences():
            for found in _YU.finditer(sentence.plain):
                fault = _fault(found, sentence.plain[max(found.start() - _NEAR, 0) : found.start()])
                if fault is not None:
                    start, end = sentence.start + found.start(), sentence.start + found.end()
                    yield evidence.violation(sentence.paragraph, start, end, f"yu.{fault}")


def _fault(found: re.Match[str], before: str) -> str | None:
    number = found["number"]
    if before.endswith("第") or number in {"许", "百", "千"}:
        return None
    if not found["ten"] and not _is_round(number):
        return "not_round"
    if found["after"] or _ABOUT.search(before):
        return "twice_about"
    return "after_total" if _TOTAL.search(before) else None


def _is_round(number: str) -> bool:
    """Say whether a number ends in a zero; in characters, in 十, 百 or 千."""
    return number.endswith(("0", "十", "百", "千")) and "." not in number
