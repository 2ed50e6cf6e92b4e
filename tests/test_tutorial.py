"""The tutorial's steps, done as they stand, end in the pack that is delivered."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.tutorial import NAME, PACKS, follow
from xltools.adapters.pack_folder import load_pack
from xltools.cli import main

DELIVERED_BESIDES = {"sample.xlsx"}


@pytest.mark.libreoffice
def test_every_step_of_the_tutorial_answers_as_it_says_and_the_pack_is_the_one_delivered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XLTOOLS_LANGUAGE", "zh-Hans")
    monkeypatch.setenv("XLTOOLS_PACKS", str(tmp_path))
    monkeypatch.chdir(tmp_path)

    def run(arguments: list[str]) -> str:
        main(arguments)
        printed = capsys.readouterr()
        return printed.out + printed.err

    for answer in follow(tmp_path, run):
        assert answer.found == answer.wanted, answer.step

    built, delivered = tmp_path / NAME, PACKS / NAME
    assert load_pack(str(built)) == load_pack(str(delivered))
    assert files(built) == {name: data for name, data in files(delivered).items() if name not in DELIVERED_BESIDES}


def files(folder: Path) -> dict[str, bytes]:
    """Give what every file of a pack holds."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
