"""The command line: languages, help, and what stops a command."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.annual_report import ROOT, SAMPLE
from tests.support.catalogs import CATALOGS
from xltools import cli
from xltools.cli import COMMANDS, main
from xltools.cli.language import chosen_language, language_of
from xltools.core.messages import LANGUAGES
from xltools.core.planning.plan_words import width

NAMES = tuple(COMMANDS)


@pytest.fixture(autouse=True)
def _in_simplified_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XLTOOLS_LANGUAGE", "zh-Hans")


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Run a command; give its status and what it printed on both streams."""
    status = main(arguments)
    printed = capsys.readouterr()
    return status, printed.out, printed.err


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_every_command_explains_itself_in_every_language(
    name: str, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*name.split(), "--help", "--language", language])

    printed = capsys.readouterr().out
    assert ended.value.code == 0
    assert f"xltools {name}" in printed
    for english in ("usage:", "positional", "show this help message", "optional arguments"):
        assert language == "en" or english not in printed


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_no_text_of_an_option_is_wider_than_the_terminal(
    name: str, language: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    with pytest.raises(SystemExit):
        main([*name.split(), "--help", "--language", language])

    catalog = CATALOGS[language]
    options = catalog.say("command.help.heading", {"heading": catalog.sentence("command.help.options")})
    _, _, listed = capsys.readouterr().out.partition(f"\n{options}\n")
    assert [line for line in listed.partition("\n\n")[0].splitlines() if width(line) > 80] == []


def test_of_a_long_help_text_each_line_begins_where_the_first_does(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    with pytest.raises(SystemExit):
        main(["check", "--help"])

    assert (
        """\
  against               给出第二个文件时，核对报告：一个是报告（.docx、.txt、
                        .md，装有 LibreOffice 时还可 .odt、.rtf、.doc），一个
                        是工作簿
"""
        in capsys.readouterr().out
    )


@pytest.mark.parametrize("words", [("--help",), ("pack", "--help")])
@pytest.mark.parametrize("language", LANGUAGES)
def test_in_the_list_of_commands_no_name_touches_what_it_does(
    words: tuple[str, ...], language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = said(capsys, *words, "--language", language)

    catalog = CATALOGS[language]
    for name in NAMES:
        if " ".join(words[:-1]) == name.partition(" ")[0] or len(words) == 1:
            summary = catalog.sentence(f"command.{name.replace(' ', '_')}.summary")
            assert f"  {name:<17}  {summary}\n" in out


def test_without_a_command_all_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = said(capsys)

    assert status == 0
    assert [name for name in NAMES if f"  {name}" not in out] == []


def test_of_a_group_its_commands_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = said(capsys, "pack", "--language", "en")

    assert status == 0
    assert "  pack check" in out
    assert "  report" not in out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ("chekc x", "没有命令“chekc”，是不是“check”？用 xltools --help 查看全部命令。"),
        ("pack chek x", "没有命令“pack chek”，是不是“pack check”？用 xltools --help 查看全部命令。"),
        ("zzz", "没有命令“zzz”。用 xltools --help 查看全部命令。"),
        ("check", "命令没有写对：缺少 工作簿。用 xltools check --help 查看说明。"),
        ("new --year 2019", "命令没有写对：缺少 模板包。用 xltools new --help 查看说明。"),
        ("new a --unit b", "命令没有写对：缺少 --year。用 xltools new --help 查看说明。"),
        ("new a --year 2019", "命令没有写对：缺少 --unit。用 xltools new --help 查看说明。"),
        ("diff", "命令没有写对：缺少 较早的工作簿、较晚的工作簿。用 xltools diff --help 查看说明。"),
        ("check a.xlsx --foo", "命令没有写对：不认识 --foo。用 xltools check --help 查看说明。"),
        ("check a.xlsx --pack", "命令没有写对：--pack 后面要写上内容。用 xltools check --help 查看说明。"),
        (
            "check a.xlsx --format yaml",
            "命令没有写对：--format 不能是“yaml”，可以是 text, json, html。用 xltools check --help 查看说明。",
        ),
        (
            "new a --unit b --year 2019年",
            "命令没有写对：--year 后面要写整数，不是“2019年”。用 xltools new --help 查看说明。",
        ),
        (
            "new a --unit b --year 19",
            "命令没有写对：--year 应在 1901 到 9998 之间，不是 19。用 xltools new --help 查看说明。",
        ),
    ],
)
def test_a_wrong_call_is_one_line_and_exit_status_2(
    arguments: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(capsys, *arguments.split()) == (2, "", f"{sentence}\n")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("zh-Hans", "没有找到文件“nope.xlsx”。请检查文件名和所在文件夹。\n"),
        ("zh-Hant", "找不到檔案「nope.xlsx」。請檢查檔名與所在資料夾。\n"),
        ("en", "There is no file nope.xlsx. Check the name and the folder.\n"),
    ],
)
def test_what_stops_a_command_is_said_in_the_language_asked_for(
    language: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(capsys, "check", "nope.xlsx", "--language", language)[::2] == (2, sentence)


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("zh_CN.UTF-8", "zh-Hans"),
        ("zh_TW.UTF-8", "zh-Hant"),
        ("zh-HK", "zh-Hant"),
        ("en_GB.UTF-8", "en"),
        ("fr_FR", "en"),
        ("C.UTF-8", "zh-Hans"),
        ("", "zh-Hans"),
    ],
)
def test_the_system_says_the_language_where_nobody_else_does(locale: str, language: str) -> None:
    assert language_of(locale) == language


def test_the_option_goes_before_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XLTOOLS_LANGUAGE", "zh-Hant")

    assert chosen_language(["check", "--language=en"]) == "en"
    assert chosen_language(["check", "--language", "tlh"]) == "zh-Hant"


def test_a_fault_of_our_own_is_one_sentence_and_a_log(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setattr(cli, "_run", lambda *_: 1 // 0)

    status, out, err = said(capsys, "check", "a.xlsx")

    (log,) = tmp_path.rglob("xltools.log")
    assert (status, out) == (3, "")
    assert err == f"程序出了故障，不是您的操作有误。详情记在“{log}”，请连同所用的文件交给维护人员。\n"
    assert "ZeroDivisionError" in log.read_text("utf-8")


def test_the_program_runs_as_a_module_and_speaks_utf_8_into_a_pipe() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "LANG": "C", "XLTOOLS_LANGUAGE": "zh-Hans"}

    done = subprocess.run(
        [sys.executable, "-m", "xltools", "check", str(SAMPLE)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        check=False,
    )

    assert done.returncode == 0
    assert done.stdout.decode("utf-8").endswith("sample.xlsx：通过。（核对 1 处）\n")
    assert done.stderr == b""


def test_a_package_that_is_gone_is_one_line(tmp_path: Path) -> None:
    program = "import sys; from xltools.__main__ import run; sys.modules['re2'] = None; sys.exit(run())"

    home = dict.fromkeys(("HOME", "XDG_STATE_HOME", "LOCALAPPDATA"), str(tmp_path))

    done = subprocess.run(
        [sys.executable, "-c", program, "check", str(SAMPLE)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "XLTOOLS_LANGUAGE": "en", "PYTHONUTF8": "1", **home},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "The package “re2” is missing, or cannot be used on this computer. "
        "Install anew: python -m pip install --force-reinstall xltools\n"
    )
    (log,) = tmp_path.rglob("xltools.log")
    assert "import re2" in log.read_text("utf-8")
