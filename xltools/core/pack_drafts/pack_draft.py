"""Draft a pack: from the tables that an office has, or from nothing.

The draft is sound and can be used at once; what is guessed stands beside it as a comment, to be
confirmed or corrected by a person.  Its report counts, and says nothing that the tables do not.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from xltools.core.narration.narrative_check import NARRATIVE
from xltools.core.outcomes import Phrase
from xltools.core.pack_books.toml_writer import write_toml
from xltools.core.pack_drafts.column_guess import ColumnGuess
from xltools.core.pack_drafts.draft_labels import LONGEST_LABEL, draft_tab, harmless, label_and_unit
from xltools.core.pack_drafts.draft_names import draft_name, usual_names
from xltools.core.pack_drafts.draft_starter import starter_tables
from xltools.core.pack_drafts.table_guess import TableGuess, printable
from xltools.core.pack_parsing.pack_files import CHOICES, HEADER, INDICATORS, RULES, SHEETS
from xltools.core.pack_parsing.pack_language import LABELS
from xltools.core.sheets import ColumnType, SheetKind
from xltools.core.spelling import plain

Data = dict[str, object]
Say = Callable[[Phrase], str]

_BASICS = "basics"
_MOST_KINDS = 6
_NUMBERS = (ColumnType.INTEGER, ColumnType.DECIMAL)
_PREPARED = 60


def draft_pack(
    identity: str,
    label: str,
    language: str,
    tables: Sequence[TableGuess],
    say: Say,
    passed: Sequence[Phrase] = (),
) -> Mapping[str, str]:
    """Draft the files of a pack.

    Args:
        identity: Its id, the name of its folder.
        label: The report's name.
        language: The language of its labels.
        tables: From ``guess_tables``; none make a pack to begin with.
        say: Says a few words in that language.
        passed: What of the workbook was passed over.

    Returns:
        The texts of its files, by name.
    """
    draft = _Draft(language, say)
    draft.sheets(tables or starter_tables(say))
    comments = {path: lines for path, lines in draft.comments.items() if lines}
    if passed:
        comments[""] = [say(phrase) for phrase in passed]
    texts = {
        HEADER: write_toml(draft.header(identity, label), LABELS),
        SHEETS: write_toml({"sheet": draft.data}, LABELS, comments),
        CHOICES: draft.choices(),
        RULES: write_toml({"rule": draft.rules}, LABELS, draft.rule_comments),
        INDICATORS: write_toml({"indicator": draft.indicators}, LABELS),
        NARRATIVE: "\n".join([draft.words("title", label=label), *draft.narrative]) + "\n",
    }
    return {file: text for file, text in texts.items() if text}


@dataclass(slots=True)
class _Draft:
    """A pack being drafted, sheet by sheet."""

    language: str
    say: Say
    data: list[Data] = field(default_factory=list)
    comments: dict[str, list[str]] = field(default_factory=dict)
    rules: list[Data] = field(default_factory=list)
    rule_comments: dict[str, list[str]] = field(default_factory=dict)
    indicators: list[Data] = field(default_factory=list)
    narrative: list[str] = field(default_factory=list)
    year: str = ""
    unit: str = ""
    _lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _usual: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        """Look up how usual labels are named."""
        self._usual = usual_names(self.say)

    def words(self, key: str, **params: str) -> str:
        """Give a line of the draft's narrative or a label."""
        marks = {"unit": "{{ unit }}", "year": "{{ year }}"}
        return self.say(Phrase(f"pack_draft.{key}", {**marks, **params}))

    def sheets(self, tables: Sequence[TableGuess]) -> None:
        """Draft every sheet; the form for year and unit comes first where no table has both."""
        names: list[str] = []
        for table in tables:
            names.append(draft_name(table.title, {*names, _BASICS}, "sheet", self._usual))
            if table.kind is SheetKind.FORM:
                self._find_year_and_unit(table, names[-1])
        tabs: set[str] = set()
        if not self.year or not self.unit:
            self._basics(tabs)
        for name, table in zip(names, tables, strict=True):
            title = self._sheet(name, table, tabs)
            if table.kind is SheetKind.LEDGER:
                self._counted(table, name, title)

    def header(self, identity: str, label: str) -> Data:
        """Give what ``pack.toml`` holds, once the sheets have said where year and unit stand."""
        return {
            "id": identity,
            "version": "1.0",
            "accepts": ["1.0"],
            "languages": [self.language],
            "label": {self.language: label},
            "period": {"year": self.year},
            "unit": {"name": self.unit},
        }

    def _find_year_and_unit(self, table: TableGuess, name: str) -> None:
        for key, column in zip(self._column_names(table), table.columns, strict=True):
            meant = self._usual.get(plain(column.label))
            if meant == "year" and column.type is ColumnType.INTEGER and not self.year:
                self.year = f"{name}.{key}"
            elif meant == "unit" and column.type is ColumnType.TEXT and not self.unit:
                self.unit = f"{name}.{key}"

    def _basics(self, tabs: set[str]) -> None:
        """Put a form before the other sheets, with those of year and unit that none of them has."""
        columns: list[Data] = []
        if not self.unit:
            self.unit = f"{_BASICS}.unit"
            columns.append(self._needed("unit", "text"))
        if not self.year:
            self.year = f"{_BASICS}.year"
            columns.append({**self._needed("year", "integer"), "minimum": 1901, "maximum": 9998})
        title = draft_tab(self.words("basics_label"), tabs, self.words("table_label"))
        self.data.append({"name": _BASICS, "kind": "form", "label": self._label(title), "column": columns})
        self.comments["sheet[1]"] = [self.words("guess.basics")]

    def _needed(self, name: str, kind: str) -> Data:
        label = self._label(self.words(f"{name}_label"))
        return {"name": name, "label": label, "type": kind, "required": True}

    def _sheet(self, name: str, table: TableGuess, tabs: set[str]) -> str:
        """Draft the sheet of a table; give its tab."""
        title = draft_tab(table.title, tabs, self.words("table_label"))
        place = f"sheet[{len(self.data) + 1}]"
        self.comments[place] = [self.say(reason) for reason in table.reasons]
        columns = []
        for number, (key, column) in enumerate(zip(self._column_names(table), table.columns, strict=True), 1):
            columns.append(self._column(key, column))
            self.comments[f"{place}.column[{number}]"] = [self.say(reason) for reason in column.reasons]
        sheet: Data = {"name": name, "kind": table.kind.value, "label": self._label(title)}
        if table.kind is SheetKind.LEDGER:
            sheet["prepared_rows"] = max(_PREPARED, -(-table.rows * 3 // 2 // 10) * 10)
        self.data.append({**sheet, "column": columns})
        return title

    def _column(self, key: str, column: ColumnGuess) -> Data:
        made: Data = {"name": key, "label": self._label(column.label[:LONGEST_LABEL]), "type": column.type.value}
        if column.required:
            made["required"] = True
        if column.minimum is not None:
            made["minimum"] = column.minimum
        if column.choices:
            made["choices"] = self._list(key, column.choices)
        if column.missing:
            made["missing"] = [blank.value for blank in column.missing]
        if column.multiline:
            made["multiline"] = True
        return made

    def _list(self, key: str, choices: tuple[str, ...]) -> str:
        """Give the name of a list of choices; columns with the same choices share one."""
        same = next((name for name, known in self._lists.items() if known == choices), None)
        name = same or draft_name(key, self._lists, "list", {})
        self._lists[name] = choices
        return name

    def choices(self) -> str:
        """Write the lists of choices."""
        if not self._lists:
            return ""
        stream = io.StringIO()
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("list_name", "name", "filter", f"label::{self.language}"))
        writer.writerows((name, choice, "", choice) for name, choices in self._lists.items() for choice in choices)
        return stream.getvalue()

    def _counted(self, table: TableGuess, name: str, title: str) -> None:
        """Draft rules, indicators and a paragraph for a ledger."""
        columns = list(zip(self._column_names(table), table.columns, strict=True))
        days = [key for key, column in columns if column.type is ColumnType.DATE]
        dated: Data = {"in_period": days[0]} if len(days) == 1 else {}
        for key in days:
            label = next(column.label for other, column in columns if other == key)
            self._rule(name, key, self.words("rule_date", value=label))
        total = self._indicator(title, self.words("record_unit"), {"aggregate": "count", "sheet": name, **dated})
        self.narrative.append(f"## {harmless(title)}")
        clauses = [self.words("counted", figure=f"{{{{ {total} }}}}")]
        clauses += list(self._sums(name, columns, dated))
        self._paragraph(total, "".join([clauses[0], *clauses[1:], self.words("stop")]))
        kinds = next((pair for pair in columns if 1 < len(pair[1].choices) <= _MOST_KINDS), None)
        for choice in kinds[1].choices if kinds else ():
            assert kinds is not None
            more: Data = {"aggregate": "count", "sheet": name, "where": {kinds[0]: choice}, **dated}
            figure = self._indicator(choice, self.words("record_unit"), more)
            text = self.words("counted_kind", kind=harmless(choice), figure=f"{{{{ {figure} }}}}")
            self._paragraph(figure, text)

    def _rule(self, sheet: str, key: str, label: str) -> None:
        rule: Data = {
            "id": f"D{len(self.rules) + 1}",
            "kind": "date_in_period",
            "sheet": sheet,
            "columns": [key],
            "label": self._label(label),
            "severity": "warning",
            "explain": "allowed",
        }
        self.rules.append(rule)
        self.rule_comments[f"rule[{len(self.rules)}]"] = [self.words("guess.rule_date")]

    def _sums(self, sheet: str, columns: Sequence[tuple[str, ColumnGuess]], dated: Data) -> Iterator[str]:
        """Draft the total of every column of numbers."""
        for key, column in columns:
            if column.type in _NUMBERS and self._usual.get(plain(column.label)) != "year":
                places: Data = {"decimals": 2} if column.type is ColumnType.DECIMAL else {}
                how: Data = {"aggregate": "sum", "sheet": sheet, "column": key, **dated}
                label, unit = label_and_unit(column.label)
                figure = self._indicator(label, unit, {**places, **how})
                yield self.words("summed", label=harmless(label), figure=f"{{{{ {figure} }}}}{harmless(unit)}")

    def _indicator(self, label: str, unit: str, how: Data) -> str:
        identity = f"N{len(self.indicators) + 1}"
        entry: Data = {"id": identity, "label": self._label(label[:LONGEST_LABEL]), **({"unit": unit} if unit else {})}
        self.indicators.append({**entry, **how})
        return identity

    def _paragraph(self, figure: str, text: str) -> None:
        """Put a paragraph into the narrative that is left out where there is nothing to count."""
        self.narrative += [f"{{% if value.{figure} %}}", text, "{% endif %}"]

    def _column_names(self, table: TableGuess) -> list[str]:
        fallback = "column" if table.kind is SheetKind.LEDGER else "field"
        names: list[str] = []
        for column in table.columns:
            names.append(draft_name(column.label, names, fallback, self._usual))
        return names

    def _label(self, text: str) -> Data:
        return {self.language: printable(text)}
