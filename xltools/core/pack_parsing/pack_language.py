"""The keys of a pack's files, and what each of them holds, as data.

The parsers read a pack and say what is wrong with it; this is the same language laid out for whoever
must show it: the spreadsheet form of a pack, the schema for editors.  A test reads every pack and every
kind of rule and indicator with the parsers, and asks that no key is read that does not stand here.
"""

from __future__ import annotations

from xltools.core.checks import CHECKS
from xltools.core.pack_parsing.pack_fields import EntryLanguage, Field, Shape
from xltools.core.pack_parsing.pack_files import INDICATORS, RULES, SHEETS, TABLES, TEXT_RULES
from xltools.core.sheets import ColumnType, SheetKind
from xltools.core.text_checks import TEXT_CHECKS

_YES = Shape.FLAG
_NAME = Field("name", required=True)
_LABEL = Field("label", Shape.LABEL, required=True)
_HINT = Field("hint", Shape.LABEL)
_SEVERITIES = ("error", "warning", "note")
_EXPLAIN = ("none", "allowed", "required")

HEADER_FIELDS: tuple[Field, ...] = (
    Field("id", required=True),
    Field("version", required=True),
    Field("accepts", Shape.TEXTS),
    Field("base"),
    Field("base_version"),
    Field("languages", Shape.TEXTS, required=True),
    _LABEL,
    Field("period.year", required=True),
    Field("period.month"),
    Field("period.quarter"),
    Field("unit.name", required=True),
    *(
        Field(f"{table}.{key}", names="sheet" if key == "sheet" else "")
        for table in ("targets", "last_year")
        for key in ("sheet", "key", "value")
    ),
)
"""The keys of ``pack.toml`` but the constants, whose names are the pack's own."""

CONSTANTS = "constants"

SHEET_ENTRIES = EntryLanguage(
    "sheets",
    SHEETS,
    ("sheet",),
    (
        _NAME,
        Field("kind", words=tuple(SheetKind), required=True),
        _LABEL,
        _HINT,
        Field("prepared_rows", Shape.INTEGER),
        Field("carry_over", _YES),
        Field("sensitive", _YES),
        Field("last_year_of", names="sheet"),
        Field("previous_of", names="sheet"),
    ),
    "kind",
    {
        "ledger": frozenset({"prepared_rows", "carry_over"}),
        "matrix": frozenset({"last_year_of", "previous_of"}),
    },
)
GROUP_ENTRIES = EntryLanguage("groups", SHEETS, ("sheet", "group"), (_NAME, _LABEL, Field("within")))
ROW_ENTRIES = EntryLanguage(
    "rows", SHEETS, ("sheet", "row"), (_NAME, _LABEL, Field("group"), Field("total_of", Shape.TEXTS))
)
COLUMN_ENTRIES = EntryLanguage(
    "columns",
    SHEETS,
    ("sheet", "column"),
    (
        _NAME,
        _LABEL,
        _HINT,
        Field("type", words=tuple(ColumnType), required=True),
        Field("required", _YES),
        Field("unique", _YES),
        Field("minimum", Shape.VALUE),
        Field("maximum", Shape.VALUE),
        Field("pattern"),
        Field("choices", names="choice_list"),
        Field("choice_filter"),
        Field("missing", Shape.TEXTS),
        Field("default", Shape.DEFAULT),
        Field("width", Shape.INTEGER),
        Field("multiline", _YES),
        Field("group"),
        Field("total_of", Shape.TEXTS),
    ),
    "type",
    {
        "text": frozenset({"pattern"}),
        "integer": frozenset({"minimum", "maximum"}),
        "decimal": frozenset({"minimum", "maximum"}),
        "date": frozenset({"minimum", "maximum"}),
        "select_one": frozenset({"choices", "choice_filter"}),
    },
)

_ON_SHEET = {
    "type": "columns",
    "required": "columns",
    "unique": "columns",
    "range": "columns minimum maximum",
    "choice": "columns",
    "pattern": "columns pattern forbids",
    "date_in_period": "columns",
    "compare": "left operator right value",
    "ref": "column to",
    "sum_equals": "parts totals along columns",
    "row_equals": "row other columns",
    "covers": "by each date index count at_least of",
    "at_most": "count by maximum",
    "outlier": "column by factor",
    "require": "require",
}
_ON_INDICATORS = {"changed_over": "indicator percent", "differs_from_last_year": "indicator"}
_WITHOUT_CONDITIONS = {"row_equals"}

