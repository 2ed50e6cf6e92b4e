"""How an indicator is printed: its digits as a figure, and the words that belong to them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from xltools.core.document import Figure, Run, Text
from xltools.core.narration.narrative_values import Shown
from xltools.core.numerals import plain, shortest, step_down, ten_thousands
from xltools.core.outcomes import Outcome
from xltools.core.rounding import round_half_away

_TOTAL = re.compile("(?:共计|总计|合计|累计)[^，。；：、！？]*$")


def printed(figure: Shown, before: str) -> tuple[Run, ...]:
    """Give the runs that print an indicator with a value.

    Args:
        figure: The indicator and the form.
        before: What stands before it in its paragraph: after 共计 a number is exact.

    Returns:
        Its digits as a ``Figure``, and words.
    """
    return _FORMS[figure.form](figure, before)


def comparison(outcome: Outcome, form: str) -> str:
    """Say a change against last year in one word: 增长, 下降, 上升, 持平; nothing without a base."""
    if outcome.value is None or outcome.last_year is None or (form == "yoy" and outcome.change is None):
        return ""
    if outcome.value == outcome.last_year:
        return "持平"
    if outcome.value > outcome.last_year:
        return "增长" if form == "yoy" else "上升"
    return "下降"


def _value(figure: Shown, _before: str) -> tuple[Run, ...]:
    return _signed(figure, plain(_number(figure)))


def _percent(figure: Shown, _before: str) -> tuple[Run, ...]:
    return _signed(figure, f"{plain(_number(figure))}%")


def _yu(figure: Shown, before: str) -> tuple[Run, ...]:
    number, more = step_down(_number(figure))
    if not more or _TOTAL.search(before):
        return _value(figure, before)
    return (*_signed(figure, plain(number.quantize(Decimal(1)))), Text("余"))


def _wan(figure: Shown, _before: str) -> tuple[Run, ...]:
    return (*_signed(figure, ten_thousands(_number(figure))), Text("万元"))


def _yoy(figure: Shown, _before: str) -> tuple[Run, ...]:
    change = figure.outcome.change or Decimal(0)
    return _moved(figure, "同比", change, "%", "")


def _points(figure: Shown, _before: str) -> tuple[Run, ...]:
    moved = _number(figure) - (figure.outcome.last_year or Decimal(0))
    return _moved(figure, "", round_half_away(moved, 2), "", "个百分点")


def _moved(figure: Shown, lead: str, change: Decimal, sign: str, unit: str) -> tuple[Run, ...]:
    word = comparison(figure.outcome, figure.form)
    if word == "持平":
        return (Text("与上年持平"),)
    if not change:
        return (Text("与上年基本持平"),)
    digits = Figure(figure.indicator.id, f"{shortest(abs(change))}{sign}", figure.form, figure.label)
    return (Text(f"{lead}{word}"), digits, *((Text(unit),) if unit else ()))


def _signed(figure: Shown, digits: str) -> tuple[Run, ...]:
    run = Figure(figure.indicator.id, digits.removeprefix("-"), figure.form, figure.label)
    return (Text("-"), run) if digits.startswith("-") else (run,)


def _number(figure: Shown) -> Decimal:
    if figure.outcome.value is None:
        raise ValueError(figure.indicator.id)
    return figure.outcome.value


_FORMS: Mapping[str, Callable[[Shown, str], tuple[Run, ...]]] = {
    "value": _value,
    "percent": _percent,
    "yu": _yu,
    "wan": _wan,
    "yoy": _yoy,
    "points": _points,
}
