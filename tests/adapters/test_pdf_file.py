"""Reports as PDF, printed by the real LibreOffice and measured with a ruler."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.support.pdf_pages import PdfPage, ink, pages, share_of_grey, text
from tests.support.report_cases import draft, folder, full, notes, plain, style, tables
from xltools.adapters import installed_fonts, libreoffice, pdf_file
from xltools.adapters.traditional import to_traditional
from xltools.adapters.writers import write_document
from xltools.core.document import Document, Paragraph, Role, Text
from xltools.core.findings import Finding
from xltools.core.frozen import replace
from xltools.errors import MachineError

pytestmark = pytest.mark.libreoffice

GOLDEN = Path(__file__).parents[1] / "golden"


def letter(paragraphs: int) -> Document:
    """Give a document of paragraphs, three full lines each, and the closing of a letter."""
    return Document(
        (
            *(Paragraph(Role.BODY, "", (Text("测" * (28 * 3 - 2)),)) for _ in range(paragraphs)),
            Paragraph(Role.SIGNATURE, "", (Text("中共竹峰街道工作委员会"),)),
            Paragraph(Role.DATE, "", (Text("2019年12月31日"),)),
        )
    )


MADE: Mapping[str, Document] = {
    "plain": plain(),
    "traditional": to_traditional(plain()),
    "full": full(),
    "draft": draft(),
    "marked": replace(full(), draft=True),
    "notes": notes(),
    "tables": tables(),
    "measured": Document((Paragraph(Role.BODY, "", (Text("测" * (28 * 60 - 2)),)),)),
    "at_the_foot": letter(7),
    "in_the_middle": letter(3),
}


class Printed:
    """Documents, printed when they are first asked for."""

    def __init__(self, where: Path) -> None:
        self._where = where
        self._told: dict[str, tuple[Finding, ...]] = {}

    def path(self, name: str) -> Path:
        target = self._where / f"{name}.pdf"
        if not target.exists():
            self._told[name] = write_document(MADE[name], folder(), target)
        return target

    def told(self, name: str) -> tuple[Finding, ...]:
        self.path(name)
        return self._told[name]

    def pages(self, name: str) -> tuple[PdfPage, ...]:
        return pages(self.path(name))


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    return Printed(tmp_path_factory.mktemp("printed"))


@pytest.mark.parametrize(("case", "name"), [("plain", "hans"), ("traditional", "hant")])
def test_the_text_of_the_pdf_is_the_expected_text(printed: Printed, case: str, name: str) -> None:
    expected = (GOLDEN / f"annual_work_report_2019.{name}.txt").read_text("utf-8")

    assert text(printed.path(case)) == re.sub(r"\s", "", expected)


def test_a_page_has_22_lines_of_28_characters(printed: Printed) -> None:
    first, second, third = printed.pages("measured")

    lines = [line.text for line in first.lines[:-1]]
    assert [len(line) for line in lines] == [26, *[28] * 21]
    assert [len(line.text) for line in second.lines[:-1]] == [28] * 22
    assert len(third.lines[:-1]) == 60 - 44


def test_the_lines_fill_the_type_area(printed: Printed) -> None:
    first, second, _ = printed.pages("measured")

    assert (round(first.width), round(first.height)) == (210, 297)
    assert [round(line.left) for line in first.lines[:2]] == [39, 28]  # two characters in, then flush
    assert {round(line.left) for line in second.lines[:-1]} == {28}
    assert all(183 <= line.right <= 184.5 for line in second.lines[:-1])
    body = ink(printed.path("measured"), 2, 0, 262.5)
    assert 37 <= body.top < 42
    assert 257 < body.bottom <= 262.2


@pytest.mark.parametrize(("page", "left"), [(1, None), (2, 28 + 14 / 72 * 25.4)])
def test_the_page_number_is_at_the_outer_foot_7_millimetres_below(
    printed: Printed, page: int, left: float | None
) -> None:
    number = printed.pages("measured")[page - 1].lines[-1]
    found = ink(printed.path("measured"), page, 262.3, 290)
    dash = ink_of_the_dash(printed.path("measured"), page)

    assert re.sub(r"\s", "", number.text) == f"—{page}—"
    assert abs(dash - (262 + 7)) < 0.8
    edge = abs(found.left - left) if left is not None else abs(found.right - (184 - 14 / 72 * 25.4))
    assert edge < 1


def ink_of_the_dash(path: Path, page: int) -> float:
    """Give the height of the first dash's middle: it is the leftmost ink at the foot."""
    whole = ink(path, page, 262.3, 290)
    for top in range(2623, 2900):
        try:
            row = ink(path, page, top / 10, top / 10 + 0.1)
        except ValueError:  # no ink in this row
            continue
        if row.left - whole.left < 0.3:
            return row.top
    raise AssertionError("no dash")


