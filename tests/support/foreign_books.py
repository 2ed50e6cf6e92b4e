"""Workbooks that no pack has made: with charts, images, comments, macros, or written in unusual ways."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from struct import pack
from zlib import compress, crc32

import xlsxwriter


def decorated(target: Path) -> None:
    """Write a workbook with a chart, an image, a comment, a picture in a header, links, rich text and macros."""
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet("数据")
        money = book.add_format({"num_format": "#,##0.00", "bold": True, "bg_color": "#FFFF00", "locked": False})
        for row in range(20):
            sheet.write_number(row, 1, row * 1.5, money)
            sheet.write_string(row, 0, f"第{row}行")
        sheet.write_formula("C1", "=SUM(B1:B20)", money, 285)
        sheet.write_rich_string("C2", "一", book.add_format({"bold": True}), "二", "三")
        sheet.write_url("C3", "https://example.org/", string="外部链接")
        sheet.write_comment("B2", "批注")
        sheet.insert_image("E2", "dot.png", {"image_data": BytesIO(dot())})
        sheet.set_header("&C&G", {"image_center": "dot.png", "image_data_center": BytesIO(dot())})
        sheet.conditional_format("B1:B20", {"type": "data_bar", "data_bar_2010": True})
        sheet.add_sparkline("D1", {"range": "数据!B1:B20"})
        sheet.data_validation("B1:B20", {"validate": "decimal", "criteria": ">=", "value": 0})
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=数据!$B$1:$B$20"})
        sheet.insert_chart("E10", chart)
        sheet.set_column("F:F", 20, money)
        sheet.set_row(29, 30, money)
        pie = book.add_chart({"type": "pie"})
        pie.add_series({"values": "=数据!$B$1:$B$5"})
        book.add_chartsheet("图").set_chart(pie)
        book.add_worksheet("空")
        book.add_vba_project(str(_macros(target)))


def rewritten(source: Path, target: Path, changes: Mapping[str, Callable[[bytes], bytes]]) -> Path:
    """Copy a workbook with some parts changed; a change that gives nothing leaves the part out."""
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(target, "w") as after:
        for name in before.namelist():
            content = changes[name](before.read(name)) if name in changes else before.read(name)
            if content:
                after.writestr(name, content)
    return target


def parts(path: Path) -> dict[str, bytes]:
    """Give the parts of a workbook by name."""
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


def dot() -> bytes:
    """Give a picture of one grey point."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + kind + data + pack(">I", crc32(kind + data))

    header = pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", compress(b"\0\x80")) + chunk(b"IEND", b"")


def _macros(target: Path) -> Path:
    """Give a file that stands for macros: whoever copies a workbook must not look into it."""
    path = target.with_name("vbaProject.bin")
    path.write_bytes(bytes(range(256)) * 20)
    return path
