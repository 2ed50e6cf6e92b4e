"""The tables of a pack that is drafted from nothing."""

from __future__ import annotations

from collections.abc import Callable

from xltools.core.outcomes import Phrase
from xltools.core.pack_drafts.column_guess import ColumnGuess
from xltools.core.pack_drafts.table_guess import TableGuess
from xltools.core.sheets import ColumnType, SheetKind

_STARTER = (
    TableGuess(
        "",
        SheetKind.LEDGER,
        (
            ColumnGuess("date", ColumnType.DATE, required=True),
            ColumnGuess("kind", ColumnType.SELECT_ONE, ("first", "second"), required=True),
            ColumnGuess("people", ColumnType.INTEGER, minimum=0),
            ColumnGuess("note", ColumnType.TEXT, multiline=True),
        ),
        0,
        (),
    ),
)
"""The ledger of a pack from nothing; its labels are keys of the catalogue."""


def starter_tables(say: Callable[[Phrase], str]) -> tuple[TableGuess, ...]:
    """Give the tables of a pack from nothing their labels in the language of the pack."""

    def word(key: str) -> str:
        return say(Phrase(f"pack_draft.starter.{key}"))

    return tuple(
        TableGuess(
            word("ledger"),
            table.kind,
            tuple(
                ColumnGuess(
                    word(column.label),
                    column.type,
                    tuple(map(word, column.choices)),
                    column.required,
                    column.minimum,
                    column.multiline,
                )
                for column in table.columns
            ),
            table.rows,
            table.reasons,
        )
        for table in _STARTER
    )
