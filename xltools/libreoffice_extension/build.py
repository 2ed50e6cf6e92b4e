"""Build the extension: the buttons as LibreOffice's configuration, the handler, and the settings baked in."""

from __future__ import annotations

import io
import json
import zipfile
from importlib.resources import files
from xml.sax.saxutils import escape, quoteattr

from xltools.core.frozen import as_dict, frozen
from xltools.excel_addin.buttons import BUTTONS, TAB_LABELS

FILE_NAME = "xltools.oxt"
IDENTIFIER = "xltools.buttons"
"""By which LibreOffice knows the extension, and removes it."""

PROTOCOL = "xltools:"
TOOLBAR = "xltools.toolbar"
_HANDLER = "button_handler.py"
_IMPLEMENTATION = "xltools.ButtonHandler"
_CALC = "com.sun.star.sheet.SpreadsheetDocument"
_DATE = (1980, 1, 1, 0, 0, 0)
_ROOT = (
    '<oor:component-data xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"'
)
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


@frozen
class ExtensionSettings:
    """What is baked into the extension.

    Attributes:
        interpreter: The path of the Python that runs the macros.
        package: The folder in which that Python finds the package.
        language: Of the buttons, and of what is said when a macro does not start.
        working: What the status bar says while a macro runs.
        title: Of the box that says why a macro did not run.
        no_interpreter: What the box says where the interpreter is gone.
        version: Of the package.
    """

    interpreter: str
    package: str
    language: str
    working: str
    title: str
    no_interpreter: str
    version: str


def build_extension(settings: ExtensionSettings) -> bytes:
    """Give the bytes of the ``.oxt``; equal settings give equal bytes."""
    parts = {
        "META-INF/manifest.xml": _manifest(),
        "description.xml": _description(settings),
        "Addons.xcu": _addons(settings.language),
        "ProtocolHandler.xcu": _protocol_handler(),
        "CalcWindowState.xcu": _window_state(settings.language),
        "settings.json": json.dumps(as_dict(settings), ensure_ascii=False, indent=1),
        _HANDLER: files("xltools.libreoffice_extension").joinpath(_HANDLER).read_text("utf-8"),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _DATE), text.encode("utf-8"), zipfile.ZIP_DEFLATED)
    return made.getvalue()


def command_url(button: str) -> str:
    """Give the command that a button sends to LibreOffice."""
    return f"{PROTOCOL}{button}"


def _manifest() -> str:
    kinds = {
        _HANDLER: "application/vnd.sun.star.uno-component;type=Python",
        "Addons.xcu": "application/vnd.sun.star.configuration-data",
        "ProtocolHandler.xcu": "application/vnd.sun.star.configuration-data",
        "CalcWindowState.xcu": "application/vnd.sun.star.configuration-data",
    }
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>\n'
        for name, kind in kinds.items()
    )
    space = 'xmlns:manifest="http://openoffice.org/2001/manifest"'
    return f"{_DECLARATION}<manifest:manifest {space}>\n{entries}</manifest:manifest>\n"


def _description(settings: ExtensionSettings) -> str:
    name = escape(TAB_LABELS[settings.language])
    return (
        f'{_DECLARATION}<description xmlns="http://openoffice.org/extensions/description/2006">\n'
        f'<identifier value="{IDENTIFIER}"/>\n<version value={quoteattr(settings.version)}/>\n'
        f'<display-name><name lang="en">{name}</name></display-name>\n</description>\n'
    )


def _addons(language: str) -> str:
    """Declare the toolbar and the menu.  LibreOffice orders their entries by the names of the nodes."""
    entries = "".join(
        f'<node oor:name="button{number:02}" oor:op="replace">'
        f"{_property('Context', _CALC)}{_property('URL', command_url(button.id))}"
        f"{_text('Title', button.labels[language])}{_property('Target', '_self')}</node>\n"
        for number, button in enumerate(BUTTONS)
    )
    return (
        f'{_DECLARATION}{_ROOT} oor:name="Addons" oor:package="org.openoffice.Office">\n<node oor:name="AddonUI">\n'
        f'<node oor:name="OfficeToolBar"><node oor:name="{TOOLBAR}" oor:op="replace">\n{entries}</node></node>\n'
        f'<node oor:name="OfficeMenuBar"><node oor:name="xltools.menu" oor:op="replace">\n'
        f"{_property('Context', _CALC)}{_text('Title', TAB_LABELS[language])}"
        f'<node oor:name="Submenu">\n{entries}</node></node></node>\n'
        "</node>\n</oor:component-data>\n"
    )


def _protocol_handler() -> str:
    return (
        f'{_DECLARATION}{_ROOT} oor:name="ProtocolHandler" oor:package="org.openoffice.Office">\n'
        f'<node oor:name="HandlerSet"><node oor:name="{_IMPLEMENTATION}" oor:op="replace">'
        f'<prop oor:name="Protocols" oor:type="oor:string-list"><value>{PROTOCOL}*</value></prop>'
        "</node></node>\n</oor:component-data>\n"
    )


def _window_state(language: str) -> str:
    """Name the toolbar in LibreOffice's list of toolbars, and show it at the top."""
    return (
        f'{_DECLARATION}{_ROOT} oor:name="CalcWindowState" oor:package="org.openoffice.Office.UI">\n'
        f'<node oor:name="UIElements"><node oor:name="States">'
        f'<node oor:name="private:resource/toolbar/addon_{TOOLBAR}" oor:op="replace">'
        f"{_text('UIName', TAB_LABELS[language])}{_truth('Visible')}{_truth('Docked')}{_property('DockPos', '0,2')}"
        "</node></node></node>\n</oor:component-data>\n"
    )


def _property(name: str, value: str) -> str:
    return f'<prop oor:name="{name}" oor:type="xs:string"><value>{escape(value)}</value></prop>'


def _truth(name: str) -> str:
    return f'<prop oor:name="{name}" oor:type="xs:boolean"><value>true</value></prop>'


def _text(name: str, text: str) -> str:
    """Write a text of the screen.

    It is in the language chosen, whatever LibreOffice's own is: this is where LibreOffice falls back to.
    """
    return f'<prop oor:name="{name}" oor:type="xs:string"><value xml:lang="en-US">{escape(text)}</value></prop>'
