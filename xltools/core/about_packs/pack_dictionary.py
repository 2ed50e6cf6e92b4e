"""The data dictionary of a pack: every sheet, column, choice, rule, indicator and table, for whoever answers for it.

It is made once; see ``dictionary`` for what is made of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from xltools.core.about_packs.dictionary import Chapter, Dictionary, Section
from xltools.core.about_packs.pack_description import column_facts, own_rules
from xltools.core.aggregations.aggregation import Names
from xltools.core.contents import Contents
from xltools.core.document import DocumentTable, TableCell, Text
from xltools.core.messages import Catalog, Value
from xltools.core.numerals import plain
from xltools.core.pack import Indicator, Lookup, Pack, Rule, TextRule
from xltools.core.pack_parsing.choices_parser import INDICATORS_LIST
from xltools.core.plain_text import one_line
from xltools.core.planning.places import place
from xltools.core.planning.plan_indicators import live_formula
from xltools.core.planning.references import PlanReferences
from xltools.core.printed_table import Alignment, PrintedCell, PrintedTable
from xltools.core.sheets import Blank, Column, Sheet, say

_COLUMNS = {"label": 14, "name": 15, "facts": 33, "hint": 28}
_CHOICES = {"list": 16, "entries": 84}
_RULES = {"id": 13, "sheet": 14, "what": 28, "settings": 31, "severity": 14}
_TEXT_RULES = {"id": 13, "what": 36, "settings": 37, "severity": 14}
_INDICATORS = {"id": 9, "indicator": 14, "definition": 31, "formula": 28, "where": 18}
"""The columns of each table by key, and their widths in proportion."""

_ENDS = ("。", "！", "？", ".", "!", "?")

Settings = Mapping[str, Mapping[str, object]]
"""What the pack's file says of each rule, by its id."""


def pack_dictionary(
    pack: Pack, settings: Settings, printed: Mapping[str, Sequence[str]], catalog: Catalog
) -> Dictionary:
    """Describe a pack.

    Args:
        pack: The pack.
        settings: Of its rules, as its file has them.
        printed: Where the report prints each indicator, from ``narrative_places``.
        catalog: The reader's language; a label that the pack lacks in it is given in the pack's first.
    """
    return _Writer(pack, settings, printed, catalog).dictionary()


