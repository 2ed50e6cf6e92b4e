"""What lies upon the entries and may mislead: merges, hidden rows, lost validations, formulas, odd rows."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.grids import drawn
from tests.support.rules import read_rule, scope
from tests.support.study import (
    GOOD_PARAMETERS,
    GOOD_STUDY,
    GOOD_TABLE,
    PACK,
    RESTRICTED,
    STUDY,
    Found,
    found,
    parsed,
    slips,
    workbook,
)
from xltools.core.dataset import UNREADABLE
from xltools.core.findings import Severity
from xltools.core.frozen import replace
from xltools.core.grid import Grid, Oddity, SheetGrid, SheetTable, Validation
from xltools.core.parse import parse

NOTE, WARNING, ERROR = Severity.NOTE, Severity.WARNING, Severity.ERROR

LEDGER = """
| 日期        | 学习类别   | 学习主题 | 参加人数 |
| 2019-05-01 | 中心组学习 | 党史     | 20      |
| 2019-05-02 | 班子研讨   | 廉政     | 8       |
| 2019-05-03 | 班子研讨   | 法治     | 9       |
"""


def study(rows: str = "", **facts: object) -> SheetGrid:
    """Draw the study ledger, with more rows and other facts about the sheet."""
    sheet = replace(drawn("L1学习台账", LEDGER.strip() + rows), validations=RESTRICTED)
    return replace(sheet, **facts)


@pytest.mark.parametrize(
    ("reference", "place"),
    [
        ("A2:A3", "A2"),
        ("C3:D3", "C3"),
        ("B1:B4", "B2"),
        ("A1:A1048576", "A2"),
        ("D4:F9", ""),
        ("A1:D1", ""),
        ("E2:E4", ""),
    ],
)
def test_a_merge_that_swallows_entries_is_an_error_at_its_first_entry(reference: str, place: str) -> None:
    expected = [Found(ERROR, "structure.merged_cells", f"L1学习台账!{place}", reference)] if place else []

    assert found(parsed(study(merged=(reference,)))) == expected


def test_a_merged_entry_of_a_form_is_harmless_until_it_covers_two() -> None:
    beside = replace(GOOD_PARAMETERS, merged=("B4:C4",))
    both = replace(GOOD_PARAMETERS, merged=("B4:B5",))

    assert found(parsed(beside)) == []
    assert found(parsed(both)) == [Found(ERROR, "structure.merged_cells", "参数!B4", "B4:B5")]


def test_hidden_rows_and_columns_with_entries_count_and_are_named() -> None:
    dataset = parsed(study(hidden_rows=frozenset({1, 2, 3, 90}), hidden_columns=frozenset({4, 9})))

    assert found(dataset) == [
        Found(WARNING, "structure.hidden_column", "L1学习台账!D:D", "参加人数"),
        Found(WARNING, "structure.hidden_rows", "L1学习台账!2:2", "2:3"),
    ]
    assert len(dataset.tables["study"].rows) == 3


def test_rows_hidden_by_a_filter_are_told_as_such() -> None:
    dataset = parsed(study(hidden_rows=frozenset({3}), filtered=True))

    assert found(dataset) == [Found(WARNING, "structure.filtered_rows", "L1学习台账!3:3", "3:3")]


def test_entries_without_the_validation_of_their_column_are_named() -> None:
    kept = (Validation("A2:A4 D2", "date", "1"), Validation("B2:B3", "list", "x"), Validation("C2:D4", "none", ""))

    assert found(parsed(study(validations=kept))) == [
        Found(WARNING, "structure.validation_lost", "L1学习台账!B:B", "学习类别"),
        Found(WARNING, "structure.validation_lost", "L1学习台账!D:D", "参加人数"),
    ]


def test_blank_entries_need_no_validation() -> None:
    rows = "\n| 2019-05-04 |  | 安全 |  |"
    kept = (Validation("A2:A5", "date", "1"), Validation("B2:B4 D2:D4 bad", "list", "x"))

    assert found(parsed(study(rows, validations=kept))) == []


def test_a_workbook_without_any_validation_is_told_once() -> None:
    dataset = parse(Grid((GOOD_PARAMETERS, GOOD_STUDY, GOOD_TABLE)), PACK)

    assert found(dataset) == [Found(WARNING, "structure.validations_gone", "", None)]


def test_a_row_entered_twice_is_named_with_the_first() -> None:
    dataset = parsed(study("\n| 2019-05-02 | 班子研讨 | 廉政 | 8 |"))

    assert found(dataset) == [Found(WARNING, "structure.repeated_row", "L1学习台账!5:5", "5")]
    assert dataset.findings[0].params["other"] == "3"
    assert len(dataset.tables["study"].rows) == 4


def test_rows_alike_in_the_few_cells_that_they_fill_are_let_be() -> None:
    assert found(parsed(study("\n| 2019-05-09 | 班子研讨 | | |\n| 2019-05-09 | 班子研讨 | | |"))) == []


def test_a_rule_on_repeated_rows_says_it_in_place_of_the_reader() -> None:
    rule = read_rule({"kind": "unique", "sheet": "study", "columns": ["date"]}, scope((STUDY,)))
    dataset = parsed(study("\n| 2019-05-02 | 班子研讨 | 廉政 | 8 |"), pack=replace(PACK, rules=(rule,)))

    assert found(dataset) == []


@pytest.mark.parametrize(
    "word", ["合计", "合 计", "总计", "小計", "上半年小计", "第一季度合计", "1-6月累计：", "本页小计"]
)
def test_a_total_at_the_end_would_be_counted_and_is_an_error(word: str) -> None:
    dataset = parsed(study(f"\n| | | {word} | 37 |"))

    assert found(dataset) == [Found(ERROR, "structure.total_row", "L1学习台账!C5", word)]


def test_a_row_of_nothing_but_sums_is_a_total() -> None:
    alone = parsed(study("\n| | | | =SUM(D2:D4)→37 |"))
    beside_words = parsed(study("\n| | | 安全 | =SUM(D2:D4)→37 |"))
    fetched = parsed(study("\n| =清单!A9→2019-05-09 | | | =清单!D9→37 |"))

    assert found(alone) == [Found(ERROR, "structure.total_row", "L1学习台账!D5", "=SUM(D2:D4)")]
    assert found(beside_words) == found(fetched) == []


@pytest.mark.parametrize("theme", ["累计开展活动", "合计数核对会", "小计算机课", "备注栏填写培训", "制表软件培训"])
def test_a_record_that_speaks_of_totals_and_remarks_stays_a_record(theme: str) -> None:
    dataset = parsed(study(f"\n| 2019-05-09 | 班子研讨 | {theme} | 9 |\n| | | {theme} | |"))

    assert found(dataset) == []


@pytest.mark.parametrize("words", ["制表人：办公室", "注：含社区", "以下空白", "填报日期：2019年12月31日", "備註: 无"])
def test_a_remark_under_the_table_is_no_record(words: str) -> None:
    dataset = parsed(study(f"\n| {words} | | 审核：办公室 | |"))

    assert found(dataset) == [Found(ERROR, "structure.remark_row", "L1学习台账!A5", words)]


def test_a_record_with_a_remark_in_one_cell_stays_a_record() -> None:
    assert found(parsed(study("\n| 2019-05-09 | 班子研讨 | 备注：安全 | 9 |"))) == []


def test_of_a_row_that_is_no_record_no_figure_can_be_made() -> None:
    rows = parsed(study("\n| | | 合计 | 37 |")).tables["study"]

    assert [values[3] for values in rows.columns.values()] == [UNREADABLE] * 4
    assert {slips[3].key for slips in rows.slips.values()} == {"structure.total_row"}


def test_records_below_their_table_are_named_once() -> None:
    more = "\n| 2019-05-04 | 班子研讨 | 安全 | 9 |\n| | | 合计 | 46 |\n| 2019-05-06 | 班子研讨 | 普法 | 7 |"
    kept = (Validation("A2:A4 D2:D4", "date", "1"), Validation("B2:B4", "list", "x"))
    below = study(more, tables=(SheetTable("study", "A1:D4"),), validations=kept)
    beside = study(
        more, tables=(SheetTable("other", "F1:G4"), SheetTable("study", "A1:D7"), SheetTable("bad", "#REF!"))
    )

    assert found(parsed(below)) == [
        Found(WARNING, "structure.outside_table", "L1学习台账!5:5", "A1:D4"),
        Found(ERROR, "structure.total_row", "L1学习台账!C6", "合计"),
    ]
    assert parsed(below).findings[0].params["rows"] == ("5:5", "7:7")
    assert found(parsed(beside)) == [Found(ERROR, "structure.total_row", "L1学习台账!C6", "合计")]


def test_a_total_that_may_be_chosen_is_no_total() -> None:
    choices = {"kinds": (*PACK.choices["kinds"], replace(PACK.choices["kinds"][0], name="合计"))}
    dataset = parsed(study("\n| 2019-05-09 | 合计 | 安全 | 37 |"), pack=replace(PACK, choices=choices))

    assert found(dataset) == []


@pytest.mark.parametrize(
    "row", ["日期 | 学习类别 | 学习主题 | 参加人数", "日期 * | 学习类别 * | 学习主题 | 参加人数 *"]
)
def test_a_header_pasted_along_with_its_rows_is_an_error(row: str) -> None:
    dataset = parsed(study(f"\n| {row} |"))

    assert found(dataset) == [Found(ERROR, "structure.repeated_header", "L1学习台账!5:5", "5:5")]


def test_a_formula_in_an_entry_is_read_and_flagged() -> None:
    dataset = parsed(study("\n| 2019-05-04 | 班子研讨 | 安全 | =SUM(D2:D4)→37 |"))

    assert list(slips(dataset)) == [("L1学习台账!D5", "parse.formula", WARNING)]
    assert str(dataset.tables["study"].columns["people"][3]) == "37"


@pytest.mark.parametrize(
    ("result", "key"),
    [("", "parse.no_stored_value"), ("#REF!", "parse.error_value"), ('"37"', "parse.number_as_text")],
)
def test_a_formula_without_a_number_is_unreadable_for_that_reason(result: str, key: str) -> None:
    dataset = parsed(study(f"\n| 2019-05-04 | 班子研讨 | 安全 | =D2+D3→{result} |"))

    assert list(slips(dataset)) == [("L1学习台账!D5", key, ERROR)]


def test_a_formula_that_reads_another_file_is_not_read() -> None:
    outside = Oddity("file.outside_formula", {"value": "[1]Sheet1!A1"}, 5, 4)
    sheet = replace(study("\n| 2019-05-04 | 班子研讨 | 安全 | =[1]Sheet1!A1→37 |"), oddities=(outside,))
    dataset = parsed(sheet)

    assert list(slips(dataset)) == [("L1学习台账!D5", "parse.formula_outside", ERROR)]
    assert dataset.tables["study"].columns["people"][3] is UNREADABLE
    assert found(dataset) == []


def test_a_formula_in_a_form_and_in_a_matrix_is_flagged_too() -> None:
    form = drawn("参数", "| 单位名称 | =A9→竹峰街道 |\n| 报告年度 | 2019 |\n| 年度任务数 | =1+1→2 |")
    matrix = drawn("申请情况", "| 项目 | 自然人 | 法人或其他组织 |\n| 本年新收 | 1 | 2 |\n| 本年办结 | =B2→1 | 0 |")

    assert sorted(slips(parsed(form, matrix))) == [
        ("参数!B1", "parse.formula", WARNING),
        ("参数!B3", "parse.formula", WARNING),
        ("申请情况!B3", "parse.formula", WARNING),
    ]


def test_an_empty_result_of_a_formula_makes_no_row() -> None:
    sheet = study('\n| =IF(1,"","")→"" | =""→"" |  | |')

    assert list(parsed(sheet).tables["study"].rows) == [2, 3, 4]


def test_what_the_reader_could_not_make_sense_of_is_said_at_the_cell() -> None:
    sheet = replace(
        study("\n| 2019-05-04 | 班子研讨 | 安全 | #x |"), oddities=(Oddity("file.bad_number", {"value": "2x"}, 5, 4),)
    )
    dataset = parsed(sheet)
    slip = dataset.tables["study"].slips["people"][3]

    assert (slip.key, slip.params, slip.severity) == ("file.bad_number", {"value": "2x"}, ERROR)
    assert dataset.findings == []


def test_other_oddities_of_sheet_and_file_are_findings_as_grave_as_what_they_may_hide() -> None:
    twice = Oddity("file.duplicate_cell", {"value": "8", "earlier": "7"}, 3, 4)
    alike = Oddity("file.duplicate_cell", {"value": "9", "earlier": "9"}, 4, 4)
    far = Oddity("file.far_cell", {}, 9, 99)
    grid = replace(workbook(replace(study(), oddities=(twice, alike, far))), oddities=(Oddity("file.macros_in_xlsx"),))
    findings = parse(grid, PACK).findings

    assert [(f.severity, f.key, f.location.address, f.params.get("value")) for f in findings] == [
        (WARNING, "file.macros_in_xlsx", "", None),
        (ERROR, "file.duplicate_cell", "D3", "8"),
        (WARNING, "file.duplicate_cell", "D4", "9"),
        (WARNING, "file.far_cell", "CU9", ""),
    ]


def test_a_workbook_with_another_day_0_is_read_by_it_with_a_note() -> None:
    grid = replace(workbook(study("\n| ~42067 | 班子研讨 | 安全 | 5 |")), epoch_1904=True)
    dataset = parse(grid, PACK)

    assert found(dataset) == [Found(NOTE, "structure.epoch_1904", "", None)]
    assert dataset.tables["study"].columns["date"][3] == date(2019, 3, 5)
