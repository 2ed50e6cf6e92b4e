"""The formula of a condition on fields is true where the engine says that it holds, and nowhere else."""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path

import pytest
import xlsxwriter

from tests.support import libreoffice
from tests.support.drawing import choices, sheet
from xltools.adapters.xlsx_reader import read_grid
from xltools.core.expressions import parse_expression
from xltools.core.outcomes import Phrase
from xltools.core.pack import Pack
from xltools.core.pack_scope import Scope
from xltools.core.parse import parse
from xltools.core.sheets import Sheet
from xltools.core.when import holds, holds_formula

FORMS = 60
FIELDS = {"counted": "select_one yes_no", "quota": "decimal", "note": "text", "since": "date"}
CONDITIONS = (
    "form.counted == '是'",
    "form.counted != '否'",
    "form.quota > 3",
    "form.quota * 2 >= 6 and form.counted == '是'",
    "form.counted == '是' or form.quota > 3",
    "filled(form.note)",
    "not filled(form.quota) or form.quota < 4",
    "contains(form.note, '?')",
    "10 / form.quota > 2",
    "form.since == form.since",
)
VALUES: Mapping[str, tuple[str | float | bool | None, ...]] = {
    "counted": ("是", "否", "是 ", None, "不适用", True),
    "quota": (3, 3.5, 0, None, "4", "不详", -1),
    "note": ("x", "a?c", None, "不适用", " ", 15),
    "since": (None, "2019-5-1", "不详", 43586),
}


class References:
    """Names for the fields of one drawn form, in column B from row 1."""

    def field(self, sheet: str, column: str) -> str:
        del sheet
        return f"$B${list(FIELDS).index(column) + 1}"

    def cell_of(self, sheet: str, row: str, column: str) -> str:
        raise AssertionError((sheet, row, column))

    def column(self, sheet: str, column: str) -> str:
        raise AssertionError((sheet, column))

    def indicator(self, indicator: str) -> str:
        raise AssertionError(indicator)

    def last_year(self, indicator: str) -> str:
        raise AssertionError(indicator)

    def period_start(self) -> str:
        raise AssertionError

    def period_end(self) -> str:
        raise AssertionError


def pack_of(forms: Mapping[str, Sheet]) -> Pack:
    lists = {"yes_no": choices("是", "否")}
    return Pack("test", "1", ("1",), ("zh-Hans",), {}, "f0.year", "f0.unit", forms, lists, (), {})


@pytest.mark.libreoffice
def test_the_formula_of_a_condition_agrees_with_the_engine(tmp_path: Path) -> None:
    chance = random.Random(7)  # noqa: S311 - reproducible on purpose
    forms = {f"f{number}": sheet(f"f{number}", FIELDS, "form") for number in range(FORMS)}
    pack = pack_of(forms)
    conditions = {
        name: [
            parse_expression(text.replace("form.", f"{name}."), Scope(forms, pack.choices).field_types())
            for text in CONDITIONS
        ]
        for name in forms
    }
    path = tmp_path / "forms.xlsx"
    with xlsxwriter.Workbook(path, {"strings_to_numbers": False}) as book:
        for name in forms:
            page = book.add_worksheet(name)
            for row, field in enumerate(FIELDS):
                page.write_string(row, 0, field)
                page.write(row, 1, chance.choice(VALUES[field]))
            for row, condition in enumerate(conditions[name]):
                formula = f'IFERROR(IF({holds_formula(condition, References(), pack)},1,""),"")'
                page.write_array_formula(row, 5, row, 5, f"{{={formula}}}")

    dataset = parse(read_grid(path), pack)
    [answer] = libreoffice.ask([path])

    told: set[tuple[str, object]] = set()
    for name, its in conditions.items():
        for row, (condition, text) in enumerate(zip(its, CONDITIONS, strict=True), 1):
            answered = holds(condition, dataset)
            told.add((text, answered if isinstance(answered, bool) else "open"))
            unreadable = isinstance(answered, Phrase) and bool(dataset.tables[name].slips)
            shown = answer[name].computed[f"F{row}"]
            assert shown == (1 if answered is True else "") or unreadable, (name, text, answered, shown)
    assert {text for text, answered in told if answered is True} >= set(CONDITIONS[:-1])
    assert {text for text, answered in told if answered == "open"} >= set(CONDITIONS) - {"filled(form.note)"}
