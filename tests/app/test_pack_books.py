"""A pack as a spreadsheet: nothing is lost on the way there and back, and faults stand at their cells."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook

from tests.support.annual_report import ROOT
from tests.support.catalogs import CATALOGS
from tests.support.generated_packs import NAME, pack_texts
from tests.support.libreoffice import ask, convert
from xltools.adapters.pack_folder import PackFolder, find_pack
from xltools.app.pack_books import export_pack, import_pack
from xltools.core.messages import LANGUAGES
from xltools.core.pack_books.pack_headers import ORDER, PARTS_SHEET
from xltools.core.pack_books.toml_comments import read_comments
from xltools.core.pack_parser import parse_pack
from xltools.core.pack_parsing.pack_files import DECLARATIONS
from xltools.core.pack_parsing.toml_text import read_toml
from xltools.errors import FileError, PackError

PACKS = sorted(path.parent.name for path in (ROOT / "workbook_templates").glob("*/pack.toml"))
CHINESE = CATALOGS["zh-Hans"]


def there_and_back(folder: PackFolder, beside: Path) -> PackFolder:
    """Write a pack as a spreadsheet and read it into a folder of its own."""
    beside.mkdir(parents=True, exist_ok=True)
    export_pack(folder, beside / "pack.xlsx", CHINESE, overwrite=True)
    try:
        import_pack(beside / "pack.xlsx", beside / folder.name, overwrite=True)
    except PackError as error:
        raise AssertionError([CHINESE.line(finding) for finding in error.findings]) from error
    return PackFolder((beside / folder.name).resolve())


def data_of(folder: PackFolder) -> dict[str, object]:
    """Give what the pack's own files say, without what their form is."""
    tomls = [file for file in (*DECLARATIONS, "layout.toml", *folder.cases()) if file.endswith(".toml")]
    data: dict[str, object] = {file: read_toml(folder.text(file), file, []) for file in tomls if folder.has(file)}
    if folder.has("choices.csv"):
        data["choices.csv"] = list(csv.reader(folder.text("choices.csv").splitlines()))
    if folder.has("narrative.md.j2"):
        data["narrative.md.j2"] = folder.text("narrative.md.j2")
    data |= {f"# {file}": read_comments(folder.text(file)) for file in DECLARATIONS if folder.has(file)}
    return data


@pytest.mark.parametrize("name", PACKS)
def test_every_pack_of_the_tool_comes_back_as_it_was(name: str, tmp_path: Path) -> None:
    folder = find_pack(name)

    back = there_and_back(folder, tmp_path)

    assert parse_pack(back.declarations()) == parse_pack(folder.declarations())
    assert data_of(back) == data_of(folder)
    assert back.data("styles.docx") == folder.data("styles.docx")


@pytest.mark.parametrize("name", PACKS)
def test_the_files_that_come_back_are_always_the_same(name: str, tmp_path: Path) -> None:
    once = there_and_back(find_pack(name), tmp_path / "once")
    twice = there_and_back(once, tmp_path / "twice")

    files = [path.relative_to(once.path) for path in sorted(once.path.rglob("*")) if path.is_file()]
    assert [(once.path / file).read_bytes() for file in files] == [(twice.path / file).read_bytes() for file in files]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=pack_texts())
def test_any_pack_comes_back_as_it_was(texts: dict[str, str], tmp_path: Path) -> None:
    folder = PackFolder(tmp_path / "source" / NAME)
    folder.path.mkdir(parents=True, exist_ok=True)
    for file, text in texts.items():
        (folder.path / file).write_text(text, encoding="utf-8")
    try:
        pack = parse_pack(folder.declarations())
    except PackError as error:
        raise AssertionError([CHINESE.line(finding) for finding in error.findings]) from error

    back = there_and_back(folder, tmp_path / "back")

    assert parse_pack(back.declarations()) == pack
    assert spelled(data_of(back)) == spelled(data_of(folder))


def spelled(data: object) -> object:
    """Give data in which a number is told from its digits, and 5.0 from 5."""
    if isinstance(data, dict):
        return {key: spelled(value) for key, value in data.items() if value != {} or key == "where"}
    if isinstance(data, list):
        return [spelled(item) for item in data]
    return data if isinstance(data, str) else repr(data)


