import errno
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from xltools.adapters.safe_write import write_bytes_whole, write_whole
from xltools.errors import FileError

STALE = ".~xltools-abc.tmp"


def content_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def refusal(target: Path, *, overwrite: bool = False) -> str:
    with pytest.raises(FileError) as caught:
        write_bytes_whole(target, b"new", overwrite=overwrite)
    return caught.value.key


def test_a_new_file_is_written_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    write_bytes_whole(tmp_path / "book.xlsx", b"new")

    assert content_of(tmp_path) == {"book.xlsx": b"new"}


def test_a_file_that_is_there_is_not_replaced_unasked(tmp_path: Path) -> None:
    (tmp_path / "book.xlsx").write_bytes(b"old")

    assert refusal(tmp_path / "book.xlsx") == "file.write.exists"
    assert content_of(tmp_path) == {"book.xlsx": b"old"}


def test_a_file_that_comes_meanwhile_is_not_replaced_either(tmp_path: Path) -> None:
    target = tmp_path / "book.xlsx"

    def write(path: Path) -> None:
        path.write_bytes(b"new")
        target.write_bytes(b"another program's")

    with pytest.raises(FileError) as caught:
        write_whole(target, write)
    assert caught.value.key == "file.write.exists"
    assert content_of(tmp_path) == {"book.xlsx": b"another program's"}


def test_a_file_is_replaced_when_asked_and_keeps_its_rights(tmp_path: Path) -> None:
    target = tmp_path / "book.xlsx"
    target.write_bytes(b"old")
    target.chmod(0o640)

    write_bytes_whole(target, b"new", overwrite=True)

    assert content_of(tmp_path) == {"book.xlsx": b"new"}
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_new_file_has_the_rights_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "plain").touch()

    write_bytes_whole(tmp_path / "book.xlsx", b"new")

    assert (tmp_path / "book.xlsx").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_file_system_without_hard_links_takes_the_file_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(source: Path, target: Path) -> None:
        raise OSError(errno.EPERM, "no links here", str(source), None, str(target))

    monkeypatch.setattr(os, "link", no_links)

    write_bytes_whole(tmp_path / "book.xlsx", b"new")
    assert content_of(tmp_path) == {"book.xlsx": b"new"}
    assert refusal(tmp_path / "book.xlsx") == "file.write.exists"


@pytest.mark.parametrize(
    ("number", "key"),
    [
        (errno.ENOSPC, "file.write.disk_full"),
        (errno.EDQUOT, "file.write.disk_full"),
        (errno.EROFS, "file.write.forbidden"),
        (errno.ENAMETOOLONG, "file.write.bad_name"),
        (errno.EIO, "file.write.failed"),
    ],
)
def test_what_the_system_refuses_is_named_and_the_old_file_stays(
    number: int, key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "new" / "book.xlsx"
    target.parent.mkdir()

    def refuse(file: int) -> None:
        raise OSError(number, os.strerror(number), file)

    monkeypatch.setattr(os, "fsync", refuse)

    assert refusal(target) == key
    assert content_of(target.parent) == {}


def test_a_file_open_in_another_program_is_named_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "book.xlsx"
    target.write_bytes(b"old")

    def locked(self: Path, other: Path) -> None:
        raise PermissionError(errno.EACCES, "in use", str(self), None, str(other))

    monkeypatch.setattr(Path, "replace", locked)

    assert refusal(target, overwrite=True) == "file.write.in_use"
    assert content_of(tmp_path) == {"book.xlsx": b"old"}


def test_a_missing_folder_a_folder_and_a_name_too_long_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()

    assert refusal(tmp_path / "nowhere" / "book.xlsx") == "file.write.no_folder"
    assert refusal(tmp_path / "folder") == "file.write.is_folder"
    assert refusal(tmp_path / ("字" * 100 + ".xlsx")) == "file.write.bad_name"
    assert refusal(tmp_path / "a\0b.xlsx") == "file.write.bad_name"
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_a_folder_without_the_right_to_write_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(suffix: str, prefix: str, folder: Path) -> tuple[int, str]:
        raise PermissionError(errno.EACCES, "not allowed", f"{folder}/{prefix}{suffix}")

    monkeypatch.setattr(tempfile, "mkstemp", forbidden)
    monkeypatch.chdir(tmp_path)

    with pytest.raises(FileError) as caught:
        write_bytes_whole(Path("book.xlsx"), b"new")

    assert (caught.value.key, caught.value.params["folder"]) == ("file.write.forbidden", str(tmp_path))


def test_an_error_of_the_writer_itself_passes_and_leaves_nothing(tmp_path: Path) -> None:
    def fail(path: Path) -> None:
        path.write_bytes(b"half")
        raise ValueError(path)

    with pytest.raises(ValueError, match="tmp"):
        write_whole(tmp_path / "book.xlsx", fail)
    assert content_of(tmp_path) == {}


def test_what_a_killed_writer_left_is_cleared_away_and_a_living_ones_is_not(tmp_path: Path) -> None:
    old, young = tmp_path / STALE, tmp_path / ".~xltools-young.tmp"
    old.write_bytes(b"half")
    young.write_bytes(b"at work")
    hour_ago = time.time() - 3600
    os.utime(old, (hour_ago, hour_ago))

    write_bytes_whole(tmp_path / "book.xlsx", b"new")

    assert content_of(tmp_path) == {"book.xlsx": b"new", young.name: b"at work"}


@pytest.mark.skipif(os.name == "nt", reason="a process is killed in another way there")
def test_killed_at_any_time_the_file_is_the_old_or_the_new_one(tmp_path: Path) -> None:
    target = tmp_path / "book.xlsx"
    program = (
        "import sys; from pathlib import Path; from xltools.adapters.safe_write import write_bytes_whole\n"
        "write_bytes_whole(Path(sys.argv[1]), b'b' * 500_000, overwrite=True)\n"
        "print('ready', flush=True)\n"
        "while True:\n"
        "    for letter in (b'a', b'b'):\n"
        "        write_bytes_whole(Path(sys.argv[1]), letter * 500_000, overwrite=True)\n"
    )
    seen = set()
    for wait in range(12):
        with subprocess.Popen([sys.executable, "-c", program, str(target)], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(0.02 + 0.003 * wait)
            process.send_signal(signal.SIGKILL)
        content = target.read_bytes()
        assert content in {b"a" * 500_000, b"b" * 500_000}
        seen.add(content[:1])
    assert seen
