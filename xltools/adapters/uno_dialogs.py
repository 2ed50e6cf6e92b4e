"""Questions to the person at LibreOffice: boxes on the screen, or a record where there is no screen."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import Any, Protocol

from xltools.adapters.uno_connection import bindings
from xltools.core.frozen import frozen

_BUTTONS = {None: 1, "ok": 1, "ok_cancel": 2, "yes_no": 3, "yes_no_cancel": 4}  # com.sun.star.awt.MessageBoxButtons
_ANSWERS = {0: "cancel", 1: "ok", 2: "yes", 3: "no"}  # com.sun.star.awt.MessageBoxResults
_BOXES = {None: "MESSAGEBOX", "info": "INFOBOX", "critical": "WARNINGBOX"}
_DECLINED = {None: "ok", "ok": "ok", "ok_cancel": "cancel", "yes_no": "no", "yes_no_cancel": "cancel"}


class Dialogs(Protocol):
    """How a person is told and asked."""

    def alert(self, prompt: str, title: str, buttons: str | None, mode: str | None) -> str:
        """Tell something, and give the button pressed: ``ok``, ``cancel``, ``yes`` or ``no``."""

    def input(self, prompt: str, title: str, default: str) -> str | None:
        """Ask for a text; None where the person declines."""


@frozen
class Asked:
    """What was told or asked without a screen.

    Attributes:
        prompt: The sentence.
        title: The box's title.
        buttons: What could be pressed; None where a text was asked for.
        answer: What was answered.
    """

    prompt: str
    title: str
    buttons: str | None
    answer: str | None


@dataclass(slots=True)
class RecordedDialogs:
    """Keeps what is told and asked, where no one looks.

    Attributes:
        answers: What to answer next; where there is none, every question is declined.
        asked: What was asked so far.
    """

    answers: deque[str] = field(default_factory=deque)
    asked: list[Asked] = field(default_factory=list)

    def alert(self, prompt: str, title: str, buttons: str | None, mode: str | None) -> str:
        """Record what is told; answer a question as prepared, else decline."""
        del mode
        plain = buttons in (None, "ok")
        answer = self.answers.popleft() if self.answers and not plain else _DECLINED[buttons]
        self.asked.append(Asked(prompt, title, buttons, answer))
        return answer

    def input(self, prompt: str, title: str, default: str) -> str | None:
        """Record what is asked; answer as prepared, else decline."""
        del default
        answer = self.answers.popleft() if self.answers else None
        self.asked.append(Asked(prompt, title, None, answer))
        return answer


class WindowDialogs:
    """Boxes on the screen, above the window in front.

    Args:
        office: The connection.
    """

    def __init__(self, office: Any) -> None:
        self._office = office

    def alert(self, prompt: str, title: str, buttons: str | None, mode: str | None) -> str:
        """Show a box and wait for a button."""
        toolkit = self._office.service("com.sun.star.awt.Toolkit")
        kind = bindings().Enum("com.sun.star.awt.MessageBoxType", _BOXES[mode])
        if buttons not in (None, "ok"):
            kind = bindings().Enum("com.sun.star.awt.MessageBoxType", "QUERYBOX")
        box = toolkit.createMessageBox(self._window(), kind, _BUTTONS[buttons], title, prompt)
        try:
            return _ANSWERS[box.execute()]
        finally:
            box.dispose()

    def input(self, prompt: str, title: str, default: str) -> str | None:
        """Show a box with a field and wait."""
        model = self._office.service("com.sun.star.awt.UnoControlDialogModel")
        model.setPropertyValues(("Height", "PositionX", "PositionY", "Title", "Width"), (70, 60, 60, title, 220))
        _place(model, "FixedText", "prompt", (6, 6, 208, 28), Label=prompt, MultiLine=True)
        _place(model, "Edit", "answer", (6, 34, 208, 14), Text=default)
        _place(model, "Button", "ok", (108, 52, 50, 14), PushButtonType=1, DefaultButton=True)
        _place(model, "Button", "cancel", (164, 52, 50, 14), PushButtonType=2)
        dialog = self._office.service("com.sun.star.awt.UnoControlDialog")
        dialog.setModel(model)
        dialog.createPeer(self._office.service("com.sun.star.awt.Toolkit"), self._window())
        try:
            return str(dialog.getControl("answer").Text) if dialog.execute() == 1 else None
        finally:
            dialog.dispose()

    def _window(self) -> Any:
        frame = self._office.desktop.CurrentFrame
        return None if frame is None else frame.ContainerWindow


def _place(model: Any, kind: str, name: str, at: tuple[int, int, int, int], **settings: object) -> None:
    control = model.createInstance(f"com.sun.star.awt.UnoControl{kind}Model")
    for measure, number in zip(("PositionX", "PositionY", "Width", "Height"), at, strict=True):
        setattr(control, measure, number)
    for setting, value in settings.items():
        setattr(control, setting, value)
    model.insertByName(name, control)
