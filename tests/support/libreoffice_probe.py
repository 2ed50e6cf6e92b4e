"""Asks LibreOffice about workbooks, over UNO; run by the interpreter that has its bindings.

Reads a JSON list of files from standard input and prints a JSON list of answers: for each file, by
sheet, the formula cells with the value shown on loading and after computing anew, and the cells
that break their validation.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

FORMULA = 16  # com.sun.star.sheet.CellFlags.FORMULA
TEXT_RESULT = 2  # com.sun.star.sheet.FormulaResult.STRING


def main() -> None:
    files = json.load(sys.stdin)
    with tempfile.TemporaryDirectory() as profile:
        pipe = f"xltools{Path(profile).name}"
        office = subprocess.Popen(
            [
                "soffice",
                f"-env:UserInstallation=file://{profile}",
                f"--accept=pipe,name={pipe};urp;",
                "--headless",
                "--norestore",
                "--nologo",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            desktop = connect(pipe)
            json.dump([ask(desktop, file) for file in files], sys.stdout, ensure_ascii=False)
            desktop.terminate()
        finally:
            try:
                office.wait(20)
            except subprocess.TimeoutExpired:
                office.kill()


def connect(pipe: str) -> Any:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(240):
        try:
            remote = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return remote.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", remote)
        except NoConnectException:
            time.sleep(0.25)
    sys.exit("LibreOffice did not start")


def ask(desktop: Any, file: str) -> dict[str, object]:
    hidden = PropertyValue(Name="Hidden", Value=True)
    book = desktop.loadComponentFromURL(Path(file).absolute().as_uri(), "_blank", 0, (hidden,))
    if book is None:
        return {"loaded": False, "sheets": {}}
    try:
        loaded = {sheet.Name: dict(formulas(sheet)) for sheet in each(book.Sheets)}
        book.calculateAll()
        return {
            "loaded": True,
            "sheets": {
                sheet.Name: {
                    "loaded": loaded[sheet.Name],
                    "computed": dict(formulas(sheet)),
                    "invalid": invalid(sheet),
                }
                for sheet in each(book.Sheets)
            },
        }
    finally:
        book.close(True)


def each(sheets: Any) -> list[Any]:
    return [sheets.getByIndex(number) for number in range(sheets.Count)]


def formulas(sheet: Any) -> Iterator[tuple[str, str | float]]:
    found = sheet.queryContentCells(FORMULA)
    for area in found.RangeAddresses:
        for row in range(area.StartRow, area.EndRow + 1):
            for column in range(area.StartColumn, area.EndColumn + 1):
                cell = sheet.getCellByPosition(column, row)
                yield address(cell), value(cell)


def value(cell: Any) -> str | float:
    if cell.getError():
        return f"Err:{cell.getError()}"
    return str(cell.String) if cell.FormulaResultType2 == TEXT_RESULT else float(cell.Value)


def address(cell: Any) -> str:
    return str(cell.AbsoluteName).rpartition(".")[2].replace("$", "")


def invalid(sheet: Any) -> list[str]:
    """Give the cells that LibreOffice rings as breaking their validation."""
    sheet.unprotect("")
    before = sheet.DrawPage.Count
    sheet.showInvalid()
    rings = [sheet.DrawPage.getByIndex(number) for number in range(before, sheet.DrawPage.Count)]
    return sorted({address(under(sheet, ring)) for ring in rings})


def under(sheet: Any, ring: Any) -> Any:
    """Find the cell in whose middle the middle of a ring lies."""
    x = ring.Position.X + ring.Size.Width // 2
    y = ring.Position.Y + ring.Size.Height // 2
    column = search(sheet.Columns.getByIndex, "X", x)
    row = search(sheet.Rows.getByIndex, "Y", y)
    return sheet.getCellByPosition(column, row)


def search(get: Callable[[int], Any], axis: str, wanted: int) -> int:
    low, high = 0, 1023
    while low < high:
        middle = (low + high + 1) // 2
        if getattr(get(middle).Position, axis) <= wanted:
            low = middle
        else:
            high = middle - 1
    return low


if __name__ == "__main__":
    main()
