"""What is taken from xlwings, and what of it is cut."""

from __future__ import annotations

import re
from collections import Counter
from importlib import metadata
from pathlib import Path

import pytest
import xlwings

from tests.support.addins import addin, modules_read
from xltools.errors import MachineError
from xltools.excel_addin import xlwings_sources
from xltools.excel_addin.xlwings_sources import apple_script, cut, installed_version, xlwings_modules

SOURCE = Path(xlwings.__file__).parent / "xlwings_custom_addin.bas"
TEXT = SOURCE.read_text("ascii")

CUTS = xlwings_sources._CUTS
CHANGED = {
    line
    for line in map(str.strip, TEXT.splitlines())
    if any(old.strip() in line for old, new, _ in CUTS.values() if new)
}
"""The lines of which a part is replaced."""

LEFT = """
    XLPy.SetAttr XLPy.Module("xlwings._xlwindows"), "BOOK_CALLER", ActiveWorkbook
    ParameterString = ParameterString + "|" + ActiveWorkbook.Name
    " --wb=" & \"\"\"\" & ActiveWorkbook.Name & \"\"\" --from_xl=1" & " --app=" & Chr(34) & _
    ActiveWorkbook.VBProject.VBComponents.Remove ActiveWorkbook.VBProject.VBComponents("xlwings_udfs")
    ActiveWorkbook.VBProject.VBComponents.Import tf
    If SheetExists(ActiveWorkbook, "Error") = False Then
    Set ErrorSheet = ActiveWorkbook.Sheets.Add()
    Set ErrorSheet = ActiveWorkbook.Sheets("Error")
"""
"""Every use of the active workbook that is left: its name is said to Python, and errors are written into it."""


def code(text: str) -> list[str]:
    """Give the lines that are no comment, without their indents."""
    return [line.strip() for line in text.splitlines() if line.strip() and not line.strip().startswith("'")]


def test_the_active_workbook_is_named_and_nothing_is_looked_up_in_it() -> None:
    left = [line for line in code(modules_read(addin())["xlwings"]) if "ActiveWorkbook" in line]

    assert left == [line.strip() for line in LEFT.strip().splitlines()]


def test_settings_come_from_the_add_ins_own_sheet_or_not_at_all() -> None:
    text = modules_read(addin())["xlwings"]
    body = re.search(r"(?s)\r\nFunction GetConfig\(.*?\r\nEnd Function", text)

    assert body is not None
    assert [line for line in code(body[0]) if "Exists" in line or "File" in line or "Workbook" in line] == [
        'If SheetExists(ThisWorkbook, PROJECT_NAME & ".conf") = True Then',
        "If GetConfigFromSheet(ThisWorkbook).Exists(configKey) = True Then",
        "GetConfig = GetConfigFromSheet(ThisWorkbook).Item(configKey)",
    ]


def test_nothing_runs_sheets_of_code_or_the_part_of_xlwings_under_another_licence() -> None:
    text = modules_read(addin())["xlwings"]

    assert '".py"' in TEXT
    assert "xlwings.pro" in TEXT
    assert '".py"' not in text
    assert "xlwings.pro" not in text
    assert 'GetConfig("ADD_WORKBOOK_TO_PYTHONPATH", "true")' not in text


def test_the_notices_are_kept() -> None:
    modules = modules_read(addin())

    assert "'xlwings is distributed under a BSD 3-clause license." in modules["xlwings"]
    assert "'* Redistributions in binary form must reproduce the above copyright notice" in modules["xlwings"]
    assert "' @license: MIT" in modules["Dictionary"]


def test_all_that_is_not_cut_stands_as_xlwings_wrote_it() -> None:
    kept = code(modules_read(addin())["xlwings"])
    original = code(TEXT)
    new = [line for line in kept if line not in set(original)]

    assert [line.partition("(")[0] for line in new] == [
        'Public Const PROJECT_NAME As String = "xltools"',
        "AddExcelDir = GetConfig",
        "AddExcelDir = GetConfig",
        'PYTHONPATH = AddExcelDir & ";" & ";" & ";" & GetConfig',
        "GetDirectoryConfigFilePath = GetDirectoryPath",
    ]
    gone = Counter(line for old, with_, _ in CUTS.values() if not with_ for line in code(old))
    assert set(Counter(original) - Counter(kept) - gone) == CHANGED


@pytest.mark.parametrize("part", CUTS)
def test_a_text_that_changed_stops_the_build_and_is_named(part: str) -> None:
    old, _, _ = CUTS[part]
    before, _, after = TEXT.rpartition(old)

    with pytest.raises(MachineError) as stopped:
        cut(f"{before}{old[:-2]}~{old[-2:]}{after}", "0.38.0")

    assert stopped.value.key == "addin.xlwings_changed"
    assert stopped.value.params == {"version": "0.38.0", "part": part}


def test_a_second_look_up_of_the_same_text_stops_the_build_too() -> None:
    old, _, _ = CUTS["GetConfig: sheet"]

    with pytest.raises(MachineError, match="xlwings_changed"):
        cut(TEXT + old, "0.37.9")


def test_a_machine_without_xlwings_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: str) -> str:
        raise metadata.PackageNotFoundError

    monkeypatch.setattr(metadata, "version", missing)

    with pytest.raises(MachineError) as stopped:
        xlwings_modules()
    assert stopped.value.key == "addin.no_xlwings"


def test_the_script_for_macos_has_the_name_that_the_vba_calls() -> None:
    script = apple_script()

    assert script.name == f"xlwings-{installed_version()}.applescript"
    assert f'XLWINGS_VERSION As String = "{installed_version()}"' in modules_read(addin())["xlwings"]
    assert b"on VbaHandler(ParameterString)" in script.content
