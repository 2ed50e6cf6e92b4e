"""Fonts: which are there, what stands in for the others, and that it is said."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.support.catalogs import said
from xltools.adapters.installed_fonts import Substitution, fonts_conf, installed_families, substitutions
from xltools.core.layout import Font

FANGSONG = Font(
    "仿宋_GB2312", "仿宋", "Times New Roman", ("仿宋", "FangSong"), ("FandolFang", "Noto Serif CJK SC:bold")
)
TIMES = Font("Times New Roman", "Times New Roman", "Times New Roman", (), ("Liberation Serif",))


@pytest.mark.parametrize(
    ("families", "language", "chosen"),
    [
        ({"仿宋_gb2312"}, "zh-Hans", ()),
        ({"仿宋"}, "zh-Hant", ()),
        ({"fangsong"}, "zh-Hans", (Substitution("仿宋_GB2312", "FangSong", same=True),)),
        ({"fandolfang"}, "zh-Hans", (Substitution("仿宋_GB2312", "FandolFang", same=False),)),
        (
            {"noto serif cjk sc"},
            "zh-Hans",
            (Substitution("仿宋_GB2312", "Noto Serif CJK SC", same=False, bold=True),),
        ),
        ({"dejavu sans"}, "zh-Hans", (Substitution("仿宋_GB2312", "", same=False),)),
        ({"仿宋_gb2312"}, "zh-Hant", (Substitution("仿宋", "仿宋_GB2312", same=True),)),
    ],
)
def test_the_same_design_is_taken_before_another_and_the_best_of_others(
    families: set[str], language: str, chosen: tuple[Substitution, ...]
) -> None:
    assert substitutions([FANGSONG], language, families | {"times new roman"}) == chosen


def test_a_latin_face_is_looked_for_too() -> None:
    described = substitutions([FANGSONG, TIMES], "zh-Hans", {"仿宋_gb2312", "liberation serif"})
    alone = substitutions([FANGSONG], "zh-Hans", {"仿宋_gb2312", "liberation serif"})

    assert described == (Substitution("Times New Roman", "Liberation Serif", same=False),)
    assert alone == (Substitution("Times New Roman", "", same=False),)


def test_each_substitution_is_said_in_every_language() -> None:
    for chosen in (Substitution("黑体", "Noto Sans CJK SC", same=False), Substitution("黑体", "", same=False)):
        sentences = said(chosen.finding)
        assert all("黑体" in sentence for sentence in sentences.values())
        assert all((chosen.used in sentence) for sentence in sentences.values())


@pytest.mark.skipif(sys.platform == "win32", reason="fontconfig is not a part of Windows")
def test_fontconfig_prints_with_the_fonts_chosen(tmp_path: Path) -> None:
    chosen = (
        Substitution("甲&乙 <体>", "Noto Sans CJK SC", same=False),
        Substitution("没有的字体", "", same=False),
    )
    settings = tmp_path / "fonts.conf"
    settings.write_text(fonts_conf(chosen), "utf-8")

    found = subprocess.run(
        ["fc-match", "-f", "%{family}", "甲&乙 <体>"],
        env={"FONTCONFIG_FILE": str(settings), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        check=True,
        timeout=60,
    ).stdout.decode()

    assert "Noto Sans CJK SC" in found
    assert len(ET.fromstring(settings.read_text("utf-8")).findall("match")) == 1  # noqa: S314 - our own file


@pytest.mark.skipif(sys.platform == "win32", reason="fontconfig is not a part of Windows")
def test_the_families_of_the_machine_are_listed_in_lower_case() -> None:
    families = installed_families()

    assert families
    assert all(family == family.lower().strip() for family in families)


def test_a_machine_that_cannot_be_asked_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("PATH", str(tmp_path))

    assert installed_families() is None
