"""A running LibreOffice, and the bindings by which Python speaks to it.

The bindings (``uno``) belong to LibreOffice, not to Python's registry: they are looked for beside
the installed LibreOffice, and only when they are wanted.
"""

from __future__ import annotations

import contextlib
import functools
import importlib
import os
import signal
import subprocess
import sys
import time
import uuid
from pathlib import Path
from types import ModuleType
from typing import Any

from xltools.adapters.libreoffice import VARIABLE, find_program
from xltools.core.frozen import frozen
from xltools.errors import MachineError

SECONDS = 90
"""How long LibreOffice may take to answer for the first time."""

BINDINGS = "XLTOOLS_UNO"
"""Names the folder that holds ``uno.py`` where it is not in one of the usual places."""

_PAUSE = 0.05
_ENDING = 10
_OF_ANOTHER_PYTHON = ("PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV")
_UNSEEN = ("--headless", "--nodefault", "--norestore")
_USUAL = (
    Path("/usr/lib/python3/dist-packages"),
    Path("/usr/lib/libreoffice/program"),
    Path("/usr/lib64/libreoffice/program"),
    Path("/opt/libreoffice/program"),
    Path("/Applications/LibreOffice.app/Contents/Resources"),
    Path("C:/Program Files/LibreOffice/program"),
)


@frozen
class Office:
    """A LibreOffice that answers.

    Attributes:
        context: Its component context.
        desktop: Its desktop: open documents, and how to open more.
        process: The process, where we started it and it runs for us alone.
        visible: Whether a person sees its windows.
    """

    context: Any
    desktop: Any
    process: subprocess.Popen[bytes] | None
    visible: bool

    def service(self, name: str) -> Any:
        """Make a service of LibreOffice, such as ``com.sun.star.awt.Toolkit``."""
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)


@functools.cache
def bindings() -> ModuleType:
    """Load LibreOffice's bindings for Python.

    Raises:
        MachineError: They are not on this machine, or were built for another Python.
    """
    named = os.environ.get(BINDINGS)
    folders = [Path(named)] if named else [Path(program()).resolve().parent, *_USUAL]
    reason = ""
    for folder in folders:
        if not (folder / "uno.py").is_file():
            continue
        sys.path.append(str(folder))
        try:
            return importlib.import_module("uno")
        except ImportError as error:
            sys.path.remove(str(folder))
            reason = str(error)
    key = "libreoffice.wrong_bindings" if reason else "libreoffice.no_bindings"
    raise MachineError(key, reason=reason, variable=BINDINGS, python=".".join(map(str, sys.version_info[:2])))


def structure(name: str, **fields: object) -> Any:
    """Make a structure of LibreOffice, such as ``com.sun.star.table.CellAddress``."""
    made = bindings().createUnoStruct(name)
    for field, value in fields.items():
        setattr(made, field, value)
    return made


def properties(**values: object) -> tuple[Any, ...]:
    """Make the named arguments that LibreOffice takes when it opens or saves a file."""
    return tuple(
        structure("com.sun.star.beans.PropertyValue", Name=name, Value=value) for name, value in values.items()
    )


class private_office:  # noqa: N801 - used as a block, like ``open``
    """A LibreOffice without windows that is ended when the block ends.

    Not a generator: an exception of UNO cannot be handed through one.

    Args:
        profile: A folder of its own for settings, so that the user's is not touched.

    Raises:
        MachineError: There is no LibreOffice, it does not start, or has no bindings.
    """

    def __init__(self, profile: Path) -> None:
        self._profile = profile

    def __enter__(self) -> Office:
        pipe = _pipe_name()
        self._process = _start([f"-env:UserInstallation={self._profile.absolute().as_uri()}", *_UNSEEN], pipe)
        try:
            self._office = attach(pipe, process=self._process)
        except MachineError:
            end(self._process)
            raise
        return Office(self._office.context, self._office.desktop, self._process, visible=False)

    def __exit__(self, *_raised: object) -> None:
        with contextlib.suppress(bindings().getClass("com.sun.star.lang.DisposedException")):
            self._office.desktop.terminate()  # the connection breaks while it ends
        end(self._process)


def open_office() -> Office:
    """Attach to the user's LibreOffice, starting it where it does not run.

    A second start with the same profile hands its arguments to the first and ends; so one command
    serves both, and the user's windows stay theirs.

    Raises:
        MachineError: There is no LibreOffice, it does not start, or has no bindings.
    """
    pipe = _pipe_name()
    return attach(pipe, process=_start(["--nodefault"], pipe))


def attach(pipe: str, *, process: subprocess.Popen[bytes] | None = None) -> Office:
    """Attach to a LibreOffice that listens, or soon will, at a named pipe.

    Args:
        pipe: The pipe's name.
        process: The process just started; where it has failed, there is no use in waiting.

    Raises:
        MachineError: It does not answer, or the bindings are missing.
    """
    uno = bindings()
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    refused = uno.getClass("com.sun.star.connection.NoConnectException")
    until = time.monotonic() + SECONDS
    while True:
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            break
        except refused:
            failed = process is not None and process.poll() not in (None, 0)
            if failed or time.monotonic() > until:
                raise MachineError("libreoffice.no_answer", seconds=SECONDS) from None
            time.sleep(_PAUSE)
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    return Office(context, desktop, None, visible=True)


def end(process: subprocess.Popen[bytes]) -> None:
    """End a LibreOffice that we started, and what it started; one that is ending is given a moment."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(_ENDING)
    if process.poll() is None:
        if sys.platform == "win32":
            process.kill()
        else:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def environment() -> dict[str, str]:
    """Give the environment for LibreOffice: this one without the traces of another Python.

    LibreOffice has a Python inside that looks for its library beside the first ``python3`` of the path;
    in an activated virtual environment it finds the wrong one, and takes LibreOffice down with it.
    """
    kept = {name: value for name, value in os.environ.items() if name not in _OF_ANOTHER_PYTHON}
    usual = os.defpath.split(os.pathsep)
    folders = os.environ.get("PATH", os.defpath).split(os.pathsep)
    plain = [folder for folder in folders if folder in usual or not (Path(folder) / "python3").exists()]
    return {**kept, "PATH": os.pathsep.join(plain)}


def _pipe_name() -> str:
    """Make a name that no one can guess: whoever knows a pipe's name may tell LibreOffice what to do."""
    return f"xltools{uuid.uuid4().hex}"


def program() -> str:
    """Find LibreOffice on this machine.

    Raises:
        MachineError: It is not installed.
    """
    found = find_program()
    if found is None:
        raise MachineError("libreoffice.missing", variable=VARIABLE)
    return found


def _start(arguments: list[str], pipe: str) -> subprocess.Popen[bytes]:
    command = [program(), *arguments, "--nologo", f"--accept=pipe,name={pipe};urp;StarOffice.ComponentContext"]
    try:
        return subprocess.Popen(  # noqa: S603 - our own arguments
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment(),
            start_new_session=True,
        )
    except OSError as error:
        raise MachineError("libreoffice.broken", program=command[0], reason=error.strerror or "") from None
