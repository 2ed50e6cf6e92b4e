"""The buttons of the ribbon tab, in one table: the ribbon is drawn from it and the macros are dispatched by it.

A button's ``id`` is the id of its control in the ribbon, the argument of ``xltools.addin.dispatch``,
and the name of its toolbar command in LibreOffice.
"""

from __future__ import annotations

from collections.abc import Mapping

from xltools.core.frozen import frozen

IMAGES = (
    "CalculateNow",
    "ClearFormats",
    "DataValidationCircleInvalid",
    "FileSaveAsOtherFormats",
    "Help",
    "MacroPlay",
    "RefreshAll",
    "ReviewNextComment",
)
"""Pictures of Office (``imageMso``) that every version since 2010 has; a wrong name costs the whole tab."""

RIBBON_CALLBACK = "XltoolsButtons.RunButton"
"""The VBA procedure of a button that needs Python."""


@frozen
class Button:
    """A button.

    Attributes:
        id: Of the control and of the macro.
        labels: What is printed on it, by language.
        image: One of ``IMAGES``; None where none of them says what the button does.
        large: True for the buttons of every day.
        callback: The VBA procedure that the ribbon calls, with its module.
    """

    id: str
    labels: Mapping[str, str]
    image: str | None = None
    large: bool = False
    callback: str = RIBBON_CALLBACK


@frozen
class Group:
    """Buttons that stand together under one name."""

    id: str
    labels: Mapping[str, str]
    buttons: tuple[Button, ...]


def _labels(hans: str, hant: str, english: str) -> Mapping[str, str]:
    return {"zh-Hans": hans, "zh-Hant": hant, "en": english}


TAB_ID = "xltools_tab"
TAB_LABELS = _labels("工作报告", "工作報告", "Work report")

GROUPS = (
    Group(
        "xltools_checking",
        _labels("核对数据", "核對資料", "Check the data"),
        (
            Button("check", _labels("校验", "檢核", "Check"), "DataValidationCircleInvalid", large=True),
            Button(
                "next_finding",
                _labels("下一个问题", "下一個問題", "Next finding"),
                "ReviewNextComment",
                large=True,
                callback="XltoolsFindings.NextFinding",
            ),
            Button(
                "previous_finding",
                _labels("上一个问题", "上一個問題", "Previous finding"),
                callback="XltoolsFindings.PreviousFinding",
            ),
            Button("explain", _labels("说明", "說明", "Explain"), "Help"),
            Button("clear_marks", _labels("清除标记", "清除標記", "Clear marks"), "ClearFormats"),
            Button("repair", _labels("修复", "修復", "Repair"), "MacroPlay", large=True),
        ),
    ),
    Group(
        "xltools_reporting",
        _labels("出报告", "出報告", "Report"),
        (
            Button("indicators", _labels("计算指标", "計算指標", "Compute indicators"), "CalculateNow", large=True),
            Button("report", _labels("生成报告", "產生報告", "Write report"), "FileSaveAsOtherFormats", large=True),
            Button("check_report", _labels("核对报告", "核對報告", "Check report")),
            Button("refresh_report", _labels("更新数字", "更新數字", "Refresh figures"), "RefreshAll"),
        ),
    ),
)
"""The groups of the tab, from left to right."""

BUTTONS: tuple[Button, ...] = tuple(button for group in GROUPS for button in group.buttons)
"""Every button, in the order of the tab."""
