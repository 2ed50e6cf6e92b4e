"""A button of the toolbar, from the installed extension to what the macro leaves in the open workbook.

LibreOffice runs without a screen, with a profile of its own; nothing else is replaced: the click is
LibreOffice's own command, the handler starts this interpreter, and the macro comes in by the pipe.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.annual_report import SAMPLE
from tests.support.catalogs import CATALOGS
from xltools.adapters.libreoffice_extensions import VARIABLE, has_extension
from xltools.adapters.uno_connection import Office, private_office, properties
from xltools.app.libreoffice_buttons import install_buttons, uninstall_buttons
from xltools.libreoffice_extension.build import IDENTIFIER, command_url

pytestmark = pytest.mark.libreoffice

SECONDS = 90
NO_ONE = 65534
AS_NO_ONE = f"""#!/bin/sh
for argument in "$@"; do
  case "$argument" in -env:UserInstallation=file://*) chown -R {NO_ONE}:{NO_ONE} "${{argument#*file://}}";; esac
done
exec setpriv --reuid {NO_ONE} --regid {NO_ONE} --clear-groups env HOME="$HOME_OF_NO_ONE" unopkg "$@"
"""
"""LibreOffice's program for extensions refuses root, who runs the tests in a container."""


@pytest.fixture
def profile(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a profile that LibreOffice has used once, with the buttons installed and, at the end, removed."""
    with tempfile.TemporaryDirectory(prefix="xltools-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        if os.geteuid() == 0:
            folder.chmod(0o777)
            program = folder / "unopkg"
            program.write_text(AS_NO_ONE)
            program.chmod(0o755)
            monkeypatch.setenv(VARIABLE, str(program))
            monkeypatch.setenv("HOME_OF_NO_ONE", name)
        made = folder / "profile"
        with private_office(made):
            pass
        install_buttons(CATALOGS["zh-Hans"], made)
        assert has_extension(IDENTIFIER, made)
        yield made
        assert uninstall_buttons(made)
        assert not has_extension(IDENTIFIER, made)
        assert not uninstall_buttons(made)


def click(office: Office, document: Any, button: str) -> None:
    helper = office.service("com.sun.star.frame.DispatchHelper")
    helper.executeDispatch(document.CurrentController.Frame, command_url(button), "", 0, ())


def wait_for(document: Any, title: str, text: str) -> str:
    """Give what stands beside a text on a sheet, as soon as it is there."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        for row in document.Sheets.getByName(title).getCellRangeByName("A1:F20").getDataArray():
            if text in row:
                return str(row[4])
        time.sleep(0.5)
    return "it never came"


def test_a_click_on_the_toolbar_checks_the_open_workbook(profile: Path, tmp_path: Path) -> None:
    pytest.importorskip("xltools.addin", reason="the macros are not here")
    book = tmp_path / "2019.xlsx"
    shutil.copy(SAMPLE, book)
    before = book.read_bytes()
    with private_office(profile) as office:
        document = office.desktop.loadComponentFromURL(book.as_uri(), "_blank", 0, properties(UpdateDocMode=0))
        bars = {bar.ResourceURL for bar in document.CurrentController.Frame.LayoutManager.Elements}
        sheet = document.Sheets.getByName("L6会议台账")
        sheet.unprotect("")
        sheet.getCellRangeByName("A6").setString("2019.5.1")

        click(office, document, "check")

        said = wait_for(document, "问题", "A6")
        marked = [(note.Position.Row, note.Position.Column) for note in sheet.Annotations]
        document.close(True)
    assert "private:resource/toolbar/addon_xltools.toolbar" in bars
    assert said == "“2019.5.1”是文字，不是日期，没有计入。"
    assert (5, 0) in marked
    assert book.read_bytes() == before
