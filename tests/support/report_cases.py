"""The documents whose files are kept as goldens."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache

from tests.support.annual_report import (
    PACK,
    annual_pack,
    dataset,
    report,
    sample,
    template,
    with_fields,
    without_rows,
)
from tests.support.catalogs import CATALOGS
from xltools.adapters.pack_folder import PackFolder, find_pack
from xltools.adapters.report_style import ReportStyle
from xltools.adapters.traditional import to_traditional
from xltools.core.contents import Contents
from xltools.core.dataset import Explanation
from xltools.core.document import (
    Document,
    DocumentTable,
    Figure,
    Gap,
    Paragraph,
    Role,
    TableCell,
    Text,
)
from xltools.core.frozen import replace
from xltools.core.indicators import compute
from xltools.core.narrative import compose
from xltools.core.printed_table import Alignment
from xltools.core.traces.review_notes import review_notes
from xltools.core.validate import validate


@cache
def letter() -> Contents:
    """Give the sample with a letter's head and foot."""
    return with_fields(
        sample(),
        "parameters",
        document_number="竹街发〔2019〕12号",
        recipient="中共竹峰市委",
        signature="中共竹峰街道工作委员会",
        issued=date(2019, 12, 31),
    )


@cache
def plain() -> Document:
    """Give the report of the sample as it is."""
    return report(sample())


@cache
def full() -> Document:
    """Give the report as a letter."""
    return report(letter())


@cache
def traditional() -> Document:
    """Give the letter in Traditional Chinese."""
    return to_traditional(full())


@cache
def draft() -> Document:
    """Give a draft that lacks a figure and a field."""
    lacking = with_fields(without_rows(letter(), "branches"), "parameters", superior=None, issued=None)
    found = dataset(lacking)
    return compose(template(), annual_pack(), found, compute(found, annual_pack()), draft=True)


@cache
def notes() -> Document:
    """Give the reviewer's annex of the letter, with one reason written."""
    reason = Explanation("R12", "", "", "下半年的会议推迟到次年一月，已报备。")
    found = replace(dataset(letter()), explanations=(reason,))
    validation = validate(found, annual_pack())
    outcomes = compute(found, annual_pack())
    return review_notes(full().title, annual_pack(), validation, outcomes, CATALOGS["zh-Hans"])


def cell(text: str, columns: int = 1, rows: int = 1) -> TableCell:
    """Make a cell, centred, as statutory tables have them."""
    return TableCell((Text(text),), columns, rows, Alignment.CENTER)


def label(text: str, columns: int = 1, rows: int = 1) -> TableCell:
    """Make a cell that says what its row is."""
    return TableCell((Text(text),), columns, rows)


STATUTORY = DocumentTable(
    (
        (cell("（勾稽关系：第一项加第二项之和，等于第三项加第四项之和）", 3, 3), cell("申请人情况", 4)),
        (cell("自然人", 1, 2), cell("法人或其他组织", 2), cell("总计", 1, 2)),
        (cell("商业企业"), cell("其他")),
        (label("一、本年新收政府信息公开申请数量", 3), *(cell(str(number)) for number in range(4))),
        (
            label("三、本年度办理结果", 1, 3),
            label("（一）予以公开", 2),
            TableCell((Figure("granted", "12"),), alignment=Alignment.CENTER),
            TableCell((Gap("company", "【缺：商业企业】"),), alignment=Alignment.CENTER),
            cell("0"),
            cell("12"),
        ),
        (label("（三）不予公开", 1, 2), label("1.属于国家秘密"), *(cell("0") for _ in range(4))),
        (label("2.其他法律行政法规禁止公开"), *(cell("0") for _ in range(4))),
        *((label(f"续第{number}行", 3), *(cell("0") for _ in range(4))) for number in range(30)),
    ),
    (4, 6, 14, 4, 4, 4, 4),
    header_rows=3,
    landscape=True,
)
"""A table as the form of the disclosure report has it, and long enough for two pages."""

SMALL = DocumentTable(
    (
        (cell("第二十条第（一）项", 4),),
        (cell("信息内容"), cell("本年制发件数"), cell("本年废止件数"), cell("现行有效件数")),
        (cell("规章"), *(cell("0") for _ in range(3))),
    ),
    (1, 1, 1, 1),
    header_rows=2,
)


@cache
def tables() -> Document:
    """Give a document with tables of every kind, on pages of both ways."""
    return Document(
        (
            Paragraph(Role.TITLE, "", (Text("政府信息公开工作年度报告"),)),
            Paragraph(Role.LEVEL_1, "二、", (Text("主动公开政府信息情况"),)),
            SMALL,
            SMALL,
            Paragraph(Role.LEVEL_1, "三、", (Text("收到和处理政府信息公开申请情况"),), landscape=True),
            STATUTORY,
            Paragraph(Role.LEVEL_1, "五、", (Text("存在的主要问题及改进情况"),)),
            Paragraph(Role.BODY, "", (Text("表格见前。"),)),
            SMALL,
        )
    )


CASES: Mapping[str, Callable[[], Document]] = {
    "full": full,
    "traditional": traditional,
    "draft": draft,
    "notes": notes,
    "tables": tables,
}


@cache
def folder() -> PackFolder:
    """Give the folder of the pack whose layout the cases have."""
    return find_pack(str(PACK))


def style() -> ReportStyle:
    """Give the look of the cases."""
    return ReportStyle(folder())
