"""A pack based on another as a spreadsheet: what it says otherwise, and that alone, there and back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.workbook import Workbook

from tests.app.test_pack_books import CHINESE, at, data_of, spelled, there_and_back
from tests.support import district_pack
from tests.support.catalogs import CATALOGS
from tests.support.generated_children import CHILD, child_texts
from tests.support.generated_packs import NAME, pack_texts
from tests.support.libreoffice import ask, convert
from xltools.adapters.pack_check import check_pack
from xltools.adapters.pack_folder import ENVIRONMENT, PackFolder, find_pack
from xltools.app.pack_books import export_pack, import_pack
from xltools.core.messages import LANGUAGES
from xltools.core.pack_books.pack_headers import ORDER, PARTS_SHEET
from xltools.core.pack_parser import parse_pack
from xltools.core.pack_parsing.pack_child_language import CHILD_FIELDS
from xltools.errors import PackError

WORDS = [field.key for field in CHILD_FIELDS]
ENTRY_SHEETS = ("sheets", "groups", "rows", "columns", "rules", "text_rules", "indicators", "tables")


@pytest.fixture
def district(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PackFolder:
    """Give a pack that says something otherwise in every file."""
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path / "packs"))
    return district_pack.written(tmp_path / "packs")


@pytest.fixture
def book(district: PackFolder, tmp_path: Path) -> Workbook:
    """Give its spreadsheet, to be edited."""
    export_pack(district, tmp_path / "pack.xlsx", CHINESE)
    return openpyxl.load_workbook(tmp_path / "pack.xlsx")


def rows_of(book: Workbook, sheet: str) -> list[dict[str, object]]:
    """Give what stands below the headers and their explanation, without empty cells."""
    headers = [str(cell.value) for cell in book[sheet][1]]
    rows: list[dict[str, object]] = [
        dict(zip(headers, (cell.value for cell in row), strict=True)) for row in book[sheet].iter_rows(min_row=3)
    ]
    return [filled for row in rows if (filled := {key: value for key, value in row.items() if value is not None})]


def faults(book: Workbook, folder: Path) -> list[str]:
    """Give the faults of an edited spreadsheet as ``sheet!cell key``; nothing of the pack comes to be."""
    book.save(folder / "edited.xlsx")
    target = folder / "back" / district_pack.NAME
    target.parent.mkdir()
    with pytest.raises(PackError) as caught:
        import_pack(folder / "edited.xlsx", target)
    assert not list(target.parent.iterdir())
    for language in LANGUAGES:
        assert all(CATALOGS[language].line(finding) for finding in caught.value.findings)
    return [f"{f.location.sheet}!{f.location.address} {f.key}" for f in caught.value.findings]


def written(root: Path, name: str, texts: Mapping[str, str]) -> PackFolder:
    """Write the files of a pack, and none besides."""
    folder = root / name
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        path.unlink()
    for file, text in texts.items():
        (folder / file).write_text(text, encoding="utf-8")
    return PackFolder(folder.resolve())


@st.composite
def families(draw: st.DrawFn) -> tuple[dict[str, str], dict[str, str]]:
    """Give the files of a pack and of one that is based on it."""
    base = draw(pack_texts())
    return base, draw(child_texts(base))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(family=families())
def test_any_child_comes_back_as_it_was(
    family: tuple[dict[str, str], dict[str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path / "packs"))
    base, child = (written(tmp_path / "packs", name, texts) for name, texts in zip((NAME, CHILD), family, strict=True))
    assert [CHINESE.line(finding) for finding in check_pack(child).findings] == []
    assert base.name == NAME

    back = there_and_back(child, tmp_path / "back")

    assert parse_pack(back.declarations()) == parse_pack(child.declarations())
    assert spelled(data_of(back)) == spelled(data_of(child))


def test_a_child_with_a_word_in_every_file_comes_back_as_it_was(district: PackFolder, tmp_path: Path) -> None:
    back = there_and_back(district, tmp_path / "back")

    assert sorted(path.name for path in back.path.iterdir()) == sorted(path.name for path in district.path.iterdir())
    assert data_of(back) == data_of(district)
    assert parse_pack(back.declarations()) == parse_pack(district.declarations())
    for file in ("narrative_parts.md.j2", "layout.toml", "tests/走访.toml"):
        assert back.text(file) == district.text(file)
    assert back.data("styles.docx") == district.data("styles.docx")


def test_what_is_written_is_what_the_child_says_and_nothing_of_its_base(book: Workbook) -> None:
    assert rows_of(book, "sheets") == [
        {"name": "charges", "without": "hint::zh-Hant", "hint::zh-Hans": "只填本年度。"},
        {"name": "visits", "before": "problems", "kind": "ledger", "label": "走访台账"},
        {"name": "last_year", "override": "remove"},
    ]
    assert rows_of(book, "rows") == [
        {"sheet": "charges", "name": "parking", "after": "fees", "label": "停车收费", "note": "区里另外要的一行"}
    ]
    assert rows_of(book, "indicators")[0]["where"] == "[]"
    settings_rows = {row["key"]: (row.get("value"), row.get("note")) for row in rows_of(book, "settings")}
    assert settings_rows["without"] == ("last_year; label::en", "本区另报")
    assert settings_rows["note::pack.toml"] == ("本区各街道用。", None)
    assert settings_rows["base"] == ("disclosure_report", None)
    assert settings_rows["languages"] == settings_rows["period.year"] == (None, None)
    assert [cell.value for cell in book[PARTS_SHEET]["A"]][1:4] == [
        "{# part: opening #}",
        None,
        "{{ unit }}{{ year }}年度报告如下：",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_are_columns_with_prompts_and_dropdowns_of_a_child_alone(
    language: str, district: PackFolder, tmp_path: Path
) -> None:
    for folder in (district, find_pack(district_pack.BASE)):
        export_pack(folder, tmp_path / f"{folder.name}.xlsx", CATALOGS[language])
    child, base = (openpyxl.load_workbook(tmp_path / f"{n}.xlsx") for n in (district_pack.NAME, district_pack.BASE))

    assert tuple(child.sheetnames) == ORDER
    for name in ENTRY_SHEETS:
        headers = [cell.value for cell in child[name][1]]
        first = headers.index("override")
        assert headers[first : first + 4] == WORDS
        validations = {str(v.sqref).split(":")[0]: v for v in child[name].data_validations.dataValidation}
        for word in WORDS:
            assert child[name][at(child, name, word, 2)].value
            assert validations[at(child, name, word)].prompt
        assert validations[at(child, name, "override")].formula1 == '"change,replace,remove"'
        assert not {*WORDS} & {cell.value for cell in base[name][1]}
    choices = {str(v.sqref).split(":")[0]: v.formula1 for v in child["choices"].data_validations.dataValidation}
    assert choices[at(child, "choices", "override")] == '"remove"'
    assert "override" not in {cell.value for cell in base["choices"][1]}
    assert (child["help"].max_row, PARTS_SHEET in base.sheetnames) == (base["help"].max_row + 7, False)


EDITS = [
    ("rules", "override", 3, "remvoe", "rules!{at} pack.not_one_of_near"),
    ("rules", "id", 3, "GI-T3-11", "rules!3:3 inherit.unknown_near"),
    ("rules", "severity", 3, "eror", "rules!{at} pack.not_one_of_near"),
    ("rows", "after", 3, "feees", "rows!{at} inherit.unknown_near"),
    ("rows", "sheet", 3, "chargse", "rows!{at} inherit.unknown_near"),
    ("sheets", "without", 3, "hint::fr", "sheets!{at} inherit.unknown"),
    ("sheets", "without", 3, "hnit", "sheets!{at} inherit.unknown_near"),
    ("sheets", "kind", 5, "form", "sheets!{at} inherit.removed"),
    ("choices", "override", 3, "del", "choices!{at} pack.not_one_of"),
    ("settings", "value", "base", "disclosure_reprot", "settings!{at} inherit.no_base_near"),
    ("settings", "value", "base_version", "7.0", "settings!{at} inherit.base_version"),
    ("settings", "value", "without", "last_yaer", "settings!{at} inherit.unknown_near"),
    ("settings", "value", "without", "label::fr", "settings!{at} inherit.unknown"),
    ("settings", "value", "without", "constants.nothing", "settings!{at} inherit.unknown"),
    ("narrative_parts", "line", 2, "{# part: opning #}", "narrative_parts!{at} inherit.unknown_part_near"),
    ("layout", "line", 3, "sourec = 'x'", "layout!{at} pack.unknown_key_near"),
    ("settings", "value", "without", "label::en", "disclosure_report/pack.toml!16:16 pack.unknown_sheet"),
]


@pytest.mark.parametrize(("sheet", "header", "row", "typed", "told"), EDITS, ids=str)
def test_a_fault_stands_at_its_cell_and_one_of_the_base_in_the_base_s_file(
    sheet: str, header: str, row: int | str, typed: str, told: str, book: Workbook, tmp_path: Path
) -> None:
    number = row if isinstance(row, int) else next(cell.row for cell in book[sheet]["A"] if cell.value == row)
    cell = at(book, sheet, header, number)
    book[sheet][cell] = typed

    assert told.format(at=cell) in faults(book, tmp_path)


def test_all_faults_are_told_at_once_those_of_the_base_after_the_others(book: Workbook, tmp_path: Path) -> None:
    book["columns"][at(book, "columns", "width")] = "wide"
    book["rules"][at(book, "rules", "columns", 4)] = "dya"
    book["settings"][f"B{next(c.row for c in book['settings']['A'] if c.value == 'without')}"] = "label::en"

    assert faults(book, tmp_path) == [
        f"columns!{at(book, 'columns', 'width')} pack_xlsx.not_integer",
        f"rules!{at(book, 'rules', 'columns', 4)} pack.unknown_column_near",
        "disclosure_report/pack.toml!16:16 pack.unknown_sheet",
    ]


def test_an_entry_of_one_of_the_base_s_sheets_needs_no_row_on_the_sheet_of_sheets(
    book: Workbook, tmp_path: Path
) -> None:
    book["rows"][at(book, "rows", "sheet", 4)] = "decisions"
    book["rows"][at(book, "rows", "name", 4)] = "permits"
    book["rows"][at(book, "rows", "label", 4)] = "许可"
    book.save(tmp_path / "edited.xlsx")
    (tmp_path / "back").mkdir()

    import_pack(tmp_path / "edited.xlsx", tmp_path / "back" / district_pack.NAME)

    pack = parse_pack(PackFolder(tmp_path / "back" / district_pack.NAME).declarations())
    row = next(row for row in pack.sheets["decisions"].rows if row.name == "permits")
    assert (row.label["zh-Hans"], row.label["en"]) == ("许可", "Administrative licences")


def test_a_pack_becomes_a_child_by_naming_a_base_and_no_child_by_not_naming_one(
    district: PackFolder, book: Workbook, tmp_path: Path
) -> None:
    settings_sheet = book["settings"]
    for cell in settings_sheet["A"]:
        if cell.value in {"base", "base_version"}:
            settings_sheet.cell(cell.row, 2).value = None

    found = faults(book, tmp_path)

    assert [fault for fault in found if "rules!" in fault][:1] == ["rules!B1 pack_xlsx.unknown_header"]
    assert "settings! pack.missing_key" in found
    assert check_pack(district).passed


def test_a_narrative_without_a_word_stops_the_export(district: PackFolder, tmp_path: Path) -> None:
    (district.path / "narrative_parts.md.j2").unlink()
    (district.path / "narrative.md.j2").write_text("\n\n", encoding="utf-8")

    with pytest.raises(PackError) as caught:
        export_pack(district, tmp_path / "pack.xlsx", CHINESE)

    found = [(finding.location.sheet, finding.key) for finding in caught.value.findings]
    assert found == [("narrative.md.j2", "pack_xlsx.empty_narrative")]


@pytest.mark.libreoffice
def test_libreoffice_finds_no_cell_that_breaks_its_dropdown_and_saves_the_same_child(
    district: PackFolder, tmp_path: Path
) -> None:
    export_pack(district, tmp_path / "pack.xlsx", CHINESE)

    (answer,) = ask([tmp_path / "pack.xlsx"])
    (saved,) = convert([tmp_path / "pack.xlsx"], "xlsx:Calc MS Excel 2007 XML", tmp_path / "saved")
    import_pack(saved, tmp_path / district_pack.NAME)

    assert {sheet: said.invalid for sheet, said in answer.items() if said.invalid} == {}
    back = PackFolder((tmp_path / district_pack.NAME).resolve())
    assert parse_pack(back.declarations()) == parse_pack(district.declarations())
    assert data_of(back) == data_of(district)
