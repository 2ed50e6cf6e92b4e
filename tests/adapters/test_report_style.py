"""A pack's Word styles: what its layout says, and of its file nothing but the styles."""

from __future__ import annotations

import runpy
import shutil
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from tests.support.annual_report import PACK, ROOT
from tests.support.catalogs import said
from tests.support.docx_lint import lint
from tests.support.report_cases import full
from xltools.adapters.docx_file import word_bytes
from xltools.adapters.pack_folder import find_pack
from xltools.adapters.report_style import ReportStyle
from xltools.errors import PackError

STYLES = (PACK / "styles.docx").read_bytes()


def pack_with(styles: bytes, folder: Path) -> ReportStyle:
    """Give the style of a copy of the pack that has this file of styles."""
    copy = folder / "annual_work_report"
    copy.mkdir()
    for name in ("pack.toml", "layout.toml"):
        shutil.copy(PACK / name, copy / name)
    (copy / "styles.docx").write_bytes(styles)
    return ReportStyle(find_pack(str(copy)))


def edited(part: str, change: Callable[[bytes], bytes], more: dict[str, bytes] | None = None) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(STYLES)) as before, zipfile.ZipFile(target, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            after.writestr(name, change(content) if name == part else content)
        for name, content in (more or {}).items():
            after.writestr(name, content)
    return target.getvalue()


def test_the_packs_styles_are_what_its_layout_says() -> None:
    make: Callable[[str], bytes] = runpy.run_path(str(ROOT / "scripts" / "make_styles.py"))["styles_file"]

    assert make(str(PACK)) == STYLES


def test_the_styles_are_a_sound_word_file_of_their_own() -> None:
    assert lint(STYLES) == []


def test_whatever_stands_beside_the_styles_does_not_come_into_a_report(tmp_path: Path) -> None:
    more = {"word/vbaProject.bin": b"macro", "word/media/image1.png": b"picture", "customXml/item9.xml": b"<a/>"}

    package = word_bytes(full(), pack_with(edited("", bytes, more), tmp_path))

    with zipfile.ZipFile(BytesIO(package)) as read:
        assert not set(more) & set(read.namelist())
    assert package == word_bytes(full(), ReportStyle(find_pack(str(PACK))))


@pytest.mark.parametrize(
    ("styles", "key"),
    [
        (b"not a zip file", "report.styles.unreadable"),
        (STYLES[: len(STYLES) // 2], "report.styles.unreadable"),
        (edited("word/styles.xml", lambda part: part[:-20]), "report.styles.unreadable"),
        (edited("word/styles.xml", lambda _: b"<a/>"), "report.styles.unreadable"),
        (
            edited(
                "word/styles.xml", lambda part: part.replace(b"<w:styles", b'<!DOCTYPE a [<!ENTITY b "c">]><w:styles')
            ),
            "report.styles.unsafe",
        ),
        (edited("word/styles.xml", lambda part: part.decode().encode("utf-16")), "report.styles.unsafe"),
        (
            edited("word/styles.xml", lambda part: part.replace(b'w:styleId="Heading2"', b'w:styleId="Other"')),
            "report.styles.lacking",
        ),
        (
            edited("word/styles.xml", lambda part: part.replace(b'w:styleId="TableText"', b'w:styleId="Other"')),
            "report.styles.lacking",
        ),
    ],
)
def test_styles_that_cannot_serve_are_refused_with_one_sentence(styles: bytes, key: str, tmp_path: Path) -> None:
    with pytest.raises(PackError) as raised:
        word_bytes(full(), pack_with(styles, tmp_path))

    (finding,) = raised.value.findings
    assert finding.key == key
    assert all(said(finding).values())


def test_an_office_may_change_the_styles_in_word(tmp_path: Path) -> None:
    changed = edited("word/styles.xml", lambda part: part.replace("方正小标宋简体".encode(), "方正大标宋简体".encode()))

    package = word_bytes(full(), pack_with(changed, tmp_path))

    with zipfile.ZipFile(BytesIO(package)) as read:
        assert "方正大标宋简体" in read.read("word/styles.xml").decode()
