"""What a button of the toolbar does: it lets Python in for one macro, and does not wait for it.

This file is not a part of the program: it is copied into the extension and runs inside LibreOffice, in
LibreOffice's own Python, and so knows the standard library and ``uno`` only.  What was baked in when
the extension was built is in ``settings.json`` beside it.
"""

from __future__ import annotations

import json
import os
import subprocess
import threading
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import unohelper  # type: ignore[import-not-found]
from com.sun.star.awt import XCallback
from com.sun.star.frame import XDispatch, XDispatchProvider
from com.sun.star.lang import XInitialization, XServiceInfo

IMPLEMENTATION = "xltools.ButtonHandler"
SERVICES = ("com.sun.star.frame.ProtocolHandler",)
PROTOCOL = "xltools:"

_SETTINGS = json.loads(Path(__file__).with_name("settings.json").read_text("utf-8"))
_OK = 1  # com.sun.star.awt.MessageBoxButtons
_NOT_PASSED_ON = ("PYTHONHOME", "PYTHONPATH", "PYTHONSTARTUP")  # LibreOffice's Python is not the macros'

_running: set[str] = set()
"""The documents in which a macro is running; a second click on them does nothing."""


class ButtonHandler(unohelper.Base, XDispatchProvider, XDispatch, XInitialization, XServiceInfo):  # type: ignore[misc]
    """Takes the commands ``xltools:check`` and so on."""

    def __init__(self, context: Any, *_arguments: Any) -> None:
        self._context = context
        self._frame: Any = None

    def initialize(self, arguments: Sequence[Any]) -> None:
        """Take the frame in which the buttons are."""
        self._frame = arguments[0] if arguments else None

    def queryDispatch(self, url: Any, _target: str, _flags: int) -> Any:  # noqa: N802 - UNO
        """Say that our own commands are for us."""
        return self if url.Protocol == PROTOCOL else None

    def queryDispatches(self, requests: Sequence[Any]) -> tuple[Any, ...]:  # noqa: N802 - UNO
        """Answer several requests."""
        return tuple(self.queryDispatch(one.FeatureURL, one.FrameName, one.SearchFlags) for one in requests)

    def dispatch(self, url: Any, _arguments: Any) -> None:
        """Run the macro of a button."""
        document = self._frame.Controller.Model
        if document.RuntimeUID not in _running:
            _running.add(document.RuntimeUID)
            Run(self._context, self._frame, document.RuntimeUID, url.Path).start()

    def addStatusListener(self, _listener: Any, _url: Any) -> None:  # noqa: N802 - UNO
        """The buttons are always to be had."""

    def removeStatusListener(self, _listener: Any, _url: Any) -> None:  # noqa: N802 - UNO
        """The buttons are always to be had."""

    def getImplementationName(self) -> str:  # noqa: N802 - UNO
        """Give the name under which LibreOffice knows this class."""
        return IMPLEMENTATION

    def supportsService(self, name: str) -> bool:  # noqa: N802 - UNO
        """Say whether this is a handler of commands."""
        return name in SERVICES

    def getSupportedServiceNames(self) -> tuple[str, ...]:  # noqa: N802 - UNO
        """Say that this is a handler of commands."""
        return SERVICES


class Run:
    """One macro on one document."""

    def __init__(self, context: Any, frame: Any, document: str, button: str) -> None:
        self._context = context
        self._frame = frame
        self._document = document
        self._button = button

    def start(self) -> None:
        """Open a way in that only our process knows, start it, and return."""
        pipe = f"xltools{uuid.uuid4().hex}"
        accept = f"pipe,name={pipe};urp;StarOffice.ComponentContext"
        services = self._context.ServiceManager
        door = services.createInstanceWithArgumentsAndContext(
            "com.sun.star.office.Acceptor", (accept, True), self._context
        )
        progress = self._frame.createStatusIndicator()
        progress.start(_SETTINGS["working"], 0)
        command = [_SETTINGS["interpreter"], "-P", "-m", "xltools", "libreoffice", "--attach", pipe]
        command += ["--document", self._document, "--run", self._button]
        threading.Thread(target=self._attend, args=(command, door, progress), daemon=True).start()

    def _attend(self, command: list[str], door: Any, progress: Any) -> None:
        try:
            complaint = _complaint_of(command)
        finally:
            del door  # and with it the way in
            progress.end()
            _running.discard(self._document)
        if complaint:
            later = self._context.ServiceManager.createInstanceWithContext(
                "com.sun.star.awt.AsyncCallback", self._context
            )
            later.addCallback(Complaint(self._context, self._frame, complaint), None)


class Complaint(unohelper.Base, XCallback):  # type: ignore[misc]
    """Says in a box, from LibreOffice's main thread, why a macro did not run."""

    def __init__(self, context: Any, frame: Any, sentence: str) -> None:
        self._context = context
        self._frame = frame
        self._sentence = sentence

    def notify(self, _data: Any) -> None:
        """Show the box."""
        import uno

        toolkit = self._context.ServiceManager.createInstanceWithContext("com.sun.star.awt.Toolkit", self._context)
        kind = uno.Enum("com.sun.star.awt.MessageBoxType", "WARNINGBOX")
        box = toolkit.createMessageBox(self._frame.ContainerWindow, kind, _OK, _SETTINGS["title"], self._sentence)
        box.execute()
        box.dispose()


def _complaint_of(command: list[str]) -> str:
    """Run the process to its end; give what it says if it fails, and nothing if it does not.

    It starts in the folder of the interpreter: the folder of the document, where others may have put
    files, must not be one where Python looks for modules.
    """
    kept = {name: value for name, value in os.environ.items() if name not in _NOT_PASSED_ON}
    environment = {**kept, "PYTHONPATH": _SETTINGS["package"], "XLTOOLS_LANGUAGE": _SETTINGS["language"]}
    try:
        done = subprocess.run(  # noqa: S603 - our own arguments
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=environment,
            cwd=str(Path(command[0]).parent),
            check=False,
        )
    except OSError as error:
        return f"{_SETTINGS['no_interpreter']}\n\n{command[0]}: {error.strerror}"
    if done.returncode == 0:
        return ""
    said = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return said[-1] if said else _SETTINGS["no_interpreter"]


g_ImplementationHelper = unohelper.ImplementationHelper()  # noqa: N816 - LibreOffice looks for this name
g_ImplementationHelper.addImplementation(ButtonHandler, IMPLEMENTATION, SERVICES)
