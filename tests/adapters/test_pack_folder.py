from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.support.packs import NAME, PLAIN_HEADER, pack_files, parsed, written
from xltools.adapters.pack_folder import ENVIRONMENT, find_pack, installed_packs, load_pack, pack_of
from xltools.core.findings import Finding
from xltools.errors import FileError, PackError


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    packs = tmp_path / "packs"
    packs.mkdir()
    monkeypatch.setenv(ENVIRONMENT, str(packs))
    return packs


def faults(path: Path) -> list[tuple[str, int | None, str]]:
    with pytest.raises(PackError) as caught:
        load_pack(str(path))
    return [_short(finding) for finding in caught.value.findings]


def _short(finding: Finding) -> tuple[str, int | None, str]:
    return finding.location.sheet, finding.location.row, finding.key


def test_a_pack_is_found_by_its_name_by_its_folder_and_by_its_file(root: Path) -> None:
    path = written(root)

    assert [find_pack(name).path for name in (NAME, str(path), str(path / "pack.toml"))] == [path.resolve()] * 3
    assert load_pack(NAME) == parsed()


def test_the_users_own_packs_come_before_the_tools_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = written(tmp_path / "a"), written(tmp_path / "b")
    monkeypatch.setenv(ENVIRONMENT, os.pathsep.join([str(tmp_path / "none"), str(first.parent), str(second.parent)]))

    assert find_pack(NAME).path == first.resolve()
    assert [folder.name for folder in installed_packs() if folder.name == NAME] == [NAME]


def test_of_two_packs_of_a_name_one_of_them_right_here_neither_is_taken_unasked(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere, here = written(root), written(tmp_path / "work")
    monkeypatch.chdir(tmp_path / "work")

    with pytest.raises(FileError) as caught:
        find_pack(NAME)

    assert caught.value.key == "pack.two_of_a_name"
    assert caught.value.params == {"value": NAME, "found": str(elsewhere.resolve())}
    assert find_pack(f"./{NAME}").path == here.resolve()
    assert find_pack(str(elsewhere)).path == elsewhere.resolve()
    monkeypatch.chdir(root)
    assert find_pack(NAME).path == elsewhere.resolve()


def test_a_name_that_no_pack_has_is_told_with_the_nearest(root: Path) -> None:
    written(root)

    for wrong in ("tiney", "no/such", "\0", "x" * 5000):
        with pytest.raises(FileError) as caught:
            find_pack(wrong)
        assert caught.value.params["value"] == wrong
    with pytest.raises(FileError) as caught:
        find_pack("tiney")
    assert (caught.value.key, caught.value.params["suggestion"]) == ("pack.not_found_near", NAME)


def test_a_workbook_may_name_a_pack_but_no_path(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(root)
    monkeypatch.chdir(root)

    assert pack_of(NAME).path == path.resolve()
    for named in (str(path), "./" + NAME, "../packs/" + NAME, ""):
        with pytest.raises(FileError):
            pack_of(named)


def test_a_file_saved_by_a_spreadsheet_or_a_windows_editor_is_read_all_the_same(root: Path) -> None:
    path = written(root)
    for file in ("pack.toml", "sheets.toml"):
        text = (path / file).read_text("utf-8")
        (path / file).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())

    assert load_pack(NAME) == parsed()


def test_a_file_in_another_encoding_is_a_fault_at_its_line(root: Path) -> None:
    path = written(root)
    (path / "pack.toml").write_bytes(PLAIN_HEADER.encode("gbk"))

    assert faults(path) == [("pack.toml", 4, "pack.not_utf8")]


def test_choices_as_excel_saves_them_are_told_how_to_be_saved(root: Path) -> None:
    path = written(root)
    (path / "choices.csv").write_bytes("list_name,name\nkinds,讲座\n".encode("gbk"))

    assert ("choices.csv", 2, "pack.csv_not_utf8") in faults(path)


def test_missing_and_oversized_files_are_faults(root: Path) -> None:
    path = written(root)
    (path / "sheets.toml").unlink()
    (path / "rules.toml").write_bytes(b"#" * (1 << 20) + b"#")

    assert faults(path) == [("sheets.toml", None, "pack.no_file"), ("rules.toml", None, "pack.file_size")]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_out_of_the_folder_and_what_is_no_file_are_faults(root: Path) -> None:
    path = written(root)
    outside = root / "secret.toml"
    outside.write_text("", encoding="utf-8")
    (path / "rules.toml").symlink_to(outside)
    (path / "indicators.toml").symlink_to("indicators.toml")
    os.mkfifo(path / "choices.csv")
    (path / "sheets.toml").unlink()
    (path / "sheets.toml").mkdir()

    assert faults(path) == [
        ("sheets.toml", None, "pack.no_file"),
        ("choices.csv", None, "pack.no_file"),
        ("rules.toml", None, "pack.outside"),
        ("indicators.toml", None, "pack.unreadable"),
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_inside_the_folder_is_followed(root: Path) -> None:
    path = written(root)
    (path / "sheets.toml").rename(path / "shared.toml")
    (path / "sheets.toml").symlink_to("shared.toml")

    assert load_pack(NAME) == parsed()


def test_the_packs_own_tests_are_listed_by_name(root: Path) -> None:
    path = written(root, pack_files())
    (path / "tests").mkdir()
    for name in ("b.toml", "a.toml", "notes.txt"):
        (path / "tests" / name).write_text("", encoding="utf-8")

    assert find_pack(NAME).cases() == ("tests/a.toml", "tests/b.toml")
