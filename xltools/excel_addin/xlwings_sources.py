"""The VBA of xlwings that the add-in needs, from the installed xlwings, without what trusts the open workbook.

Taken as it stands, each click would look for settings on a sheet of the active workbook and in files
beside it, the interpreter among them, put its folder on Python's path, and run sheets named
``*.py``: a workbook from elsewhere and one click would run its sender's code.  Its path would also
stand on a command line.  All that is cut here by replacing exact text, and a text that is not found
stops the build.  Only ``xlwings_custom_addin.bas`` (BSD-3) and ``Dictionary.cls`` (MIT) are used, with
their notices; nothing of xlwings that is under another licence.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import metadata, util
from pathlib import Path

from xltools.core.frozen import frozen
from xltools.errors import MachineError
from xltools.excel_addin.vba_modules import VbaModule, class_module, standard_module

PROJECT = "xltools"
"""The name of the VBA project, and of the add-in's own settings sheet before ``.conf``."""

_PATHS = {"xlwings_custom_addin.bas": "xlwings_custom_addin.bas", "Dictionary.cls": "addin/Dictionary.cls"}

_NAME = ('Public Const PROJECT_NAME As String = "myaddin"\n', f'Public Const PROJECT_NAME As String = "{PROJECT}"\n')

_CODE_SHEETS = (
    """    For i = 1 To 2
        If i = 1 Then
            Set wb = ActiveWorkbook
        Else
            Set wb = ThisWorkbook
        End If
        For Each sht In wb.Worksheets
            If Right$(sht.Name, 3) = ".py" Then
                uses_embedded_code = True
                Exit For
            End If
        Next
    Next i
""",
    "",
)

_EMBEDDED_CODE = (
    """    ' PythonCommand with embedded code
    If uses_embedded_code = True Then
        licenseKey = GetConfig("LICENSE_KEY")
        If licenseKey = "" Then
            MsgBox "Embedded code requires a valid LICENSE_KEY."
            Exit Function
        Else
            PythonCommand = "import xlwings.pro;xlwings.pro.runpython_embedded_code('" & SourcePythonCommand & "')"
        End If
    End If
""",
    "",
)

_WORKBOOK_PATHS = (
    """    #If Mac Then
        If InStr(ActiveWorkbook.FullName, "://") = 0 Then
            ActiveFullName = ToPosixPath(ActiveWorkbook.FullName)
            ThisFullName = ToPosixPath(ThisWorkbook.FullName)
        Else
            ActiveFullName = ActiveWorkbook.FullName
            ThisFullName = ThisWorkbook.FullName
        End If
    #Else
        ActiveFullName = ActiveWorkbook.FullName
        ThisFullName = ThisWorkbook.FullName
    #End If
""",
    "",
)

_SERVER_PATHS = (
    'PYTHONPATH = AddExcelDir & ";" & ActiveWorkbook.FullName & ";" & ThisWorkbook.FullName & ";" &',
    'PYTHONPATH = AddExcelDir & ";" & ";" & ";" &',
)

_FUNCTION_SHEETS = (
    """    ' Automatically add embedded code sheets
    For Each sht In wb.Worksheets
        If Right$(sht.Name, 3) = ".py" Then
            If GetUdfModules = "" Then
                GetUdfModules = Left$(sht.Name, Len(sht.Name) - 3)
            Else
                GetUdfModules = GetUdfModules & ";" & Left$(sht.Name, Len(sht.Name) - 3)
            End If
        End If
    Next
""",
    "",
)

_FUNCTION_BOOK = ("        Set wb = ActiveWorkbook\n", "        Set wb = ThisWorkbook\n")

_SETTINGS_SHEET = (
    """            'Workbook Sheet Config
            If SheetExists(ActiveWorkbook, PROJECT_NAME & ".conf") = True Then
                If GetConfigFromSheet(ActiveWorkbook).Exists(configKey) = True Then
                    GetConfig = GetConfigFromSheet(ActiveWorkbook).Item(configKey)
                    GetConfig = ExpandEnvironmentStrings(GetConfig)
                    Exit Function
                End If
            End If
""",
    "",
)

