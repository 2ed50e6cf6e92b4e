"""What may be entered in a column, and which entries are coloured: from the pack's rules.

Excel takes one validation a cell, so the column's type and all its error rules are said in one: as
a native kind where only a type and constant bounds are asked, else as one formula.  Every rule
that can be said of one row is also a conditional format, since a paste goes round validations.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from xltools.core.findings import Severity
from xltools.core.formulas import quoted
from xltools.core.frozen import frozen
from xltools.core.pack import Pack, Rule
from xltools.core.planning.places import Places, SheetPlace
from xltools.core.planning.plan_choices import ChoiceLists, Dropdown
from xltools.core.planning.plan_parts import Highlight, ValidationKind, ValidationPlan
from xltools.core.planning.plan_words import Words, cut
from xltools.core.planning.references import PlanRowReferences
from xltools.core.sheets import Column, ColumnType, SheetKind

LONGEST_FORMULA = 255
"""Of a validation, in Excel; conditional formats take more."""

LONGEST_TITLE = 32
LONGEST_TEXT = 255
_NUMBERS = (ColumnType.INTEGER, ColumnType.DECIMAL, ColumnType.DATE)
_NATIVE = {
    ColumnType.INTEGER: (ValidationKind.WHOLE, "-999999999999999", "999999999999999"),
    ColumnType.DECIMAL: (ValidationKind.DECIMAL, "-999999999999999", "999999999999999"),
    ColumnType.DATE: (ValidationKind.DATE, "1", "2958465"),  # 1900-01-01 to 9999-12-31
}


@frozen
class Constraints:
    """The rules of one column, as formulas about its first entry cell.

    Attributes:
        column: The declaration.
        place: Its sheet.
        references: How its row's cells are named.
        rules: The rules that say something of its cells, with their formulas, the gravest first.
        required: True where a rule demands an answer in every row.
    """

    column: Column
    place: SheetPlace
    references: PlanRowReferences
    rules: tuple[tuple[Rule, str], ...]
    required: bool


def constraints(pack: Pack, places: Places, lists: ChoiceLists, sheet: str) -> Iterator[Constraints]:
    """Collect the rules of each column of a sheet."""
    place = places.sheets[sheet]
    form = place.sheet.kind is SheetKind.FORM
    for column in place.sheet.columns:
        references = PlanRowReferences(pack, places, sheet, place.rows[column.name] if form else place.first_row)
        own = [rule for rule in pack.rules if rule.sheet == sheet and column.name in rule.check.columns]
        said = []
        for rule in own:
            formula = rule.check.wrong_when(column.name, references)
            dropdown = lists.dropdowns.get((sheet, column.name))
            if rule.check.kind == "choice" and dropdown is not None:
                formula = dropdown.wrong_when(column.name, references)
            if formula is not None:
                said.append((rule, formula))
        said.sort(key=lambda pair: -pair[0].severity)
        yield Constraints(column, place, references, tuple(said), any(_demands(rule) for rule in own))


def highlights(found: Constraints, words: Words) -> Iterator[Highlight]:
    """Colour the entries that break a rule."""
    for rule, formula in found.rules:
        condition = _unless_missing(formula, found.column, found.references, words)
        yield Highlight(found.place.entries(found.column.name), condition, rule.severity)


def validation(found: Constraints, lists: ChoiceLists, words: Words) -> ValidationPlan:
    """Say what may be entered in a column."""
    column, area = found.column, found.place.entries(found.column.name)
    label = words.label(column.label)
    kind, formula, maximum, refusers = _restriction(found, lists, words)
    return ValidationPlan(
        area,
        kind,
        formula,
        maximum,
        cut(label, LONGEST_TITLE),
        cut(_prompt(found, words), LONGEST_TEXT),
        cut(_refusal(found, refusers, words), LONGEST_TEXT),
    )


def _demands(rule: Rule) -> bool:
    return rule.check.kind == "required" and rule.severity is Severity.ERROR and not rule.check.where.columns


def _restriction(
    found: Constraints, lists: ChoiceLists, words: Words
) -> tuple[ValidationKind, str, str, Sequence[Rule]]:
    """Choose the kind of validation, with its formulas and the rules that it stands for."""
    column = found.column
    dropdown: Dropdown | None = lists.dropdowns.get((found.place.sheet.name, column.name))
    if dropdown is not None:
        return ValidationKind.LIST, dropdown.source(found.references), "", ()
    errors = [
        (rule, formula)
        for rule, formula in found.rules
        if rule.severity is Severity.ERROR and rule.check.kind not in {"required", "type", "choice"}
    ]
    if column.type in _NUMBERS and not column.missing and all(rule.check.kind == "range" for rule, _ in errors):
        return (*_bounds(column, [rule for rule, _ in errors]), [rule for rule, _ in errors])
    return _custom(found, errors, words)


def _bounds(column: Column, rules: Sequence[Rule]) -> tuple[ValidationKind, str, str]:
    """Say a type and constant bounds as Excel's own kinds do."""
    kind, minimum, maximum = _NATIVE[column.type]
    for rule in rules:
        lowest = getattr(rule.check, "minimum", None)
        highest = getattr(rule.check, "maximum", None)
        minimum = minimum if lowest is None else _bound(lowest)
        maximum = maximum if highest is None else _bound(highest)
    return kind, minimum, maximum


