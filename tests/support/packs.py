"""Packs made of a few lines.

``parsed(sheets=…, rules=…)`` reads a pack whose other files are as plain as can be: a form
``parameters`` with ``year`` and ``unit`` stands before the drawn sheets.  ``faults(…)`` gives what
is wrong with one, as ``file:line path key``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from xltools.adapters.catalog_files import load_catalog
from xltools.core.findings import Finding
from xltools.core.messages import LANGUAGES, Catalog
from xltools.core.pack import Pack
from xltools.core.pack_parser import parse_pack
from xltools.core.pack_parsing.pack_files import CHOICES, HEADER, INDICATORS, RULES, SHEETS, PackFiles
from xltools.errors import PackError

NAME = "tiny"
PLAIN_HEADER = """\
id = "tiny"
version = "1.0"
languages = ["zh-Hans"]
label = "小报告"
[period]
year = "parameters.year"
[unit]
name = "parameters.unit"
"""
PARAMETERS = """\
[[sheet]]
name = "parameters"
kind = "form"
label = "参数"
[[sheet.column]]
name = "year"
label = "年度"
type = "integer"
[[sheet.column]]
name = "unit"
label = "单位"
type = "text"
"""
LEDGER = """\
[[sheet]]
name = "study"
kind = "ledger"
label = "学习台账"
[[sheet.column]]
name = "date"
label = "日期"
type = "date"
[[sheet.column]]
name = "kind"
label = "类别"
type = "text"
[[sheet.column]]
name = "people"
label = "人数"
type = "integer"
"""


def pack_files(
    sheets: str = LEDGER, rules: str = "", indicators: str = "", choices: str = "", header: str = PLAIN_HEADER
) -> PackFiles:
    """Give the files of a small pack; ``sheets`` come after the form ``parameters``."""
    texts: Mapping[str, str] = {
        HEADER: header,
        SHEETS: PARAMETERS + sheets,
        CHOICES: choices,
        RULES: rules,
        INDICATORS: indicators,
    }
    return PackFiles(NAME, {file: text for file, text in texts.items() if text})


def parsed(
    sheets: str = LEDGER, rules: str = "", indicators: str = "", choices: str = "", header: str = PLAIN_HEADER
) -> Pack:
    """Read a small pack that has no faults."""
    return parse_pack(pack_files(sheets, rules, indicators, choices, header))


def faults_of(files: PackFiles) -> tuple[Finding, ...]:
    """Give the faults of a pack, none for a sound one."""
    try:
        parse_pack(files)
    except PackError as error:
        return error.findings
    return ()


@cache
def _catalogs() -> tuple[Catalog, ...]:
    return tuple(map(load_catalog, LANGUAGES))


def said(fault: Finding) -> str:
    """Write a fault in short: ``rules.toml:3 rule[1].kind pack.unknown_kind``; it can be said in every language."""
    for catalog in _catalogs():
        assert catalog.line(fault)
    place = fault.location
    return f"{place.sheet}:{place.row} {place.path} {fault.key}"


def written(folder: Path, files: PackFiles | None = None) -> Path:
    """Write a small pack into a folder named as its id, inside another; give its path."""
    pack = folder / NAME
    pack.mkdir(parents=True)
    for file, text in (files or pack_files()).texts.items():
        (pack / file).write_text(text, encoding="utf-8")
    return pack
