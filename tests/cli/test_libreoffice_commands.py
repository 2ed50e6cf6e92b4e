"""The commands about LibreOffice, as far as they go without it: what they hand on, and what they refuse."""

from __future__ import annotations

from pathlib import Path

import pytest

from xltools.adapters.libreoffice_extensions import VARIABLE
from xltools.cli import main

UNOPKG = """#!/bin/sh
echo "$@" >> "{log}"
case "$1" in
  add) touch "{there}";;
  list) test -e "{there}" && echo "Identifier: xltools.buttons";;
  remove) rm "{there}";;
esac
exit 0
"""


@pytest.fixture(autouse=True)
def simplified(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XLTOOLS_LANGUAGE", "zh-Hans")


@pytest.mark.libreoffice
def test_the_toolbar_is_installed_and_removed_by_libreoffices_own_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    program, log = tmp_path / "unopkg", tmp_path / "log"
    program.write_text(UNOPKG.format(log=log, there=tmp_path / "there"))
    program.chmod(0o755)
    monkeypatch.setenv(VARIABLE, str(program))

    statuses = [main(["addin", word, "--libreoffice"]) for word in ("install", "uninstall", "uninstall")]

    assert statuses == [0, 0, 0]
    added, *others = log.read_text().splitlines()
    assert added.startswith("add --force --suppress-license /")
    assert added.endswith("/xltools.oxt")
    assert others == ["list", "remove xltools.buttons", "list"]
    assert capsys.readouterr().out.splitlines() == [
        "LibreOffice 的工具栏已安装。请关闭所有 LibreOffice 窗口再打开工作簿，使用“工作报告”工具栏。",
        "LibreOffice 的工具栏已卸载。重新打开 LibreOffice 后不再显示。",
        "LibreOffice 中没有安装工具栏，不用卸载。",
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["b.xlsx", "--run", "校检"], "没有按钮“校检”"),
        (["b.xlsx", "--headless"], "用 --headless 时，请用 --run 写明要运行的按钮。"),
        ([], "请写明要打开的工作簿。"),
        (["没有.xlsx", "--run", "校验"], "没有.xlsx"),
    ],
)
def test_a_call_that_makes_no_sense_is_refused_before_libreoffice_is_started(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main(["libreoffice", *words])

    assert status == 2
    assert said in capsys.readouterr().err
