"""A text is written as it must be, or says nothing that it must not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar, Self

from xltools.core.checks.check import NO_FILTER, Evidence, Unjudged, Violation
from xltools.core.filters import Filter
from xltools.core.findings import Param
from xltools.core.formulas import RowReferences
from xltools.core.frozen import frozen
from xltools.core.pack_entry import Entry
from xltools.core.patterns import Pattern, PatternError, compile_pattern
from xltools.core.sheets import ColumnType

_TEXTS = (ColumnType.TEXT, ColumnType.SELECT_ONE)


@frozen
class PatternCheck:
    """Demands that the whole text matches a pattern, or that no part of it does.

    ::

        kind = "pattern"
        columns = ["number"]
        pattern = "竹街〔[0-9]{4}〕[0-9]+号"

    passes ``竹街〔2019〕3号`` and fails ``竹街[2019]3号``.  With ``forbids`` in place of ``pattern``, a
    text of which any part matches fails.  Blanks are left out.

    Attributes:
        pattern: What is asked of the text.
        forbids: True where no part may match; else the whole text must.
    """

    kind: ClassVar[str] = "pattern"
    params: ClassVar[tuple[str, ...]] = ("value", "column")
    on_sheet: ClassVar[bool] = True
    whole_table: ClassVar[bool] = False
    each_column: ClassVar[bool] = True
    judges_unreadable: ClassVar[bool] = False

    columns: tuple[str, ...]
    pattern: Pattern
    forbids: bool = False
    where: Filter = NO_FILTER

    @classmethod
    def from_entry(cls, entry: Entry) -> Self:
        """Read ``columns``, ``pattern`` or ``forbids``, and ``where``."""
        columns = entry.columns("columns", types=_TEXTS)
        forbids = "forbids" in entry
        key = "forbids" if forbids else "pattern"
        if forbids and "pattern" in entry:
            entry.fault("pattern", "pack.one_or_other", other="forbids")
            entry.raw("pattern")
        source = entry.text(key)
        try:
            pattern = compile_pattern(source)
        except PatternError as error:
            entry.fault(key, "pack.bad_pattern", value=source[:80], detail=str(error))
            pattern = compile_pattern("")
        return cls(columns, pattern, forbids, entry.filters())

    def violations(self, evidence: Evidence) -> Iterator[Violation | Unjudged]:
        """Name the texts that are not written so, or that say what they must not."""
        for column in evidence.columns:
            found = self._wrong([text for text in dict.fromkeys(evidence.values(column)) if isinstance(text, str)])
            if not found:
                continue
            for index, value in evidence.cells(column):
                if value in found:
                    params: dict[str, Param] = {"value": str(value), "column": evidence.header(column)}
                    key = "mismatch"
                    if self.forbids:
                        key, params["part"] = "forbidden", found[value]
                    yield Violation(evidence.location(index, column), f"check.pattern.{key}", params)

    def wrong_when(self, column: str, references: RowReferences) -> str | None:
        """Give nothing: Excel has no patterns."""
        del column, references
        return None

    def _wrong(self, texts: Sequence[str]) -> Mapping[object, str]:
        """Give the wrong ones of some texts, each with the part that is wrong."""
        if self.forbids:
            return {text: part for text in texts if (part := self.pattern.found_in(text)) is not None}
        return {text: text for text in self.pattern.unlike(texts)}
