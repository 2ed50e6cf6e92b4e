"""The ``.xlam`` as a package: valid, whole, and equal whenever it is built."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

from openxml_audit import OpenXmlValidator
from python_calamine import CalamineWorkbook

from tests.support.addins import INTERPRETER, addin, modules_read, part
from tests.support.catalogs import CATALOGS
from xltools.app.excel_addin import addin_bytes, source_folder, versions
from xltools.excel_addin.properties import read_properties

ROOT = Path(__file__).parents[2]


def test_openxml_audit_finds_no_fault(tmp_path: Path) -> None:
    file = tmp_path / "xltools.xlam"
    file.write_bytes(addin())

    result = OpenXmlValidator().validate(str(file))

    assert [str(error) for error in result.errors] == []


def test_every_part_has_a_type_and_every_relation_its_part() -> None:
    with zipfile.ZipFile(io.BytesIO(addin())) as package:
        names = set(package.namelist())
        types = ElementTree.fromstring(package.read("[Content_Types].xml"))  # noqa: S314 - our own
        relations = {
            name: [item.get("Target", "") for item in ElementTree.fromstring(package.read(name))]  # noqa: S314
            for name in names
            if name.endswith(".rels")
        }
    typed = {item.get("PartName", "").lstrip("/") for item in types} - {""}
    targets = set(relations["_rels/.rels"]) | {f"xl/{target}" for target in relations["xl/_rels/workbook.xml.rels"]}

    assert typed <= names
    assert targets == names - {"[Content_Types].xml", *relations}


def test_code_names_are_the_names_of_the_document_modules() -> None:
    package = addin()
    sheets = [part(package, f"xl/worksheets/sheet{number}.xml") for number in (1, 2)]
    named = re.findall(rb'codeName="(\w+)"', b"".join((part(package, "xl/workbook.xml"), *sheets)))
    documents = [name for name, text in modules_read(package).items() if "VB_PredeclaredId = True" in text]

    assert [name.decode() for name in named] == documents == ["ThisWorkbook", "SettingsSheet", "LabelsSheet"]


def test_the_settings_are_baked_in() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(addin()))

    assert book.sheet_names == ["xltools.conf", "labels"]
    assert book.get_sheet_by_name("xltools.conf").to_python() == [
        ["INTERPRETER_WIN", INTERPRETER],
        ["INTERPRETER_MAC", INTERPRETER],
        ["PYTHONPATH", source_folder()],
        ["ADD_WORKBOOK_TO_PYTHONPATH", "false"],
        ["USE UDF SERVER", False],
        ["SHOW CONSOLE", False],
    ]
    assert read_properties(addin()) == {**versions(), "interpreter": INTERPRETER, "folder": source_folder()}
    assert Path(source_folder(), "xltools", "__init__.py").is_file()


def test_the_labels_know_a_findings_sheet_of_every_language() -> None:
    rows = CalamineWorkbook.from_filelike(io.BytesIO(addin("en"))).get_sheet_by_name("labels").to_python()

    assert [key for key, _ in rows][:5] == ["no_workbook", "odd_name", "not_checked", "no_findings", "no_places"]
    assert [text for key, text in rows if key == "findings_tab"] == ["问题", "問題", "Findings"]
    assert [text for key, text in rows if key == "address_header"] == ["单元格", "儲存格", "Cell"]


def test_a_build_is_the_same_byte_for_byte_in_another_process_time_zone_and_hash_order(tmp_path: Path) -> None:
    built = []
    for number, zone in enumerate(("Asia/Shanghai", "America/Lima")):
        file = tmp_path / f"{number}.xlam"
        environment = {**os.environ, "PYTHONHASHSEED": str(number), "TZ": zone, "XLTOOLS_LANGUAGE": "zh-Hans"}
        subprocess.run(
            [sys.executable, "-m", "xltools", "addin", "build", "-o", str(file)], cwd=ROOT, env=environment, check=True
        )
        built.append(file.read_bytes())

    assert built[0] == built[1]
    assert addin_bytes(CATALOGS["en"]) == addin_bytes(CATALOGS["en"])


def test_what_is_no_add_in_of_ours_has_no_properties() -> None:
    assert read_properties(b"") is None
    assert read_properties(b"PK\x03\x04 and no more") is None
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as opened:
        opened.writestr("docProps/custom.xml", "<not")
    assert read_properties(package.getvalue()) is None
