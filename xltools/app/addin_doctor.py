"""Examine an installed add-in: what is well, what is not, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from xltools.adapters.addin_interpreter import ask_interpreter
from xltools.adapters.excel_machine import ExcelMachine, this_machine
from xltools.app.excel_addin import versions
from xltools.core.frozen import frozen
from xltools.core.outcomes import Phrase
from xltools.errors import MachineError
from xltools.excel_addin.build import FILE_NAME
from xltools.excel_addin.properties import read_properties
from xltools.excel_addin.xlwings_sources import apple_script, xlwings_modules

_CLOUD = ("OneDriveCommercial", "OneDriveConsumer", "OneDrive")
_OFFICE = r"HKCU\Software\Microsoft\Office"
_OFFICE_POLICY = r"HKCU\Software\Policies\Microsoft\Office"
_OFFICES = ("16.0", "15.0", "14.0")  # Excel 2016 and all later ones, 2013, 2010
_WARNINGS = "VBAWarnings"
_NO_MACROS = 4  # "disable all without notification"
_DEFENDER = r"Windows Defender\Windows Defender Exploit Guard\ASR\Rules"
_DEFENDER_KEYS = (rf"HKLM\SOFTWARE\Policies\Microsoft\{_DEFENDER}", rf"HKLM\SOFTWARE\Microsoft\{_DEFENDER}")
_NO_CHILDREN = "d4f940ab-401b-4efc-aadc-ad5f3c50688a"
"""Microsoft Defender's rule "Block all Office applications from creating child processes"; 1 is block."""


@frozen
class Diagnosis:
    """One thing that was looked at.

    Attributes:
        passed: True where it is well.
        phrase: What was found and, where it is not well, how to mend it.
    """

    passed: bool
    phrase: Phrase


def examine(machine: ExcelMachine | None = None) -> tuple[Diagnosis, ...]:
    """Look at everything that the buttons need, in the order in which it is best mended."""
    return tuple(_examined(machine or this_machine()))


def _examined(machine: ExcelMachine) -> Iterator[Diagnosis]:
    try:
        built_now = versions()
        xlwings_modules()
    except MachineError as error:
        yield Diagnosis(False, Phrase(error.key, error.params))
        return
    yield _well("xlwings", version=built_now["xlwings"])
    if machine.excel is None:
        yield _ill("no_excel")
        return
    yield _well("excel", program=str(machine.excel))
    addin = machine.startup_folder() / FILE_NAME
    yield from _file(addin, built_now)
    yield from _allowed(machine, addin)
    yield from _places(machine)


def _file(addin: Path, built_now: Mapping[str, str]) -> Iterator[Diagnosis]:
    """Look at the installed file, and at the Python it starts."""
    if not addin.is_file():
        yield _ill("not_installed", file=str(addin))
        return
    properties = read_properties(addin.read_bytes())
    if properties is None:
        yield _ill("not_ours", file=str(addin))
        return
    yield _well("installed", file=str(addin))
    for name, version in built_now.items():
        if properties.get(name) != version:
            yield _ill("other_version", name=name, built=properties.get(name, ""), installed=version)
    interpreter = properties.get("interpreter", "")
    if not Path(interpreter).is_file():
        yield _ill("interpreter_missing", program=interpreter)
        return
    answer = ask_interpreter(interpreter, properties.get("folder", ""))
    if answer.versions is None:
        yield _ill("interpreter_fails", program=interpreter, reason=answer.reason)
    elif answer.versions != {name: properties.get(name) for name in answer.versions}:
        yield _ill("interpreter_other", program=interpreter)
    else:
        yield _well("interpreter", program=interpreter)


def _allowed(machine: ExcelMachine, addin: Path) -> Iterator[Diagnosis]:
    """Look at what keeps the add-in from starting Python, as far as the system writes it down."""
    scripts = machine.scripts_folder()
    if scripts is not None and not (scripts / apple_script().name).is_file():
        yield _ill("no_script", file=str(scripts / apple_script().name))
    if machine.system != "win32":
        yield _well("cannot_see_rules")
        return
    found = [*_macros_forbidden(machine), *_disabled(machine, addin), *_children_forbidden(machine)]
    yield from found or [_well("rules")]


def _macros_forbidden(machine: ExcelMachine) -> Iterator[Diagnosis]:
    for office in _OFFICES:
        policy = machine.registry(rf"{_OFFICE_POLICY}\{office}\Excel\Security").get(_WARNINGS)
        chosen = machine.registry(rf"{_OFFICE}\{office}\Excel\Security").get(_WARNINGS)
        if policy == _NO_MACROS:
            yield _ill("macros_forbidden")
        elif policy is None and chosen == _NO_MACROS:
            yield _ill("macros_off")


def _disabled(machine: ExcelMachine, addin: Path) -> Iterator[Diagnosis]:
    """Look for the add-in among what Excel switched off after a crash; the values hold its path in UTF-16."""
    name = addin.name.lower().encode("utf-16-le")
    keys = [rf"{_OFFICE}\{office}\Excel\Resiliency\DisabledItems" for office in _OFFICES]
    values = [value for key in keys for value in machine.registry(key).values()]
    if any(isinstance(value, bytes) and name in value.lower() for value in values):
        yield _ill("disabled")


def _children_forbidden(machine: ExcelMachine) -> Iterator[Diagnosis]:
    for key in _DEFENDER_KEYS:
        rules = {name.lower(): str(value) for name, value in machine.registry(key).items()}
        if rules.get(_NO_CHILDREN) == "1":
            yield _ill("children_forbidden")
            return


def _places(machine: ExcelMachine) -> Iterator[Diagnosis]:
    folder = next(filter(None, map(machine.environment.get, _CLOUD)), None)
    if folder is not None:
        yield Diagnosis(True, Phrase("addin.doctor.cloud", {"folder": folder}))


def _well(key: str, **params: str) -> Diagnosis:
    return Diagnosis(True, Phrase(f"addin.doctor.{key}", params))


def _ill(key: str, **params: str) -> Diagnosis:
    return Diagnosis(False, Phrase(f"addin.doctor.{key}", params))
