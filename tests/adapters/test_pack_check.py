from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.annual_report import PACK
from tests.support.packs import NAME, PLAIN_HEADER, said, written
from xltools.adapters.pack_check import check_pack, list_packs
from xltools.adapters.pack_folder import ENVIRONMENT, find_pack

CASE = 'name = "空"\nrules = ["study.people.type"]\n'


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path))
    pack = written(tmp_path)
    (pack / "tests").mkdir()
    for file in ("layout.toml", "styles.docx"):
        shutil.copy(PACK / file, pack / file)
    return pack


def checked() -> tuple[int, list[str]]:
    result = check_pack(find_pack(NAME))
    assert result.passed is not bool(result.findings)
    return result.cases, [said(finding) for finding in result.findings]


def test_a_sound_pack_whose_tests_come_out_passes(path: Path) -> None:
    (path / "tests/a.toml").write_text(CASE, encoding="utf-8")
    (path / "narrative.md.j2").write_text("# {{ unit }}{{ year }}\n", encoding="utf-8")

    assert checked() == (1, [])


def test_the_faults_of_the_declarations_are_told_alone(path: Path) -> None:
    (path / "pack.toml").write_text(PLAIN_HEADER.replace("1.0", "one"), encoding="utf-8")
    (path / "tests/a.toml").write_text("name =", encoding="utf-8")

    assert checked() == (0, ["pack.toml:2 version pack.bad_version"])


def test_every_test_is_run_though_another_cannot_be_read(path: Path) -> None:
    (path / "tests/a.toml").write_bytes("# 测试".encode("gbk"))
    (path / "tests/b.toml").write_text(CASE.replace("people", "poeple"), encoding="utf-8")

    assert checked() == (
        2,
        [
            "tests/a.toml:1  pack.not_utf8",
            "tests/b.toml:2 rules pack.case.unknown_rule_near",
        ],
    )


def test_a_narrative_that_names_what_is_not_there_is_a_fault(path: Path) -> None:
    (path / "narrative.md.j2").write_text("# 标题\n\n{{ F99 }}\n", encoding="utf-8")

    assert checked() == (0, ["narrative.md.j2:3  report.template.unknown_name"])


def test_a_layout_or_styles_that_cannot_be_used_are_a_fault(path: Path) -> None:
    (path / "narrative.md.j2").write_text("# {{ unit }}{{ year }}\n", encoding="utf-8")
    (path / "styles.docx").write_bytes(b"PK")

    assert checked() == (0, ["styles.docx:None  report.styles.unreadable"])

    (path / "layout.toml").unlink()
    assert checked() == (0, ["layout.toml:None  pack.no_file"])


def test_packs_are_listed_with_what_their_headers_say(path: Path) -> None:
    broken = path.parent / "broken"
    broken.mkdir()
    (broken / "pack.toml").write_text("version = ", encoding="utf-8")

    listed = [(pack.name, pack.version, pack.label) for pack in list_packs() if pack.folder.path.parent == path.parent]

    assert listed == [("broken", "", {}), (NAME, "1.0", {"zh-Hans": "小报告"})]
