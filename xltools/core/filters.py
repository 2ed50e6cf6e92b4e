"""Conditions on rows, all of which must hold, each of which can be said in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from xltools.core.sheets import Sheet


class Condition(Protocol):
    """One condition."""


@dataclass(frozen=True, slots=True)
class Filter:
    """All conditions of a rule or an indicator."""

    conditions: tuple[Condition, ...] = ()


def read_filter(data: object, sheet: Sheet | None, key: str, fault: Callable[..., None]) -> Filter:
    """Read conditions from a pack's ``where`` table; what is wrong is told to ``fault``."""
    raise NotImplementedError
