"""A pack in words: its sheets, columns, rules and indicators, for whoever answers for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from xltools.core.aggregations.aggregation import Names
from xltools.core.checks.pattern import PatternCheck
from xltools.core.checks.range import RangeCheck
from xltools.core.findings import Param
from xltools.core.frozen import frozen
from xltools.core.outcomes import Phrase
from xltools.core.pack import Indicator, Pack, Rule, TextRule
from xltools.core.sheets import Column, Sheet, say

_CHOICES_SHOWN = 8


@frozen
class Line:
    """One line of a description, and how far it stands in."""

    depth: int
    phrase: Phrase


def describe_pack(pack: Pack, language: str) -> tuple[Line, ...]:
    """Say what a pack holds.

    Args:
        pack: The pack.
        language: In which its labels are wanted; where it lacks it, its first.
    """
    return tuple(_Description(pack, language).lines())


class _Description:
    def __init__(self, pack: Pack, language: str) -> None:
        self._pack = pack
        self._language = language if language in pack.languages else pack.language
        labels = {name: indicator.label for name, indicator in pack.indicators.items()}
        self._names = Names(pack.sheets, labels, self._language)
        self._own = own_rules(pack)

    def lines(self) -> Iterator[Line]:
        pack = self._pack
        yield self._line(0, "title", id=pack.id, version=pack.version, label=say(pack.label, self._language))
        if pack.base:
            yield self._line(1, "based", base=pack.base)
        fields = {"year": self._field(pack.year_field), "unit": self._field(pack.unit_field)}
        if pack.part is None:
            yield self._line(1, "period", **fields)
        else:
            yield self._line(1, f"period_{pack.part.unit}", **fields, number=self._field(pack.part.field))
        yield self._line(0, "sheets", count=len(pack.sheets))
        for sheet in pack.sheets.values():
            yield from self._sheet(sheet)
        rules = [rule for rule in pack.rules if rule.id not in {own.id for own in self._own.values()}]
        yield self._line(0, "rules", count=len(rules))
        for rule in rules:
            yield Line(1, self._rule(rule))
        if self._pack.text_rules:
            yield self._line(0, "text_rules", count=len(self._pack.text_rules))
            yield from (Line(1, self._text_rule(rule)) for rule in self._pack.text_rules)
        yield self._line(0, "indicators", count=len(pack.indicators))
        for indicator in pack.indicators.values():
            yield from self._indicator(indicator)

    def _line(self, depth: int, key: str, **params: Param | tuple[Phrase, ...]) -> Line:
        return Line(depth, Phrase(f"pack.show.{key}", params))

    def _field(self, path: str) -> str:
        sheet, _, column = path.partition(".")
        return f"{self._names.sheet(sheet)} · {self._names.header(sheet, column)}"

    def _sheet(self, sheet: Sheet) -> Iterator[Line]:
        label = say(sheet.label, self._language)
        yield self._line(1, f"sheet.{sheet.kind.value}", name=sheet.name, label=label, count=len(sheet.rows))
        if sheet.carry_over:
            yield self._line(2, "carry_over")
        for row in sheet.rows:
            yield self._line(2, "row", name=row.name, label=say(row.label, self._language))
        for column in sheet.columns:
            facts = tuple(column_facts(self._pack, self._names, self._own, sheet, column))
            yield self._line(2, "column", name=column.name, label=say(column.label, self._language), facts=facts)

    def _text_rule(self, rule: TextRule) -> Phrase:
        """Say a rule on the report's text likewise."""
        return Phrase(f"pack.show.rule.{rule.explain}", self._asked(rule, f"pack.show.text_kind.{rule.check.kind}"))

    def _asked(self, rule: Rule | TextRule, kind: str) -> dict[str, Param | tuple[Phrase, ...]]:
        severity = Phrase(f"message.severity.{rule.severity.name.lower()}")
        label = say(rule.label, self._language)
        what = Phrase("pack.show.labelled", {"label": label}) if label else Phrase(kind)
        return {"id": rule.id, "severity": (severity,), "what": (what,)}

    def _rule(self, rule: Rule) -> Phrase:
        """Say a rule by its own label, or by what its kind asks."""
        key = f"rule.{rule.explain}" if rule.sheet is None else f"rule_on_sheet.{rule.explain}"
        params = self._asked(rule, f"pack.show.kind.{rule.check.kind}")
        if rule.sheet is not None:
            params["sheet"] = self._names.sheet(rule.sheet)
        return Phrase(f"pack.show.{key}", params)

    def _indicator(self, indicator: Indicator) -> Iterator[Line]:
        label = say(indicator.label, self._language)
        definition = (indicator.aggregation.words(self._names),)
        key = "indicator" if indicator.unit else "indicator_without_unit"
        yield self._line(1, key, id=indicator.id, label=label, unit=indicator.unit, definition=definition)
        written = say(indicator.definition, self._language)
        if written:
            yield self._line(2, "definition", text=written)
        if indicator.when is not None:
            yield self._line(2, "when", condition=indicator.when.source)
        if indicator.owner:
            yield self._line(2, "owner", owner=indicator.owner)


OwnRules = Mapping[tuple[str, str, str], Rule]
"""The rules that the columns' own constraints made, by sheet, column and kind."""


def column_facts(pack: Pack, names: Names, own: OwnRules, sheet: Sheet, column: Column) -> Iterator[Phrase]:
    """Say what a cell of a column holds and must be.

    Args:
        pack: The pack.
        names: What its sheets and columns are called.
        own: From ``own_rules``.
        sheet: The column's.
        column: The column.
    """
    yield Phrase(f"pack.show.type.{column.type.value}")
    if column.choices is not None:
        choices = tuple(dict.fromkeys(choice.name for choice in pack.choices[column.choices]))
        key = "choices" if len(choices) <= _CHOICES_SHOWN else "many_choices"
        yield Phrase(f"pack.show.{key}", {"choices": choices[:_CHOICES_SHOWN], "count": len(choices)})
    if column.choice_filter is not None:
        yield Phrase("pack.show.choice_filter", {"column": names.header(sheet.name, column.choice_filter)})
    for kind in ("required", "unique", "range", "pattern"):
        rule = own.get((sheet.name, column.name, kind))
        if rule is not None:
            yield _constraint(rule)


def own_rules(pack: Pack) -> OwnRules:
    """Give the rules that the columns' own constraints made, by sheet, column and kind."""
    return {
        (rule.sheet, column, rule.check.kind): rule
        for rule in pack.rules
        if rule.sheet is not None
        for column in rule.check.columns
        if rule.id == f"{rule.sheet}.{column}.{rule.check.kind}"
    }


def _constraint(rule: Rule) -> Phrase:
    check = rule.check
    if isinstance(check, RangeCheck):
        bounds = {"minimum": check.minimum, "maximum": check.maximum}
        key = "at_least" if check.maximum is None else "at_most" if check.minimum is None else "between"
        return Phrase(f"pack.show.{key}", {name: bound for name, bound in bounds.items() if bound is not None})
    if isinstance(check, PatternCheck):
        return Phrase("pack.show.pattern", {"pattern": check.pattern.source})
    return Phrase(f"pack.show.{check.kind}")
