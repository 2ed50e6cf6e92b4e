"""A pack as plain data, from which it is made again without reading its files.

The data is lists of steps.  Each makes one value: its first part says of what kind the value is,
the others are what it is made of, where a whole number stands for the value that the step of that
number made.  Values that are equal are made once, as the sheet is that thirty rules speak of.

Only the classes named here are ever made, so that data from elsewhere can make nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cached_property
from importlib import import_module
from typing import Any, overload

from xltools.core.aggregations import AGGREGATIONS
from xltools.core.checks import CHECKS
from xltools.core.frozen import as_dict, replace
from xltools.core.pack import Pack, TextRule
from xltools.core.text_checks import TEXT_CHECKS

Step = tuple[Any, ...]
"""A kind, and texts, nothing, or numbers of earlier steps."""

_PARTS = (
    "xltools.core.pack:Pack",
    "xltools.core.pack:Rule",
    "xltools.core.pack:TextRule",
    "xltools.core.pack:Indicator",
    "xltools.core.pack:Lookup",
    "xltools.core.pack:PeriodPart",
    "xltools.core.sheets:Sheet",
    "xltools.core.sheets:Column",
    "xltools.core.sheets:Default",
    "xltools.core.sheets:MatrixRow",
    "xltools.core.sheets:Group",
    "xltools.core.sheets:Choice",
    "xltools.core.printed_table:PrintedTable",
    "xltools.core.printed_table:PrintedCell",
    "xltools.core.filters:Filter",
    "xltools.core.filters:OneOf",
    "xltools.core.filters:Within",
    "xltools.core.filters:Filled",
    "xltools.core.filters:InPeriod",
    "xltools.core.checks.choice:Offer",
    "xltools.core.aggregations.parts:Quotient",
    "xltools.core.aggregations.selection:Selection",
    "xltools.core.expressions:Expression",
    "xltools.core.patterns:Pattern",
    "xltools.core.text_checks.text_patterns:TextPattern",
)
_WORDS = (
    "xltools.core.findings:Severity",
    "xltools.core.sheets:SheetKind",
    "xltools.core.sheets:ColumnType",
    "xltools.core.sheets:Blank",
    "xltools.core.printed_table:Alignment",
)
_CLASSES: Mapping[str, str] = {
    place.partition(":")[2]: place
    for place in (*_PARTS, *_WORDS, *CHECKS.values(), *AGGREGATIONS.values(), *TEXT_CHECKS.values())
}
"""Where each class is, by its name."""

_PLAIN: Mapping[str, Callable[..., object]] = {
    "int": int,
    "bool": lambda written: written == "True",
    "Decimal": Decimal,
    "date": date.fromisoformat,
    "tuple": lambda *items: items,
    "frozenset": lambda *items: frozenset(items),
    "dict": lambda *items: dict(zip(items[::2], items[1::2], strict=True)),
}
"""What makes a value that is of no class of ours."""


def pack_as_data(pack: Pack) -> list[list[Step]]:
    """Write a pack as two lists of steps: one makes the pack, the other its rules on texts."""
    return [_steps(replace(pack, text_rules=())), _steps(tuple(pack.text_rules))]


def pack_of_data(data: Sequence[Sequence[Step]]) -> Pack:
    """Make the pack that ``pack_as_data`` has written; its rules on texts only when they are asked for.

    Raises:
        KeyError: A class is asked for that no pack has.
    """
    steps, text_steps = data
    pack = _made(steps)
    assert isinstance(pack, Pack)
    return replace(pack, text_rules=_Later(lambda: _made(text_steps)))


class _Later(Sequence[TextRule]):
    """Rules that are made when they are first asked for; a check of a workbook never asks."""

    def __init__(self, make: Callable[[], tuple[TextRule, ...]]) -> None:
        self._make = make

    @cached_property
    def _rules(self) -> tuple[TextRule, ...]:
        return self._make()

    @overload
    def __getitem__(self, index: int) -> TextRule: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[TextRule, ...]: ...

    def __getitem__(self, index: int | slice) -> TextRule | tuple[TextRule, ...]:
        return self._rules[index]

    def __len__(self) -> int:
        return len(self._rules)

    def __eq__(self, other: object) -> bool:
        return self._rules == (other._rules if isinstance(other, _Later) else other)

    def __hash__(self) -> int:
        return hash(self._rules)


def _steps(value: object) -> list[Step]:
    steps: dict[Step, int] = {}
    _written(value, steps)
    return list(steps)


def _made(steps: Sequence[Step]) -> Any:
    """Go through the steps, and give what the last one makes."""
    makers = dict(_PLAIN)
    made: list[Any] = []
    for kind, *parts in steps:
        if kind not in makers:
            makers[kind] = _class_of(kind)
        made.append(makers[kind](*[made[part] if isinstance(part, int) else part for part in parts]))
    return made[-1]


def _class_of(name: str) -> Callable[..., object]:
    module, _, _ = _CLASSES[name].partition(":")
    found: Callable[..., object] = getattr(import_module(module), name)
    return found


def _written(value: Any, steps: dict[Step, int]) -> object:
    """Give what stands for a value in a step, after the steps that make it."""
    if value is None or value.__class__ is str:
        return value
    kind = value.__class__.__name__
    step = (kind, *(_written(part, steps) for part in _parts_of(value)))
    return steps.setdefault(step, len(steps))


def _parts_of(value: Any) -> Sequence[object]:
    """Take a value apart."""
    if isinstance(value, Enum):
        return [value.value]
    if isinstance(value, int | Decimal):
        return [str(value)]
    if isinstance(value, date):
        return [value.isoformat()]
    if isinstance(value, Mapping):
        return [part for pair in value.items() for part in pair]
    if isinstance(value, tuple):
        return value
    if isinstance(value, frozenset):
        return sorted(value, key=str)
    return tuple(as_dict(value).values())
