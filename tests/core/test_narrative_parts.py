from __future__ import annotations

import pytest

from tests.support.packs import said
from xltools.core.findings import Finding, Location, Severity
from xltools.core.narration.narrative_parts import Narrative, part_faults, part_names, read_narrative, with_parts

BASE = """\
# 报告
{# part: study #}
- 学习。
{# end #}
## 活动
{# part: visits #}
- 走访。
- 慰问。
{# end #}
完。"""


def laid(text: str, base: str = BASE) -> tuple[list[str], list[str]]:
    """Give the lines that are no marks, and the faults."""
    faults: list[Finding] = []
    narrative = with_parts(read_narrative(base, "tiny/narrative.md.j2"), text, "parts.md.j2", faults)
    return [line.text for line in narrative.lines if not line.mark and line.text], [said(fault) for fault in faults]


def test_a_part_is_written_anew_and_the_rest_stays() -> None:
    assert laid("{# part: visits #}\n- 入户。\n{# end #}\n") == (
        ["# 报告", "- 学习。", "## 活动", "- 入户。", "完。"],
        [],
    )


def test_a_part_without_text_is_dropped_and_text_is_added_behind_one() -> None:
    assert laid("{# part: visits #}\n\n{# after: study #}\n- 测试。\n") == (
        ["# 报告", "- 学习。", "- 测试。", "## 活动", "完。"],
        [],
    )


def test_a_narrative_without_own_parts_is_the_base_s() -> None:
    assert laid("") == ([line for line in BASE.split("\n") if "{#" not in line], [])


def test_a_further_pack_finds_the_parts_again() -> None:
    faults: list[Finding] = []
    first = with_parts(
        read_narrative(BASE, "a"), "{# part: study #}\n- 一。\n{# after: study #}\n- 二。\n", "b", faults
    )
    second = with_parts(first, "{# part: study #}\n- 三。\n", "c", faults)

    assert part_names(second) == ("study", "visits")
    assert [line.text for line in second.lines if line.text.startswith("- ")] == [
        "- 三。",
        "- 二。",
        "- 走访。",
        "- 慰问。",
    ]
    assert faults == []


def test_what_is_wrong_in_the_template_is_told_in_the_file_that_said_it() -> None:
    narrative = with_parts(
        read_narrative(BASE, "tiny/narrative.md.j2"), "\n{# part: visits #}\n- 甲。\n- 乙。", "own", []
    )
    rows = {line.text: number for number, line in enumerate(narrative.lines, 1)}

    def placed(row: int | None) -> tuple[str, int | None]:
        (finding,) = narrative.placed(
            [Finding(Severity.ERROR, Location("narrative.md.j2", row), "report.template.syntax")]
        )
        return finding.location.sheet, finding.location.row

    assert placed(rows["- 乙。"]) == ("own", 4)
    assert placed(rows["完。"]) == ("tiny/narrative.md.j2", 10)
    assert placed(None) == ("narrative.md.j2", None)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{# part: visit #}\n", "parts.md.j2:1  inherit.unknown_part_near"),
        ("{# after: zzz #}\n", "parts.md.j2:1  inherit.unknown_part"),
        ("{# part: study #}\n{# part: study #}\n", "parts.md.j2:2  inherit.part_twice"),
        ("- 句子。\n", "parts.md.j2:1  inherit.outside_parts"),
        ("{# part visits #}\n", "parts.md.j2:1  inherit.bad_mark"),
    ],
)
def test_a_slip_in_the_own_parts_is_named(text: str, fault: str) -> None:
    assert laid(text)[1] == [fault]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (BASE, []),
        ("{# part: a #}\n{# part: b #}\n{# end #}", [(1, "inherit.no_end")]),
        ("{# part: a #}\n", [(1, "inherit.no_end")]),
        ("{# end #}", [(1, "inherit.no_part")]),
        ("{# part: a #}\n{# end #}\n{# part: a #}\n{# end #}", [(3, "inherit.part_twice")]),
        ("{# part: A #}", [(1, "inherit.bad_mark")]),
        ("{# after: a #}", [(1, "inherit.after_here")]),
        ("{# partly cloudy #}\n{# the end #}", []),
    ],
)
def test_marks_that_do_not_fit_are_named(text: str, faults: list[tuple[int, str]]) -> None:
    narrative: Narrative = read_narrative(text, "narrative.md.j2")

    assert [(fault.location.row, fault.key) for fault in part_faults(narrative)] == faults
