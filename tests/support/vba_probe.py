"""Presses the add-in's buttons in LibreOffice, over UNO; run by the interpreter that has its bindings.

Reads a JSON list of scenes from standard input and prints a JSON list of answers.  A scene names an
add-in, the workbook that is active, and the buttons to press one after another; its answer has, for
each press, the witness cells of the add-in and the selected cell of the workbook.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import uno  # noqa: F401 - makes the modules below com importable
from com.sun.star.beans import PropertyValue
from libreoffice_probe import connect  # type: ignore[import-not-found]  # beside this file, which is run, not imported

ADDIN_FILTER = "Calc MS Excel 2007 VBA XML"
PRESS = "vnd.sun.star.script:xltools.Pressing.Press?language=Basic&location=document"
ALWAYS_RUN = 4  # com.sun.star.document.MacroExecMode.ALWAYS_EXECUTE_NO_WARN


def main() -> None:
    scenes = json.load(sys.stdin)
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
            json.dump([play(desktop, scene) for scene in scenes], sys.stdout, ensure_ascii=False)
            desktop.terminate()
        finally:
            try:
                office.wait(20)
            except subprocess.TimeoutExpired:
                office.kill()


def play(desktop: Any, scene: dict[str, Any]) -> list[dict[str, Any]]:
    addin = load(desktop, scene["addin"], (PropertyValue(Name="FilterName", Value=ADDIN_FILTER),))
    book = load(desktop, scene["book"], ())
    try:
        script = addin.getScriptProvider().getScript(PRESS)
        answers = []
        for button in scene["presses"]:
            witness = addin.Sheets.getByName("witness")
            witness.clearContents(1023)
            book.CurrentController.Frame.activate()
            script.invoke((button["callback"], button["id"]), (), ())
            answers.append({"witness": cells(witness), "at": place(book)})
        return answers
    finally:
        book.close(True)
        addin.close(True)


def load(desktop: Any, file: str, properties: tuple[Any, ...]) -> Any:
    run = PropertyValue(Name="MacroExecutionMode", Value=ALWAYS_RUN)
    book = desktop.loadComponentFromURL(Path(file).absolute().as_uri(), "_blank", 0, (run, *properties))
    if book is None:
        sys.exit(f"LibreOffice does not open {file}")
    return book


def cells(sheet: Any) -> dict[str, str]:
    """Give the witness's rows: a name in column A, a text in column B."""
    found = {}
    row = 0
    while sheet.getCellByPosition(0, row).String:
        found[sheet.getCellByPosition(0, row).String] = sheet.getCellByPosition(1, row).String
        row += 1
    return found


def place(book: Any) -> str:
    selected = book.CurrentSelection
    return str(selected.AbsoluteName).replace("$", "").replace("'", "")


if __name__ == "__main__":
    main()
