"""``xltools addin …`` on a machine without Excel, which is what the tests run on."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import pytest

from tests.cli.test_commands import Said, said
from xltools.adapters.excel_machine import ExcelMachine
from xltools.app import addin_doctor, excel_addin

__all__ = ["said"]

NO_EXCEL = (
    "这台机器上没有找到 Excel（Windows 或 macOS），加载项不能安装或卸载。"
    "没有 Excel 也可以用 xltools check 等命令校验和出报告。\n"
)


@pytest.fixture(autouse=True)
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ExcelMachine:
    """Give every command a machine without Excel, whatever the tests run on."""
    without = ExcelMachine("linux", tmp_path, {}, lambda _: {}, None)
    for module in (excel_addin, addin_doctor):
        monkeypatch.setattr(module, "this_machine", lambda: without)
    return without


def test_build_writes_the_add_in_in_the_language_asked_for(said: Said) -> None:
    assert said("addin", "build", "--language", "zh-Hant") == (0, "已產生增益集：xltools.xlam\n", "")
    with zipfile.ZipFile("xltools.xlam") as package:
        assert 'label="下一個問題"' in package.read("customUI/customUI14.xml").decode("utf-8")
        assert sys.executable in package.read("docProps/custom.xml").decode("utf-8")


def test_build_takes_no_ones_place_unasked(said: Said) -> None:
    Path("a.xlam").write_text("mine")

    status, _, err = said("addin", "build", "-o", "a.xlam")
    assert (status, Path("a.xlam").read_text()) == (2, "mine")
    assert err.count("\n") == 1

    assert said("addin", "build", "-o", "a.xlam", "--overwrite")[0] == 0


@pytest.mark.parametrize("command", ["install", "uninstall"])
def test_without_excel_one_line_is_said_and_the_status_is_2(command: str, said: Said) -> None:
    assert said("addin", command) == (2, "", NO_EXCEL)


def test_the_doctor_prints_a_line_for_each_thing_and_fails_where_one_is_wrong(said: Said) -> None:
    status, out, err = said("addin", "doctor")

    assert (status, err) == (1, "")
    assert [line.partition(" ")[0] for line in out.splitlines()] == ["正常", "有问题"]
    assert "没有找到 Excel" in out


def test_with_excel_install_doctor_and_uninstall_say_what_they_did(
    said: Said, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    windows = ExcelMachine("win32", tmp_path, {}, lambda _: {}, Path("EXCEL.EXE"))
    for module in (excel_addin, addin_doctor):
        monkeypatch.setattr(module, "this_machine", lambda: windows)
    file = windows.startup_folder() / "xltools.xlam"

    assert said("addin", "install") == (0, f"加载项已安装：{file}。请重新打开 Excel，使用“工作报告”选项卡。\n", "")
    status, out, _ = said("addin", "doctor")
    assert status == 0, out
    assert out.endswith("请关闭所有 Excel 窗口后重新打开。\n")
    assert said("addin", "uninstall")[:2] == (
        0,
        f"加载项已卸载：{file}。重新打开 Excel 后不再有“工作报告”选项卡。\n",
    )
    assert said("addin", "uninstall")[:2] == (0, "Excel 中没有安装加载项，不用卸载。\n")


def test_addin_alone_lists_its_commands(said: Said) -> None:
    status, out, _ = said("addin")

    listed = [line.split()[:2] for line in out.splitlines() if line.startswith("  addin")]
    assert status == 0
    assert listed == [["addin", "build"], ["addin", "install"], ["addin", "uninstall"], ["addin", "doctor"]]
