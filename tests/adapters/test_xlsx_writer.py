import errno
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator

from tests.support.libreoffice import SheetAnswer, ask
from tests.support.study_pack import WRONG_CELLS, filled, sessions, study_pack, wrong
from tests.support.words import words
from tests.support.xlsx_lint import lint
from xltools.adapters import xlsx_writer
from xltools.adapters.xlsx_looks import LOOKS
from xltools.adapters.xlsx_proof import holds
from xltools.adapters.xlsx_reader import read_grid
from xltools.adapters.xlsx_writer import workbook_bytes, write_workbook
from xltools.core.contents import Contents
from xltools.core.cover import Cover, read_cover
from xltools.core.dataset import Explanation
from xltools.core.findings import Severity
from xltools.core.fingerprint import layout_fingerprint
from xltools.core.grid import CellType, Grid
from xltools.core.indicators import compute, disagreements
from xltools.core.parse import parse
from xltools.core.plan import plan_workbook
from xltools.core.planning.plan_parts import Look, SheetPlan, WorkbookPlan
from xltools.core.validate import validate
from xltools.errors import FileError

PACK = study_pack()
BOOKS: Mapping[str, Contents] = {"blank": Contents(), "filled": filled(), "wrong": wrong()}


def plan(contents: Contents) -> WorkbookPlan:
    return plan_workbook(PACK, 2019, "竹峰街道", words(), contents)


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    folder = tmp_path_factory.mktemp("books")
    for name, contents in BOOKS.items():
        write_workbook(plan(contents), folder / f"{name}.xlsx")
    return {name: folder / f"{name}.xlsx" for name in BOOKS}


@pytest.fixture(scope="module")
def seen(books: Mapping[str, Path]) -> Mapping[str, Mapping[str, SheetAnswer]]:
    return dict(zip(books, ask(list(books.values())), strict=True))


def read(contents: Contents, folder: Path) -> Grid:
    target = folder / "book.xlsx"
    write_workbook(plan(contents), target, overwrite=True)
    return read_grid(target)


@pytest.mark.parametrize("name", BOOKS)
def test_a_workbook_is_valid_and_free_of_what_makes_excel_repair(name: str, books: Mapping[str, Path]) -> None:
    audit = OpenXmlValidator().validate(str(books[name]))

    assert (audit.errors, lint(books[name])) == ([], [])


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", BOOKS)
def test_libreoffice_computes_every_formula_to_the_stored_value(
    name: str, seen: Mapping[str, Mapping[str, SheetAnswer]]
) -> None:
    for answer in seen[name].values():
        assert answer.loaded == answer.computed
        assert not [value for value in answer.computed.values() if str(value).startswith("Err:")]
    assert len(seen[name]["指标"].computed) == 8 * 5


@pytest.mark.libreoffice
def test_validation_rings_exactly_the_entries_that_it_must_refuse(
    seen: Mapping[str, Mapping[str, SheetAnswer]],
) -> None:
    ringed = {title: set(answer.invalid) for title, answer in seen["wrong"].items() if answer.invalid}

    assert ringed == WRONG_CELLS
    assert not any(answer.invalid for answer in seen["filled"].values())


def test_the_cover_and_the_rows_are_read_back_as_they_were_given(books: Mapping[str, Path]) -> None:
    grid = read_grid(books["filled"])
    dataset = parse(grid, PACK)

    assert read_cover(grid) == Cover("tiny", "1.0", "竹峰街道", 2019, layout_fingerprint(PACK))
    assert list(dataset.findings) == []
    assert dataset.tables["l1"].columns["remarks"][2] == "=1+1"
    assert dataset.tables["l1"].columns["date"][11] == date(2019, 12, 12)
    assert dataset.tables["requests"].columns["total"][0] == Decimal(4)
    assert list(dataset.explanations) == [Explanation("R3", "L1学习台账", "E5", "单价较高")]


def test_the_workbook_shows_the_same_indicators_as_the_engine_computes(books: Mapping[str, Path]) -> None:
    dataset = parse(read_grid(books["filled"]), PACK)

    assert dataset.shown.keys() == PACK.indicators.keys()
    assert disagreements(dataset, compute(dataset, PACK), PACK) == ()


