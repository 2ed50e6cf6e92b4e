"""Packs based on others, as texts: ``based(BASE, rules=…)`` gives the files of a child that says only that."""

from __future__ import annotations

from collections.abc import Mapping

from tests.support.packs import LEDGER, pack_files
from xltools.core.pack import Pack
from xltools.core.pack_parser import parse_pack
from xltools.core.pack_parsing.pack_files import CHOICES, HEADER, INDICATORS, RULES, SHEETS, TABLES, PackFiles

CHILD = "ours"
CHILD_HEADER = """\
id = "ours"
version = "2.0"
base = "tiny"
base_version = "1.0"
"""
BASE_SHEETS = (
    LEDGER
    + """minimum = 1
maximum = 500
hint = "只写总人数。"
[[sheet.column]]
name = "room"
label = "地点"
type = "select_one"
choices = "rooms"
[[sheet]]
name = "return"
kind = "matrix"
label = "年报"
[[sheet.column]]
name = "cases"
label = "件数"
type = "integer"
[[sheet.row]]
name = "granted"
label = "予以公开"
[[sheet.row]]
name = "refused"
label = "不予公开"
"""
)
BASE_CHOICES = "list_name,name,filter,label::zh-Hans\nrooms,一楼,,一楼\nrooms,二楼,,二楼\n"
BASE_RULES = """\
[[rule]]
id = "R1"
kind = "date_in_period"
sheet = "study"
columns = ["date"]
label = "日期在年度内"
[[rule]]
id = "R2"
kind = "at_most"
sheet = "study"
by = ["date"]
maximum = 3
severity = "warning"
explain = "allowed"
"""
BASE_INDICATORS = """\
[[indicator]]
id = "F01"
label = "学习次数"
unit = "次"
aggregate = "count"
sheet = "study"
where = { kind = "集中学习" }
[[indicator]]
id = "F02"
label = "参加人次"
unit = "人次"
aggregate = "sum"
sheet = "study"
column = "people"
"""
BASE = pack_files(BASE_SHEETS, BASE_RULES, BASE_INDICATORS, BASE_CHOICES)


def based(
    base: PackFiles = BASE,
    *,
    header: str = "",
    sheets: str = "",
    rules: str = "",
    indicators: str = "",
    choices: str = "",
    tables: str = "",
) -> PackFiles:
    """Give the files of a pack that is based on another; those it does not say are not there."""
    texts: Mapping[str, str] = {
        HEADER: CHILD_HEADER + header,
        SHEETS: sheets,
        RULES: rules,
        INDICATORS: indicators,
        CHOICES: choices,
        TABLES: tables,
    }
    return PackFiles(CHILD, {file: text for file, text in texts.items() if text}, base=base)


def child(base: PackFiles = BASE, **texts: str) -> Pack:
    """Read a pack that is based on another and has no faults."""
    return parse_pack(based(base, **texts))
