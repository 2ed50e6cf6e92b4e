"""The add-in's VBA in a form that LibreOffice runs: as on Windows, with the process start watched.

LibreOffice takes both branches of ``#If`` and knows no DLL, no Windows shell and no COM dictionary.  The
branches are settled here, the declarations of DLLs left out, the two objects given classes of the same
methods, and what LibreOffice's own ways would stumble over is put otherwise.  What decides which
program is started, and with which settings, is the built text itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from xltools.excel_addin.buttons import BUTTONS
from xltools.excel_addin.vba_modules import VbaModule, class_module, standard_module

_TRUE = re.compile(r"(VBA7|Win64|Not Mac|App = \"Microsoft Excel\")", re.IGNORECASE)

_CLASS_HEAD = """VERSION 1.0 CLASS
BEGIN
  MultiUse = -1  'True
END
Attribute VB_Name = "{name}"
Attribute VB_GlobalNameSpace = False
Attribute VB_Creatable = False
Attribute VB_PredeclaredId = False
Attribute VB_Exposed = True
"""

_CONTROL = """Public ID As String
"""

_DICTIONARY = """Private Items_ As New Collection
Private Keys_ As String
Public Sub Add(Key As String, Value As Variant)
    Items_.Add Value, Key
    Keys_ = Keys_ & "|" & Key & "|"
End Sub
Public Function Exists(Key As String) As Boolean
    Exists = InStr(Keys_, "|" & Key & "|") > 0
End Function
Public Function Item(Key As String) As Variant
    Item = Items_.Item(Key)
End Function
"""

_SHELL = """Public Function Run(Command As String, Style As Integer, Wait As Boolean) As Long
    Witness "command", Command
    Run = 0
End Function
Public Function ExpandEnvironmentStrings(Word As String) As String
    ExpandEnvironmentStrings = Word
End Function
"""

_PRESSING = """Attribute VB_Name = "Pressing"
Public Sub Press(Callback As String, Id As String)
    Dim Pressed As New IRibbonControl
    Pressed.ID = Id
    On Error GoTo Failed
    Select Case Callback
{cases}
    End Select
    Witness "done", Id
    Exit Sub
Failed:
    Witness "error", Err.Description
End Sub
Public Function LastFilled(Sheet As Object) As Object
    Dim Row As Long
    Row = 1
    Do While Sheet.Cells(Row + 1, 1).Value <> ""
        Row = Row + 1
    Loop
    Set LastFilled = Sheet.Cells(Row, 1)
End Function
Public Sub Witness(Key As String, Word As String)
    Dim Row As Long
    Row = 1
    With ThisWorkbook.Worksheets("witness")
        Do While .Cells(Row, 1).Value <> ""
            Row = Row + 1
        Loop
        .Cells(Row, 1).Value = Key
        .Cells(Row, 2).Value = Word
    End With
End Sub
"""


def watched_xlwings(text: str) -> VbaModule:
    """Give xlwings' module with the start of a process replaced by a note on the witness sheet."""
    lines = [line for line in _settled(text.replace("\r\n", "\n").split("\n")) if " Lib " not in line]
    text = "\n".join(lines)
    for old, new in {
        'CreateObject("Scripting.Dictionary")': "New WitnessDictionary",
        'CreateObject("WScript.Shell")': "New WitnessShell",
        "If FileExists(PYTHON_WIN) Then": "If True Then",
        "Randomize Timer() + Application.Hwnd": "Randomize",  # its seed must fit an integer: not after 09:06
        "Application.Hwnd": "0",
        'Application.Path & "\\" & Application.Name': '"EXCEL"',
        # It gives an optional argument that is left out no value.
        ', Optional source As String = "") As Variant': ") As Variant\n    Dim source As String",
        "GetConfig = ExpandEnvironmentStrings(GetConfig)\n": "\n",
        # LibreOffice looks up an address in the active workbook, whose ever sheet is asked.
        'sht.Range("A1").End(xlDown)': "LastFilled(sht)",
        'Range(sht.Range("A1"), lastCell)': "sht.Range(sht.Cells(1, 1), lastCell)",
        'sht.Range("A1")': "sht.Cells(1, 1)",
        'sht.Range("A2")': "sht.Cells(2, 1).Value",
        'Environ("Temp")': '"C:\\Temp"',
    }.items():
        assert old in text, old
        text = text.replace(old, new)
    return standard_module(text)


def witness_modules() -> tuple[VbaModule, ...]:
    """Give what presses the buttons and notes what they do."""
    cases = "\n".join(f'    Case "{name}": {name} Pressed' for name in dict.fromkeys(b.callback for b in BUTTONS))
    return (
        standard_module(_PRESSING.format(cases=cases)),
        class_module(_CLASS_HEAD.format(name="IRibbonControl") + _CONTROL),
        class_module(_CLASS_HEAD.format(name="WitnessDictionary") + _DICTIONARY),
        class_module(_CLASS_HEAD.format(name="WitnessShell") + _SHELL),
    )


def _settled(lines: list[str]) -> Iterator[str]:
    """Take the branches that Windows takes."""
    taken: list[bool] = []
    before: list[bool] = []  # whether an earlier branch was taken
    for line in lines:
        word = line.strip()
        if word.startswith(("#If", "#ElseIf")):
            true = bool(_TRUE.search(word))
            if word.startswith("#If"):
                taken.append(true)
                before.append(true)
            else:
                taken[-1] = true and not before[-1]
                before[-1] = before[-1] or true
        elif word == "#Else":
            taken[-1] = not before[-1]
        elif word == "#End If":
            taken.pop()
            before.pop()
        elif all(taken) and not word.startswith("#Const"):
            yield line
