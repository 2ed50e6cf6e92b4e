"""How the cells of a workbook appear: fonts, colours, borders, number formats.

A calm page: dark blue words, pale blue headers, thin grey lines; white cells and pale yellow fields
are for entries, grey ones are computed.
"""

from __future__ import annotations

from collections.abc import Mapping

from xltools.core.findings import Severity
from xltools.core.planning.plan_parts import Look

Properties = Mapping[str, str | int | float | bool]

FONT = "微软雅黑"
_INK = "#1F2937"
_NAVY = "#1F3A5F"
_GREY = "#6B7280"
_LINE = "#C3CCD6"
_HEADER_FILL = "#DCE6F1"
_FIELD_FILL = "#FFFBE8"
_COMPUTED_FILL = "#F3F5F8"
_ENTRY_FILL = "#FFFFFF"

_REQUIRED_FORMAT = '@" *"'  # the star is shown, not held: the cell's text stays the column's label

DEFAULT: Properties = {"font_name": FONT, "font_size": 10.5, "font_color": _INK}

_BOX: Properties = {"border": 1, "border_color": _LINE, "valign": "vcenter"}
_CENTRED: Properties = {"align": "center"}
_TEXT: Properties = {"num_format": "@"}
_DATE: Properties = {"num_format": "yyyy-m-d", "align": "center"}
_INTEGER: Properties = {"num_format": "General", "align": "right", "indent": 1}  # "0" would show 2.5 as 3
_DECIMAL: Properties = {"num_format": "General", "align": "right", "indent": 1}
_HEADER: Properties = {
    **_BOX,
    **_CENTRED,
    "bold": True,
    "font_color": _NAVY,
    "bg_color": _HEADER_FILL,
    "text_wrap": True,
}
_LABEL: Properties = {**_BOX, "font_color": _NAVY, "bg_color": _HEADER_FILL, "text_wrap": True, "indent": 1}
_ENTRY: Properties = {**_BOX, "bg_color": _ENTRY_FILL, "locked": False}
_FIELD: Properties = {**_BOX, "indent": 1, "bg_color": _FIELD_FILL, "locked": False}
_COMPUTED: Properties = {**_BOX, "indent": 1, "bg_color": _COMPUTED_FILL}

LOOKS: Mapping[Look, Properties] = {
    Look.TITLE: {"font_size": 16, "bold": True, "font_color": _NAVY, "valign": "vcenter"},
    Look.HINT: {"font_color": _GREY, "font_size": 10, "text_wrap": True, "valign": "top"},
    Look.HEADER: _HEADER,
    Look.HEADER_REQUIRED: {**_HEADER, "num_format": _REQUIRED_FORMAT},
    Look.LABEL: _LABEL,
    Look.LABEL_REQUIRED: {**_LABEL, "num_format": _REQUIRED_FORMAT},
    Look.NOTE: {**_BOX, "font_color": _GREY, "font_size": 10, "text_wrap": True, "indent": 1},
    Look.ENTRY_TEXT: {**_ENTRY, **_TEXT, "text_wrap": True, "indent": 1},
    Look.ENTRY_LONG: {**_ENTRY, **_TEXT, "text_wrap": True, "indent": 1},
    Look.ENTRY_INTEGER: {**_ENTRY, **_INTEGER},
    Look.ENTRY_DECIMAL: {**_ENTRY, **_DECIMAL},
    Look.ENTRY_DATE: {**_ENTRY, **_DATE},
    Look.ENTRY_CHOICE: {**_ENTRY, **_TEXT, **_CENTRED},
    Look.FIELD_TEXT: {**_FIELD, **_TEXT, "text_wrap": True},
    Look.FIELD_LONG: {**_FIELD, **_TEXT, "text_wrap": True, "align": "left", "valign": "top"},  # else no indent
    Look.FIELD_INTEGER: {**_FIELD, **_INTEGER, "align": "left", "indent": 1},
    Look.FIELD_DECIMAL: {**_FIELD, **_DECIMAL, "align": "left", "indent": 1},
    Look.FIELD_DATE: {**_FIELD, **_DATE, "align": "left", "indent": 1},
    Look.FIELD_CHOICE: {**_FIELD, **_TEXT},
    Look.COMPUTED: {**_COMPUTED, "align": "right", "bold": True},
    Look.COMPARED: {**_COMPUTED, "align": "right"},
    Look.COMPUTED_TEXT: {**_COMPUTED, "text_wrap": True},
    Look.COVER_TITLE: {
        "font_size": 22,
        "bold": True,
        "font_color": _NAVY,
        "align": "center",
        "valign": "vcenter",
        "text_wrap": True,
    },
    Look.COVER_LABEL: _LABEL,
    Look.COVER_VALUE: {**_BOX, "indent": 1, "align": "left", "bold": True},
    Look.SECTION: {"bold": True, "font_size": 12, "font_color": _NAVY, "bottom": 2, "bottom_color": _NAVY},
    Look.STEP: {"text_wrap": True, "valign": "vcenter"},
    Look.LINK: {**_BOX, "font_color": "#1D5FAE", "underline": 1, "text_wrap": True, "indent": 1},
    Look.LISTED: {"num_format": "@"},
}

HIGHLIGHTS: Mapping[Severity, Properties] = {
    Severity.ERROR: {"bg_color": "#F8D0CC", "font_color": "#8E1B10"},
    Severity.WARNING: {"bg_color": "#FCE8B2", "font_color": "#7A4B00"},
    Severity.NOTE: {"bg_color": "#D6E6F7", "font_color": "#1B4B82"},
}