def test_a_filled_workbook_passes_its_check(books: Mapping[str, Path]) -> None:
    dataset = parse(read_grid(books["filled"]), PACK)

    found = validate(dataset, PACK, compute(dataset, PACK))

    assert [finding for finding in found.findings if finding.severity is Severity.ERROR] == []


def test_equal_plans_give_equal_bytes() -> None:
    assert workbook_bytes(plan(filled())) == workbook_bytes(plan(filled()))


def test_a_formula_without_a_value_stores_the_empty_text_and_not_nothing(books: Mapping[str, Path]) -> None:
    sheet = next(sheet for sheet in read_grid(books["filled"]).sheets if sheet.name == "指标")

    assert (sheet.cell(5, 3).type, sheet.cell(5, 3).value) == (CellType.TEXT, "")


def test_the_layout_is_locked_and_entries_are_not(books: Mapping[str, Path]) -> None:
    grid = read_grid(books["blank"])

    assert all(sheet.protected for sheet in grid.sheets)
    assert [sheet.state for sheet in grid.sheets].count("hidden") == 1
    unlocked = {look for look in Look if LOOKS[look].get("locked") is False}
    assert unlocked == {look for look in Look if look.value.startswith(("entry_", "field_"))}


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
NUMBERS = st.decimals(-(10**12), 10**12, places=3)
RECORDS = st.fixed_dictionaries(
    {},
    optional={
        "date": st.dates(date(1900, 3, 1), date(9999, 12, 31)),
        "kind": TEXTS,
        "people": st.integers(-(10**14), 10**14),
        "cost": NUMBERS,
        "remarks": TEXTS,
    },
)


@given(st.lists(RECORDS, max_size=6))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_number_or_date_is_read_back_as_it_was_written(
    tmp_path: Path, records: list[dict[str, date | str | int | Decimal]]
) -> None:
    planned = plan(Contents(ledgers={"l1": records}))

    assert holds(read(Contents(ledgers={"l1": records}), tmp_path), planned)


@pytest.mark.parametrize(
    "text", ["=1+1", "+86", "-5", "@home", "\tx", "{=1}", "http://a.b", "_x0041_", " a ", "1", "a\nb"]
)
def test_a_text_stays_a_text_whatever_it_begins_with(text: str, tmp_path: Path) -> None:
    fact = read(Contents(ledgers={"l1": [{"remarks": text}]}), tmp_path).sheets[2].cell(4, 7)

    assert (fact.type, fact.value, fact.formula) == (CellType.TEXT, text, None)


@pytest.mark.parametrize("text", ["字" * 32_768, "\ud800"])
def test_a_text_that_a_cell_cannot_hold_is_told_and_nothing_is_written(text: str, tmp_path: Path) -> None:
    with pytest.raises(FileError) as caught:
        write_workbook(plan(Contents(ledgers={"l1": [{"remarks": text}]})), tmp_path / "book.xlsx")

    assert caught.value.key == "file.write.not_as_planned"
    assert list(tmp_path.iterdir()) == []


def test_a_workbook_that_does_not_read_as_planned_does_not_take_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = workbook_bytes(plan(Contents(ledgers={"l1": sessions(3)})))
    monkeypatch.setattr(xlsx_writer, "workbook_bytes", lambda _: other)

    with pytest.raises(FileError) as caught:
        write_workbook(plan(Contents(ledgers={"l1": sessions(4)})), tmp_path / "book.xlsx")

    assert caught.value.key == "file.write.not_as_planned"
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_the_old_workbook_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "book.xlsx"
    target.write_bytes(b"old")

    def full(path: Path, content: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device", str(path), len(content))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(FileError) as caught:
        write_workbook(plan(Contents()), target, overwrite=True)

    assert caught.value.key == "file.write.disk_full"
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("book.xlsx", b"old")]


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_every_language_prints_a_workbook(language: str) -> None:
    planned = plan_workbook(PACK, 2019, "竹峰街道", words(language))

    assert not [text for sheet in planned.sheets for text in _texts(sheet) if "{" in text]


def _texts(sheet: SheetPlan) -> list[str]:
    shown = [str(cell.value) for cell in sheet.cells if cell.value is not None]
    return shown + [text for v in sheet.validations for text in (v.title, v.prompt, v.refusal)]
