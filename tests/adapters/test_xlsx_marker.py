import re
from collections.abc import Callable, Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator

from tests.support.foreign_books import decorated, parts, rewritten
from tests.support.libreoffice import ask
from tests.support.study_pack import filled, study_pack
from tests.support.words import words
from tests.support.xlsx_lint import lint
from xltools.adapters.catalog_files import load_catalog
from xltools.adapters.xlsx_marker import marked_bytes, write_marked_copy
from xltools.adapters.xlsx_reader import read_grid
from xltools.adapters.xlsx_writer import write_workbook
from xltools.core.findings import Finding, Location, Param, Severity
from xltools.core.grid import SheetGrid
from xltools.core.marks.marking import Marking, mark
from xltools.core.plan import plan_workbook
from xltools.core.ranges import parse_range
from xltools.errors import FileError

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")  # openpyxl tells what it would drop

ERROR, WARNING, NOTE = "FFF8D0CC", "FFFCE8B2", "FFD6E6F7"
LEDGER, FINDINGS = "xl/worksheets/sheet3.xml", "xl/worksheets/sheet9.xml"


def marking(*places: str, severity: Severity = Severity.ERROR, value: str = "31") -> Marking:
    """Mark cells said as ``sheet!A1``."""
    params: dict[str, Param] = {"value": value, "minimum": 1, "maximum": 12}
    findings = []
    for place in places:
        sheet, _, address = place.partition("!")
        cell = parse_range(address)
        findings.append(Finding(severity, Location(sheet, cell.top, cell.left), "check.range.outside", params, "R1"))
    return mark(findings, words(), load_catalog("zh-Hans").wrong_and_mend)


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ours") / "book.xlsx"
    write_workbook(plan_workbook(study_pack(), 2019, "竹峰街道", words(), filled()), path)
    return path


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("foreign") / "book.xlsm"
    decorated(path)
    return path


def changed(before: Path, after: Path) -> set[str]:
    """Name the parts that are new, gone or other than before."""
    old, new = parts(before), parts(after)
    return {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}


def fill(path: Path, sheet: str, address: str) -> str:
    colour = openpyxl.load_workbook(path)[sheet][address].fill.fgColor.rgb
    assert isinstance(colour, str)
    return colour


def test_only_the_sheets_with_findings_the_styles_and_the_findings_sheet_change(ours: Path, tmp_path: Path) -> None:
    write_marked_copy(ours, tmp_path / "marked.xlsx", marking("L1学习台账!B5", "L1学习台账!B6"))

    assert changed(ours, tmp_path / "marked.xlsx") == {LEDGER, FINDINGS, "xl/tables/table5.xml", "xl/styles.xml"}


def test_of_a_marked_cell_only_the_number_of_its_format_changes(ours: Path, tmp_path: Path) -> None:
    write_marked_copy(ours, tmp_path / "marked.xlsx", marking("L1学习台账!B5", "L1学习台账!C40"))

    before, after = parts(ours)[LEDGER].decode(), parts(tmp_path / "marked.xlsx")[LEDGER].decode()
    assert before != after
    assert without_style(after, "B5", "C40") == without_style(before, "B5", "C40")


def without_style(xml: str, *addresses: str) -> str:
    for address in addresses:
        xml = re.sub(rf'(<c r="{address}") s="\d+"', r"\1", xml)
    return xml


def test_the_styles_keep_every_format_they_had_and_get_more_at_the_end(ours: Path, tmp_path: Path) -> None:
    write_marked_copy(ours, tmp_path / "marked.xlsx", marking("L1学习台账!B5"))

    before, after = (formats(path) for path in (ours, tmp_path / "marked.xlsx"))
    assert after[: len(before)] == before
    assert len(after) > len(before)


def formats(path: Path) -> list[bytes]:
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    styles = ET.fromstring(parts(path)["xl/styles.xml"])  # noqa: S314 - written by the test
    return [ET.tostring(element) for element in styles.findall(f"{space}cellXfs/{space}xf")]


@pytest.mark.parametrize(
    ("severity", "colour"), [(Severity.ERROR, ERROR), (Severity.WARNING, WARNING), (Severity.NOTE, NOTE)]
)
def test_a_marked_cell_has_the_colour_of_its_severity_and_keeps_the_rest_of_its_look(
    severity: Severity, colour: str, foreign: Path, tmp_path: Path
) -> None:
    target = tmp_path / "marked.xlsm"
    write_marked_copy(foreign, target, marking("数据!B3", severity=severity))

    cell = openpyxl.load_workbook(target)["数据"]["B3"]
    assert (cell.fill.fgColor.rgb, cell.number_format, cell.font.b, cell.protection.locked, cell.value) == (
        colour, "#,##0.00", True, False, 3,
    )  # fmt: skip