def test_a_file_that_no_spreadsheet_holds_is_named_and_stays(tmp_path: Path) -> None:
    folder = there_and_back(find_pack("disclosure_report"), tmp_path)
    (folder.path / "sample.xlsx").write_bytes(b"a sample")
    (folder.path / "tests").mkdir(exist_ok=True)
    cases = folder.cases()
    (folder.path / "tests" / "gone.toml").write_text('name = "gone"\nno_value = ["P_published"]\n', encoding="utf-8")
    book = tmp_path / "again.xlsx"

    left = export_pack(folder, book, CHINESE)
    (folder.path / "tests" / "gone.toml").rename(folder.path / "tests" / "other.toml")
    import_pack(book, folder.path, overwrite=True)

    assert left == ("sample.xlsx",)
    assert (folder.path / "sample.xlsx").read_bytes() == b"a sample"
    assert folder.cases() == tuple(sorted((*cases, "tests/gone.toml")))


def test_a_folder_that_is_there_is_refused_and_left_alone(tmp_path: Path) -> None:
    export_pack(find_pack("disclosure_report"), tmp_path / "pack.xlsx", CHINESE)
    other = tmp_path / "disclosure_report"
    other.mkdir()
    (other / "letter.txt").write_text("mine")

    with pytest.raises(FileError) as there:
        import_pack(tmp_path / "pack.xlsx", other)
    with pytest.raises(FileError) as no_pack:
        import_pack(tmp_path / "pack.xlsx", other, overwrite=True)

    assert [there.value.key, no_pack.value.key] == ["pack_xlsx.folder_exists", "pack_xlsx.not_a_pack"]
    assert [path.name for path in sorted(tmp_path.rglob("*"))] == ["disclosure_report", "letter.txt", "pack.xlsx"]


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the spreadsheet of a pack."""
    book = tmp_path_factory.mktemp("exported") / "pack.xlsx"
    export_pack(find_pack("annual_work_report"), book, CHINESE)
    return book


def faults(book: Workbook, folder: Path) -> list[str]:
    """Give the faults of a spreadsheet as ``sheet!cell key``; nothing of the pack comes to be."""
    target = folder / "annual_work_report"
    book.save(folder / "edited.xlsx")
    with pytest.raises(PackError) as caught:
        import_pack(folder / "edited.xlsx", target)
    assert [path.name for path in folder.iterdir()] == ["edited.xlsx"]
    for language in LANGUAGES:
        assert all(CATALOGS[language].line(finding) for finding in caught.value.findings)
    return [f"{f.location.sheet}!{f.location.address} {f.key}" for f in caught.value.findings]


def at(book: Workbook, sheet: str, header: str, row: int = 3) -> str:
    """Give the address of a cell under a header."""
    headers = [cell.value for cell in book[sheet][1]]
    return f"{get_column_letter(headers.index(header) + 1)}{row}"


def edits() -> list[tuple[str, str, str | float | None, str]]:
    """Give a header, what is typed under it in the first row, and what must be said there."""
    return [
        ("columns", "sheet", "paramters", "pack.unknown_sheet_near"),
        ("columns", "type", "txt", "pack.not_one_of_near"),
        ("columns", "required", "maybe", "pack_xlsx.not_flag"),
        ("columns", "width", "wide", "pack_xlsx.not_integer"),
        ("columns", "width", 4.5, "pack_xlsx.not_integer"),
        ("columns", "name", "=A3", "pack_xlsx.formula"),
        ("columns", "pattern", 5, "pack_xlsx.number_for_text"),
        ("columns", "missing", "unknwon", "pack.unknown_blank_near"),
        ("columns", "default::until", "soon", "pack.not_a_integer"),
        ("choices", "name", " 是", "pack.stray_space"),
        ("rules", "kind", "cover", "pack.unknown_kind_near"),
        ("rules", "severity", "eror", "pack.not_one_of_near"),
        ("rules", "by", "indicatr", "pack.unknown_column_near"),
        ("rules", "percent", 5, "pack.unknown_key"),
        ("indicators", "where", "categry = 中心组学习", "pack.unknown_column_near"),
        ("indicators", "where", "category = 中心组学", "pack.unknown_choice_near"),
        ("indicators", "where", "category > 1", "pack_xlsx.not_a_condition"),
        ("indicators", "decimals", "二", "pack_xlsx.not_integer"),
        ("indicators", "label::zh-Hans", None, "pack.label_language"),
        ("settings", "value", "another", "pack.id_folder"),
        ("tests", "key", "rulse", "pack.unknown_key_near"),
        ("tests", "name", "R1", "pack_xlsx.stray_name"),
        ("layout", "line", "[[", "pack.toml.syntax"),
        ("narrative", "line", "{{ F99 }}", "report.template.unknown_name_near"),
    ]


@pytest.mark.parametrize(("sheet", "header", "typed", "key"), edits(), ids=str)
def test_a_fault_stands_at_the_cell_that_it_was_typed_in(
    sheet: str, header: str, typed: str | float | None, key: str, exported: Path, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(exported)
    cell = at(book, sheet, header, 2 if sheet in {"layout", "narrative"} else 3)
    book[sheet][cell] = typed

    found = faults(book, tmp_path)

    assert f"{sheet}!{cell} {key}" in found


def test_all_faults_are_told_at_once_in_the_order_of_the_tabs(exported: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(exported)
    book["rules"][at(book, "rules", "kind")] = "cover"
    book["columns"][at(book, "columns", "width")] = "wide"
    book["settings"]["B4"] = 1.0
    book["choices"]["D4"] = " 否"

    assert faults(book, tmp_path) == [
        "settings!B4 pack_xlsx.number_for_text",
        f"columns!{at(book, 'columns', 'width')} pack_xlsx.not_integer",
        "choices!D4 pack.stray_space",
        f"rules!{at(book, 'rules', 'kind')} pack.unknown_kind_near",
    ]


def rename_header(book: Workbook) -> None:
    book["columns"][at(book, "columns", "label::zh-Hans", 1)] = "lable::zh-Hans"


def double_header(book: Workbook) -> None:
    book["rules"][at(book, "rules", "note", 1)] = "kind"


def strange_language(book: Workbook) -> None:
    book["sheets"][at(book, "sheets", "label::zh-Hant", 1)] = "label::zh-Hnat"


def stray_cell(book: Workbook) -> None:
    book["groups"]["Z9"] = "?"


def merged_cells(book: Workbook) -> None:
    book["columns"].merge_cells("A5:A6")


def misspelt_tab(book: Workbook) -> None:
    book["tables"].title = "table"


def missing_tab(book: Workbook) -> None:
    del book["sheets"]


def spoilt_styles(book: Workbook) -> None:
    book["files"]["C2"] = "AAAA"


def bad_file_name(book: Workbook) -> None:
    book["tests"]["A3"] = "../x"


def doubled_key(book: Workbook) -> None:
    book["settings"]["A4"] = "id"


@pytest.mark.parametrize(
    ("edit", "found"),
    [
        (rename_header, ["columns!C1 pack_xlsx.unknown_header_near"]),
        (double_header, ["rules!AN1 pack_xlsx.header_twice"]),
        (strange_language, ["sheets!D1 pack.unknown_language_near"]),
        (stray_cell, ["groups!Z9 pack_xlsx.no_header"]),
        (misspelt_tab, ["table! pack_xlsx.unknown_sheet_near"]),
        (missing_tab, ["sheets! pack_xlsx.no_sheet"]),
        (spoilt_styles, ["files! pack_xlsx.styles_broken"]),
        (bad_file_name, ["tests!A3 pack_xlsx.file_name"]),
        (doubled_key, ["settings! pack.missing_key", "settings!A4 pack.repeated"]),
    ],
)
def test_the_shape_of_the_spreadsheet_is_judged(
    edit: Callable[[Workbook], None], found: list[str], exported: Path, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(exported)
    edit(book)

    assert faults(book, tmp_path)[: len(found)] == found


def test_merged_cells_are_refused_where_they_stand(exported: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(exported)
    merged_cells(book)

    assert "columns!A5 pack_xlsx.merged" in faults(book, tmp_path)


def test_a_test_comes_back_with_its_comments_and_a_misspelt_name_in_it_stands_at_its_cell(tmp_path: Path) -> None:
    folder = there_and_back(find_pack("volunteer_service"), tmp_path / "source")
    text = folder.text("tests/needs.toml")
    commented = "# Of the whole.\n\n" + text.replace("[[finding]]", "# Of the finding.\n[[finding]]", 1)
    (folder.path / "tests" / "needs.toml").write_text(commented, encoding="utf-8")

    back = there_and_back(folder, tmp_path / "back")

    assert read_comments(back.text("tests/needs.toml")) == {"": ("Of the whole.",), "finding[1]": ("Of the finding.",)}
    book = openpyxl.load_workbook(tmp_path / "back" / "pack.xlsx")
    (cell,) = (row[2] for row in book["tests"].iter_rows() if row[2].value == "last_needs")
    cell.value = "last_need"
    book.save(tmp_path / "slip.xlsx")
    with pytest.raises(PackError) as caught:
        import_pack(tmp_path / "slip.xlsx", tmp_path / "volunteer_service")
    (fault,) = caught.value.findings
    assert (fault.location.sheet, fault.location.address, fault.key) == (
        "tests",
        cell.coordinate,
        "pack.unknown_sheet_near",
    )


def test_a_test_that_no_row_can_say_stops_the_export(tmp_path: Path) -> None:
    folder = there_and_back(find_pack("disclosure_report"), tmp_path)
    (folder.path / "tests").mkdir(exist_ok=True)
    (folder.path / "tests" / "odd.toml").write_text('nmae = "odd"\n', encoding="utf-8")

    with pytest.raises(PackError) as caught:
        export_pack(folder, tmp_path / "again.xlsx", CHINESE)

    assert [(fault.location.sheet, fault.key) for fault in caught.value.findings] == [
        ("tests/odd.toml", "pack.unknown_key_near")
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_is_explained_and_has_its_prompt_or_dropdown(language: str, tmp_path: Path) -> None:
    export_pack(find_pack("disclosure_report"), tmp_path / "pack.xlsx", CATALOGS[language])

    book = openpyxl.load_workbook(tmp_path / "pack.xlsx")
    assert tuple(book.sheetnames) == tuple(name for name in ORDER if name != PARTS_SHEET)
    for name in ("sheets", "groups", "rows", "columns", "choices", "rules", "indicators", "tables", "tests"):
        sheet = book[name]
        prompts = {str(v.sqref).split(":")[0]: v for v in sheet.data_validations.dataValidation}
        for column in range(1, sheet.max_column + 1):
            assert sheet.cell(2, column).value
            assert prompts[f"{get_column_letter(column)}3"].prompt
    kinds = {str(v.sqref).split(":")[0]: v.formula1 for v in book["columns"].data_validations.dataValidation}
    assert kinds[at(book, "columns", "type")] == '"text,integer,decimal,date,select_one"'
    assert kinds["A3"].startswith("sheets!$A$3:")


def test_a_text_that_no_cell_holds_stops_the_export(tmp_path: Path) -> None:
    folder = there_and_back(find_pack("disclosure_report"), tmp_path)
    sheets = folder.text("sheets.toml").replace("[[sheet]]", "# " + "长" * 33_000 + "\n[[sheet]]", 1)
    (folder.path / "sheets.toml").write_text(sheets, encoding="utf-8")

    with pytest.raises(PackError) as caught:
        export_pack(folder, tmp_path / "again.xlsx", CHINESE)

    assert [finding.key for finding in caught.value.findings] == ["pack_xlsx.too_long"]
    assert not (tmp_path / "again.xlsx").exists()


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", PACKS)
def test_no_cell_breaks_its_own_dropdown_in_libreoffice(name: str, tmp_path: Path) -> None:
    export_pack(find_pack(name), tmp_path / "pack.xlsx", CHINESE)

    (answer,) = ask([tmp_path / "pack.xlsx"])

    assert {sheet: said.invalid for sheet, said in answer.items() if said.invalid} == {}


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", PACKS)
def test_a_spreadsheet_saved_by_libreoffice_is_still_the_same_pack(name: str, tmp_path: Path) -> None:
    folder = find_pack(name)
    export_pack(folder, tmp_path / "pack.xlsx", CHINESE)

    (saved,) = convert([tmp_path / "pack.xlsx"], "xlsx:Calc MS Excel 2007 XML", tmp_path / "saved")
    import_pack(saved, tmp_path / name)

    back = PackFolder((tmp_path / name).resolve())
    assert parse_pack(back.declarations()) == parse_pack(folder.declarations())
    assert data_of(back) == data_of(folder)
