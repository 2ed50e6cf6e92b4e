"""Installing, removing and examining the add-in, on machines of either kind laid out in a folder."""

from __future__ import annotations

import sys
import sysconfig
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.support.catalogs import CATALOGS
from xltools.adapters.addin_interpreter import InterpreterAnswer, ask_interpreter
from xltools.adapters.excel_machine import ExcelMachine, read_registry, this_machine
from xltools.app import addin_doctor, excel_addin
from xltools.app.addin_doctor import Diagnosis, examine
from xltools.app.excel_addin import addin_bytes, build, install, source_folder, uninstall, versions
from xltools.core.frozen import replace
from xltools.errors import FileError, MachineError
from xltools.excel_addin.properties import read_properties

ROOT = Path(__file__).parents[2]
CHINESE = CATALOGS["zh-Hans"]

DEFENDER = r"HKLM\SOFTWARE\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules"
SECURITY = r"HKCU\Software\Microsoft\Office\16.0\Excel\Security"
POLICY = r"HKCU\Software\Policies\Microsoft\Office\16.0\Excel\Security"
DISABLED = r"HKCU\Software\Microsoft\Office\15.0\Excel\Resiliency\DisabledItems"

Registry = Mapping[str, Mapping[str, object]]


def windows(folder: Path, registry: Registry | None = None, **environment: str) -> ExcelMachine:
    """Lay out a Windows machine with Excel."""
    values = registry or {}
    return ExcelMachine(
        "win32",
        folder,
        {"APPDATA": str(folder / "Roaming"), **environment},
        lambda key: values.get(key, {}),
        Path("C:/Office/EXCEL.EXE"),
    )


def mac(folder: Path) -> ExcelMachine:
    return ExcelMachine("darwin", folder, {}, lambda _: {}, Path("/Applications/Microsoft Excel.app"))


def without_excel(folder: Path) -> ExcelMachine:
    return replace(windows(folder), excel=None)


def said(diagnoses: tuple[Diagnosis, ...]) -> dict[str, bool]:
    """Give what was found, after saying it in every language."""
    for diagnosis in diagnoses:
        assert all(catalog.phrase(diagnosis.phrase) for catalog in CATALOGS.values())
    return {
        diagnosis.phrase.key.removeprefix("addin.").removeprefix("doctor."): diagnosis.passed for diagnosis in diagnoses
    }


def test_on_windows_it_goes_where_excel_opens_files_by_itself_and_comes_away_whole(tmp_path: Path) -> None:
    machine = windows(tmp_path)

    installed = install(CHINESE, machine)

    assert installed == tmp_path / "Roaming" / "Microsoft" / "Excel" / "XLSTART" / "xltools.xlam"
    assert read_properties(installed.read_bytes()) == {
        **versions(),
        "interpreter": sys.executable,
        "folder": source_folder(),
    }
    assert install(CHINESE, machine) == installed, "over the one that is there"
    assert uninstall(machine) == installed
    assert uninstall(machine) is None
    assert list(installed.parent.iterdir()) == []


def test_without_the_variable_it_goes_into_the_users_own_folder(tmp_path: Path) -> None:
    machine = replace(windows(tmp_path), environment={})

    assert install(CHINESE, machine).parent == tmp_path / "AppData" / "Roaming" / "Microsoft" / "Excel" / "XLSTART"


def test_on_macos_the_script_that_starts_python_comes_with_it(tmp_path: Path) -> None:
    installed = install(CHINESE, mac(tmp_path))

    assert installed.parent.name == "Excel"
    assert "UBF8T346G9.Office" in installed.parts
    scripts = list((tmp_path / "Library" / "Application Scripts" / "com.microsoft.Excel").iterdir())
    assert [script.name for script in scripts] == [f"xlwings-{versions()['xlwings']}.applescript"]


