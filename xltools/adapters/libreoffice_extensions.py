"""Extensions of the user's LibreOffice: added and removed by its own program, ``unopkg``."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from xltools.adapters.uno_connection import environment, program
from xltools.errors import MachineError

SECONDS = 180
VARIABLE = "XLTOOLS_UNOPKG"
"""Names the program where it does not stand beside LibreOffice's own."""


def add_extension(file: Path, profile: Path | None = None) -> None:
    """Add an extension for this user, in place of an older one.

    Args:
        file: The ``.oxt``.
        profile: A profile other than the user's own.

    Raises:
        MachineError: There is no LibreOffice, or it refuses, with what it says.
    """
    _unopkg(["add", "--force", "--suppress-license", str(file)], profile)


def remove_extension(identifier: str, profile: Path | None = None) -> bool:
    """Remove an extension of this user; say whether it was there.

    Raises:
        MachineError: There is no LibreOffice, or it refuses, with what it says.
    """
    there = has_extension(identifier, profile)
    if there:
        _unopkg(["remove", identifier], profile)
    return there


def has_extension(identifier: str, profile: Path | None = None) -> bool:
    """Say whether this user has an extension.

    Raises:
        MachineError: There is no LibreOffice, or it refuses, with what it says.
    """
    return f"Identifier: {identifier}" in _unopkg(["list"], profile).splitlines()


def _unopkg(arguments: list[str], profile: Path | None) -> str:
    own = [] if profile is None else [f"-env:UserInstallation={profile.absolute().as_uri()}"]
    try:
        done = subprocess.run(  # noqa: S603 - our own arguments
            [str(_unopkg_program()), *arguments, *own],
            stdin=subprocess.DEVNULL,
            env=environment(),
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise MachineError("libreoffice.no_answer", seconds=SECONDS) from None
    if done.returncode != 0:
        said = [line.strip() for line in (done.stdout + done.stderr).splitlines() if line.strip()]
        telling = [line for line in said if "ERROR" in line] or said or [str(done.returncode)]
        raise MachineError("libreoffice.extension_refused", reason=telling[0])
    return done.stdout


def _unopkg_program() -> Path:
    named = os.environ.get(VARIABLE)
    beside = Path(program()).resolve().parent
    candidates = (Path(named),) if named else (beside / "unopkg", beside / "unopkg.com")
    found = next((path for path in candidates if path.is_file()), None)
    if found is None:
        raise MachineError("libreoffice.no_unopkg", folder=str(beside), variable=VARIABLE)
    return found
