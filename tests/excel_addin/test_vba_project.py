"""The VBA project, read back by olevba and olefile, and compared with what Office and the specification want."""

from __future__ import annotations

import io

import olefile
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.excel_addin.test_encryption import decrypt
from tests.support.addins import addin, decompressed, modules_read, part
from xltools.excel_addin.package import AddinContent, write_package
from xltools.excel_addin.vba_modules import (
    ModuleKind,
    VbaModule,
    class_module,
    sheet_module,
    standard_module,
    workbook_module,
)
from xltools.excel_addin.vba_project import vba_project
from xltools.excel_addin.xlwings_sources import xlwings_modules

LINES = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=60)

CLASS = """VERSION 1.0 CLASS
BEGIN
  MultiUse = -1  'True
END
Attribute VB_Name = "Thing"
Attribute VB_GlobalNameSpace = False
Attribute VB_Creatable = False
Attribute VB_PredeclaredId = False
Attribute VB_Exposed = True
Attribute VB_Description = "A thing"
Public ID As String
"""


def read(modules: list[VbaModule]) -> dict[str, str]:
    """Write a project and read it back with olevba."""
    return dict(modules_read(write_package(AddinContent("", (), vba_project("xltools", modules), "", "", {}))))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(LINES, max_size=300), min_size=1, max_size=6))
def test_olevba_reads_every_module_back_equal(texts: list[list[str]]) -> None:
    modules = [
        standard_module("\n".join((f'Attribute VB_Name = "Module{number}"', *lines)))
        for number, lines in enumerate(texts)
    ]

    assert read(modules) == {module.name: module.text for module in modules}


def test_olevba_reads_every_module_of_the_add_in_back_equal() -> None:
    found = modules_read(addin())
    xlwings, dictionary = xlwings_modules()

    assert list(found) == [
        "ThisWorkbook",
        "SettingsSheet",
        "LabelsSheet",
        "XltoolsButtons",
        "XltoolsFindings",
        "xlwings",
        "Dictionary",
    ]
    # olevba leaves out the attributes that Office adds to a class.
    assert found["xlwings"] == xlwings.text
    assert found["Dictionary"] == dictionary.text
    assert len(found["xlwings"]) > 40_000


def test_the_streams_are_those_that_the_specification_wants_of_a_writer_without_caches() -> None:
    with olefile.OleFileIO(io.BytesIO(part(addin(), "xl/vbaProject.bin"))) as project:
        directory = decompressed(project.openstream("VBA/dir").read())
        cache = project.openstream("VBA/_VBA_PROJECT").read()
        names = project.openstream("PROJECTwm").read()
        streams = {path[-1] for path in project.listdir()}

    assert cache.hex() == "cc61ffff000100"
    assert directory.startswith(bytes.fromhex("010004000000 01000000"))
    assert directory.count(bytes.fromhex("310004000000 00000000")) == 7  # MODULEOFFSET
    assert directory.endswith(bytes.fromhex("2b0000000000 100000000000"))
    assert names.startswith(b"ThisWorkbook\0T\0h\0i\0s\0")
    assert names.endswith(b"y\0\0\0\0\0")
    assert streams == {"dir", "_VBA_PROJECT", "PROJECT", "PROJECTwm", *modules_read(addin())}


def test_the_project_says_that_it_is_visible_and_has_no_password() -> None:
    with olefile.OleFileIO(io.BytesIO(part(addin(), "xl/vbaProject.bin"))) as project:
        lines = project.openstream("PROJECT").read().decode("ascii").split("\r\n")
    values = dict(line.split("=", 1) for line in lines if "=" in line)
    said = {key: values[key].strip('"') for key in ("ID", "CMG", "DPB", "GC", "Name")}

    assert lines[1:8] == [
        "Document=ThisWorkbook/&H00000000",
        "Document=SettingsSheet/&H00000000",
        "Document=LabelsSheet/&H00000000",
        "Module=XltoolsButtons",
        "Module=XltoolsFindings",
        "Module=xlwings",
        "Class=Dictionary",
    ]
    assert said["Name"] == "xltools"
    assert decrypt(said["CMG"], said["ID"]) == bytes(4)
    assert decrypt(said["DPB"], said["ID"]) == bytes(1)
    assert decrypt(said["GC"], said["ID"]) == b"\xff"


def test_a_class_loses_the_head_of_its_file_and_gains_what_it_is_derived_from() -> None:
    module = class_module(CLASS)

    assert (module.name, module.kind) == ("Thing", ModuleKind.CLASS)
    assert module.text.split("\r\n") == [
        'Attribute VB_Name = "Thing"',
        'Attribute VB_Base = "0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}"',
        "Attribute VB_GlobalNameSpace = False",
        "Attribute VB_Creatable = False",
        "Attribute VB_PredeclaredId = False",
        "Attribute VB_Exposed = True",
        "Attribute VB_TemplateDerived = False",
        "Attribute VB_Customizable = False",
        'Attribute VB_Description = "A thing"',
        "Public ID As String",
        "",
    ]


def test_documents_are_derived_from_excels_own_classes() -> None:
    assert 'VB_Base = "0{00020819-0000-0000-C000-000000000046}"' in workbook_module("ThisWorkbook").text
    assert 'VB_Base = "0{00020820-0000-0000-C000-000000000046}"' in sheet_module("Sheet1").text


@pytest.mark.parametrize(
    "text",
    ['Attribute VB_Name = "A"\nMsgBox "校验"\n', f'Attribute VB_Name = "{"A" * 32}"\n'],
    ids=["not ASCII", "long name"],
)
def test_what_a_project_cannot_hold_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="A"):
        standard_module(text)


def test_two_modules_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="sheet1"):
        vba_project("xltools", [sheet_module("Sheet1"), sheet_module("sheet1")])


def test_a_class_must_be_an_exported_one() -> None:
    with pytest.raises(ValueError, match="exported"):
        class_module('Attribute VB_Name = "A"\n')
