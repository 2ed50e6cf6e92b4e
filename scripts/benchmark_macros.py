"""Time the macro 校验 in LibreOffice on a large workbook, against reading and writing the same ranges once.

    python scripts/benchmark_macros.py [--sheets 15] [--rows 2000] [--findings 500]

A pack of as many ledgers is made in a temporary folder, its workbook filled, opened in a LibreOffice
without windows, and the faults typed in.  The floor is what no macro can be quicker than: each
ledger's block read once, its values and its formulas, and its values written once, into a plain
workbook: in the ledgers themselves LibreOffice would judge its conditional formats anew with every
cell, which takes a hundred times as long.  Seconds depend on the machine; the ratio is what to keep.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import xlwings  # noqa: E402 the script runs from a bare checkout

from xltools.adapters.catalog_files import load_catalog  # noqa: E402
from xltools.adapters.libreoffice_app import asked_of, call_from, opened, use  # noqa: E402
from xltools.adapters.pack_folder import ENVIRONMENT, load_pack  # noqa: E402
from xltools.adapters.uno_connection import private_office  # noqa: E402
from xltools.adapters.xlsx_writer import write_workbook  # noqa: E402
from xltools.core.contents import Contents, Record  # noqa: E402
from xltools.core.plan import plan_workbook  # noqa: E402
from xltools.core.planning.plan_words import Words  # noqa: E402

YEAR = 2019
PACK = """\
id = "benchmark"
version = "1.0"
languages = ["zh-Hans"]
label = "大工作簿"
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
name = "ledger{number}"
kind = "ledger"
label = "台账{number}"
[[sheet.column]]
name = "date"
label = "日期"
type = "date"
required = true
[[sheet.column]]
name = "kind"
label = "类别"
type = "text"
required = true
[[sheet.column]]
name = "people"
label = "参加人数"
type = "integer"
minimum = 1
maximum = 500
required = true
[[sheet.column]]
name = "cost"
label = "费用"
type = "decimal"
minimum = 0
[[sheet.column]]
name = "evidence"
label = "佐证编号"
type = "text"
unique = true
[[sheet.column]]
name = "place"
label = "地点"
type = "text"
[[sheet.column]]
name = "remarks"
label = "备注"
type = "text"
[[sheet.column]]
name = "score"
label = "得分"
type = "integer"
"""
FAULT = "约20"
PEOPLE = 3  # the column of 参加人数
HEADER_ROW = 3


def main() -> None:
    """Time the floor and the macro, and print both."""
    parser = argparse.ArgumentParser(description="Time the macro 校验 in LibreOffice.")
    parser.add_argument("--sheets", type=int, default=15)
    parser.add_argument("--rows", type=int, default=2000)
    parser.add_argument("--findings", type=int, default=500)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="xltools-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        os.environ[ENVIRONMENT] = str(folder / "packs")
        book = _workbook(folder, options.sheets, options.rows)
        with private_office(folder / "profile") as office:
            app = use(office)
            _measure(app, opened(app, book), options.sheets, options.findings)
            app.quit()


def _measure(app: xlwings.App, book: xlwings.Book, sheets: int, findings: int) -> None:
    dispatch = import_module("xltools.addin").dispatch

    ledgers = [book.sheets[f"台账{number}"] for number in range(1, sheets + 1)]
    blocks = [sheet.used_range for sheet in ledgers]
    print(f"{sheets} sheets, {sum(len(block) for block in blocks):,} cells")
    floor = _timed("the same ranges read and written once", lambda: _read_and_write(app, blocks))
    _spoil(ledgers, findings)
    call_from(book)
    first = _timed("校验", lambda: dispatch("check"))
    again = _timed("校验 again", lambda: dispatch("check"))
    cleared = _timed("清除标记", lambda: dispatch("clear_marks"))
    for asked in asked_of(app):
        print(f"  {asked.prompt}")
    print(f"ratios: {first / floor:.1f}, again {again / floor:.1f}, cleared {cleared / floor:.1f}")


def _read_and_write(app: xlwings.App, blocks: list[xlwings.Range]) -> None:
    """Do it in LibreOffice's own terms: nothing of ours is in the floor."""
    plain = app.books.add()
    for block in blocks:
        native = block.api
        values = native.getDataArray()
        native.getFormulaArray()
        rows, columns = block.shape
        target = plain.sheets.add().impl.native
        target.getCellRangeByPosition(0, 0, columns - 1, rows - 1).setDataArray(values)
    plain.close()


def _spoil(ledgers: list[xlwings.Sheet], findings: int) -> None:
    """Type a text where a number belongs, as often as there are to be findings."""
    for number in range(findings):
        sheet, row = ledgers[number % len(ledgers)], HEADER_ROW + 1 + 3 * (number // len(ledgers))
        sheet.impl.native.getCellByPosition(PEOPLE - 1, row - 1).setString(FAULT)


def _workbook(folder: Path, sheets: int, rows: int) -> Path:
    pack = folder / "packs" / "benchmark"
    pack.mkdir(parents=True)
    declared = PARAMETERS + "".join(LEDGER.format(number=number) for number in range(1, sheets + 1))
    files = {
        "pack.toml": PACK,
        "sheets.toml": declared,
        "choices.csv": "list_name,name,label::zh-Hans\n",
        "rules.toml": "",
        "indicators.toml": "",
    }
    for file, text in files.items():
        (pack / file).write_text(text, "utf-8")
    ledgers = {f"ledger{number}": [_record(row) for row in range(rows)] for number in range(1, sheets + 1)}
    made = load_pack(str(pack))
    catalog = load_catalog(made.language)
    words = Words(made.language, catalog.say, catalog.phrase)
    target = folder / "large.xlsx"
    write_workbook(plan_workbook(made, YEAR, "竹峰街道", words, Contents(ledgers)), target)
    return target


def _record(row: int) -> Record:
    return {
        "date": date(YEAR, 1, 1) + timedelta(days=row % 365),
        "kind": "会议",
        "people": row % 400 + 1,
        "cost": row,
        "evidence": f"E-{row:05}",
        "place": "松岭村",
        "remarks": "按期完成",
        "score": row % 100,
    }


def _timed(what: str, act: Callable[[], None]) -> float:
    started = time.perf_counter()
    act()
    taken = time.perf_counter() - started
    print(f"{what}: {taken:.2f} s")
    return taken


if __name__ == "__main__":
    main()
