"""Tabs that are missing, renamed, doubled, hidden, copied or of nobody."""

from __future__ import annotations

import pytest

from tests.support.grids import drawn
from tests.support.study import GOOD_PARAMETERS, GOOD_STUDY, GOOD_TABLE, PACK, Found, found, restricted
from xltools.core.dataset import Dataset
from xltools.core.findings import Severity
from xltools.core.frozen import replace
from xltools.core.grid import Grid, SheetGrid
from xltools.core.parse import parse

NOTE, WARNING, ERROR = Severity.NOTE, Severity.WARNING, Severity.ERROR


def read(*sheets: SheetGrid) -> Dataset:
    """Parse just these sheets."""
    return parse(Grid(tuple(restricted(sheet) for sheet in sheets)), PACK)


def renamed(sheet: SheetGrid, name: str) -> SheetGrid:
    """Give a sheet another name."""
    return replace(sheet, name=name)


def test_a_missing_sheet_is_named_and_has_no_table() -> None:
    dataset = read(GOOD_PARAMETERS, GOOD_TABLE)

    assert found(dataset) == [Found(ERROR, "structure.sheet_missing", "L1学习台账", "")]
    assert list(dataset.tables) == ["parameters", "requests"]


def test_sheets_in_another_order_are_the_same() -> None:
    dataset = read(GOOD_TABLE, GOOD_STUDY, GOOD_PARAMETERS)

    assert found(dataset) == []
    assert list(dataset.tables) == ["parameters", "study", "requests"]
    assert {name: table.order for name, table in dataset.tables.items()} == {"parameters": 2, "study": 1, "requests": 0}


@pytest.mark.parametrize("name", ["L1学习台账 ", "Ｌ１学习台账", "l1学习台账", "L1 学习台账", "L1学习台账\u200b"])
def test_a_name_with_spaces_full_width_letters_or_in_lower_case_is_read_with_a_note(name: str) -> None:
    dataset = read(GOOD_PARAMETERS, renamed(GOOD_STUDY, name), GOOD_TABLE)

    assert [(f.severity, f.key, f.value) for f in found(dataset)] == [(NOTE, "structure.sheet_spelling", name)]
    assert (dataset.tables["study"].title, len(dataset.tables["study"].rows)) == (name, 2)


def test_a_renamed_sheet_is_known_by_its_headers() -> None:
    dataset = read(GOOD_PARAMETERS, renamed(GOOD_STUDY, "Sheet1"), GOOD_TABLE)

    assert found(dataset) == [Found(WARNING, "structure.sheet_renamed", "Sheet1", "Sheet1")]
    assert dataset.tables["study"].title == "Sheet1"


def test_a_renamed_form_is_known_by_its_labels() -> None:
    dataset = read(renamed(GOOD_PARAMETERS, "基本情况"), GOOD_STUDY, GOOD_TABLE)

    assert [f.key for f in found(dataset)] == ["structure.sheet_renamed"]
    assert dataset.unit == "竹峰街道"


def test_of_two_sheets_with_the_headers_of_a_missing_one_neither_is_read() -> None:
    dataset = read(GOOD_PARAMETERS, renamed(GOOD_STUDY, "甲"), renamed(GOOD_STUDY, "乙"), GOOD_TABLE)

    assert [(f.severity, f.key) for f in found(dataset)] == [
        (ERROR, "structure.sheet_missing"),
        (NOTE, "structure.sheets_extra"),
    ]
    assert "study" not in dataset.tables


def test_a_sheet_without_its_headers_and_with_one_letter_wrong_in_its_name_is_suggested() -> None:
    empty = drawn("L1学习台帐", "| 别的 |")

    assert found(read(GOOD_PARAMETERS, empty, GOOD_TABLE))[0] == Found(
        ERROR, "structure.sheet_misspelt", "L1学习台账", "L1学习台帐"
    )


def test_two_sheets_of_one_name_are_not_read() -> None:
    dataset = read(GOOD_PARAMETERS, GOOD_STUDY, GOOD_STUDY, GOOD_TABLE)

    assert found(dataset) == [Found(ERROR, "structure.sheet_doubled", "L1学习台账", "L1学习台账")]
    assert "study" not in dataset.tables


def test_two_sheets_that_differ_from_the_name_by_spaces_are_not_read() -> None:
    dataset = read(GOOD_PARAMETERS, renamed(GOOD_STUDY, "L1学习台账 "), renamed(GOOD_STUDY, " L1学习台账"), GOOD_TABLE)

    assert [f.key for f in found(dataset)] == ["structure.sheet_doubled"]
    assert "study" not in dataset.tables


def test_a_copy_of_a_sheet_is_not_read_and_said_so() -> None:
    dataset = read(GOOD_PARAMETERS, GOOD_STUDY, GOOD_TABLE, renamed(GOOD_STUDY, "L1学习台账 (2)"))

    assert found(dataset) == [Found(WARNING, "structure.sheet_copied", "L1学习台账 (2)", "L1学习台账 (2)")]
    assert len(dataset.tables["study"].rows) == 2


@pytest.mark.parametrize(
    ("state", "key"), [("hidden", "structure.sheet_hidden"), ("veryHidden", "structure.sheet_very_hidden")]
)
def test_a_hidden_sheet_counts_and_is_named(state: str, key: str) -> None:
    dataset = read(GOOD_PARAMETERS, replace(GOOD_STUDY, state=state), GOOD_TABLE)

    assert found(dataset) == [Found(WARNING, key, "L1学习台账", "L1学习台账")]
    assert len(dataset.tables["study"].rows) == 2


def test_foreign_sheets_are_named_once_and_empty_ones_not_at_all() -> None:
    foreign = [drawn(f"表{number}", "| 随手记 |") for number in range(300)]
    dataset = read(GOOD_PARAMETERS, GOOD_STUDY, GOOD_TABLE, *foreign, SheetGrid("空", "visible"))

    assert found(dataset) == [Found(NOTE, "structure.many_sheets_extra", "表0", "表0")]
    assert dataset.findings[0].params["count"] == 300


def test_an_empty_workbook_lacks_every_sheet() -> None:
    dataset = parse(Grid(()), PACK)

    assert [f.key for f in found(dataset)] == ["structure.sheet_missing"] * 3
    assert (dataset.period, dataset.unit, dataset.tables) == (None, "", {})
