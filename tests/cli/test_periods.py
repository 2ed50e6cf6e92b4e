"""A report of a month through the command: its workbook, its name, what it takes over, what is refused."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.support.annual_report import ROOT
from tests.support.words import words
from xltools.adapters.pack_folder import load_pack
from xltools.adapters.xlsx_writer import write_workbook
from xltools.cli import main
from xltools.core.contents import Contents
from xltools.core.frozen import replace
from xltools.core.plan import plan_workbook

SAMPLE = ROOT / "workbook_templates" / "volunteer_service" / "sample.xlsx"
"""Of May 2024."""

Said = Callable[..., tuple[int, str, str]]


@pytest.fixture
def new(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Said:
    """Make a workbook of the pack in an empty folder, in Simplified Chinese."""
    monkeypatch.setenv("XLTOOLS_LANGUAGE", "zh-Hans")
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str | Path, pack: str = "volunteer_service") -> tuple[int, str, str]:
        status = main(["new", pack, "--unit", "竹峰街道", *map(str, arguments)])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run


def column(book: Path, title: str, letter: str) -> list[object]:
    """Give what stands in a column of a sheet under its header."""
    cells = [cell.value for cell in openpyxl.load_workbook(book)[title][letter][3:]]
    return [value for value in cells if value is not None]


def test_the_file_is_named_after_its_month(new: Said) -> None:
    name = "志愿服务工作月报填报工作簿（竹峰街道2024年5月）.xlsx"

    assert new("--year", "2024", "--month", "5") == (0, f"已建好工作簿：{name}\n", "")
    assert [cell.value for cell in openpyxl.load_workbook(name)["基本情况"]["B"][3:6]] == ["竹峰街道", 2024, 5]


def test_the_month_after_takes_over_the_register_and_what_was_open(new: Said) -> None:
    assert new("--year", "2024", "--month", "6", "--from", SAMPLE, "-o", "june.xlsx")[0] == 0

    june = Path("june.xlsx")
    assert column(june, "队伍名册", "C") == column(SAMPLE, "队伍名册", "C")
    assert column(june, "本月目标", "B") == [45, 500, 2]
    assert column(june, "上月未办结", "B") == [4, 2, 0, 4, 0, 10]
    assert column(june, "上年同月", "A") == []
    assert column(june, "活动台账", "A") == []


def test_the_same_month_of_the_next_year_takes_over_the_values_to_compare_with(new: Said) -> None:
    assert new("--year", "2025", "--month", "5", "--from", SAMPLE, "-o", "next.xlsx")[0] == 0

    book = Path("next.xlsx")
    values = dict(zip(column(book, "上年同月", "A"), column(book, "上年同月", "B"), strict=True))
    assert (values["V01"], values["V11"], values["V13"]) == (46, 71, 10)
    assert column(book, "队伍名册", "A") == []
    assert column(book, "上月未办结", "B") == []


def test_both_may_be_given_and_each_gives_its_own(new: Said) -> None:
    new("--year", "2025", "--month", "4", "-o", "april.xlsx")
    book = openpyxl.load_workbook("april.xlsx")
    for address, value in (("A4", "东湖社区服务队"), ("B4", "社区志愿服务队"), ("C4", 70)):
        book["队伍名册"][address] = value
    book.save("april.xlsx")

    assert new("--year", "2025", "--month", "5", "--from", "april.xlsx", "--from", SAMPLE, "-o", "may.xlsx")[0] == 0

    may = Path("may.xlsx")
    assert column(may, "队伍名册", "C") == [70]
    assert column(may, "上年同月", "A")[:3] == ["V01", "V02", "V03"]


def test_january_follows_december(new: Said) -> None:
    new("--year", "2024", "--month", "12", "-o", "december.xlsx")

    assert new("--year", "2025", "--month", "1", "--from", "december.xlsx", "-o", "january.xlsx")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--year", "2024"], "这个模板包的报告不是按全年写的，还要用 --month 写明是哪一期"),
        (["--year", "2024", "--month", "13"], "--month 应在 1 到 12 之间，不是 13"),
        (["--year", "2024", "--month", "0"], "--month 应在 1 到 12 之间，不是 0"),
        (["--year", "2024", "--month", "5", "--quarter", "2"], "这个模板包的报告期不用 --quarter，请把它去掉"),
        (
            ["--year", "2024", "--month", "7", "--from", str(SAMPLE)],
            "既不是上一期（2024-06）的，也不是上年同期（2023-07）的",
        ),
    ],
)
def test_what_is_no_period_of_the_pack_is_refused_and_nothing_written(
    new: Said, tmp_path: Path, arguments: list[str], said: str
) -> None:
    status, out, err = new(*arguments)

    assert (status, out) == (2, "")
    assert said in err
    assert list(tmp_path.iterdir()) == []


def test_a_report_of_a_year_takes_no_month(new: Said) -> None:
    status, _, err = new("--year", "2024", "--month", "5", pack="annual_work_report")

    assert status == 2
    assert "这个模板包的报告期不用 --month" in err


def june() -> Contents:
    """Give the sample's entries a month later."""
    make: Callable[[], Contents] = runpy.run_path(str(ROOT / "scripts" / "make_volunteer_sample.py"))["sample_contents"]
    contents = make()
    ledgers = {
        name: [
            {
                key: value.replace(month=6, day=min(value.day, 30)) if isinstance(value, date) else value
                for key, value in row.items()
            }
            for row in rows
        ]
        for name, rows in contents.ledgers.items()
    }
    return replace(contents, ledgers=ledgers, forms={"basics": {**contents.forms["basics"], "month": 6}})


@pytest.mark.usefixtures("new")
def test_a_months_report_is_not_brought_up_to_date_with_another_months_workbook(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["report", str(SAMPLE), "-o", "may.docx"]) == 0
    before = Path("may.docx").read_bytes()
    pack = load_pack(str(SAMPLE.parent))
    write_workbook(plan_workbook(pack, 2024, "竹峰街道", words(), june(), number=6), tmp_path / "june.xlsx")
    capsys.readouterr()

    status = main(["refresh", "may.docx", "june.xlsx"])

    said = "报告“may.docx”是“竹峰街道 2024-5”的，工作簿是“竹峰街道 2024-6”的"
    assert (status, said in capsys.readouterr().err) == (2, True)
    assert Path("may.docx").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["june.xlsx", "may.docx"]
