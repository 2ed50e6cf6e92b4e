"""Where Excel is on this machine, and where it looks for add-ins to open by itself.

Excel opens every workbook in its start-up folder, and trusts the macros there [Microsoft, "Trusted
locations"]: a file put there is an installed add-in, with no administrator and no setting changed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from xltools.core.frozen import frozen
from xltools.errors import MachineError

RegistryKey = Callable[[str], Mapping[str, object]]
"""Gives the values of a key such as ``HKCU\\Software\\…`` by name; none where there is no such key."""

_APP_PATH = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
_MAC_EXCEL = Path("/Applications/Microsoft Excel.app")
_MAC_STARTUP = "Library/Group Containers/UBF8T346G9.Office/User Content.localized/Startup.localized/Excel"
_MAC_SCRIPTS = "Library/Application Scripts/com.microsoft.Excel"


@frozen
class ExcelMachine:
    """A machine as far as Excel is concerned.

    Attributes:
        system: ``win32``, ``darwin`` or another of ``sys.platform``.
        home: The user's folder.
        environment: Its variables.
        registry: Of Windows; empty elsewhere.
        excel: The program; None where there is none.
    """

    system: str
    home: Path
    environment: Mapping[str, str]
    registry: RegistryKey
    excel: Path | None

    def startup_folder(self) -> Path:
        """Give the folder whose files Excel opens when it starts.

        Raises:
            MachineError: Where there is no Excel.
        """
        if self.excel is not None and self.system == "win32":
            roaming = self.environment.get("APPDATA") or str(self.home / "AppData" / "Roaming")
            return Path(roaming) / "Microsoft" / "Excel" / "XLSTART"
        if self.excel is not None and self.system == "darwin":
            return self.home / _MAC_STARTUP
        raise MachineError("addin.no_excel")

    def scripts_folder(self) -> Path | None:
        """Give the folder in which macOS lets Excel run AppleScript; None on other systems."""
        return self.home / _MAC_SCRIPTS if self.system == "darwin" else None


def this_machine() -> ExcelMachine:
    """Look where Excel is on the machine that this runs on."""
    return ExcelMachine(sys.platform, Path.home(), os.environ, read_registry, _excel())


def _excel() -> Path | None:
    if sys.platform == "darwin":
        return _MAC_EXCEL if _MAC_EXCEL.exists() else None
    program = read_registry(_APP_PATH).get("")
    return Path(str(program).strip('"')) if program else None


def read_registry(key: str) -> Mapping[str, object]:
    """Read the values of a key of the registry; the unnamed value has the name ``""``."""
    if sys.platform == "win32":
        import winreg

        root, _, path = key.partition("\\")
        roots = {"HKCU": winreg.HKEY_CURRENT_USER, "HKLM": winreg.HKEY_LOCAL_MACHINE}
        try:
            with winreg.OpenKey(roots[root], path) as opened:
                values = [winreg.EnumValue(opened, number) for number in range(winreg.QueryInfoKey(opened)[1])]
        except OSError:
            return {}
        return {name: value for name, value, _ in values}
    return {}
