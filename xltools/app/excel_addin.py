"""Build, install and remove the Excel add-in."""

from __future__ import annotations

import sys
import sysconfig
from pathlib import Path

from xltools import __version__
from xltools.adapters.catalog_files import load_catalog
from xltools.adapters.excel_machine import ExcelMachine, this_machine
from xltools.adapters.safe_write import write_bytes_whole
from xltools.core.messages import LANGUAGES, Catalog
from xltools.errors import FileError, MachineError
from xltools.excel_addin.build import FILE_NAME, AddinSettings, build_addin
from xltools.excel_addin.buttons import BUTTONS
from xltools.excel_addin.xlwings_sources import apple_script, installed_version, xlwings_modules

_SAID_BY_VBA = ("no_workbook", "odd_name", "not_checked", "no_findings", "no_places")


def addin_bytes(catalog: Catalog, interpreter: str = sys.executable) -> bytes:
    """Give the add-in for this machine.

    Args:
        catalog: Whose language the ribbon speaks.
        interpreter: The Python that runs the macros; the one that runs this unless named.

    Raises:
        MachineError: Where xlwings is missing or is another than the one that is known, or Python does
            not know where it is itself.
    """
    if not interpreter:
        raise MachineError("addin.no_interpreter")
    settings = AddinSettings(
        interpreter,
        source_folder(),
        catalog.language,
        {button.id: catalog.sentence(f"addin.tip.{button.id}") for button in BUTTONS},
        _labels(catalog),
        versions(),
    )
    return build_addin(settings, xlwings_modules())


def source_folder() -> str:
    """Give the folder that this program runs from; empty where it is installed among Python's packages."""
    folder = Path(__file__).resolve().parents[2]
    installed = {Path(sysconfig.get_path(name)).resolve() for name in ("purelib", "platlib")}
    return "" if folder in installed else str(folder)


def versions() -> dict[str, str]:
    """Give the versions that an add-in built now is stamped with."""
    return {"xltools": __version__, "xlwings": installed_version()}


def build(catalog: Catalog, target: Path, *, overwrite: bool = False) -> None:
    """Write the add-in to a file.

    Raises:
        FileError: Where it cannot be written.
        MachineError: As for ``addin_bytes``.
    """
    write_bytes_whole(target, addin_bytes(catalog), overwrite=overwrite)


def install(catalog: Catalog, machine: ExcelMachine | None = None) -> Path:
    """Put the add-in where Excel opens it by itself, over one that is there.

    Returns:
        The file.

    Raises:
        FileError: Where it cannot be written, for instance since Excel has it open.
        MachineError: Where there is no Excel, or as for ``addin_bytes``.
    """
    machine = machine or this_machine()
    target = machine.startup_folder() / FILE_NAME
    content = addin_bytes(catalog)
    _put(target, content)
    scripts = machine.scripts_folder()
    if scripts is not None:
        script = apple_script()
        _put(scripts / script.name, script.content)
    return target


def uninstall(machine: ExcelMachine | None = None) -> Path | None:
    """Take the add-in out of Excel's start-up folder.

    Returns:
        The file that was there; None where there was none.

    Raises:
        FileError: Where it cannot be removed, for instance since Excel has it open.
        MachineError: Where there is no Excel.
    """
    target = (machine or this_machine()).startup_folder() / FILE_NAME
    try:
        target.unlink()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise FileError("addin.not_removed", file=str(target), reason=error.strerror or str(error)) from error
    return target


def _labels(catalog: Catalog) -> list[tuple[str, str]]:
    """Give what the VBA says, and the words by which it knows a findings sheet of any language."""
    said = [(key, catalog.sentence(f"addin.vba.{key}")) for key in _SAID_BY_VBA]
    known = [load_catalog(language) for language in LANGUAGES]
    tabs = [("findings_tab", each.sentence("workbook.tab.findings")) for each in known]
    headers = [("address_header", each.sentence("workbook.findings.address")) for each in known]
    return said + tabs + headers


def _put(target: Path, content: bytes) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise FileError("addin.no_folder", folder=str(target.parent), reason=reason) from error
    write_bytes_whole(target, content, overwrite=True)