_SETTINGS_FILES = (
    """    ' Directory Config
    If source = "" Or source = "directory" Then
        #If App = "Microsoft Excel" Then
            If GetFullName(ActiveWorkbook) <> "" Then ' Empty if local dir can't be figured out (e.g. SharePoint)
        #Else
            If InStr(GetDirectoryPath(), "://") = 0 Then ' Other Office apps: skip for synced SharePoint/OneDrive files
        #End If
            If FileExists(GetDirectoryConfigFilePath()) = True Then
                If GetConfigFromFile(GetDirectoryConfigFilePath(), configKey, configValue) Then
                    GetConfig = configValue
                    GetConfig = ExpandEnvironmentStrings(GetConfig)
                    Exit Function
                End If
            End If
        End If
    End If

    ' User Config
    If source = "" Or source = "user" Then
        If FileExists(GetConfigFilePath()) = True Then
            If GetConfigFromFile(GetConfigFilePath(), configKey, configValue) Then
                GetConfig = configValue
                GetConfig = ExpandEnvironmentStrings(GetConfig)
                Exit Function
            End If
        End If
    End If
""",
    "",
)

_DIRECTORY = (
    'GetDirectoryPath(ActiveWorkbook) & pathSeparator & PROJECT_NAME & ".conf"',
    'GetDirectoryPath(ThisWorkbook) & pathSeparator & PROJECT_NAME & ".conf"',
)

_ON_THE_PATH = ('GetConfig("ADD_WORKBOOK_TO_PYTHONPATH", "true")', 'GetConfig("ADD_WORKBOOK_TO_PYTHONPATH", "false")')

_CUTS: Mapping[str, tuple[str, str, int]] = {
    "PROJECT_NAME": (*_NAME, 1),
    "RunPython: *.py sheets": (*_CODE_SHEETS, 1),
    "RunPython: embedded code": (*_EMBEDDED_CODE, 1),
    "RunPython: FullName": (*_WORKBOOK_PATHS, 1),
    "XLPyCommand: FullName": (*_SERVER_PATHS, 1),
    "GetUdfModules: *.py sheets": (*_FUNCTION_SHEETS, 1),
    "ImportPythonUDFsBase: ActiveWorkbook": (*_FUNCTION_BOOK, 1),
    "GetConfig: sheet": (*_SETTINGS_SHEET, 1),
    "GetConfig: directory, user": (*_SETTINGS_FILES, 1),
    "GetDirectoryConfigFilePath": (*_DIRECTORY, 1),
    "ADD_WORKBOOK_TO_PYTHONPATH": (*_ON_THE_PATH, 2),
}
"""What is replaced, in this order: the text, what takes its place, and how often it must be there."""


@frozen
class AppleScript:
    """What starts Python on macOS, under the name that the VBA knows it by."""

    name: str
    content: bytes


def installed_version() -> str:
    """Give the version of the installed xlwings.

    Raises:
        MachineError: Where there is none.
    """
    try:
        return metadata.version("xlwings")
    except metadata.PackageNotFoundError:
        raise MachineError("addin.no_xlwings") from None


def xlwings_modules() -> tuple[VbaModule, VbaModule]:
    """Give the module of xlwings, cut, and the class it needs on macOS.

    Raises:
        MachineError: Where xlwings is not installed or its text is not the one that is known.
    """
    version = installed_version()
    texts = {name: _installed_text(path, version) for name, path in _PATHS.items()}
    return (
        standard_module(cut(texts["xlwings_custom_addin.bas"], version)),
        class_module(texts["Dictionary.cls"]),
    )


def cut(text: str, version: str) -> str:
    """Cut what trusts the open workbook out of ``xlwings_custom_addin.bas``.

    Args:
        text: The file, lines ended by line feeds.
        version: Of xlwings, for the message.

    Raises:
        MachineError: Where a text that is to be replaced is not there as often as it should.
    """
    for part, (old, new, count) in _CUTS.items():
        if text.count(old) != count:
            raise MachineError("addin.xlwings_changed", version=version, part=part)
        text = text.replace(old, new)
    return text


def apple_script() -> AppleScript:
    """Give the script of the installed xlwings that Excel on macOS may run from its own folder.

    Raises:
        MachineError: Where xlwings is not installed or has no such script.
    """
    version = installed_version()
    name = f"xlwings-{version}.applescript"
    return AppleScript(name, _installed(name, version).read_bytes())


def _installed_text(path: str, version: str) -> str:
    return _installed(path, version).read_text("ascii").replace("\r\n", "\n")


def _installed(path: str, version: str) -> Path:
    """Find a file of the installed xlwings without importing it, which takes half a second."""
    spec = util.find_spec("xlwings")
    folders = [] if spec is None or spec.submodule_search_locations is None else spec.submodule_search_locations
    found = next((file for folder in folders if (file := Path(folder) / path).is_file()), None)
    if found is None:
        raise MachineError("addin.xlwings_changed", version=version, part=path)
    return found
