"""Which room may know which: the contracts in ``pyproject.toml``."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[1]

STANDARD = {"发文字号", "主送机关", "成文日期"}
"""Parts of every official document, so called in GB/T 9704 and in a pack's form alike."""


def test_imports_go_one_way(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)

    status = lint_imports(no_cache=True)

    assert status == 0, capsys.readouterr().out


def test_no_module_names_a_sheet_a_column_or_a_sentence_of_a_pack() -> None:
    packs = [path.parent for path in (ROOT / "workbook_templates").glob("*/pack.toml")]
    named = set()
    for pack in packs:
        text = (pack / "sheets.toml").read_text("utf-8") + (pack / "narrative.md.j2").read_text("utf-8")
        named |= {label for label in re.findall(r'label\.zh-Hans = "(.*)"', text) if len(label) > 3}
        named |= set(re.findall(r"[\u4e00-\u9fff]{7,}", text))
        named.add(pack.name)

    sources = {path: path.read_text("utf-8") for path in (ROOT / "xltools").rglob("*.py")}

    assert len(named) > 100
    assert [(path.name, text) for path, source in sources.items() for text in named - STANDARD if text in source] == []
