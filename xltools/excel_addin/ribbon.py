"""The ribbon tab as XML, drawn from the table of buttons.

Office 2007 reads the part of the namespace of 2006, later ones that of 2009.  Both say the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import quoteattr

from xltools.excel_addin.buttons import GROUPS, TAB_ID, TAB_LABELS, Button, Group

NAMESPACE_2006 = "http://schemas.microsoft.com/office/2006/01/customui"
NAMESPACE_2009 = "http://schemas.microsoft.com/office/2009/07/customui"


def ribbon(namespace: str, language: str, tips: Mapping[str, str]) -> str:
    """Draw the tab.

    Args:
        namespace: One of the two.
        language: Of the labels.
        tips: What a button does, by its id; shown while the pointer rests on it.
    """
    groups = "".join(_group(group, language, tips) for group in GROUPS)
    tab = _element("tab", {"id": TAB_ID, "label": TAB_LABELS[language]}, groups)
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f"<customUI xmlns={quoteattr(namespace)}><ribbon><tabs>{tab}</tabs></ribbon></customUI>"
    )


def _group(group: Group, language: str, tips: Mapping[str, str]) -> str:
    buttons = "".join(_button(button, language, tips[button.id]) for button in group.buttons)
    return _element("group", {"id": group.id, "label": group.labels[language]}, buttons)


def _button(button: Button, language: str, tip: str) -> str:
    image = {"imageMso": button.image} if button.image else {}
    return _element(
        "button",
        {
            "id": button.id,
            "label": button.labels[language],
            "size": "large" if button.large else "normal",
            **image,
            "screentip": button.labels[language],
            "supertip": tip,
            "onAction": button.callback,
        },
    )


def _element(name: str, attributes: Mapping[str, str], content: str = "") -> str:
    written = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"
