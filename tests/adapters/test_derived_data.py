"""What is derived from a text is kept, and used only where it is certain that it is ours and still true."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from xltools.adapters import derived_data
from xltools.adapters.derived_data import VARIABLE, derived

TEXTS = {"a.toml": "one"}
unix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no owners and modes")


class Maker:
    """Makes a value, and counts how often it was asked to."""

    def __init__(self, made: object = ("made", 1)) -> None:
        self.made = made
        self.calls = 0

    def __call__(self) -> object:
        self.calls += 1
        return self.made


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv(VARIABLE, str(folder))
    return folder


def kept_file(cache: Path) -> Path:
    (file,) = cache.iterdir()
    return file


def test_what_was_made_once_is_not_made_again(cache: Path) -> None:
    first, second = Maker(), Maker("other")

    assert derived("pack-a", TEXTS, first) == derived("pack-a", TEXTS, second) == ("made", 1)
    assert (first.calls, second.calls) == (1, 0)
    assert kept_file(cache).name == "pack-a.cache"


def test_another_text_is_made_anew_and_takes_the_place_of_the_old(cache: Path) -> None:
    derived("pack-a", TEXTS, Maker())

    assert derived("pack-a", {"a.toml": "two"}, Maker("new")) == "new"
    assert derived("pack-a", {"a.toml": "two", "b.toml": ""}, Maker("third")) == "third"
    assert derived("pack-a", {"a.toml": "two", "b.toml": ""}, Maker("fourth")) == "third"
    assert len(list(cache.iterdir())) == 1


def test_what_another_program_made_is_not_used(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    derived("pack-a", TEXTS, Maker())
    monkeypatch.setattr(derived_data, "_mark", lambda: ("another Python, or a changed file",))

    assert derived("pack-a", TEXTS, Maker("new")) == "new"
    assert cache.exists()


@pytest.mark.parametrize(
    "harm",
    [
        pytest.param(lambda data: data[:0], id="empty"),
        pytest.param(lambda data: data[:-1], id="cut off"),
        pytest.param(lambda data: data[:9] + bytes([data[9] ^ 1]) + data[10:], id="a bit flipped"),
        pytest.param(lambda data: data[:4] + b"c" + data[5:], id="not data at all"),
        pytest.param(lambda data: b"x" * len(data), id="something else"),
    ],
)
def test_a_broken_file_is_made_again(cache: Path, harm: Callable[[bytes], bytes]) -> None:
    derived("pack-a", TEXTS, Maker())
    file = kept_file(cache)
    whole = file.read_bytes()
    file.write_bytes(harm(whole))

    assert derived("pack-a", TEXTS, Maker()) == ("made", 1)
    assert file.read_bytes() == whole


@unix_only
@pytest.mark.parametrize("mode", [0o602, 0o620])
def test_a_file_that_others_could_have_written_is_not_used(cache: Path, mode: int) -> None:
    derived("pack-a", TEXTS, Maker())
    kept_file(cache).chmod(mode)

    assert derived("pack-a", TEXTS, Maker("new")) == "new"
    assert stat.S_IMODE(kept_file(cache).stat().st_mode) == 0o600


@unix_only
@pytest.mark.parametrize("mode", [0o702, 0o720, 0o777])
def test_a_folder_that_others_could_write_is_neither_read_nor_written(cache: Path, mode: int) -> None:
    derived("pack-a", TEXTS, Maker())
    before = kept_file(cache).read_bytes()
    cache.chmod(mode)

    assert derived("pack-a", TEXTS, Maker("new")) == "new"
    assert derived("pack-a", {"a.toml": "two"}, Maker("two")) == "two"
    assert kept_file(cache).read_bytes() == before


@unix_only
def test_a_folder_of_another_user_is_neither_read_nor_written(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    derived("pack-a", TEXTS, Maker())
    before = kept_file(cache).read_bytes()
    owner = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: owner + 1)

    assert derived("pack-a", TEXTS, Maker("new")) == "new"
    assert kept_file(cache).read_bytes() == before


@unix_only
def test_a_folder_that_is_a_link_is_neither_read_nor_written(cache: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    cache.symlink_to(tmp_path / "elsewhere")

    assert derived("pack-a", TEXTS, Maker()) == ("made", 1)
    assert list(cache.iterdir()) == []


def test_a_folder_that_cannot_be_made_costs_nothing_but_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "file" / "cache"))

    assert derived("pack-a", TEXTS, Maker()) == ("made", 1)


def test_nothing_is_kept_where_the_cache_is_off(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "off")
    maker = Maker()

    derived("pack-a", TEXTS, maker)
    derived("pack-a", TEXTS, maker)

    assert maker.calls == 2
    assert not cache.exists()


def test_what_cannot_be_made_leaves_nothing_behind(cache: Path) -> None:
    def fail() -> object:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        derived("pack-a", TEXTS, fail)

    assert not cache.exists()
