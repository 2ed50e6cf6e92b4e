"""A pack based on another as a spreadsheet: what it says otherwise, and that alone, there and back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.app.test_pack_books import CHINESE, data_of, spelled, there_and_back
from tests.support.generated_children import CHILD, child_texts
from tests.support.generated_packs import NAME, pack_texts
from xltools.adapters.pack_check import check_pack
from xltools.adapters.pack_folder import ENVIRONMENT, PackFolder
from xltools.core.pack_parser import parse_pack


def written(root: Path, name: str, texts: Mapping[str, str]) -> PackFolder:
    """Write the files of a pack, and none besides."""
    folder = root / name
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        path.unlink()
    for file, text in texts.items():
        (folder / file).write_text(text, encoding="utf-8")
    return PackFolder(folder.resolve())


@st.composite
def families(draw: st.DrawFn) -> tuple[dict[str, str], dict[str, str]]:
    """Give the files of a pack and of one that is based on it."""
    base = draw(pack_texts())
    return base, draw(child_texts(base))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(family=families())
def test_any_child_comes_back_as_it_was(
    family: tuple[dict[str, str], dict[str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path / "packs"))
    base, child = (written(tmp_path / "packs", name, texts) for name, texts in zip((NAME, CHILD), family, strict=True))
    assert [CHINESE.line(finding) for finding in check_pack(child).findings] == []
    assert base.name == NAME

    back = there_and_back(child, tmp_path / "back")

    assert parse_pack(back.declarations()) == parse_pack(child.declarations())
    assert spelled(data_of(back)) == spelled(data_of(child))
