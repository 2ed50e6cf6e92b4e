"""The two sheets on which check and clerk talk to one another: findings and explanations."""

from __future__ import annotations

from collections.abc import Sequence

from xltools.core.dataset import Explanation
from xltools.core.planning.places import FIRST_ROW, HEADER_ROW, HINT_ROW, SPARE_ROWS
from xltools.core.planning.plan_choices import RULES_NAME, TABS_NAME
from xltools.core.planning.plan_constraints import LONGEST_TEXT, LONGEST_TITLE
from xltools.core.planning.plan_entries import heading, heading_heights, page
from xltools.core.planning.plan_parts import (
    Area,
    EntryBlock,
    Look,
    PlannedCell,
    SheetPlan,
    TablePlan,
    ValidationKind,
    ValidationPlan,
)
from xltools.core.planning.plan_words import Words, cut

FINDINGS_COLUMNS = ("severity", "sheet", "address", "value", "sentence", "action", "rule")
EXPLANATION_COLUMNS = ("rule", "sheet", "address", "reason")
FINDINGS_TABLE = "_findings"
EXPLANATIONS_TABLE = "_explanations"
FINDINGS_WIDTHS = (8.0, 20.0, 10.0, 24.0, 52.0, 44.0, 18.0)
_EXPLANATION_WIDTHS = (16.0, 24.0, 12.0, 70.0)
_EXPLANATION_ROWS = 40


def plan_findings(words: Words) -> SheetPlan:
    """Plan the findings sheet: a table with one blank row, which a marked copy fills."""
    title, hint = words.text("tab.findings"), words.text("findings.hint")
    headers = tuple(words.text(f"findings.{name}") for name in FINDINGS_COLUMNS)
    last = len(headers)
    return SheetPlan(
        title,
        (
            *heading(title, hint, last),
            *(PlannedCell(HEADER_ROW, number, header, Look.HEADER) for number, header in enumerate(headers, 1)),
            *(PlannedCell(FIRST_ROW, number, None, Look.COMPUTED_TEXT) for number in range(1, last + 1)),
        ),
        page(words, FINDINGS_WIDTHS, HEADER_ROW),
        widths=FINDINGS_WIDTHS,
        heights=heading_heights(hint, FINDINGS_WIDTHS),
        merged=(Area(HINT_ROW, 1, HINT_ROW, last),),
        tables=(TablePlan(FINDINGS_TABLE, Area(HEADER_ROW, 1, FIRST_ROW, last), headers),),
        frozen=(FIRST_ROW, 1),
    )


def plan_explanations(words: Words, explanations: Sequence[Explanation], *, any_rule: bool) -> SheetPlan:
    """Plan the explanations sheet.

    Args:
        words: What is printed.
        explanations: The reasons given so far.
        any_rule: True where the pack has a rule that a reason settles, so that there is a list to choose from.
    """
    title, hint = words.text("tab.explanations"), words.text("explanations.hint")
    headers = tuple(words.text(f"explanations.{name}") for name in EXPLANATION_COLUMNS)
    count = max(_EXPLANATION_ROWS, len(explanations) + SPARE_ROWS)
    areas = [Area(FIRST_ROW, number, FIRST_ROW + count - 1, number) for number in range(1, len(headers) + 1)]
    values = list(zip(*((e.rule_id, e.sheet, e.address, e.reason) for e in explanations), strict=True)) or [()] * 4
    looks = (Look.ENTRY_CHOICE, Look.ENTRY_CHOICE, Look.ENTRY_TEXT, Look.ENTRY_LONG)
    return SheetPlan(
        title,
        (
            *heading(title, hint, len(headers)),
            *(PlannedCell(HEADER_ROW, number, header, Look.HEADER) for number, header in enumerate(headers, 1)),
        ),
        page(words, _EXPLANATION_WIDTHS, HEADER_ROW),
        blocks=tuple(
            EntryBlock(area, look, tuple(value or None for value in column))
            for area, look, column in zip(areas, looks, values, strict=True)
        ),
        widths=_EXPLANATION_WIDTHS,
        heights=heading_heights(hint, _EXPLANATION_WIDTHS),
        merged=(Area(HINT_ROW, 1, HINT_ROW, len(headers)),),
        tables=(TablePlan(EXPLANATIONS_TABLE, Area(HEADER_ROW, 1, FIRST_ROW + count - 1, len(headers)), headers),),
        validations=tuple(
            _prompt(area, name, header, words, any_rule=any_rule)
            for area, name, header in zip(areas, EXPLANATION_COLUMNS, headers, strict=True)
        ),
        frozen=(FIRST_ROW, 1),
        rows_grow=True,
    )


def _prompt(area: Area, name: str, header: str, words: Words, *, any_rule: bool) -> ValidationPlan:
    source = {"sheet": TABS_NAME, "rule": RULES_NAME if any_rule else ""}.get(name, "")
    kind = ValidationKind.LIST if source else ValidationKind.ANY
    refusal = words.text("refusal.select_one") if source else ""
    prompt = cut(words.text(f"explanations.{name}_prompt"), LONGEST_TEXT)
    return ValidationPlan(area, kind, source, "", cut(header, LONGEST_TITLE), prompt, refusal)
