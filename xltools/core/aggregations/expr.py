"""A formula over indicators."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import ClassVar, Self

from xltools.core.aggregations.aggregation import Names
from xltools.core.aggregations.parts import missing_part, rows_behind
from xltools.core.dataset import Dataset
from xltools.core.expressions import Expression
from xltools.core.form_fields import field_phrases
from xltools.core.formulas import References
from xltools.core.outcomes import Outcome, Phrase, Result
from xltools.core.pack_entry import Entry
from xltools.core.sheets import ColumnType, SheetKind

_NUMBERS = (ColumnType.INTEGER, ColumnType.DECIMAL)


@dataclass(frozen=True, slots=True)
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
        fields = {
            f"{sheet.name}.{column.name}": "number"
            for sheet in scope.sheets.values()
            if sheet.kind is SheetKind.FORM
            for column in sheet.columns
            if column.type in _NUMBERS
        }
        names = dict.fromkeys((*scope.indicators, *scope.constants), "number") | fields
        expression = entry.expression("expression", names, gives="number")
        parts = tuple(name for name in expression.names if name in scope.indicators)
        return cls(
            expression, parts, {name: scope.constants[name] for name in expression.names if name in scope.constants}
        )

    def over(self, dataset: Dataset, outcomes: Mapping[str, Outcome]) -> Result:
        """Compute exactly."""
        rows = rows_behind(self.depends, outcomes)
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
        """Say the formula, and what its parts are called."""
        parts = tuple(f"{part} {names.indicator(part)}" for part in self.depends)
        return Phrase("indicator.define.expr", {"expression": self.expression.source, "parts": parts})

    def _cell(self, name: str, references: References) -> str:
        if name in self.constants:
            return format(self.constants[name], "f")
        if name in self.depends:
            return references.indicator(name)
        sheet, _, column = name.partition(".")
        cell = references.field(sheet, column)
        # A blank field is no value, not 0.
        return f"IF(ISNUMBER({cell}),{cell},NA())"
