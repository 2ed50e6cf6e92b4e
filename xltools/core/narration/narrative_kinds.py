"""The kinds of values in a narrative, and what its filters make of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum, auto

from jinja2 import nodes

from xltools.core.frozen import frozen


class Sort(Enum):
    """What a value in a template is."""

    ANY = auto()
    FIGURE = auto()
    FORMATTED = auto()
    NUMBER = auto()
    VALUE = auto()
    TEXT = auto()
    TRUTH = auto()
    MARK = auto()
    FORMS = auto()
    FORM = auto()
    VALUES = auto()
    LEDGERS = auto()
    ROWS = auto()
    ROW = auto()
    TEXTS = auto()
    LIST = auto()
    LOOP = auto()


@frozen
class Kind:
    """A sort, and the sheet or indicator that it is of."""

    sort: Sort
    name: str = ""


ANY, TEXT, NUMBER, TEXTS, LIST = (Kind(sort) for sort in (Sort.ANY, Sort.TEXT, Sort.NUMBER, Sort.TEXTS, Sort.LIST))


@frozen
class FilterRule:
    """What a filter takes and gives.

    Attributes:
        takes: The sorts of value.
        gives: The sort of its result; None for that of its value, or of one of its values.
        otherwise: The message where it is given another sort.
        least: How many arguments it must have.
        most: How many it may have.
        options: The arguments that have names.
    """

    takes: frozenset[Sort]
    gives: Sort | None
    otherwise: str
    least: int = 0
    most: int = 0
    options: frozenset[str] = frozenset()


_FIGURES = FilterRule(frozenset({Sort.FIGURE}), Sort.FORMATTED, "not_a_figure")
FILTERS: Mapping[str, FilterRule] = {
    "yu": _FIGURES,
    "percent": _FIGURES,
    "yoy": _FIGURES,
    "points": _FIGURES,
    "wan": FilterRule(frozenset({Sort.FIGURE, Sort.NUMBER, Sort.VALUE}), Sort.FORMATTED, "not_a_number"),
    "chinese": FilterRule(frozenset({Sort.FIGURE, Sort.NUMBER, Sort.VALUE}), Sort.TEXT, "not_a_whole_number"),
    "where": FilterRule(frozenset({Sort.ROWS}), None, "not_rows"),
    "distinct": FilterRule(frozenset({Sort.ROWS}), Sort.TEXTS, "not_rows", 1, 3, frozenset({"by", "top"})),
    "quoted": FilterRule(frozenset({Sort.TEXTS, Sort.TEXT}), None, "not_texts"),
    "list": FilterRule(frozenset({Sort.TEXTS}), Sort.TEXT, "not_texts"),
    "join": FilterRule(frozenset({Sort.TEXTS, Sort.LIST}), Sort.TEXT, "not_texts", 0, 1),
    "length": FilterRule(frozenset({Sort.ROWS, Sort.TEXTS, Sort.LIST}), Sort.NUMBER, "not_rows"),
    "first": FilterRule(frozenset({Sort.ROWS, Sort.TEXTS}), None, "not_rows"),
    "last": FilterRule(frozenset({Sort.ROWS, Sort.TEXTS}), None, "not_rows"),
}


def given(rule: FilterRule, value: Kind) -> Kind:
    """Give the kind of a filter's result; that of its value, or of one of its values, where it says none."""
    if rule.gives is not None:
        return Kind(rule.gives)
    if rule in (FILTERS["first"], FILTERS["last"]):
        return {Sort.ROWS: Kind(Sort.ROW, value.name), Sort.TEXTS: TEXT}.get(value.sort, ANY)
    return value


def columns_named(node: nodes.Filter) -> Iterator[str]:
    """Give the columns that a filter names: the keywords of ``where``, the first argument of ``distinct``."""
    if node.name == "where":
        yield from (str(pair.key) for pair in node.kwargs)
    if node.name == "distinct" and node.args and isinstance(node.args[0], nodes.Const):
        yield str(node.args[0].value)