def test_charts_images_comments_and_macros_are_the_same_byte_for_byte(foreign: Path, tmp_path: Path) -> None:
    target = tmp_path / "marked.xlsm"
    write_marked_copy(foreign, target, marking("数据!B3"))

    assert changed(foreign, target) == {
        "xl/worksheets/sheet1.xml",
        "xl/styles.xml",
        # ... and a sheet for the findings, with what lists it:
        "xl/worksheets/findings.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml",
    }  # fmt: skip
    assert {"xl/vbaProject.bin", "xl/charts/chart1.xml", "xl/comments1.xml", "xl/media/image1.png"} <= parts(
        target
    ).keys()


def test_the_findings_sheet_lists_each_finding_with_a_link_to_its_cell(ours: Path, tmp_path: Path) -> None:
    target = tmp_path / "marked.xlsx"
    write_marked_copy(ours, target, marking("L1学习台账!B5", "队伍!A4"))

    sheet = openpyxl.load_workbook(target)["问题"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3, max_row=6)]
    assert rows == [
        ["级别", "工作表", "单元格", "填写内容", "问题", "怎么办", "规则编号"],
        ["错误", "L1学习台账", "B5", "31", "31 不在 1 至 12 之间。", "请核对并改正。", "R1"],
        ["错误", "队伍", "A4", "31", "31 不在 1 至 12 之间。", "请核对并改正。", "R1"],
        [None] * 7,
    ]
    links = [sheet.cell(row, 3).hyperlink for row in (4, 5)]
    assert [link.location if link else None for link in links] == ["'L1学习台账'!B5", "'队伍'!A4"]
    assert sheet.tables["_findings"].ref == "A3:G5"


