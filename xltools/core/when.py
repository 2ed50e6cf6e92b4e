"""Whether an indicator is part of a report: the pack's ``when``, asked of the fields of forms.

A field without a value leaves it open, and then there is no value either: a figure that may not be
reported at all must not appear because someone forgot to fill in a form.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from xltools.core.dataset import UNREADABLE, Dataset
from xltools.core.expressions import Expression, Operand
from xltools.core.form_fields import field_phrases
from xltools.core.formulas import References, quoted
from xltools.core.outcomes import Phrase
from xltools.core.own_labels import words_for
from xltools.core.pack import Pack
from xltools.core.sheets import ColumnType


def holds(condition: Expression, dataset: Dataset) -> bool | Phrase:
    """Ask a condition of the fields.

    Returns:
        Whether it holds; or, where that is open, which fields have no value.
    """
    values = {name: dataset.field(name) for name in condition.names}
    open_names = [
        name
        for name, value in values.items()
        if value is UNREADABLE or (name in condition.needed and not isinstance(value, Decimal | str | date))
    ]
    if open_names:
        return Phrase("indicator.when_unknown", {"fields": field_phrases(open_names, dataset)})
    known: dict[str, Operand] = {
        name: value for name, value in values.items() if isinstance(value, Decimal | str | date)
    }
    answer = condition.evaluate(known)
    if isinstance(answer, bool):
        return answer
    return Phrase("indicator.when_unknown", {"fields": field_phrases(condition.names, dataset)})


def holds_formula(condition: Expression, references: References, pack: Pack) -> str:
    """Give the Excel formula that is true where the condition holds; open is false or an error."""

    def cell(name: str) -> str:
        sheet, _, column = name.partition(".")
        return references.field(sheet, column)

    known = (_has_value(name, cell(name), pack) for name in condition.needed)
    return f"AND({','.join([*known, condition.formula(cell)])})"


def _has_value(name: str, cell: str, pack: Pack) -> str:
    sheet, _, column_name = name.partition(".")
    column = pack.sheets[sheet].column(column_name)
    if column.type not in (ColumnType.TEXT, ColumnType.SELECT_ONE):
        return f"ISNUMBER({cell})"
    blanks = "".join(f",NOT(EXACT({cell},{quoted(word)}))" for word in words_for(column.missing, pack.language))
    return f"LEN({cell})>0{blanks}"
