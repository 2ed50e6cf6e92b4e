"""Plan the workbook of a pack: its sheets, cells, tables, validations and formulas, as data.

The sheets stand in this order: cover, the pack's own, indicators, findings, explanations, and the
hidden choices.  What the entry cells hold at first comes from ``Contents``; the values stored with
the live formulas are the engine's for just these entries.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from xltools.core.contents import Contents, Entry, Record
from xltools.core.fingerprint import layout_fingerprint
from xltools.core.frozen import replace
from xltools.core.indicators import compute
from xltools.core.matrix_totals import with_totals
from xltools.core.pack import Pack
from xltools.core.planning.fill import dataset_of
from xltools.core.planning.places import Places, SheetPlace, place
from xltools.core.planning.plan_choices import ChoiceLists, choice_lists, choice_names, plan_choices
from xltools.core.planning.plan_constraints import constraints
from xltools.core.planning.plan_cover import plan_cover
from xltools.core.planning.plan_entries import default, page
from xltools.core.planning.plan_form import plan_form
from xltools.core.planning.plan_indicators import plan_indicators
from xltools.core.planning.plan_ledger import plan_ledger
from xltools.core.planning.plan_matrix import plan_matrix
from xltools.core.planning.plan_notes import plan_explanations, plan_findings
from xltools.core.planning.plan_parts import SheetPlan, WorkbookPlan
from xltools.core.planning.plan_words import Words
from xltools.core.planning.references import defined_names, names_used
from xltools.core.sheets import SheetKind

OWN_TABS = ("indicators", "findings", "explanations")
_NOTHING = Contents()


def plan_workbook(
    pack: Pack, year: int, unit: str, words: Words, contents: Contents = _NOTHING, *, number: int | None = None
) -> WorkbookPlan:
    """Plan the workbook of a pack for one unit and one period.

    Args:
        pack: What it is made from.
        year: The year of the report; it goes into the pack's field for it.
        unit: The unit's name; likewise.
        words: What is printed in it, in the pack's language.
        contents: What the entry cells hold; nothing makes it blank.
        number: Of the month or quarter, where the pack's reports are of one; None leaves its field blank.

    Returns:
        The plan, from which ``xlsx_writer`` makes a file.

    Raises:
        KeyError: The contents name a sheet or column that the pack lacks.
    """
    _refuse_unknown(pack, contents)
    contents = _completed(pack, year, unit, contents, number)
    places = place(pack, contents, words.text("tab.indicators"))
    titles = [found.title for found in places.sheets.values()]
    lists = choice_lists(pack, words, [*titles, words.text("tab.indicators")])
    choices_title = words.text("tab.choices")
    outcomes = compute(dataset_of(pack, places, contents), pack)
    explainable = any(rule.explain != "none" for rule in pack.all_rules())
    sheets = (
        plan_cover(pack, places, (year, number), unit, words, OWN_TABS),
        *(_plan_sheet(pack, places, found, lists, words, contents) for found in places.sheets.values()),
        plan_indicators(pack, places, outcomes, words),
        plan_findings(words),
        plan_explanations(words, contents.explanations, any_rule=explainable),
        plan_choices(lists, choices_title, page(words, (), None)),
    )
    names = {**defined_names(pack, places), **choice_names(lists, choices_title)}
    title = words.text("cover.title", label=words.label(pack.label))
    return WorkbookPlan(title, sheets, names_used("\n".join(_formulas(sheets)), names), _properties(pack))


def _refuse_unknown(pack: Pack, contents: Contents) -> None:
    """Stop at an entry that no sheet has a place for, rather than leave it out.

    Raises:
        KeyError: With its sheet or column.
    """
    records: list[tuple[str, Record]] = [*contents.forms.items()]
    records += [(name, record) for name, rows in contents.ledgers.items() for record in rows]
    records += [(name, record) for name, rows in contents.matrices.items() for record in rows.values()]
    known = {name: {column.name for column in sheet.columns} for name, sheet in pack.sheets.items()}
    for name, record in records:
        if strange := record.keys() - known[name]:
            raise KeyError(name, *sorted(strange))


def _completed(pack: Pack, year: int, unit: str, contents: Contents, number: int | None) -> Contents:
    """Put period, unit and the defaults into the forms and matrices, where nothing else stands."""
    given: dict[str, dict[str, Entry]] = {}
    fields: list[tuple[str, Entry]] = [(pack.year_field, Decimal(year)), (pack.unit_field, unit)]
    if pack.part is not None and number is not None:
        fields.append((pack.part.field, Decimal(number)))
    for path, known in fields:
        owner, _, column = path.partition(".")
        given.setdefault(owner, {})[column] = known
    forms: dict[str, Record] = {}
    matrices: dict[str, Mapping[str, Record]] = {}
    for name, sheet in pack.sheets.items():
        defaults = {column.name: entry for column in sheet.columns if (entry := default(column, year)) is not None}
        if sheet.kind is SheetKind.FORM:
            forms[name] = {**defaults, **contents.forms.get(name, {}), **given.get(name, {})}
        elif sheet.kind is SheetKind.MATRIX:
            filled = contents.matrices.get(name, {})
            rows = {row.name: {**defaults, **filled.get(row.name, {})} for row in sheet.rows}
            matrices[name] = with_totals(sheet, rows)
    return replace(contents, forms=forms, matrices=matrices)


def _plan_sheet(
    pack: Pack, places: Places, place: SheetPlace, lists: ChoiceLists, words: Words, contents: Contents
) -> SheetPlan:
    name = place.sheet.name
    rules = tuple(constraints(pack, places, lists, name))
    if place.sheet.kind is SheetKind.FORM:
        return plan_form(place, rules, lists, words, contents.forms.get(name, {}))
    if place.sheet.kind is SheetKind.MATRIX:
        return plan_matrix(pack, place, rules, lists, words, contents.matrices.get(name, {}))
    return plan_ledger(pack, place, rules, lists, words, contents.ledgers.get(name, ()))


def _formulas(sheets: Iterable[SheetPlan]) -> Iterable[str]:
    for sheet in sheets:
        yield from (cell.formula for cell in sheet.cells if cell.formula is not None)
        yield from (validation.formula for validation in sheet.validations)
        yield from (highlight.formula for highlight in sheet.highlights)


def _properties(pack: Pack) -> Mapping[str, str]:
    """Give the custom document properties, by which a program knows the workbook without its cover."""
    return {
        "xltools.pack": pack.id,
        "xltools.version": pack.version,
        "xltools.fingerprint": layout_fingerprint(pack),
    }