RULE_ENTRIES = EntryLanguage(
    "rules",
    RULES,
    ("rule",),
    (
        Field("id", required=True),
        Field("kind", words=tuple(CHECKS), required=True),
        Field("sheet", names="sheet"),
        Field("label", Shape.LABEL),
        Field("severity", words=_SEVERITIES),
        Field("explain", words=_EXPLAIN),
        Field("require"),
        Field("columns", Shape.TEXTS),
        Field("column"),
        Field("where", Shape.CONDITIONS),
        Field("minimum", Shape.VALUE),
        Field("maximum", Shape.VALUE),
        Field("pattern"),
        Field("forbids"),
        Field("left"),
        Field("operator", words=("<", "<=", "=", "!=", ">=", ">")),
        Field("right"),
        Field("value", Shape.VALUE),
        Field("to"),
        Field("parts", Shape.TEXTS),
        Field("totals", Shape.TEXTS),
        Field("along", words=("columns", "rows")),
        Field("row"),
        Field("other"),
        Field("by", Shape.TEXTS),
        Field("each", words=("month", "quarter", "half", "year")),
        Field("date"),
        Field("index"),
        Field("count"),
        Field("at_least", Shape.NUMBER),
        Field("of"),
        Field("factor", Shape.NUMBER),
        Field("indicator", names="indicator"),
        Field("percent", Shape.NUMBER),
        Field("message", Shape.LABEL),
    ),
    "kind",
    {
        kind: frozenset(keys.split()) | {"sheet"} | (set() if kind in _WITHOUT_CONDITIONS else {"where"})
        for kind, keys in _ON_SHEET.items()
    }
    | {kind: frozenset(keys.split()) for kind, keys in _ON_INDICATORS.items()},
)

_ROWS = "sheet where in_period"
_AGGREGATES = {
    "count": _ROWS,
    "sum": f"{_ROWS} column",
    "cells": "sheet rows columns",
    "distinct": f"{_ROWS} column",
    "min": f"{_ROWS} column",
    "max": f"{_ROWS} column",
    "latest": f"{_ROWS} column date",
    "months_with": "sheet where date",
    "ratio": "numerator denominator",
    "share": "numerator denominator",
    "change": "indicator as",
    "expr": "expression",
}

INDICATOR_ENTRIES = EntryLanguage(
    "indicators",
    INDICATORS,
    ("indicator",),
    (
        Field("id", required=True),
        _LABEL,
        Field("unit"),
        Field("decimals", Shape.INTEGER),
        Field("aggregate", words=tuple(_AGGREGATES), required=True),
        Field("sheet", names="sheet"),
        Field("column"),
        Field("where", Shape.CONDITIONS),
        Field("in_period"),
        Field("date"),
        Field("rows", Shape.TEXTS),
        Field("columns", Shape.TEXTS),
        Field("numerator", names="indicator"),
        Field("denominator", names="indicator"),
        Field("indicator", names="indicator"),
        Field("as", words=("percent", "difference")),
        Field("expression"),
        Field("when"),
        Field("owner"),
        Field("definition", Shape.LABEL),
    ),
    "aggregate",
    {name: frozenset(keys.split()) for name, keys in _AGGREGATES.items()},
)
TABLE_ENTRIES = EntryLanguage(
    "tables",
    TABLES,
    ("table",),
    (
        _NAME,
        Field("header_rows", Shape.INTEGER),
        Field("landscape", _YES),
        Field("widths", Shape.INTEGERS),
        Field("alignments", Shape.TEXTS),
        Field("rows", Shape.LINES, required=True),
    ),
)

_OF_TEXTS = {
    "promise": "patterns rules",
    "percent": "totals",
    "dates": "except",
    "placeholder": "words",
    "stray_digit": "units",
    "few_persons": "words within",
    "forbidden": "patterns",
}
TEXT_RULE_ENTRIES = EntryLanguage(
    "text_rules",
    TEXT_RULES,
    ("rule",),
    (
        Field("id", required=True),
        Field("kind", words=tuple(TEXT_CHECKS), required=True),
        Field("label", Shape.LABEL),
        Field("severity", words=_SEVERITIES),
        Field("explain", words=_EXPLAIN),
        Field("patterns", Shape.TEXTS),
        Field("rules", Shape.TEXTS),
        Field("totals", Shape.NAMED),
        Field("except", Shape.TEXTS),
        Field("words", Shape.TEXTS),
        Field("units", Shape.TEXTS),
        Field("within", Shape.INTEGER),
        Field("message", Shape.LABEL),
    ),
    "kind",
    {kind: frozenset(keys.split()) for kind, keys in _OF_TEXTS.items()},
)

ENTRIES: tuple[EntryLanguage, ...] = (
    SHEET_ENTRIES,
    GROUP_ENTRIES,
    ROW_ENTRIES,
    COLUMN_ENTRIES,
    RULE_ENTRIES,
    INDICATOR_ENTRIES,
    TABLE_ENTRIES,
    TEXT_RULE_ENTRIES,
)
"""Every list of tables of a pack; those within another come after it."""

LABELS = frozenset(
    one.key
    for fields in (HEADER_FIELDS, *(entries.fields for entries in ENTRIES))
    for one in fields
    if one.shape is Shape.LABEL
)
"""The keys under which texts stand by language."""
