"""From the ribbon's XML to the workbook's cells: every button, with nothing replaced but the start of the process.

The add-in is built as for a user.  Its ribbon says which VBA procedure a control calls; LibreOffice runs
that procedure, which puts together the command line that Excel would start; the code of that command
is run over a workbook that is open in another LibreOffice, and what became of it is read over UNO.
"""

from __future__ import annotations

import re
import sys
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
import xlwings

from tests.support.addins import addin, modules_read
from tests.support.addins_in_libreoffice import Pressed, Scene, play, watched_addin
from tests.support.macro_books import FAULTS, write_spoilt
from tests.support.office import dialogs_of, office_app
from tests.test_macros_in_libreoffice import marked, notes, selected
from xltools.adapters.libreoffice_app import call_from
from xltools.cli import main

pytestmark = pytest.mark.libreoffice

PYTHON, FOLDER = r"C:\tools\python.exe", r"D:\xltools"
LABELS = (("no_findings", "没有问题"), ("findings_tab", "问题"), ("address_header", "单元格"))
WALK = ("next_finding", "previous_finding")


def controls() -> dict[str, str]:
    """Read which procedure each control of the built ribbon calls."""
    with zipfile.ZipFile(BytesIO(addin())) as package:
        parts = [package.read(f"customUI/{name}") for name in ("customUI.xml", "customUI14.xml")]
        ribbons = [ElementTree.fromstring(part) for part in parts]  # noqa: S314 - our own
    both = [
        {found.get("id", ""): found.get("onAction", "") for found in ribbon.iter() if found.get("onAction")}
        for ribbon in ribbons
    ]
    assert both[0] == both[1]
    return both[0]


@pytest.fixture(scope="module")
def pressed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Pressed]:
    """Press every button over a workbook with findings listed in it."""
    folder = tmp_path_factory.mktemp("pressed")
    built, marked_copy = folder / "built.xlam", folder / "填报.xlsx"
    built.write_bytes(watched_addin(modules_read(addin())["xlwings"], PYTHON, FOLDER, LABELS))
    assert main(["check", str(write_spoilt(folder / "spoilt.xlsx")), "--copy", str(marked_copy)]) == 1
    ids = list(controls())
    return dict(zip(ids, *play([Scene(built, marked_copy, ids)]), strict=True))


@pytest.fixture(scope="module")
def app() -> Iterator[xlwings.App]:
    with office_app() as running:
        yield running


@pytest.fixture(scope="module")
def book(app: xlwings.App, tmp_path_factory: pytest.TempPathFactory) -> Iterator[xlwings.Book]:
    """Open a workbook with faults, in a folder of its own."""
    opened = app.books.open(str(write_spoilt(tmp_path_factory.mktemp("office") / "填报.xlsx")))
    call_from(opened)
    yield opened
    opened.close()


def run_as_started(pressed: Pressed) -> None:
    """Run the code of a command line, as the Python that Excel starts would."""
    found = re.search(r'-c "(.*?)" +--wb=', pressed.witness["command"])
    assert found is not None
    code = found[1].replace("^&", "&").replace(r"\"", '"')
    paths = list(sys.path)
    try:
        exec(code, {})  # noqa: S102 - the very code that the add-in starts
    finally:
        sys.path[:] = paths


def test_every_control_has_a_procedure_and_runs_it_without_an_error(pressed: Mapping[str, Pressed]) -> None:
    assert {id_ for id_, press in pressed.items() if "error" in press.witness} == set()
    assert {id_ for id_, press in pressed.items() if "command" not in press.witness} == set(WALK)


def test_the_walk_selects_findings_in_vba_alone(pressed: Mapping[str, Pressed]) -> None:
    assert [pressed[id_].at for id_ in WALK] != [pressed["check"].at] * 2


def test_each_button_does_its_work_on_the_open_workbook(
    pressed: Mapping[str, Pressed], app: xlwings.App, book: xlwings.Book
) -> None:
    dialogs, folder = dialogs_of(app), Path(book.fullname).parent

    run_as_started(pressed["check"])
    study = {address for sheet, address in FAULTS if sheet == "L1学习台账"}
    assert marked(book, "L1学习台账").keys() == study
    assert notes(book, "L1学习台账").keys() == study
    lines = book.sheets["问题"].range("A3").expand().value
    assert lines[0][:3] == ["级别", "工作表", "单元格"]
    assert len(lines) > len(FAULTS)

    row = next(number for number, line in enumerate(lines, 3) if line[0] == "核对")
    book.sheets["问题"].range((row, 5)).select()
    run_as_started(pressed["explain"])
    assert selected(app)[0] == "说明"

    run_as_started(pressed["indicators"])
    assert selected(app) == ("指标核对", 1, 1)

    dialogs.answers.append("yes")
    run_as_started(pressed["repair"])
    assert book.sheets["L1学习台账"].range("D6").value == 46

    dialogs.answers.append("yes")
    run_as_started(pressed["report"])
    assert [path.name for path in folder.glob("*.docx")] == ["填报（草稿）.docx"]

    run_as_started(pressed["check_report"])
    assert dialogs.asked[-1].prompt.startswith("填报（草稿）.docx：")

    run_as_started(pressed["refresh_report"])
    assert dialogs.asked[-1].prompt.startswith("校验没有通过")

    run_as_started(pressed["clear_marks"])
    assert marked(book, "L1学习台账") == {}
    assert notes(book, "L1学习台账") == {}
