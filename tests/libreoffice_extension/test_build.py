"""The extension as a file: what LibreOffice is told of the buttons."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest

from xltools.core.frozen import as_dict, replace
from xltools.core.messages import LANGUAGES
from xltools.excel_addin.buttons import BUTTONS, TAB_LABELS
from xltools.libreoffice_extension.build import (
    IDENTIFIER,
    PROTOCOL,
    ExtensionSettings,
    build_extension,
    command_url,
)

SETTINGS = ExtensionSettings("/opt/py & co/python", "/opt/包", "zh-Hans", "稍候", "标题", "没有", "1.2.3")
NAME = "{http://openoffice.org/2001/registry}name"


def parts(settings: ExtensionSettings = SETTINGS) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(build_extension(settings))) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


def tree(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)  # noqa: S314 - we wrote it


def nodes(part: str, settings: ExtensionSettings = SETTINGS) -> Iterator[dict[str, str]]:
    """Give the properties of every node that has some."""
    for node in tree(parts(settings)[part]).iter("node"):
        found = {one.attrib[NAME]: "".join(one.itertext()) for one in node.findall("prop")}
        if found:
            yield {"node": node.attrib[NAME], **found}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_toolbar_and_the_menu_have_the_buttons_of_the_table_in_its_order(language: str) -> None:
    found = list(nodes("Addons.xcu", replace(SETTINGS, language=language)))

    wanted = [(button.labels[language], command_url(button.id)) for button in BUTTONS]
    pressed = [(node["node"], node["Title"], node["URL"]) for node in found if "URL" in node]
    half = len(BUTTONS)
    assert [(title, url) for _, title, url in pressed[:half]] == wanted
    assert pressed[half:] == pressed[:half]
    assert [node for node, _, _ in pressed[:half]] == sorted(node for node, _, _ in pressed[:half])
    assert [node["Title"] for node in found if "URL" not in node] == [TAB_LABELS[language]]


def test_every_command_goes_to_the_handler_that_the_extension_brings() -> None:
    handlers = list(nodes("ProtocolHandler.xcu"))
    handler = parts()["button_handler.py"]

    assert handlers == [{"node": "xltools.ButtonHandler", "Protocols": f"{PROTOCOL}*"}]
    assert 'IMPLEMENTATION = "xltools.ButtonHandler"' in handler
    assert f'PROTOCOL = "{PROTOCOL}"' in handler
    assert all(command_url(button.id).startswith(PROTOCOL) for button in BUTTONS)


def test_every_part_is_named_in_the_manifest_or_read_by_its_name() -> None:
    manifest = tree(parts()["META-INF/manifest.xml"])
    named = {value for entry in manifest for key, value in entry.attrib.items() if key.endswith("full-path")}

    assert named | {"META-INF/manifest.xml", "description.xml", "settings.json"} == set(parts())
    assert f'<identifier value="{IDENTIFIER}"/>' in parts()["description.xml"]


def test_what_is_baked_in_is_read_back_and_equal_settings_give_equal_bytes() -> None:
    assert json.loads(parts()["settings.json"]) == as_dict(SETTINGS)
    assert build_extension(SETTINGS) == build_extension(SETTINGS)
