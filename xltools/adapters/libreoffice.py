"""LibreOffice as a program that turns one file into another.

It runs with a profile of its own in a temporary folder, so that it neither meets the user's open
windows nor learns from their settings, and is ended with everything it started when it takes too
long.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from xltools.errors import MachineError

SECONDS = 180
VARIABLE = "XLTOOLS_SOFFICE"
"""Names the program where it is not in one of the usual places."""

_NAMES = ("soffice", "libreoffice")
_USUAL = (
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
    Path("C:/Program Files/LibreOffice/program/soffice.exe"),
    Path("C:/Program Files (x86)/LibreOffice/program/soffice.exe"),
)


def find_program() -> str | None:
    """Find LibreOffice on this machine: where the variable says, on the path, or in a usual place."""
    found = os.environ.get(VARIABLE) or next(filter(None, map(shutil.which, _NAMES)), None)
    return found or next((str(path) for path in _USUAL if path.is_file()), None)


def convert(content: bytes, suffix: str, to: str, files: Mapping[str, str] | None = None) -> bytes:
    """Convert a file.

    Args:
        content: Of the file.
        suffix: How its name ends, such as ``.docx``.
        to: How the new file's name ends, such as ``pdf``.
        files: Texts that the program is to find, by the environment variable that names their file.

    Raises:
        MachineError: Where LibreOffice is not installed, takes too long, or makes no such file.
    """
    program = find_program()
    if program is None:
        raise MachineError("report.libreoffice.missing", variable=VARIABLE)
    with tempfile.TemporaryDirectory(prefix="xltools-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / f"report{suffix}"
        source.write_bytes(content)
        _run(
            [
                program,
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                "--headless",
                "--norestore",
                "--nolockcheck",
                "--nodefault",
                "--convert-to",
                to,
                "--outdir",
                str(folder),
                str(source),
            ],
            {**os.environ, **_written(folder, files or {})},
        )
        target = folder / f"report.{to}"
        if not target.is_file():
            raise MachineError("report.libreoffice.failed", program=program)
        return target.read_bytes()


def _written(folder: Path, files: Mapping[str, str]) -> dict[str, str]:
    variables = {}
    for number, (variable, text) in enumerate(files.items()):
        path = folder / f"setting-{number}"
        path.write_text(text, encoding="utf-8")
        variables[variable] = str(path)
    return variables


def _run(command: list[str], environment: Mapping[str, str]) -> None:
    try:
        with _started(command, environment) as process:
            process.communicate(timeout=SECONDS)
    except subprocess.TimeoutExpired:
        raise MachineError("report.libreoffice.too_slow", seconds=SECONDS) from None
    except OSError as error:
        raise MachineError("report.libreoffice.broken", program=command[0], reason=error.strerror or "") from None


@contextlib.contextmanager
def _started(command: list[str], environment: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """Start a program, and end it and all that it started, however this ends."""
    process = subprocess.Popen(  # noqa: S603 - our own arguments; the file's name is ours too
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        subprocess.run(  # noqa: S603
            ["taskkill", "/F", "/T", "/PID", str(process.pid)],  # noqa: S607 - a part of Windows
            capture_output=True,
            check=False,
        )
    else:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
