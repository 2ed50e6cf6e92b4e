"""Conditions on rows, all of which must hold, each of which can be said in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from xltools.core.dataset import Table
from xltools.core.sheets import Period, Sheet


class Condition(Protocol):
    """One condition."""

    @property
    def column(self) -> str:
        """The column whose cell it looks at."""


@dataclass(frozen=True, slots=True)
class Filter:
    """All conditions of a rule or an indicator."""

    conditions: tuple[Condition, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that the conditions look at, each once."""
        return tuple(dict.fromkeys(condition.column for condition in self.conditions))

    def matching(self, table: Table, rows: Sequence[int], period: Period | None) -> Sequence[int]:
        """Give those of some records, all readable, that meet every condition."""
        raise NotImplementedError


def read_filter(data: object, sheet: Sheet | None, key: str, fault: Callable[..., None]) -> Filter:
    """Read conditions from a pack's ``where`` table; what is wrong is told to ``fault``."""
    if not data:
        return Filter()
    raise NotImplementedError(sheet, key, fault)