def test_the_closing_stands_where_the_standard_has_it(printed: Printed) -> None:
    last = printed.pages("in_the_middle")[-1]
    *_, body, signature, day, number = last.lines

    character = 15.75 / 72 * 25.4
    assert (signature.text, re.sub(r"\s", "", day.text)) == ("中共竹峰街道工作委员会", "2019年12月31日")
    assert abs(signature.right - (184 - 2 * character)) < 0.7
    assert abs(day.left - (signature.left + 2 * character)) < 0.7
    line = 28.95 / 72 * 25.4
    assert abs(signature.middle - body.middle - 2 * line) < 0.7  # a blank line between
    assert abs(day.middle - signature.middle - line) < 0.7
    assert number.text


def test_the_closing_never_stands_on_a_page_alone(printed: Printed) -> None:
    *_, last = printed.pages("at_the_foot")

    assert last.lines[0].text.startswith("测")
    assert [re.sub(r"\s", "", line.text) for line in last.lines[-3:-1]] == ["中共竹峰街道工作委员会", "2019年12月31日"]


def test_the_title_of_a_letter_stands_below_the_number_and_above_the_recipient(printed: Printed) -> None:
    number, title, recipient, lead = printed.pages("full")[0].lines[:4]

    centre = 28 + 156 / 2
    assert abs((title.left + title.right) / 2 - centre) < 1
    assert abs((number.left + number.right) / 2 - centre) < 1
    assert abs(recipient.left - 28) < 0.5
    assert lead.left > 38
    line = 28.95 / 72 * 25.4
    assert title.middle - number.middle > 2.9 * line
    assert recipient.middle - title.middle > 1.9 * line


def test_every_page_of_a_draft_is_marked_and_shows_what_is_missing(printed: Printed) -> None:
    assert "【缺：上级党委】" in text(printed.path("draft"))
    for page in range(1, len(printed.pages("marked")) + 1):
        marked, unmarked = (share_of_grey(printed.path(name), page) for name in ("marked", "full"))
        assert marked > unmarked + 0.03


def test_a_long_table_repeats_its_header_on_pages_turned_sideways(printed: Printed) -> None:
    found = printed.pages("tables")

    shapes = [(round(page.width), round(page.height)) for page in found]
    assert shapes == [(210, 297), (297, 210), (297, 210), (210, 297)]
    for page in found[1:3]:
        assert sum("商业企业" in line.text for line in page.lines) == 1
        assert page.lines[-1].text.startswith("—")
    assert re.sub(r"\s", "", found[1].lines[-1].text) == "—2—"


def test_the_reviewers_annex_is_printed_whole(printed: Printed) -> None:
    found = text(printed.path("notes"))

    assert "下半年的会议推迟" in found
    assert found.count("依据的单元格") == sum(page.width > page.height for page in printed.pages("notes"))


def test_every_font_that_the_machine_lacks_is_named(printed: Printed) -> None:
    families = installed_fonts.installed_families()
    assert families is not None

    lacking = {
        font.named("zh-Hans")
        for font in style().layout().fonts.values()
        if not {name.lower() for name in (font.name, *font.alternatives)} & families
    }
    assert {found.params["value"] for found in printed.told("full")} == lacking


def test_without_libreoffice_one_sentence_says_so_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv(libreoffice.VARIABLE, raising=False)
    monkeypatch.setattr(libreoffice, "_USUAL", ())

    with pytest.raises(MachineError) as raised:
        write_document(full(), folder(), tmp_path / "report.pdf")

    assert raised.value.key == "report.libreoffice.missing"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("script", "key"),
    [
        ("exit 0", "report.libreoffice.failed"),
        ("sleep 60", "report.libreoffice.too_slow"),
    ],
)
def test_a_libreoffice_that_fails_is_ended_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, key: str
) -> None:
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv(libreoffice.VARIABLE, str(program))
    monkeypatch.setattr(libreoffice, "SECONDS", 1)

    with pytest.raises(MachineError) as raised:
        write_document(full(), folder(), tmp_path / "report.pdf")

    assert raised.value.key == key
    assert not (tmp_path / "report.pdf").exists()


def test_a_machine_whose_fonts_cannot_be_listed_is_told_of(
    printed: Printed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del printed
    monkeypatch.setattr(pdf_file, "installed_families", lambda: None)
    monkeypatch.setattr(pdf_file, "convert", lambda *_: b"%PDF-")

    told = write_document(full(), folder(), tmp_path / "report.pdf")

    assert [found.key for found in told] == ["report.fonts.unknown"]
