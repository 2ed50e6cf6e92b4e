"""The page of findings: every finding by its sheet, in words, safe and printable."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.support.annual_report import annual_pack
from tests.support.macro_books import spoilt_grid
from xltools.adapters.catalog_files import load_catalog
from xltools.adapters.findings_page import SIGN, CheckedWorkbook, findings_page, index_page
from xltools.core.findings import Finding, Location, Param, Severity
from xltools.core.indicators import compute
from xltools.core.messages import LANGUAGES
from xltools.core.parse import parse
from xltools.core.validate import Validation, validate

EVIL = "<script>alert(1)</script>{{ 7*7 }}\u202e"


class Texts(HTMLParser):
    """Hears which elements a page has and what a person reads of it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.rows: list[list[str]] = []
        self.headings: list[str] = []
        self._into: list[str] | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.tags.add(tag)
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th", "h1", "h2"}:
            self._into = self.headings if tag in {"h1", "h2"} else self.rows[-1]
            self._into.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th", "h1", "h2"}:
            self._into = None

    def handle_data(self, data: str) -> None:
        if self._into is not None:
            self._into[-1] += data.strip()


def page_of(validation: Validation, language: str = "zh-Hans") -> str:
    return findings_page(validation, {}, annual_pack(), "2019.xlsx", load_catalog(language))


def of_cell(value: str, sheet: str = "L1学习台账") -> Finding:
    params: Mapping[str, Param] = {"value": value, "minimum": 1, "maximum": 12}
    return Finding(Severity.ERROR, Location(sheet, 5, 3, order=2), "check.range.outside", params, "R1")


def test_findings_stand_under_their_sheets_with_cell_entry_and_what_to_do() -> None:
    whole = Finding(Severity.WARNING, Location(), "structure.validations_gone", {"value": ""})
    read = Texts(page_of(Validation((of_cell("31"), whole), {})))

    assert read.headings == ["2019.xlsx", "整本工作簿1 条", "L1学习台账1 条"]
    assert read.rows[-1] == ["错误", "C5", "31", "31 不在 1 至 12 之间。", "请核对并改正。", "R1"]


def test_a_filled_workbooks_page_has_every_finding_and_every_indicator(tmp_path: Path) -> None:
    pack = annual_pack()
    dataset = parse(spoilt_grid(tmp_path), pack)
    outcomes = compute(dataset, pack)
    validation = validate(dataset, pack, outcomes)
    for language in LANGUAGES:
        read = Texts(findings_page(validation, outcomes, pack, "2019.xlsx", load_catalog(language)))
        listed = [row for row in read.rows if len(row) == 6 and row[0] and row[1:2] != [""]]
        of_cells = [finding for finding in validation.findings if finding.location.address]
        assert {(row[1], row[5]) for row in listed} >= {(f.location.address, f.rule_id or "") for f in of_cells}
        assert {row[0] for row in read.rows} >= outcomes.keys()


def test_nothing_in_a_cell_becomes_code() -> None:
    page = page_of(Validation((of_cell(EVIL, sheet=EVIL),), {}))

    assert "script" not in Texts(page).tags
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}" in page
    assert "\u202e" not in page
    assert "default-src 'none'; style-src 'unsafe-inline'" in page


def test_a_page_is_known_by_its_sign_and_says_when_nothing_was_found() -> None:
    page = page_of(Validation((), {}))

    assert SIGN in page[:512]
    assert "没有发现问题。" in page
    assert "refresh" not in page


def test_the_list_leads_to_each_page_and_says_why_one_has_none() -> None:
    checked = [
        CheckedWorkbook("a #1.xlsx", "a #1.xlsx.findings.html", Validation((of_cell("31"),), {}), "", "09:00"),
        CheckedWorkbook("b.xlsx", "", None, f"打不开{EVIL}", "09:01"),
    ]
    page = index_page(checked, "报送", load_catalog("zh-Hans"), seconds=5)

    assert 'href="a%20%231.xlsx.findings.html"' in page
    assert Texts(page).rows[1:] == [["a #1.xlsx", "未通过", "1", "", "", "09:00"], ["b.xlsx", f"打不开{EVIL}", "09:01"]]
    assert 'content="5"' in page


@pytest.mark.chromium
def test_a_browser_prints_the_page_with_all_its_columns(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(page_of(Validation((of_cell("31"),), {})), "utf-8")
    subprocess.run(
        [
            "chromium",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-pdf-header-footer",
            f"--user-data-dir={tmp_path / 'profile'}",
            f"--print-to-pdf={tmp_path / 'page.pdf'}",
            (tmp_path / "page.html").as_uri(),
        ],
        capture_output=True,
        timeout=120,
        check=True,
    )
    text = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "page.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout

    assert text.split()[:4] == ["2019.xlsx", "未通过", "错误", "1"]
    assert "R1" in text