def test_without_excel_nothing_is_installed_and_one_thing_is_said(tmp_path: Path) -> None:
    with pytest.raises(MachineError, match=r"addin\.no_excel"):
        install(CHINESE, without_excel(tmp_path))
    with pytest.raises(MachineError, match=r"addin\.no_excel"):
        uninstall(without_excel(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "Roaming").write_text("a file")

    with pytest.raises(FileError) as stopped:
        install(CHINESE, windows(tmp_path))

    assert stopped.value.key == "addin.no_folder"
    assert stopped.value.params["folder"] == str(tmp_path / "Roaming" / "Microsoft" / "Excel" / "XLSTART")


def test_a_file_that_cannot_be_removed_is_named(tmp_path: Path) -> None:
    file = windows(tmp_path).startup_folder() / "xltools.xlam"
    file.mkdir(parents=True)

    with pytest.raises(FileError) as stopped:
        uninstall(windows(tmp_path))

    assert stopped.value.key == "addin.not_removed"


def test_a_python_that_does_not_know_itself_builds_nothing(tmp_path: Path) -> None:
    with pytest.raises(MachineError) as stopped:
        addin_bytes(CHINESE, "")
    assert stopped.value.key == "addin.no_interpreter"
    build(CHINESE, tmp_path / "a.xlam")
    with pytest.raises(FileError):
        build(CHINESE, tmp_path / "a.xlam")


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ExcelMachine:
    """Install on a Windows machine whose Python starts."""
    monkeypatch.setattr(addin_doctor, "ask_interpreter", lambda *_: InterpreterAnswer(versions()))
    machine = windows(tmp_path)
    install(CHINESE, machine)
    return machine


WELL = {"xlwings": True, "excel": True, "installed": True, "interpreter": True, "rules": True}


def test_what_is_well_is_said_to_be(installed: ExcelMachine) -> None:
    assert said(examine(installed)) == WELL


def test_without_excel_the_doctor_says_so_and_no_more(tmp_path: Path) -> None:
    assert said(examine(without_excel(tmp_path))) == {"xlwings": True, "no_excel": False}


def test_an_add_in_that_is_not_there_is_why_there_is_no_tab(tmp_path: Path) -> None:
    assert said(examine(windows(tmp_path))) == {"xlwings": True, "excel": True, "not_installed": False, "rules": True}


def test_a_file_of_that_name_from_elsewhere_is_told(installed: ExcelMachine) -> None:
    (installed.startup_folder() / "xltools.xlam").write_bytes(b"not a package")

    assert said(examine(installed))["not_ours"] is False


@pytest.mark.parametrize("name", ["xltools", "xlwings"])
def test_an_add_in_of_another_version_is_told(
    name: str, installed: ExcelMachine, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = {**versions(), name: "9.9"}
    monkeypatch.setattr(addin_doctor, "versions", lambda: now)

    found = [diagnosis.phrase.params for diagnosis in examine(installed) if not diagnosis.passed]

    assert found == [{"name": name, "built": excel_addin.versions()[name], "installed": "9.9"}]


def test_a_changed_xlwings_is_told(installed: ExcelMachine, monkeypatch: pytest.MonkeyPatch) -> None:
    def changed() -> None:
        raise MachineError("addin.xlwings_changed", version="0.38.0", part="GetConfig: sheet")

    monkeypatch.setattr(addin_doctor, "xlwings_modules", changed)

    assert said(examine(installed)) == {"xlwings_changed": False}


def test_a_python_that_is_gone_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excel_addin, "addin_bytes", lambda catalog: addin_bytes(catalog, r"C:\gone\python.exe"))
    install(CHINESE, windows(tmp_path))

    assert said(examine(windows(tmp_path)))["interpreter_missing"] is False


@pytest.mark.parametrize(
    ("answer", "key"),
    [
        (InterpreterAnswer(None, "ModuleNotFoundError: No module named 'xltools'"), "interpreter_fails"),
        (InterpreterAnswer({"xltools": "9.9", "xlwings": "0.37.8"}), "interpreter_other"),
    ],
)
def test_a_python_that_cannot_do_it_is_told(
    answer: InterpreterAnswer, key: str, installed: ExcelMachine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(addin_doctor, "ask_interpreter", lambda *_: answer)

    assert said(examine(installed)) == {**{name: True for name in WELL if name != "interpreter"}, key: False}


@pytest.mark.parametrize(
    ("registry", "key"),
    [
        ({DEFENDER: {"D4F940AB-401B-4EFC-AADC-AD5F3C50688A": "1"}}, "children_forbidden"),
        ({POLICY: {"VBAWarnings": 4}}, "macros_forbidden"),
        ({SECURITY: {"VBAWarnings": 4}}, "macros_off"),
        ({DISABLED: {"5A1F": b"\x01\0" + r"C:\XLSTART\XLTOOLS.XLAM".encode("utf-16-le")}}, "disabled"),
    ],
)
def test_a_setting_of_windows_that_stands_in_the_way_is_told(
    registry: Registry, key: str, installed: ExcelMachine
) -> None:
    machine = replace(installed, registry=lambda path: registry.get(path, {}))

    assert said(examine(machine)) == {**{name: True for name in WELL if name != "rules"}, key: False}


@pytest.mark.parametrize(
    "registry",
    [
        {DEFENDER: {"d4f940ab-401b-4efc-aadc-ad5f3c50688a": "2"}},  # audited, not blocked
        {POLICY: {"VBAWarnings": 2}, SECURITY: {"VBAWarnings": 4}},  # the policy is what counts
        {DISABLED: {"5A1F": r"C:\XLSTART\other.xlam".encode("utf-16-le"), "kind": 1}},
    ],
)
def test_settings_that_stand_in_nobodys_way_are_not_told(registry: Registry, installed: ExcelMachine) -> None:
    assert said(examine(replace(installed, registry=lambda path: registry.get(path, {})))) == WELL


def test_a_cloud_folder_is_told_with_what_follows_from_it(installed: ExcelMachine) -> None:
    machine = replace(installed, environment={**installed.environment, "OneDriveCommercial": r"C:\Users\a\OneDrive"})

    assert said(examine(machine)) == {**WELL, "cloud": True}


def test_on_macos_a_missing_script_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addin_doctor, "ask_interpreter", lambda *_: InterpreterAnswer(versions()))
    install(CHINESE, mac(tmp_path))
    well = {**{name: True for name in WELL if name != "rules"}, "cannot_see_rules": True}
    assert said(examine(mac(tmp_path))) == well

    next((tmp_path / "Library" / "Application Scripts" / "com.microsoft.Excel").iterdir()).unlink()
    assert said(examine(mac(tmp_path))) == {**well, "no_script": False}


def test_the_python_that_runs_this_is_asked_and_answers() -> None:
    assert ask_interpreter(sys.executable, str(ROOT)).versions == versions()


def test_what_is_installed_among_pythons_packages_needs_no_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    assert source_folder() == str(ROOT)

    monkeypatch.setattr(sysconfig, "get_path", lambda _: str(ROOT))
    assert source_folder() == ""


def test_a_program_that_is_no_python_gives_its_reason(tmp_path: Path) -> None:
    failing = tmp_path / "python"
    failing.write_text("#!/bin/sh\necho 'No module named xltools' >&2\nexit 1\n")
    failing.chmod(0o755)

    assert ask_interpreter(str(failing)) == InterpreterAnswer(None, "No module named xltools")
    assert ask_interpreter(str(tmp_path / "absent")).versions is None


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="there may be an Excel")
def test_a_machine_of_another_system_has_no_excel_and_no_registry() -> None:
    assert this_machine().excel is None
    assert this_machine().scripts_folder() is None
    assert read_registry(SECURITY) == {}
