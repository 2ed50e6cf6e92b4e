"""Run a pack's text rules over a report: one that is composed, or one that people have edited.

A kind says where the text is wrong.  This module adds whose rule it was, how grave the pack finds
it, and which reason written in the workbook settles it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from xltools.core.checked_text import CheckedText
from xltools.core.checks.check import Unjudged
from xltools.core.dataset import Dataset, Explanation
from xltools.core.explanations import explained
from xltools.core.findings import Finding
from xltools.core.outcomes import Outcome
from xltools.core.pack import Pack, TextRule
from xltools.core.sheets import say
from xltools.core.text_checks.text_check import IndicatorFacts, TextEvidence, TextViolation
from xltools.core.validate import Validation


def check_text(
    text: CheckedText, pack: Pack, dataset: Dataset, outcomes: Mapping[str, Outcome], validation: Validation
) -> Validation:
    """Check the text of a report against the text rules of its pack.

    Args:
        text: The report.
        pack: Its kind.
        dataset: The workbook that it was written from.
        outcomes: The indicators of that workbook.
        validation: What the rules on the sheets found in it; a promise is kept or broken there.

    Returns:
        The findings in the order of the text, each at its paragraph (row) and character (column),
        and the rules that could not be fully judged.
    """
    return run_text_rules(pack.text_rules, _evidence(text, pack, dataset, outcomes, validation), dataset.explanations)


def run_text_rules(
    rules: Iterable[TextRule], evidence: TextEvidence, explanations: Sequence[Explanation] = ()
) -> Validation:
    """Run some rules over what they may look at; ``check_text`` gathers it."""
    findings: list[Finding] = []
    unjudged: dict[str, tuple[Unjudged, ...]] = {}
    for rule in rules:
        for found in rule.check.violations(evidence):
            if isinstance(found, Unjudged):
                unjudged[rule.id] = (*unjudged.get(rule.id, ()), found)
            else:
                findings.append(explained(_finding(rule, found), explanations))
    return Validation(tuple(sorted(findings, key=lambda finding: finding.order)), unjudged)


def _evidence(
    text: CheckedText, pack: Pack, dataset: Dataset, outcomes: Mapping[str, Outcome], validation: Validation
) -> TextEvidence:
    found: dict[str, tuple[Finding, ...]] = {}
    for finding in validation.findings:
        if finding.rule_id is not None and finding.explanation is None:
            found[finding.rule_id] = (*found.get(finding.rule_id, ()), finding)
    indicators = {
        name: IndicatorFacts(
            say(indicator.label, pack.language),
            indicator.unit,
            any(pack.sheets[behind.sheet].sensitive for behind in outcomes[name].rows),
        )
        for name, indicator in pack.indicators.items()
    }
    return TextEvidence(text, dataset.period, outcomes, indicators, found, frozenset(validation.unjudged))


def _finding(rule: TextRule, found: TextViolation) -> Finding:
    return Finding(
        severity=rule.severity,
        location=found.location,
        key=found.key,
        params=found.params,
        rule_id=rule.id,
        wording=rule.wording or None,
        explain=rule.explain,
    )
