"""A watched folder: what is checked when, and what is written beside the workbooks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.annual_report import SAMPLE
from tests.support.macro_books import write_spoilt
from xltools.adapters.catalog_files import load_catalog
from xltools.adapters.watched_folder import INDEX
from xltools.app.watching import Watch
from xltools.errors import FileError


class Watched:
    """A folder, its watch, and what was said."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.said: list[str] = []
        self.watch = Watch(folder, load_catalog("zh-Hans"), self.said.append, live=True)

    def looks(self, count: int) -> list[str]:
        """Look some times; give what was said, without the time."""
        self.said.clear()
        for _ in range(count):
            self.watch.look()
        return [re.sub(r"^[0-9: -]{19} ", "", line) for line in self.said]

    def page(self, name: str) -> str:
        return (self.folder / name).read_text("utf-8")

    def names(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir())


@pytest.fixture
def watched(tmp_path: Path) -> Watched:
    return Watched(tmp_path)


def test_a_saved_workbook_is_checked_once_and_its_page_stands_beside_it(watched: Watched) -> None:
    before = write_spoilt(watched.folder / "竹峰街道.xlsx").read_bytes()

    assert watched.looks(1) == []
    assert watched.looks(3) == ["竹峰街道.xlsx：未通过。（错误 5 处、核对 1 处）"]
    assert watched.names() == [INDEX, "竹峰街道.xlsx", "竹峰街道.xlsx.findings.html"]
    assert (watched.folder / "竹峰街道.xlsx").read_bytes() == before
    page = watched.page("竹峰街道.xlsx.findings.html")
    assert "“46”是文字，不是数字，没有算进合计。" in page
    assert '<meta http-equiv="refresh"' in page
    assert 'href="%E7%AB%B9%E5%B3%B0%E8%A1%97%E9%81%93.xlsx.findings.html"' in watched.page(INDEX)


def test_a_workbook_saved_anew_is_checked_anew(watched: Watched) -> None:
    path = write_spoilt(watched.folder / "a.xlsx")
    watched.looks(2)
    path.write_bytes(SAMPLE.read_bytes())

    assert watched.looks(3) == ["a.xlsx：通过。（核对 1 处）"]
    assert "没有算进合计" not in watched.page("a.xlsx.findings.html")


def test_a_half_written_workbook_is_waited_for(watched: Watched) -> None:
    whole = SAMPLE.read_bytes()
    path = watched.folder / "a.xlsx"
    path.write_bytes(whole[:5_000])
    assert watched.looks(2) == []  # it has settled, but cannot be read: it is tried again
    path.write_bytes(whole)

    assert watched.looks(3) == ["a.xlsx：通过。（核对 1 处）"]


def test_a_workbook_that_stays_unreadable_is_named_with_the_reason_and_the_others_go_on(watched: Watched) -> None:
    (watched.folder / "a.xlsx").write_bytes(SAMPLE.read_bytes()[:5_000])
    (watched.folder / "b.xlsx").write_bytes(SAMPLE.read_bytes())
    (watched.folder / "~$b.xlsx").write_bytes(b"\x05owner")

    said = watched.looks(6)

    assert [line.partition("：")[0] for line in said] == ["b.xlsx", "a.xlsx"]
    assert "a.xlsx.findings.html" not in watched.names()
    assert "a.xlsx" in watched.page(INDEX)
    assert "~$b.xlsx" not in watched.page(INDEX)


def test_the_page_of_a_deleted_workbook_goes_with_it(watched: Watched) -> None:
    path = write_spoilt(watched.folder / "a.xlsx")
    watched.looks(2)
    path.unlink()

    assert watched.looks(2) == ["a.xlsx：已不在文件夹里。"]
    assert watched.names() == [INDEX]
    assert "a.xlsx" not in watched.page(INDEX)


def test_what_the_tool_has_not_written_is_neither_overwritten_nor_removed(watched: Watched) -> None:
    path = write_spoilt(watched.folder / "a.xlsx")
    mine = watched.folder / "a.xlsx.findings.html"
    mine.write_text("我的网页", "utf-8")

    said = watched.looks(5)
    path.unlink()
    watched.looks(1)

    assert said == [f"a.xlsx：“{mine}”不是校验程序写的，不会覆盖它。请把它移走或改名。"]
    assert mine.read_text("utf-8") == "我的网页"


def test_a_list_that_is_somebody_elses_stops_the_watch(watched: Watched) -> None:
    (watched.folder / INDEX).write_text("我的网页", "utf-8")
    write_spoilt(watched.folder / "a.xlsx")

    with pytest.raises(FileError) as error:
        watched.looks(2)

    assert error.value.key == "watch.not_ours"


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileError) as error:
        Watched(tmp_path / "没有").looks(1)

    assert error.value.key == "watch.not_found"


def test_a_workbook_in_place_of_its_folder_is_told_to_be_one(tmp_path: Path) -> None:
    (tmp_path / "2019.xlsx").write_bytes(b"PK")

    with pytest.raises(FileError) as error:
        Watched(tmp_path / "2019.xlsx").looks(1)

    assert error.value.key == "watch.is_file"


def test_checking_once_checks_all_and_ends(watched: Watched) -> None:
    (watched.folder / "a.xlsx").write_bytes(b"no workbook")
    (watched.folder / "b.xlsx").write_bytes(SAMPLE.read_bytes())
    watched.watch.check_all()

    assert {name: one.validation is not None for name, one in watched.watch.checked.items()} == {
        "a.xlsx": False,
        "b.xlsx": True,
    }
