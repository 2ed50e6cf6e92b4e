"""Run a pack's rules over a dataset.

A check says which cell is wrong and why.  This module adds what a check need not know: whose rule
it was, how grave the pack finds it, which rows were too broken to judge, and which reason written
in the workbook settles it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from xltools.core.checks.check import Check, Evidence, Unjudged, Violation
from xltools.core.dataset import Dataset, Table
from xltools.core.explanations import explained
from xltools.core.findings import Finding, Param, Severity
from xltools.core.frozen import frozen
from xltools.core.indicators import compute, disagreements
from xltools.core.outcomes import Outcome
from xltools.core.pack import Pack, Rule
from xltools.core.said_once import NO_RECORD, said_once
from xltools.core.sheets import say

_CELLS_NAMED = 5


class Verdict(StrEnum):
    """What came of checking a workbook."""

    PASSED = "passed"
    FAILED = "failed"
    UNJUDGED = "unjudged"


@frozen
class Validation:
    """What the rules found, and what they could not judge.

    Attributes:
        findings: In the order of the sheets, those about the workbook's shape among them.
        unjudged: Why, by the id of each rule that was not fully judged, in the order of the pack.
    """

    findings: tuple[Finding, ...]
    unjudged: Mapping[str, tuple[Unjudged, ...]]

    @property
    def verdict(self) -> Verdict:
        """Failed if any finding counts; else unjudged if any rule was; else passed."""
        if any(counts(finding) for finding in self.findings):
            return Verdict.FAILED
        return Verdict.UNJUDGED if self.unjudged else Verdict.PASSED

    @property
    def standing(self) -> tuple[Finding, ...]:
        """The findings that count: they keep the workbook from passing."""
        return tuple(filter(counts, self.findings))

    @property
    def passed(self) -> bool:
        """True when every rule was judged and no finding counts."""
        return self.verdict is Verdict.PASSED


def counts(finding: Finding) -> bool:
    """Say whether a finding makes a workbook fail: an error, or a reason that is demanded and absent."""
    if finding.severity >= Severity.ERROR:
        return True
    return finding.explain == "required" and finding.explanation is None


def validate(dataset: Dataset, pack: Pack, outcomes: Mapping[str, Outcome] | None = None) -> Validation:
    """Check a dataset against every rule of its pack.

    A cell that did not parse has its finding already, so a rule that reads it leaves that row out;
    a rule about the whole table is then not judged at all.  Unjudged is not passed.  What the
    workbook itself shows for an indicator must be what is computed.

    Args:
        dataset: The rows, from ``parse``.
        pack: The pack the workbook was built from.
        outcomes: The computed indicators by id, where they are at hand; else they are computed.

    Returns:
        The findings in the order of the sheets, and the rules not fully judged.
    """
    if outcomes is None:
        outcomes = compute(dataset, pack)
    everything = Evidence(
        dataset,
        outcomes,
        table=None,
        rows=(),
        language=pack.language,
        sheets={name: sheet.label for name, sheet in pack.sheets.items()},
        indicators={name: indicator.label for name, indicator in pack.indicators.items()},
    )
    disagreeing = disagreements(dataset, outcomes, pack)
    graver = {(finding.location, finding.key) for finding in disagreeing}
    findings = [*(f for f in dataset.findings if (f.location, f.key) not in graver), *disagreeing]
    unjudged: dict[str, tuple[Unjudged, ...]] = {}
    for rule in pack.rules:
        for found in _judge(rule, everything):
            if isinstance(found, Unjudged):
                unjudged[rule.id] = (*unjudged.get(rule.id, ()), found)
            else:
                findings.append(_finding(rule, found))
    findings.sort(key=lambda finding: finding.order)
    settled = (explained(finding, dataset.explanations) for finding in said_once(findings))
    return Validation(tuple(settled), unjudged)


def _judge(rule: Rule, everything: Evidence) -> Iterator[Violation | Unjudged]:
    if rule.sheet is None:
        yield from rule.check.violations(everything)
        return
    table = everything.dataset.tables.get(rule.sheet)
    if table is None:
        yield Unjudged("check.no_sheet", {"sheet": everything.title_of(rule.sheet)})
        return
    columns = rule.check.columns
    for group in [(name,) for name in columns] if rule.check.each_column else [columns]:
        yield from _judge_columns(rule.check, everything, table, group)


def _judge_columns(
    check: Check, everything: Evidence, table: Table, columns: tuple[str, ...]
) -> Iterator[Violation | Unjudged]:
    """Judge some columns in the rows that meet the rule's conditions and can be read."""
    conditions = check.where.columns
    absent = [name for name in dict.fromkeys((*conditions, *columns)) if name not in table.columns]
    if absent:
        headers = tuple(say(table.sheet.column(name).label, everything.language) for name in absent)
        yield Unjudged("check.no_column", {"sheet": table.title, "columns": headers})
        return
    known = table.readable(conditions)
    rows = check.where.matching(table, known, everything.dataset.period) if conditions else known
    judged = rows if check.judges_unreadable else _readable(table, rows, columns)
    unread = len(known) < len(table.rows) or len(judged) < len(rows)
    if unread and (cells := _unread(table, conditions, columns, rows)):
        yield _left_out(table, cells)
        if check.whole_table:
            return
    yield from check.violations(everything.about(table, judged, columns))


def _readable(table: Table, rows: Sequence[int], columns: Sequence[str]) -> Sequence[int]:
    """Give those of some rows in which all these columns could be read."""
    readable = table.readable(columns)
    if len(readable) == len(table.rows):
        return rows
    kept = frozenset(readable)
    return [index for index in rows if index in kept]


def _unread(
    table: Table, conditions: Sequence[str], columns: Sequence[str], rows: Sequence[int]
) -> list[tuple[int, str]]:
    """Give index and column of the cells for which records were left out; a total is none, and is to go."""
    matching = frozenset(rows)
    return sorted(
        (index, column)
        for column in dict.fromkeys((*conditions, *columns))
        for index, slip in table.slips.get(column, {}).items()
        if slip.severity is Severity.ERROR and slip.key not in NO_RECORD and (column in conditions or index in matching)
    )


def _left_out(table: Table, cells: Sequence[tuple[int, str]]) -> Unjudged:
    """Name the cells for which rows were left out."""
    addresses = [table.location(index, column).address for index, column in cells]
    params: dict[str, Param] = {"sheet": table.title, "cells": tuple(addresses[:_CELLS_NAMED]), "count": len(addresses)}
    key = "check.unread_cells" if len(addresses) <= _CELLS_NAMED else "check.many_unread_cells"
    return Unjudged(key, params)


def _finding(rule: Rule, found: Violation) -> Finding:
    return Finding(
        severity=rule.severity if found.severity is None else found.severity,
        location=found.location,
        key=found.key,
        params=found.params,
        rule_id=rule.id,
        repair=found.repair,
        wording=rule.wording or None,
        explain=rule.explain,
    )