def _bound(value: Decimal | date) -> str:
    if isinstance(value, date):
        return str(value.toordinal() - date(1899, 12, 30).toordinal())
    return format(value, "f")


def _custom(
    found: Constraints, errors: Sequence[tuple[Rule, str]], words: Words
) -> tuple[ValidationKind, str, str, Sequence[Rule]]:
    """Say type and rules as one formula; rules that Excel has no room for are coloured only."""
    kept: list[tuple[Rule, str]] = []
    for pair in errors:
        if len(_holds(found, [formula for _, formula in (*kept, pair)], words)) <= LONGEST_FORMULA:
            kept.append(pair)
    formula = _holds(found, [formula for _, formula in kept], words)
    kind = ValidationKind.CUSTOM if formula else ValidationKind.ANY
    return kind, formula, "", [rule for rule, _ in kept]


def _holds(found: Constraints, wrong: Sequence[str], words: Words) -> str:
    """Give the formula that is TRUE where the entry may stand; empty where everything may."""
    column, cell = found.column, found.references.cell(found.column.name)
    if column.type not in _NUMBERS:
        texts = [_unless_missing(formula, column, found.references, words) for formula in wrong]
        return _all_of([f"NOT({formula})" for formula in texts])
    demands = [f"NOT({formula})" for formula in wrong]
    if column.type is not ColumnType.DECIMAL:
        demands.insert(0, f"INT({cell})={cell}")
    if column.type is ColumnType.DATE:
        demands.insert(0, f"{cell}>=1")
    return f"IF(ISNUMBER({cell}),{_all_of(demands) or 'TRUE'},{_is_missing(column, cell, words) or 'FALSE'})"


def _unless_missing(formula: str, column: Column, references: PlanRowReferences, words: Words) -> str:
    """Take the words for a blank out of what a rule finds wrong, where the column takes them."""
    missing = _is_missing(column, references.cell(column.name), words)
    return f"AND(NOT({missing}),{formula})" if missing else formula


def _is_missing(column: Column, cell: str, words: Words) -> str:
    """Give the formula that is TRUE where the cell holds a word for a blank; empty where none may stand there."""
    tests = [f"EXACT({cell},{quoted(word)})" for word in words.missing(column)]
    return tests[0] if len(tests) == 1 else f"OR({','.join(tests)})" if tests else ""


def _all_of(demands: Sequence[str]) -> str:
    return demands[0] if len(demands) == 1 else f"AND({','.join(demands)})" if demands else ""


def _prompt(found: Constraints, words: Words) -> str:
    column = found.column
    hint = words.label(column.hint) or words.text(f"prompt.{column.type.value}")
    parts = [words.text("prompt.required") if found.required else "", hint]
    missing = words.missing(column)
    if missing:
        parts.append(words.text("prompt.missing", words=missing))
    return "".join(parts)


def _refusal(found: Constraints, rules: Sequence[Rule], words: Words) -> str:
    column = found.column
    parts = [words.text(f"refusal.{column.type.value}")]
    parts += [words.text("refusal.demand", demand=words.label(rule.label)) for rule in rules if rule.label]
    missing = words.missing(column)
    if missing:
        parts.append(words.text("refusal.otherwise", words=missing))
    return "".join(parts)
