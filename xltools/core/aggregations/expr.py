"""A formula over indicators."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar, Self

from xltools.core.aggregations.aggregation import Names
from xltools.core.aggregations.parts import missing_part, rows_behind
from xltools.core.dataset import Dataset
from xltools.core.expressions import Expression
from xltools.core.form_fields import cells_behind, field_phrases
from xltools.core.formulas import References
from xltools.core.frozen import field, frozen
from xltools.core.outcomes import Outcome, Phrase, Result
from xltools.core.pack_entry import Entry


@frozen
class ExprAggregation:
    """Computes a formula over indicators, constants and number fields of forms.

    ::

        aggregate = "expr"
        expression = "F20 / F19"
    """

    name: ClassVar[str] = "expr"

    expression: Expression
    depends: tuple[str, ...]
    constants: Mapping[str, Decimal] = field(default_factory=dict)

    @classmethod
    def from_entry(cls, entry: Entry) -> Self:
        """Read ``expression``, which must give a number."""
        scope = entry.scope
        numbers = {name: kind for name, kind in scope.workbook_types().items() if kind == "number"}
        expression = entry.expression("expression", numbers, gives="number")
        parts = tuple(name for name in expression.names if name in scope.indicators)
        return cls(
            expression, parts, {name: scope.constants[name] for name in expression.names if name in scope.constants}
        )

    def over(self, dataset: Dataset, outcomes: Mapping[str, Outcome]) -> Result:
        """Compute exactly."""
        rows = (*rows_behind(self.depends, outcomes), *cells_behind(self._fields, dataset))
        reason = missing_part(self.depends, outcomes)
        if reason is not None:
            return Result(None, reason, rows)
        values: dict[str, Decimal] = dict(self.constants)
        for name in self.expression.names:
            value = outcomes[name].exact if name in outcomes else values.get(name, dataset.field(name))
            if not isinstance(value, Decimal):
                return Result(None, Phrase("indicator.field_missing", {"field": field_phrases([name], dataset)}), rows)
            values[name] = value
        result = self.expression.evaluate(values)
        if not isinstance(result, Decimal):
            return Result(None, Phrase("indicator.zero_division", {"expression": self.expression.source}), rows)
        return Result(result, None, rows, countable=result)

    def formula(self, references: References) -> str:
        """Write the expression over the parts' exact values."""
        return self.expression.formula(lambda name: self._cell(name, references))

    def words(self, names: Names) -> Phrase:
        """Say the formula, and what its parts are called; a field by itself is said as what it is."""
        if self.expression.source in self._fields:
            return Phrase("indicator.define.field_alone", _labels(self.expression.source, names))
        parts = tuple(self._part(name, names) for name in self.expression.names)
        key = "indicator.define.expr" if parts else "indicator.define.expr_alone"
        return Phrase(key, {"expression": self.expression.source, "parts": parts})

    @property
    def _fields(self) -> tuple[str, ...]:
        return tuple(n for n in self.expression.names if n not in self.depends and n not in self.constants)

    def _part(self, name: str, names: Names) -> Phrase:
        if name in self.constants:
            return Phrase("indicator.define.constant", {"name": name, "value": self.constants[name]})
        if name in self.depends:
            return Phrase("indicator.define.part", {"name": name, "label": names.indicator(name)})
        return Phrase("indicator.define.field", {"name": name, **_labels(name, names)})

    def _cell(self, name: str, references: References) -> str:
        if name in self.constants:
            return format(self.constants[name], "f")
        if name in self.depends:
            return references.indicator(name)
        sheet, _, column = name.partition(".")
        cell = references.field(sheet, column)
        # A blank field is no value, not 0.
        return f"IF(ISNUMBER({cell}),{cell},NA())"


def _labels(field_name: str, names: Names) -> dict[str, str]:
    sheet, _, column = field_name.partition(".")
    return {"sheet": names.sheet(sheet), "field": names.header(sheet, column)}
