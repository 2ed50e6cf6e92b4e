"""Each macro over a workbook that is open in no program."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.live import FakeBook
from tests.support.macro_books import DATE, FAULTS, NUMBER, clean_grid, spoilt_grid
from tests.support.word_edits import edited, moved_on, retyped, sample_report, texts, workbook_of
from xltools.addin import MACROS, run
from xltools.core.frozen import replace
from xltools.core.grid import CellType, Grid
from xltools.core.marks.cell_marks import NOTE_SIGN
from xltools.core.marks.finding_walk import Place
from xltools.excel_addin.buttons import BUTTONS


@pytest.fixture
def book(tmp_path: Path) -> FakeBook:
    return FakeBook(spoilt_grid(tmp_path), tmp_path)


def cells(book: FakeBook) -> dict[tuple[str, int, int], tuple[CellType, str]]:
    return {(s.name, c.row, c.column): (c.type, c.value) for s in book.grid.sheets for c in s.cells()}


def test_each_button_has_its_macro_and_each_macro_its_button() -> None:
    assert set(MACROS) == {button.id for button in BUTTONS}


def test_a_check_marks_every_cell_with_a_finding_lists_them_and_says_how_many(book: FakeBook) -> None:
    run("check", book)

    marked = {(mark.sheet, f"{'ABCDEFG'[mark.column - 1]}{mark.row}") for mark in book.marks}
    assert marked >= FAULTS.keys()
    assert all(mark.note.startswith(NOTE_SIGN) for mark in book.marks)
    listed = book.read_sheet("问题")
    assert listed is not None
    assert len(listed.columns[2].rows) - 1 >= len(marked)
    summary = "2019.xlsx：未通过。（错误 5 处、核对 1 处）"
    what_now = "有问题的单元格已标出颜色和批注，全部列在“问题”表。点“下一个问题”逐个查看。"
    assert book.said == [f"{summary}\n{what_now}"]


def test_the_walk_goes_over_what_the_check_listed_and_back(book: FakeBook) -> None:
    run("next_finding", book)
    assert book.said == ["没有可以跳到的问题。改过数据以后，请再点一次“校验”。"]
    run("check", book)
    seen = []
    for button in ("next_finding", "next_finding", "previous_finding"):
        run(button, book)
        seen.append(book.selected)

    assert seen == [Place("L1学习台账", 5, 2), Place("L1学习台账", 6, 4), Place("L1学习台账", 5, 2)]


def test_clearing_leaves_the_workbook_as_it_was(book: FakeBook) -> None:
    before = cells(book)
    for button in ("check", "indicators", "check", "clear_marks"):
        run(button, book)

    assert book.marks == ()
    assert cells(book) == before
    assert book.said[-1].startswith("标记已清除。")


def test_repairs_are_applied_after_asking_and_undone_after_asking(book: FakeBook) -> None:
    before = cells(book)
    run("repair", book)
    assert cells(book) == before
    assert "有 2 处可以自动改正：\n“L1学习台账”D6：“46”（文字） → 46" in book.said[-1]

    book.answers.append(True)
    run("repair", book)
    repaired = cells(book)
    assert (repaired[NUMBER], repaired[DATE]) == ((CellType.NUMBER, "46"), (CellType.DATE, "43551"))
    assert book.said[-1].startswith("已改正 2 处。")

    book.answers.append(True)
    run("repair", book)
    assert book.said[-2].startswith("上次自动改正的 2 处还可以撤销。")
    assert book.said[-1].startswith("已撤销 2 处改正。")
    after = cells(book)
    assert {place: after[place] for place in (NUMBER, DATE)} == {place: before[place] for place in (NUMBER, DATE)}
    assert "_xltools" not in book.tabs


def test_a_repaired_cell_that_was_changed_since_is_not_undone(book: FakeBook) -> None:
    book.answers.append(True)
    run("repair", book)
    change = next(change for change in book.changed if (change.sheet, change.row, change.column) == NUMBER)
    book.change([replace(change, after=replace(change.after, value="64"))])
    book.answers.append(True)
    run("repair", book)

    assert cells(book)[NUMBER] == (CellType.NUMBER, "64")
    assert book.said[-1].startswith("已撤销 1 处改正；另有 1 处后来又改过，没有动。")


def test_the_repairs_own_memory_is_no_finding(book: FakeBook) -> None:
    book.answers.append(True)
    run("repair", book)
    run("check", book)

    assert "_xltools" in book.tabs
    assert not [mark for mark in book.marks if mark.sheet == "_xltools"]
    assert "未通过。（错误 4 处、核对 1 处）" in book.said[-1]


def test_the_indicators_are_shown_on_a_sheet_of_their_own(book: FakeBook) -> None:
    book.grid = clean_grid()
    run("indicators", book)

    assert book.selected == Place("指标核对", 1, 1)
    assert "与工作簿显示的一致" in book.said[-1]
    sheet = book.read_sheet("指标核对")
    assert sheet is not None
    assert sheet.cell(4, 3).value == "9"


def test_a_sheet_of_the_clerks_own_is_not_written_over(book: FakeBook) -> None:
    mine = replace(book.grid.sheets[0], name="指标核对")
    book.grid = replace(book.grid, sheets=(*book.grid.sheets, mine))
    run("indicators", book)

    assert book.read_sheet("指标核对") == mine
    assert book.said[-1].startswith("工作簿里已有一张自建的工作表叫“指标核对”")


def test_a_report_is_written_next_to_the_workbook_and_never_over_another(tmp_path: Path) -> None:
    book = FakeBook(clean_grid(), tmp_path, "文明办.xlsx")
    run("report", book)
    run("report", book)

    assert sorted(path.name for path in tmp_path.glob("*.docx")) == ["文明办 (2).docx", "文明办.docx"]
    assert book.said[-1] == f"报告已生成：\n{tmp_path / '文明办 (2).docx'}\n"


def test_a_failed_check_says_why_and_offers_a_draft(book: FakeBook, tmp_path: Path) -> None:
    run("report", book)
    assert list(tmp_path.glob("*.docx")) == []
    assert book.said[-1].startswith("校验没有通过，有 5 处必须处理，所以没有生成报告：\n错误 「L1学习台账」B5")

    book.answers.append(True)
    run("report", book)
    assert [path.name for path in tmp_path.glob("*.docx")] == ["2019（草稿）.docx"]
    assert book.said[-1].startswith("草稿已生成，不能作为正式报告：")


def test_a_workbook_that_lives_elsewhere_has_its_report_in_the_documents_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "Documents").mkdir()
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    book = FakeBook(clean_grid(), None)
    run("report", book)

    assert [path.name for path in (tmp_path / "Documents").iterdir()] == ["2019.docx"]
    assert "所以报告存到了“文档”文件夹" in book.said[-1]


def test_the_report_beside_the_workbook_is_checked_number_by_number(tmp_path: Path) -> None:
    book = FakeBook(clean_grid(), tmp_path)
    run("check_report", book)
    assert book.said == [
        f"没有找到报告“2019.docx”（应在 {tmp_path}）。请先点“生成报告”；改过名的，把文件名改回以工作簿的名字开头。"
    ]
    (tmp_path / "2019.docx").write_bytes(edited(sample_report(), retyped("F04", "284")))
    run("check_report", book)

    assert "正文写的是 284" in book.said[-1]
    assert "248" in book.said[-1]
    assert book.said[-1].startswith("2019.docx：")


def test_figures_are_refreshed_into_a_new_file_and_conflicts_named(tmp_path: Path) -> None:
    later = workbook_of(moved_on(), tmp_path / "later.xlsx")
    book = FakeBook(later.grid, tmp_path)
    report = edited(sample_report(), retyped("F04", "284"))
    (tmp_path / "2019.docx").write_bytes(report)
    run("refresh_report", book)

    assert (tmp_path / "2019.docx").read_bytes() == report
    refreshed = tmp_path / "2019（更新）.docx"
    assert str(refreshed) in book.said[-1]
    assert any("理论学习中心组学习10次" in text for text in texts(refreshed.read_bytes()))
    assert any("下载284人" in text for text in texts(refreshed.read_bytes()))


def test_figures_of_a_workbook_that_fails_are_not_written_into_a_report(book: FakeBook, tmp_path: Path) -> None:
    (tmp_path / "2019.docx").write_bytes(sample_report())
    run("refresh_report", book)

    assert [path.name for path in tmp_path.glob("*.docx")] == ["2019.docx"]
    assert book.said[-1].startswith("校验没有通过，有 5 处必须处理")


def test_explaining_a_warning_prepares_its_row_and_goes_there(book: FakeBook) -> None:
    run("check", book)
    listed = book.read_sheet("问题")
    assert listed is not None
    rows = [row for row in listed.columns[1].rows if listed.cell(row, 1).value == "核对"]
    book.selected = Place("问题", rows[0], 1)
    run("explain", book)

    explanations = book.read_sheet("说明")
    assert explanations is not None
    assert book.selected == Place("说明", 4, 4)
    prepared = [explanations.cell(4, column).value for column in (1, 2)]
    assert prepared == [listed.cell(rows[0], 7).value, listed.cell(rows[0], 2).value]


def test_an_error_must_be_mended_and_elsewhere_there_is_nothing_to_explain(book: FakeBook) -> None:
    book.selected = Place(*NUMBER)
    run("explain", book)
    assert book.said[-1].startswith("这一处须改正，写说明不能代替：\n“46”是文字，不是数字")
    book.selected = Place("L1学习台账", 30, 2)
    run("explain", book)
    assert book.said[-1].startswith("选中的单元格没有需要说明的问题。")


def test_what_stops_a_macro_is_said_in_one_sentence(book: FakeBook) -> None:
    book.grid = Grid(tuple(sheet for sheet in book.grid.sheets if sheet.name != "封面"))
    run("check", book)

    assert len(book.said) == 1
    assert "2019.xlsx" in book.said[0]


def test_a_fault_of_our_own_is_logged_and_said(book: FakeBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    run("no_such_button", book)

    log = next(tmp_path.rglob("xltools.log"))
    assert "KeyError: 'no_such_button'" in log.read_text("utf-8")
    assert book.said == [f"程序自身出了错误，没有做完。请先保存工作簿，再把这个文件交给维护人员：{log}"]
