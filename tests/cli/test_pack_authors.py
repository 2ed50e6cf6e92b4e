"""The commands for whoever writes packs: diff, docs, translations."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from tests.cli.test_commands import Said, said
from tests.support.annual_report import PACK
from tests.support.chromium import page_after_loading, print_to_pdf
from tests.support.docx_lint import lint
from xltools.adapters.pack_folder import ENVIRONMENT

__all__ = ["said"]

MISSING = "“学时”没有 en 的文字，显示时用第一语言。需要时请补上。"
HEADER = 'id = "ours"\nversion = "1.0"\nbase = "annual_work_report"\nbase_version = "1.0"\n'


@pytest.fixture
def ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path / "packs"))
    folder = tmp_path / "packs" / "ours"
    folder.mkdir(parents=True)
    (folder / "pack.toml").write_text(f"{HEADER}[constants]\nmonthly_minimum = 2\n", encoding="utf-8")
    return folder


def test_diff_says_each_difference_and_gives_json(said: Said, ours: Path) -> None:
    assert said("pack", "diff", "annual_work_report", "ours") == (
        0,
        "annual_work_report 1.0 → ours 1.0：有 1 处不同\n  设置 constants.monthly_minimum：1 → 2\n",
        "",
    )
    found = json.loads(said("pack", "diff", "annual_work_report", ours, "--format", "json")[1])
    assert [change["after"] for change in found["changes"]] == ["2"]
    assert said("pack", "diff", PACK, "annual_work_report")[1].endswith("有 0 处不同\n")


def test_diff_of_a_pack_with_faults_tells_the_faults(said: Said, ours: Path) -> None:
    (ours / "rules.toml").write_text('[[rule]]\nid = "R113"\nseverity = "note"\n', encoding="utf-8")

    status, out, err = said("pack", "diff", "annual_work_report", "ours")

    assert (status, out) == (2, "")
    assert "rules.toml:1 rule[1]：基础模板里没有“R113”，是不是“R11”？" in err


def test_translations_names_what_is_missing_and_is_content_all_the_same(said: Said, ours: Path) -> None:
    (ours / "sheets.toml").write_text(
        '[[sheet]]\nname = "study"\n[[sheet.column]]\nname = "hours"\nlabel = "学时"\ntype = "decimal"\n',
        encoding="utf-8",
    )

    assert said("pack", "translations", "ours", "--only", "en")[:2] == (
        0,
        f"提示 sheets.toml:5 sheet[1].column[1].label：{MISSING}\nen：缺 1 处。\n",
    )
    assert said("pack", "check", "ours")[:2] == (
        0,
        "ours：没有问题，0 个用例全部符合。\n另有 1 处文字缺译文（不算错），详见 xltools pack translations ours。\n",
    )
    assert said("pack", "translations", "annual_work_report")[1] == "annual_work_report：各种语言的文字齐全。\n"


@pytest.mark.usefixtures("ours")
def test_docs_writes_a_page_by_itself_or_the_format_asked_for_and_takes_no_files_place(said: Said) -> None:
    assert said("pack", "docs", "ours") == (0, "已写出数据字典：ours-数据字典.html\n", "")
    assert said("pack", "docs", "ours")[0] == 2
    assert said("pack", "docs", "ours", "--overwrite")[0] == 0
    assert said("pack", "docs", "ours", "-o", "d.docx")[:2] == (0, "已写出数据字典：d.docx\n")
    assert said("pack", "docs", "ours", "-o", "d.txt")[0] == 0
    assert said("pack", "docs", "ours", "-o", "d.xyz")[0] == 2
    assert lint(Path("d.docx").read_bytes()) == []
    assert "以模板包 annual_work_report 为基础" in Path("d.txt").read_text("utf-8")


def test_a_text_of_a_pack_stays_a_text_in_the_page(said: Said, ours: Path) -> None:
    (ours / "sheets.toml").write_text(
        '[[sheet]]\nname = "study"\nhint.zh-Hans = "<script>alert(1)</script>"\n', encoding="utf-8"
    )
    said("pack", "docs", "ours", "-o", "d.html")

    page = Path("d.html").read_text("utf-8")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script" not in page
    assert "default-src 'none'" in page


@pytest.mark.chromium
def test_a_browser_shows_and_prints_the_page(said: Said, tmp_path: Path) -> None:
    said("pack", "docs", "disclosure_report", "-o", "d.html")

    page = page_after_loading(tmp_path / "d.html", tmp_path)
    printed = print_to_pdf(tmp_path / "d.html", tmp_path)

    assert page.count("<h3") == 13 + 3
    assert printed.read_bytes()[:4] == b"%PDF"


def test_translations_of_a_spreadsheet_are_missing_at_their_cells(said: Said, tmp_path: Path) -> None:
    book = tmp_path / "pack.xlsx"
    assert said("pack", "export", "volunteer_service", book)[0] == 0
    assert said("pack", "translations", book)[:2] == (0, "pack.xlsx：各种语言的文字齐全。\n")
    opened = openpyxl.load_workbook(book)
    for cell in ("D4", "E4"):
        opened["sheets"][cell] = None
    (label,) = (row[1] for row in opened["settings"].iter_rows() if row[0].value == "label::en")
    label.value = None
    first = (label.row or 0) - 2
    opened.save(book)

    status, out, _ = said("pack", "translations", book)

    assert (status, out.splitlines()) == (
        0,
        [
            f"提示 「settings」B{first}：“志愿服务工作月报”没有 en 的文字，显示时用第一语言。需要时请补上。",
            "提示 「sheets」C4：“队伍名册”没有 zh-Hant、en 的文字，显示时用第一语言。需要时请补上。",
            "en：缺 2 处。",
            "zh-Hant：缺 1 处。",
        ],
    )


def test_translations_of_a_spreadsheet_with_faults_tells_the_faults_at_their_cells(said: Said, tmp_path: Path) -> None:
    book = tmp_path / "pack.xlsx"
    assert said("pack", "export", "volunteer_service", book)[0] == 0
    opened = openpyxl.load_workbook(book)
    opened["sheets"]["B4"] = "legder"
    opened.save(book)

    status, out, err = said("pack", "translations", book)

    assert (status, out) == (2, "")
    assert "错误 「sheets」B4：" in err