class _Writer:
    def __init__(self, pack: Pack, settings: Settings, printed: Mapping[str, Sequence[str]], catalog: Catalog) -> None:
        self._pack = pack
        self._settings = settings
        self._printed = printed
        self._catalog = catalog
        self._language = catalog.language if catalog.language in pack.languages else pack.language
        labels = {name: indicator.label for name, indicator in pack.indicators.items()}
        self._names = Names(pack.sheets, labels, self._language)
        self._own = own_rules(pack)
        self._references = PlanReferences(pack, place(pack, Contents(), ""))

    def dictionary(self) -> Dictionary:
        pack = self._pack
        chapters = (
            Chapter(self._say("sheets", count=len(pack.sheets)), tuple(map(self._sheet, pack.sheets.values()))),
            self._choices(),
            self._rules(),
            self._text_rules(),
            self._indicators(),
            Chapter(self._say("tables", count=len(pack.tables)), tuple(map(self._table, pack.tables.values()))),
        )
        title = self._say("title", label=say(pack.label, self._language))
        used = tuple(chapter for chapter in chapters if chapter.sections)
        return Dictionary(title, tuple(self._lead()), used, self._catalog.language)

    def _lead(self) -> Iterator[str]:
        pack = self._pack
        yield self._say("pack", id=pack.id, version=pack.version, accepts=pack.accepts, languages=pack.languages)
        if pack.base:
            yield self._say("base", base=pack.base)
        yield self._say("period", year=self._field(pack.year_field), unit=self._field(pack.unit_field))
        for key, lookup in (("targets", pack.targets), ("last_year", pack.last_year)):
            if lookup is not None:
                yield self._say(key, **self._lookup(lookup))
        if pack.constants:
            numbers = tuple(f"{name} = {plain(number)}" for name, number in pack.constants.items())
            yield self._say("constants", numbers=numbers)

    def _field(self, path: str) -> str:
        sheet, _, column = path.partition(".")
        return f"{self._names.sheet(sheet)} · {self._names.header(sheet, column)}"

    def _lookup(self, lookup: Lookup) -> dict[str, Value]:
        value = self._names.header(lookup.sheet, lookup.value)
        return {"sheet": self._names.sheet(lookup.sheet), "column": value}

    def _sheet(self, sheet: Sheet) -> Section:
        lines = [self._say(f"kind.{sheet.kind.value}", count=len(sheet.rows)), say(sheet.hint, self._language)]
        if sheet.prepared_rows:
            lines.append(self._say("prepared_rows", count=sheet.prepared_rows))
        lines += [self._say(key) for key in ("carry_over", "sensitive") if getattr(sheet, key)]
        if sheet.last_year_of is not None:
            lines.append(self._say("last_year_of", sheet=self._names.sheet(sheet.last_year_of)))
        if sheet.rows:
            lines.append(self._say("fixed_rows", rows=self._matrix_rows(sheet)))
        columns = (self._column(sheet, column) for column in sheet.columns)
        title = f"{self._names.sheet(sheet.name)}（{sheet.name}）"
        return Section(title, tuple(filter(None, lines)), self._tabled(_COLUMNS, columns))

    def _matrix_rows(self, sheet: Sheet) -> tuple[str, ...]:
        labels = {row.name: say(row.label, self._language) for row in sheet.rows}
        rows = []
        for row in sheet.rows:
            captions = [say(group.label, self._language) for group in sheet.captions(row.group)]
            total = f" = {' + '.join(labels[name] for name in row.total_of)}" if row.total_of else ""
            rows.append(f"{' · '.join((*captions, labels[row.name]))}（{row.name}）{total}")
        return tuple(rows)

    def _column(self, sheet: Sheet, column: Column) -> Sequence[str]:
        facts = [self._catalog.phrase(fact) for fact in column_facts(self._pack, self._names, self._own, sheet, column)]
        blanks = tuple(self._say(f"blank.{blank.value}") for blank in Blank if blank in column.missing)
        if blanks:
            facts.append(self._say("missing", words=blanks))
        if column.default is not None:
            key = "default" if column.default.until is None else "default_until"
            until, otherwise = column.default.until, column.default.otherwise or "—"
            facts.append(self._say(key, value=column.default.value, until=until, otherwise=otherwise))
        captions = [say(group.label, self._language) for group in sheet.captions(column.group)]
        if captions:
            facts.append(self._say("caption", captions=tuple(captions)))
        if column.total_of:
            parts = tuple(self._names.header(sheet.name, name) for name in column.total_of)
            facts.append(self._say("total_of", parts=parts))
        label, hint = say(column.label, self._language), say(column.hint, self._language)
        return label, column.name, self._catalog.sentence("message.between_phrases").join(facts), hint

    def _choices(self) -> Chapter:
        used = {column.choices for sheet in self._pack.sheets.values() for column in sheet.columns} - {INDICATORS_LIST}
        lists = {name: entries for name, entries in self._pack.choices.items() if name in used and entries}
        rows = ((name, self._entries(name)) for name in lists)
        sections = (Section("", (), self._tabled(_CHOICES, rows)),) if lists else ()
        return Chapter(self._say("choices", count=len(lists)), sections)

    def _entries(self, name: str) -> str:
        """Give the entries of a list, those of one value of its filter together."""
        under: dict[str | None, list[str]] = {}
        for choice in self._pack.choices[name]:
            label = say(choice.label, self._language)
            shown = choice.name if label == choice.name else f"{choice.name}（{label}）"
            under.setdefault(choice.filter, []).append(shown)
        parts = []
        for value, entries in under.items():
            joined = self._say("entries", entries=tuple(entries))
            parts.append(joined if value is None else self._say("entries_under", value=value, entries=joined))
        return self._catalog.sentence("message.between_phrases").join(parts)

    def _rules(self) -> Chapter:
        own = {rule.id for rule in self._own.values()}
        rules = [rule for rule in self._pack.rules if rule.id not in own]
        sections = (
            (Section("", (self._say("rules_lead"),), self._tabled(_RULES, map(self._rule, rules))),) if rules else ()
        )
        return Chapter(self._say("rules", count=len(rules)), sections)

    def _text_rules(self) -> Chapter:
        rules = self._pack.text_rules
        section = Section("", (), self._tabled(_TEXT_RULES, (self._asked(rule, "text_kind") for rule in rules)))
        return Chapter(self._say("text_rules", count=len(rules)), (section,) if rules else ())

    def _rule(self, rule: Rule) -> Sequence[str]:
        identity, *asked = self._asked(rule, "kind")
        return (identity, self._names.sheet(rule.sheet) if rule.sheet else "—", *asked)

    def _asked(self, rule: Rule | TextRule, kinds: str) -> Sequence[str]:
        """Give the id of a rule, what it demands, how it judges, and how gravely."""
        kind = self._catalog.say(f"pack.show.{kinds}.{rule.check.kind}")
        label, wording = say(rule.label, self._language), say(rule.wording, self._language)
        what = self._say("rule_said", label=label or kind, wording=wording) if wording else label or kind
        severity = self._catalog.severity(rule.severity)
        explained = severity if rule.explain == "none" else self._say(f"explain.{rule.explain}", severity=severity)
        settings = {"kind": rule.check.kind, **self._settings.get(rule.id, {})}
        written = self._say("settings", kind=kind, settings=tuple(_setting(*pair) for pair in settings.items()))
        return rule.id, what, written, explained

    def _indicators(self) -> Chapter:
        indicators = self._pack.indicators.values()
        rows = map(self._indicator, indicators)
        sections = (Section("", (), self._tabled(_INDICATORS, rows, landscape=True)),) if indicators else ()
        return Chapter(self._say("indicators", count=len(indicators)), sections)

    def _indicator(self, indicator: Indicator) -> Sequence[str]:
        said = [self._say("sentence", text=self._catalog.phrase(indicator.aggregation.words(self._names)))]
        written = say(indicator.definition, self._language)
        if written:
            said.append(written if written.endswith(_ENDS) else self._say("sentence", text=written))
        if indicator.when is not None:
            said.append(self._say("when", condition=indicator.when.source))
        if indicator.decimals:
            said.append(self._say("decimals", count=indicator.decimals))
        if indicator.owner:
            said.append(self._say("owner", owner=indicator.owner))
        label = say(indicator.label, self._language)
        named = self._say("with_unit", label=label, unit=indicator.unit) if indicator.unit else label
        places = tuple(self._printed.get(indicator.id, ())) or (self._say("not_printed"),)
        definition = self._catalog.sentence("message.between_sentences").join(said)
        formula = f"={live_formula(indicator, self._references)}"
        return indicator.id, named, definition, formula, self._say("entries", entries=places)

    def _table(self, table: PrintedTable) -> Section:
        rows = tuple(
            tuple(self._printed_cell(cell, table, header=number < table.header_rows) for cell in row)
            for number, row in enumerate(table.rows)
        )
        drawn = DocumentTable(rows, table.widths, table.header_rows, table.landscape)
        return Section(table.name, (self._say("table_lead"),), drawn)

    def _printed_cell(self, cell: PrintedCell, table: PrintedTable, *, header: bool) -> TableCell:
        alignment = Alignment.CENTER if header else table.alignments[cell.place]
        text = cell.text
        if cell.source is not None:
            sheet, _, column = cell.source
            text = f"〔{self._names.header(sheet, column)}〕"
        return TableCell((Text(one_line(text), as_typed=True),), cell.columns, cell.rows, alignment)

    def _tabled(
        self, columns: Mapping[str, int], rows: Iterable[Sequence[str]], *, landscape: bool = False
    ) -> DocumentTable:
        head = tuple(_cell(self._say(f"column.{key}"), Alignment.CENTER) for key in columns)
        body = tuple(tuple(_cell(text) for text in row) for row in rows)
        return DocumentTable((head, *body), tuple(columns.values()), landscape=landscape)

    def _say(self, key: str, **params: Value) -> str:
        return self._catalog.say(f"dictionary.{key}", params)


def _cell(text: str, alignment: Alignment = Alignment.LEFT) -> TableCell:
    return TableCell((Text(one_line(text), as_typed=True),), alignment=alignment)


def _setting(key: str, value: object) -> str:
    return f"{key} = {_written(value)}"


def _written(value: object) -> str:
    """Write a value as the pack's file does."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, Mapping):
        return f"{{ {', '.join(_setting(str(key), inner) for key, inner in value.items())} }}"
    return f"[{', '.join(map(_written, value))}]" if isinstance(value, list) else str(value)