def test_marking_the_marked_copy_again_leaves_no_earlier_finding(ours: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    write_marked_copy(ours, first, marking("L1学习台账!B5", "L1学习台账!B6", "队伍!A4"))

    write_marked_copy(first, second, marking("队伍!A4"))

    sheet = openpyxl.load_workbook(second)["问题"]
    assert [sheet.cell(row, 3).value for row in range(4, 8)] == ["A4", None, None, None]
    assert sheet.tables["_findings"].ref == "A3:G4"
    assert lint(second) == []


def test_without_findings_the_copy_lists_none_and_is_sound(ours: Path, tmp_path: Path) -> None:
    target = tmp_path / "marked.xlsx"
    write_marked_copy(ours, target, marking())

    sheet = openpyxl.load_workbook(target)["问题"]
    assert [cell.value for cell in sheet[4]] == [None] * 7
    assert lint(target) == []


def test_a_foreign_sheet_that_has_the_name_is_left_alone(tmp_path: Path) -> None:
    source, target = tmp_path / "book.xlsx", tmp_path / "marked.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "问题"  # type: ignore[union-attr]
    book["问题"]["A1"] = "我的问题"
    book.save(source)

    write_marked_copy(source, target, marking("问题!A1"))

    after = openpyxl.load_workbook(target)
    assert after.sheetnames == ["问题", "问题 2"]
    assert after["问题"]["A1"].value == "我的问题"
    assert after["问题 2"]["C4"].value == "A1"


@pytest.mark.parametrize(
    ("address", "base"),
    [
        ("B3", "cell"),
        ("D3", "missing cell"),
        ("A40", "missing row"),
        ("F40", "column's"),
        ("C30", "row's"),
        ("A2000", "far"),
    ],
)
def test_a_cell_that_the_file_does_not_hold_is_put_in_its_place(
    address: str, base: str, foreign: Path, tmp_path: Path
) -> None:
    target = tmp_path / "marked.xlsm"
    write_marked_copy(foreign, target, marking(f"数据!{address}"))

    cell = openpyxl.load_workbook(target)["数据"][address]
    assert cell.fill.fgColor.rgb == ERROR
    assert cell.number_format == ("#,##0.00" if base in {"cell", "column's", "row's"} else "General")
    assert lint(target) == []


def test_a_sheet_without_any_rows_takes_a_mark(foreign: Path, tmp_path: Path) -> None:
    target = tmp_path / "marked.xlsm"
    write_marked_copy(foreign, target, marking("空!C7"))

    assert fill(target, "空", "C7") == ERROR


def values(sheet: SheetGrid) -> list[tuple[int, int, str, str | None]]:
    return [(fact.row, fact.column, fact.value, fact.formula) for fact in sheet.cells()]


@given(st.sets(st.tuples(st.integers(1, 60), st.integers(1, 12)), max_size=25))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_marked_every_value_and_formula_stays(
    ours: Path, foreign: Path, tmp_path: Path, places: set[tuple[int, int]]
) -> None:
    for source, title in ((ours, "L1学习台账"), (foreign, "数据")):
        findings = [
            Finding(Severity.NOTE, Location(title, row, column), "check.no_period", {"value": "x"})
            for row, column in places
        ]
        target = tmp_path / f"marked{source.suffix}"
        target.write_bytes(marked_bytes(source, mark(findings, words(), lambda _: ("", ""))))

        before, after = read_grid(source), read_grid(target)
        assert [values(s) for s in after.sheets if s.name != "问题"] == [
            values(s) for s in before.sheets if s.name != "问题"
        ]
        assert lint(target) == []


def prefixed(content: bytes) -> bytes:
    """Write a part with a prefix on every element of the main namespace."""
    text = re.sub(r"<(/?)(?=[A-Za-z]+[\s/>])", r"<\1x:", content.decode())
    return text.replace('xmlns="http://schemas.openxmlformats.org/spreadsheetml', 'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml').encode()  # fmt: skip # noqa: E501


def utf_16(content: bytes) -> bytes:
    return content.decode().replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")


def unplaced(content: bytes) -> bytes:
    """Leave out the addresses of cells and rows, which then follow from their order."""
    return re.sub(rb'(<(?:c|row)) r="[A-Z]*\d+"', rb"\1", content)


@pytest.mark.parametrize("written", [prefixed, utf_16, unplaced])
def test_a_sheet_written_in_another_way_is_marked_too(written: Callable[[bytes], bytes], tmp_path: Path) -> None:
    source, odd, target = (tmp_path / f"{name}.xlsx" for name in ("plain", "odd", "marked"))
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "数据"
    for row in range(1, 6):
        sheet.append([row, row * 2, f"第{row}行"])
    book.save(source)
    rewritten(source, odd, {"xl/worksheets/sheet1.xml": written})

    write_marked_copy(odd, target, marking("数据!B3", "数据!E3", "数据!A9"))

    assert [fill(target, "数据", address) for address in ("B3", "E3", "A9")] == [ERROR] * 3
    assert fill(target, "数据", "B2") == "00000000"
    assert values(read_grid(target).sheets[0]) == values(read_grid(odd).sheets[0])


STYLES, TYPES, RELATIONS = "xl/styles.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels"
UNSTYLED: Mapping[str, Callable[[bytes], bytes]] = {
    STYLES: lambda _: b"",
    TYPES: lambda content: re.sub(rb'<Override PartName="/xl/styles.xml"[^>]*>', b"", content),
    RELATIONS: lambda content: re.sub(rb'<Relationship [^>]*styles"[^>]*>', b"", content),
    "xl/worksheets/sheet1.xml": lambda content: re.sub(rb' s="\d+"', b"", content),
}


def test_a_workbook_without_styles_gets_some(foreign: Path, tmp_path: Path) -> None:
    bare, target = tmp_path / "bare.xlsm", tmp_path / "marked.xlsm"
    rewritten(foreign, bare, UNSTYLED)

    write_marked_copy(bare, target, marking("数据!B3"))

    assert fill(target, "数据", "B3") == ERROR
    assert lint(target) == []


@pytest.mark.parametrize("value", ["=1+1", "<&>\"'", "\x00\x1f", "_x0041_", "字" * 40_000, " a\n b ", "\ufffe"])
def test_any_entry_is_listed_as_a_text(value: str, ours: Path, tmp_path: Path) -> None:
    target = tmp_path / "marked.xlsx"
    write_marked_copy(ours, target, marking("队伍!A4", value=value))

    fact = next(sheet for sheet in read_grid(target).sheets if sheet.name == "问题").cell(4, 4)
    assert fact.formula is None
    assert (
        fact.value.replace("_x0000_", "\x00").replace("_x001F_", "\x1f").replace("_xFFFE_", "\ufffe") == value[:32_767]
    )


def test_equal_markings_give_equal_bytes(ours: Path) -> None:
    assert marked_bytes(ours, marking("队伍!A4")) == marked_bytes(ours, marking("队伍!A4"))


def test_the_workbook_itself_is_never_replaced(ours: Path) -> None:
    before = ours.read_bytes()

    with pytest.raises(FileError) as caught:
        write_marked_copy(ours, ours, marking("队伍!A4"), overwrite=True)
    assert caught.value.key == "file.write.same_file"
    assert ours.read_bytes() == before


def test_a_file_that_is_no_workbook_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "book.xlsx").write_bytes(b"no workbook")

    with pytest.raises(FileError):
        write_marked_copy(tmp_path / "book.xlsx", tmp_path / "marked.xlsx", marking("队伍!A4"))
    assert [path.name for path in tmp_path.iterdir()] == ["book.xlsx"]


@pytest.mark.libreoffice
def test_marked_copies_are_valid_and_libreoffice_opens_them(ours: Path, foreign: Path, tmp_path: Path) -> None:
    marked, decorated_copy = tmp_path / "ours.xlsx", tmp_path / "foreign.xlsm"
    write_marked_copy(ours, marked, marking("L1学习台账!B5", "L1学习台账!C200", "队伍!A4"))
    write_marked_copy(foreign, decorated_copy, marking("数据!B3", "空!D9"))

    answers = ask([marked, decorated_copy])

    assert (lint(marked), lint(decorated_copy)) == ([], [])
    assert OpenXmlValidator().validate(str(marked)).errors == []
    assert answers[0]["指标"].loaded == answers[0]["指标"].computed
    assert answers[1]["数据"].computed == {"C1": 285}
