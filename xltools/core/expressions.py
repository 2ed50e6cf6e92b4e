"""Small formulas that a pack writes, such as ``selected <= nominated``."""

from __future__ import annotations

from collections.abc import Mapping

from xltools.core.findings import Param


class ExpressionError(Exception):
    """An expression that cannot be read, with the message that says why."""

    def __init__(self, key: str, **params: Param) -> None:
        super().__init__(key, params)
        self.key = key
        self.params = params


class Expression:
    """A checked expression: its text, its names, its value and its Excel formula."""


def parse_expression(source: str, names: Mapping[str, str]) -> Expression:
    """Read an expression over known names."""
    raise NotImplementedError
