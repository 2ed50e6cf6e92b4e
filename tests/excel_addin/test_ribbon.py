"""The ribbon: what Office would refuse costs the whole tab, so everything it looks at is looked at here."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from tests.support.addins import addin, modules_read, part
from tests.support.catalogs import CATALOGS
from xltools.core.messages import LANGUAGES
from xltools.excel_addin.buttons import BUTTONS, GROUPS, IMAGES, TAB_LABELS

PARTS = {
    "customUI/customUI.xml": "http://schemas.microsoft.com/office/2006/01/customui",
    "customUI/customUI14.xml": "http://schemas.microsoft.com/office/2009/07/customui",
}
EVERY = [(name, language) for name in PARTS for language in LANGUAGES]


def controls(name: str, language: str = "zh-Hans") -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(part(addin(language), name)).iter())  # noqa: S314 - our own


def test_the_ids_are_those_of_the_macros_in_the_order_of_the_tab() -> None:
    assert [button.id for button in BUTTONS] == [
        "check",
        "next_finding",
        "previous_finding",
        "explain",
        "clear_marks",
        "repair",
        "indicators",
        "report",
        "check_report",
        "refresh_report",
    ]


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_every_control_has_an_id_of_its_own_and_a_label(name: str, language: str) -> None:
    found = controls(name, language)
    ids = [control.get("id") for control in found if control.tag.endswith(("tab", "group", "button"))]

    assert {control.tag.rpartition("}")[0][1:] for control in found} == {PARTS[name]}
    assert len(ids) == len(set(ids)) == 1 + len(GROUPS) + len(BUTTONS)
    assert all(re.fullmatch("[a-z_]+", id_ or "") for id_ in ids)
    labels = [control.get("label", "") for control in found if control.get("id")]
    assert labels[0] == TAB_LABELS[language]
    assert all(0 < len(label) <= 1024 for label in labels)


@pytest.mark.parametrize("name", PARTS)
def test_the_buttons_are_those_of_the_table_with_tips_and_known_pictures(name: str) -> None:
    buttons = [control for control in controls(name) if control.tag.endswith("button")]

    assert [button.get("id") for button in buttons] == [button.id for button in BUTTONS]
    assert {button.get("imageMso") for button in buttons} - {None} <= set(IMAGES)
    assert all(0 < len(button.get("supertip", "")) <= 1024 for button in buttons)
    assert {button.get("size") for button in buttons} == {"large", "normal"}
    assert all(button.get("imageMso") for button in buttons if button.get("size") == "large")


@pytest.mark.parametrize("name", PARTS)
def test_every_callback_is_a_procedure_that_takes_the_control(name: str) -> None:
    modules = modules_read(addin())
    callbacks = {control.get("onAction", "") for control in controls(name)} - {""}

    assert callbacks == {"XltoolsButtons.RunButton", "XltoolsFindings.NextFinding", "XltoolsFindings.PreviousFinding"}
    for callback in callbacks:
        module, _, procedure = callback.partition(".")
        assert f"\r\nPublic Sub {procedure}(control As IRibbonControl)\r\n" in modules[module]


ATTRIBUTES = {
    "customUI": set(),
    "ribbon": set(),
    "tabs": set(),
    "tab": {"id", "label"},
    "group": {"id", "label"},
    "button": {"id", "label", "size", "imageMso", "screentip", "supertip", "onAction"},
}
"""What is used of the schema of both parts ([MS-CUSTOMUI] 2.2); an attribute that it lacks costs the whole tab."""


@pytest.mark.parametrize("name", PARTS)
def test_no_element_and_no_attribute_is_used_that_the_schema_lacks(name: str) -> None:
    used: dict[str, set[str]] = {}
    for control in controls(name):
        used.setdefault(control.tag.rpartition("}")[2], set()).update(control.attrib)

    assert used == ATTRIBUTES


def test_both_parts_say_the_same() -> None:
    first, second = (part(addin(), name).decode("utf-8").replace(space, "") for name, space in PARTS.items())

    assert first == second


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_button_has_its_label_and_its_tip_in_every_language(language: str) -> None:
    assert all(button.labels[language] for button in BUTTONS)
    assert len({CATALOGS[language].sentence(f"addin.tip.{button.id}") for button in BUTTONS}) == len(BUTTONS)
