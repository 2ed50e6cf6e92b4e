"""A pack to begin with: from nothing, and from a workbook that an office uses."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from itertools import count
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.datavalidation import DataValidation

from tests.support.catalogs import CATALOGS
from xltools.adapters.pack_check import check_pack
from xltools.adapters.pack_folder import PackFolder, load_pack
from xltools.app.new_packs import new_pack
from xltools.app.new_workbooks import new_workbook
from xltools.app.pack_books import export_pack, import_pack
from xltools.core.messages import LANGUAGES
from xltools.core.pack import Pack
from xltools.core.pack_books.toml_comments import read_comments
from xltools.core.sheets import Blank, ColumnType, SheetKind
from xltools.errors import FileError

CHINESE = CATALOGS["zh-Hans"]
NUMBERS = count()
KINDS = ("讲座", "展览", "读书会")


def office_book(path: Path) -> Path:
    """Write a plain table of dates, choices and numbers, as offices keep them."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "活动登记"
    sheet.append(["竹峰街道图书馆活动登记表"])
    sheet.merge_cells("A1:I1")
    headers = ["序号", "活动日期", "活动类别", "参加人数", "经费（元）", "满意人数", "场地", "联系电话", "备注"]
    sheet.append(headers)
    for number in range(1, 31):
        day: object = date(2024, 1 + number % 12, 1 + number % 28)
        if number == 5:
            day = "2024年6月3日"
        people = 5 + number * 7 % 80
        satisfied = "不详" if number % 9 == 0 else people - 1
        cost = (100.5, 200, 0)[number % 3]
        place = "一楼" if number == 1 else None
        note = "很好" if number % 2 else None
        sheet.append([number, day, KINDS[number // 2 % 3], people, cost, satisfied, place, "13800000000", note])
    sheet.append(["合 计", None, None, 999])
    dropdown = DataValidation(type="list", formula1='"一楼,二楼,户外"')
    dropdown.add("G3:G99")
    sheet.add_data_validation(dropdown)
    form = book.create_sheet("单位情况")
    for row in (["填报单位", "竹峰街道"], ["负责科室", "文化站"], ["藏书量", 12000]):
        form.append(row)
    hidden = book.create_sheet("旧表")
    hidden.append(["甲", "乙"])
    hidden.sheet_state = "hidden"
    book.create_sheet("空表")
    book.save(path)
    return path


def columns(pack: Pack, sheet: str) -> list[tuple[str, str, ColumnType]]:
    """Give name, label and type of the columns of a sheet."""
    return [(c.name, c.label["zh-Hans"], c.type) for c in pack.sheets[sheet].columns]


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> PackFolder:
    """Draft a pack from an office's table."""
    beside = tmp_path_factory.mktemp("drafted")
    source = office_book(beside / "活动登记.xlsx")
    before = source.read_bytes()
    assert new_pack(beside / "library_month", CHINESE, source=source) == 2
    assert source.read_bytes() == before
    return PackFolder(beside / "library_month")


def test_the_columns_of_a_ledger_are_named_and_typed(drafted: PackFolder) -> None:
    pack = load_pack(str(drafted.path))

    assert [(sheet.name, sheet.kind, sheet.label["zh-Hans"]) for sheet in pack.sheets.values()] == [
        ("basics", SheetKind.FORM, "基本情况"),
        ("sheet_2", SheetKind.LEDGER, "活动登记"),
        ("sheet_3", SheetKind.FORM, "单位情况"),
    ]
    assert columns(pack, "sheet_2") == [
        ("date", "活动日期", ColumnType.DATE),
        ("kind", "活动类别", ColumnType.SELECT_ONE),
        ("people", "参加人数", ColumnType.INTEGER),
        ("column_4", "经费（元）", ColumnType.DECIMAL),
        ("people_2", "满意人数", ColumnType.INTEGER),
        ("place", "场地", ColumnType.SELECT_ONE),
        ("note", "备注", ColumnType.TEXT),
    ]
    assert {choice.name for choice in pack.choices["kind"]} == set(KINDS)
    assert [choice.name for choice in pack.choices["place"]] == ["一楼", "二楼", "户外"]
    assert pack.sheets["sheet_2"].column("people_2").missing == {Blank.UNKNOWN}
    assert {rule.id for rule in pack.rules if rule.id.endswith(".required")} == {
        "basics.year.required",
        "sheet_2.date.required",
        "sheet_2.kind.required",
        "sheet_2.people.required",
        "sheet_2.column_4.required",
        "sheet_2.people_2.required",
    }


def test_the_unit_is_found_in_a_form_and_the_year_is_added(drafted: PackFolder) -> None:
    pack = load_pack(str(drafted.path))

    assert (pack.unit_field, pack.year_field) == ("sheet_3.unit", "basics.year")


def test_each_guess_stands_beside_what_is_guessed(drafted: PackFolder) -> None:
    comments = read_comments(drafted.text("sheets.toml"))

    assert comments == {
        "": ("猜测：“旧表”是隐藏的工作表，没有带入。", "猜测：“空表”里没有找到有表头的表，没有带入。"),
        "sheet[1]": ("原来的表里没有年度或单位名称，补上这张表。",),
        "sheet[2]": (
            "猜测：表头在第 2 行。",
            "猜测：33:33 是合计行，没有当作记录。",
            "猜测：“序号”只是序号，没有带入。",
            "“联系电话”像是个人信息，没有带入；报告只要合计数。",
        ),
        "sheet[2].column[1]": (
            "猜测：日期（30 格中 30 格是，其中有 1 格是文字，要重新输入成日期）。",
            "猜测：必填，30 行都填了。",
        ),
        "sheet[2].column[2]": (
            "猜测：单选，30 格里只有 3 种写法；请看选项全不全。",
            "猜测：必填，30 行都填了。",
        ),
        "sheet[2].column[3]": ("猜测：整数（30 格中 30 格是）。", "猜测：必填，30 行都填了。"),
        "sheet[2].column[4]": ("猜测：可带小数的数（30 格中 30 格是）。", "猜测：必填，30 行都填了。"),
        "sheet[2].column[5]": ("猜测：整数（27 格中 27 格是）。", "猜测：必填，30 行都填了。"),
        "sheet[2].column[6]": ("原来的单元格有下拉列表，共 3 项。",),
        "sheet[2].column[7]": ("猜测：文字（15 格）。",),
        "sheet[3]": ("猜测：这是一项一格的登记表，共 3 项。",),
        "sheet[3].column[1]": ("猜测：文字（1 格）。",),
        "sheet[3].column[2]": ("猜测：文字（1 格）。",),
        "sheet[3].column[3]": ("猜测：整数（1 格中 1 格是）。",),
    }


def test_the_guesses_stand_in_the_notes_of_its_spreadsheet_too(drafted: PackFolder, tmp_path: Path) -> None:
    export_pack(drafted, tmp_path / "pack.xlsx", CHINESE)

    sheet = openpyxl.load_workbook(tmp_path / "pack.xlsx")["columns"]
    notes = [row[-1].value for row in sheet.iter_rows(min_row=3, max_row=5)]
    assert notes == [
        None,
        "猜测：日期（30 格中 30 格是，其中有 1 格是文字，要重新输入成日期）。\n猜测：必填，30 行都填了。",
        "猜测：单选，30 格里只有 3 种写法；请看选项全不全。\n猜测：必填，30 行都填了。",
    ]
    import_pack(tmp_path / "pack.xlsx", tmp_path / "library_month")
    assert PackFolder(tmp_path / "library_month").text("sheets.toml") == drafted.text("sheets.toml")


def test_the_draft_checks_and_makes_a_workbook(drafted: PackFolder, tmp_path: Path) -> None:
    check = check_pack(drafted)
    book = new_workbook(drafted, "竹峰街道", 2024, tmp_path / "book.xlsx")

    assert check.findings == ()
    assert {"基本情况", "活动登记", "单位情况"} <= set(openpyxl.load_workbook(book, read_only=True).sheetnames)


def test_the_draft_of_the_report_counts(drafted: PackFolder) -> None:
    pack = load_pack(str(drafted.path))

    assert {key: (one.label["zh-Hans"], one.unit) for key, one in pack.indicators.items()} == {
        "N1": ("活动登记", "条"),
        "N2": ("参加人数", ""),
        "N3": ("经费", "元"),
        "N4": ("满意人数", ""),
        **{f"N{number}": (choice.name, "条") for number, choice in enumerate(pack.choices["kind"], 5)},
    }
    assert drafted.text("narrative.md.j2").splitlines()[:5] == [
        "# {{ unit }}{{ year }}年活动登记",
        "## 活动登记",
        "{% if value.N1 %}",
        "全年登记{{ N1 }}条，参加人数合计{{ N2 }}，经费合计{{ N3 }}元，满意人数合计{{ N4 }}。",
        "{% endif %}",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pack_from_nothing_checks_and_makes_a_workbook(language: str, tmp_path: Path) -> None:
    new_pack(tmp_path / "starter", CATALOGS[language])
    folder = PackFolder(tmp_path / "starter")

    assert check_pack(folder).findings == ()
    assert load_pack(str(folder.path)).languages == (language,)
    assert list(load_pack(str(folder.path)).indicators) == ["N1", "N2", "N3", "N4"]
    assert new_workbook(folder, "甲", 2024, tmp_path / "book.xlsx").exists()


def test_two_rows_of_headers_are_read_as_one(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["社区", "一季度", None, "二季度", None])
    sheet.append([None, "场次", "人数", "场次", "人数"])
    sheet.merge_cells("A1:A2")
    sheet.merge_cells("B1:C1")
    sheet.merge_cells("D1:E1")
    for name in ("松涛", "竹园", "梅林"):
        sheet.append([name, 1, 20, 2, 30])
    book.save(tmp_path / "book.xlsx")

    new_pack(tmp_path / "community", CHINESE, source=tmp_path / "book.xlsx")

    pack = load_pack(str(tmp_path / "community"))
    assert columns(pack, "sheet") == [
        ("community", "社区", ColumnType.TEXT),
        ("times", "一季度：场次", ColumnType.INTEGER),
        ("people", "一季度：人数", ColumnType.INTEGER),
        ("times_2", "二季度：场次", ColumnType.INTEGER),
        ("people_2", "二季度：人数", ColumnType.INTEGER),
    ]


@pytest.mark.parametrize("name", ["图书馆", "Library", "a-b", "1a"])
def test_a_folder_whose_name_is_no_id_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(FileError) as caught:
        new_pack(tmp_path / name, CHINESE)

    assert caught.value.key == "pack_xlsx.bad_folder_name"
    assert list(tmp_path.iterdir()) == []


def test_a_workbook_without_a_table_is_refused(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "empty.xlsx")

    with pytest.raises(FileError) as caught:
        new_pack(tmp_path / "empty", CHINESE, source=tmp_path / "empty.xlsx")

    assert caught.value.key == "file.no_tables"
    assert not (tmp_path / "empty").exists()


CELL = st.one_of(
    st.none(),
    st.integers(-5, 10**6),
    st.dates(date(1990, 1, 1), date(2050, 1, 1)),
    st.sampled_from(["是", "否", "不详", "合计", " 甲 ", "2024年5月1日", "约20", "{{ x }}", "#", "=", "a" * 60, "'"]),
    st.floats(0, 100),
)
LABEL = st.sampled_from(["日期", "人数", "年度", "单位", "类别{x}", "# 甲", "备注", "A b", "经费（元）", "甲\n乙", "%"])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    title=st.sampled_from(["说明", "Sheet", "台账", "a" * 31, "指标"]),
    labels=st.lists(LABEL, min_size=1, max_size=6),
    data=st.data(),
)
def test_whatever_the_workbook_holds_the_draft_is_sound(
    title: str, labels: Sequence[str], data: st.DataObject, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    sheet.append(list(labels))
    for row in data.draw(st.lists(st.lists(CELL, min_size=1, max_size=len(labels)), max_size=8)):
        sheet.append([f"'{cell}" if isinstance(cell, str) and cell.startswith("=") else cell for cell in row])
    source = tmp_path / "book.xlsx"
    book.save(source)
    target = tmp_path / "drafts" / f"pack_{next(NUMBERS)}"
    target.parent.mkdir(exist_ok=True)

    with suppress(FileError):  # one without a table, which another test is about
        new_pack(target, CHINESE, source=source)
        assert check_pack(PackFolder(target)).findings == ()


def test_what_is_guessed_can_be_read_in_the_spreadsheet_and_columns_are_offered(tmp_path: Path) -> None:
    new_pack(tmp_path / "library", CHINESE, source=office_book(tmp_path / "office.xlsx"))
    export_pack(PackFolder((tmp_path / "library").resolve()), tmp_path / "pack.xlsx", CHINESE)

    book = openpyxl.load_workbook(tmp_path / "pack.xlsx")
    sheet = book["columns"]
    note = next(cell.coordinate for cell in sheet[1] if cell.value == "note").rstrip("1")
    guesses = [cell for cell in sheet[note] if str(cell.value).count("\n") == 1 and cell.row > 2]
    assert guesses
    assert sheet.column_dimensions[note].width >= 50
    assert all((sheet.row_dimensions[cell.row].height or 0) > 30 for cell in guesses)
    offered = {str(v.sqref).split(":")[0]: v.formula1 for v in book["indicators"].data_validations.dataValidation}
    in_period = next(cell.coordinate for cell in book["indicators"][1] if cell.value == "in_period")
    assert offered[in_period.replace("1", "3")].startswith("columns!$B$3:")
