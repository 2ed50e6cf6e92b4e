"""The documents: their links lead somewhere, what they show is so, and they name everything there is."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest

import xltools
from tests.support.annual_report import PACK, ROOT, SAMPLE
from xltools.cli import COMMANDS, main

PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```(?:toml|csv|jinja)\n# (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
GUIDE = ROOT / "docs" / "pack-guide.md"
ACTIVITIES = [(month, kind, visitors) for month in (2, 5, 8, 11) for kind, visitors in (("讲座", 30), ("展览", 33))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_in_a_page_leads_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", page.read_text("utf-8"))

    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_every_document_that_the_code_names_is_there() -> None:
    code = [path for folder in ("xltools", "scripts", "tests") for path in (ROOT / folder).rglob("*.py")]
    named = {name for path in code for name in re.findall(r"docs/[\w./-]+\.md", path.read_text("utf-8"))}

    assert sorted(name for name in named if not (ROOT / name).is_file()) == []


def test_the_readme_names_every_command() -> None:
    words = set(re.findall(r"[a-z]+", (ROOT / "README.md").read_text("utf-8")))

    assert [name for name in COMMANDS if not set(name.split()) <= words] == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_user_guide_names_every_command_for_clerks(language: str) -> None:
    pages = "".join(path.read_text("utf-8") for path in (ROOT / "docs" / "guide" / language).glob("*.md"))

    assert [name for name in COMMANDS if not name.startswith("pack") and f"xltools {name}" not in pages] == []


def test_the_pack_guide_names_every_command_for_pack_authors() -> None:
    text = GUIDE.read_text("utf-8")

    assert [name for name in COMMANDS if name.startswith("pack") and f"xltools {name}" not in text] == []


def test_a_type_checker_sees_the_types_of_the_installed_package() -> None:
    assert (Path(xltools.__file__).parent / "py.typed").is_file(), "PEP 561: without it mypy takes every name as Any"


def test_every_public_name_is_there_and_said_in_the_readme() -> None:
    text = (ROOT / "README.md").read_text("utf-8")

    assert [name for name in xltools.__all__ if not hasattr(xltools, name)] == []
    assert [name for name in xltools.__all__ if name not in text] == []


def test_the_findings_in_the_readme_are_those_of_a_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XLTOOLS_LANGUAGE", "zh-Hans")
    book = openpyxl.load_workbook(SAMPLE)
    book["L2党员基数表"]["C4"] = "约20"
    book.save(tmp_path / "book.xlsx")

    main(["check", str(tmp_path / "book.xlsx")])

    shown = re.findall(r"^(?:错误|核对) .*$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    assert shown == capsys.readouterr().out.splitlines()[: len(shown)]
    assert len(shown) == 2


def guide_pack(folder: Path) -> Path:
    """Write the pack of the guide, from its own examples."""
    pack = folder / "library_month"
    (pack / "tests").mkdir(parents=True)
    for name, text in BLOCK.findall(GUIDE.read_text("utf-8")):
        if "/" not in name or name.startswith("tests/"):
            (pack / name).write_text(text, encoding="utf-8")
    for name in ("layout.toml", "styles.docx"):
        shutil.copy(PACK / name, pack / name)
    return pack


def test_the_pack_that_the_guide_builds_does_what_the_guide_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XLTOOLS_LANGUAGE", "zh-Hans")
    monkeypatch.setenv("XLTOOLS_PACKS", str(guide_pack(tmp_path).parent))
    monkeypatch.chdir(tmp_path)

    assert main(["pack", "check", "library_month"]) == 0, capsys.readouterr().out
    assert main(["new", "library_month", "--unit", "图书馆", "--year", "2024", "-o", "blank.xlsx"]) == 0
    book = openpyxl.load_workbook("blank.xlsx")
    for row, (month, kind, visitors) in enumerate(ACTIVITIES, 4):
        cells = book["活动台账"][row]
        cells[0].value, cells[1].value, cells[2].value = date(2024, month, 1), kind, visitors
    book.save("filled.xlsx")
    main(["report", "filled.xlsx", "-o", "report.txt", "--draft"])

    assert Path("report.txt").read_text("utf-8") == (
        "【草稿】\n图书馆2024年活动报告\n一、活动开展情况\n1.讲座。全年举办讲座4场。\n"
        "2.到场情况。各类活动到场250余人次，形式有讲座、展览等。\n"
    )


def test_the_pack_based_on_it_that_the_guide_builds_differs_as_the_guide_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XLTOOLS_LANGUAGE", "zh-Hans")
    monkeypatch.setenv("XLTOOLS_PACKS", str(guide_pack(tmp_path).parent))
    (tmp_path / "our_month").mkdir()
    for name, text in BLOCK.findall(GUIDE.read_text("utf-8")):
        if name.startswith(("our_month/", "library_month/")):
            (tmp_path / name).write_text(text, encoding="utf-8")

    assert main(["pack", "check", "our_month"]) == 0, capsys.readouterr().out
    capsys.readouterr()
    main(["pack", "diff", "library_month", "our_month"])

    assert (
        capsys.readouterr().out
        == """\
library_month 1.0 → our_month 1.0：有 8 处不同
  设置 label.zh-Hans：图书馆活动报告 → 图书馆活动月报（本馆）
  栏目 “入馆人数”（activities.visitors） 的 label.zh-Hans：到场人数 → 入馆人数
  栏目 “入馆人数”（activities.visitors） 增加 maximum：5000
  增加栏目 “志愿者人数”（activities.volunteers）
  删去选项 “读书会”（kind）
  增加选项 “亲子阅读”（kind）
  删去规则 “每季度至少一次活动”（A3）
  正文改动（lectures）
    - {% if value.N1 %}
    - - 讲座。全年举办讲座{{ N1 }}场。
    - {% endif %}
    + - 讲座。本馆办讲座{{ N1 }}场。
"""
    )


def test_the_slip_that_the_guide_shows_is_told_as_the_guide_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XLTOOLS_LANGUAGE", "zh-Hans")
    pack = guide_pack(tmp_path)
    rules = pack / "rules.toml"
    rules.write_text(rules.read_text("utf-8").replace('"date_in_period"', '"date_in_perod"'), "utf-8")

    main(["pack", "check", str(pack)])

    assert capsys.readouterr().out.splitlines()[0] in GUIDE.read_text("utf-8")
