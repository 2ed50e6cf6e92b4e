"""A sentence that is true only as long as a rule of the workbook is kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Self

from xltools.core.checks.check import Unjudged
from xltools.core.findings import Param
from xltools.core.frozen import frozen
from xltools.core.pack_entry import Entry
from xltools.core.text_checks.text_check import TextEvidence, TextViolation
from xltools.core.text_checks.text_patterns import TextPattern, read_patterns


@frozen
class PromiseTextCheck:
    """Binds words of the report to rules of the workbook.

    ::

        kind = "promise"
        patterns = ["每月.{0,20}不得?少于一次"]
        rules = ["R3"]

    passes a report whose workbook has both kinds of activity at every site every month, and one
    that does not say the words; it fails at the words where the rule found a month without.  What
    has its reason in writing fails nothing.

    Attributes:
        patterns: How the words read.
        rules: The ids of the rules that must then be kept.
    """

    kind: ClassVar[str] = "promise"
    params: ClassVar[tuple[str, ...]] = ("value", "sentence", "rules", "count")
    may_be_unjudged: ClassVar[bool] = True

    patterns: tuple[TextPattern, ...]
    rules: tuple[str, ...]

    @classmethod
    def from_entry(cls, entry: Entry) -> Self:
        """Read ``patterns`` and ``rules``."""
        patterns, rules = read_patterns(entry, "patterns"), entry.strings("rules")
        for rule in rules:
            if rule not in entry.scope.rules:
                entry.unknown_name("rules", rule, "rule", entry.scope.rules)
        return cls(patterns, rules)

    def violations(self, evidence: TextEvidence) -> Iterator[TextViolation | Unjudged]:
        """Point at the words, once a sentence, where a rule is not kept."""
        broken = {rule: len(evidence.found[rule]) for rule in self.rules if evidence.found.get(rule)}
        for sentence in evidence.sentences():
            spans = [span for pattern in self.patterns for span in pattern.spans(sentence.plain)]
            if not spans:
                continue
            start, end = min(spans, key=lambda span: (span[0], -span[1]))
            if broken:
                place = sentence.start
                params: dict[str, Param] = {"rules": tuple(broken), "count": sum(broken.values())}
                yield evidence.violation(sentence.paragraph, place + start, place + end, "promise.broken", **params)
            elif open_rules := tuple(rule for rule in self.rules if rule in evidence.unjudged):
                words = sentence.paragraph.text[sentence.start + start : sentence.start + end]
                yield Unjudged("text_check.promise.open", {"value": words, "rules": open_rules})
