from datetime import date

import pytest

from tests.support.words import words
from xltools.adapters.catalog_files import load_catalog
from xltools.core.findings import Finding, Location, Repair, Severity
from xltools.core.marks.marking import FindingLine, Mark, mark

CATALOG = load_catalog("zh-Hans")
CELL = Location("L1学习台账", 5, 3, order=2)
SLIP = {"value": "31", "minimum": 1, "maximum": 12}


def finding(severity: Severity = Severity.ERROR, place: Location = CELL, **more: object) -> Finding:
    return Finding(severity, place, "check.range.outside", SLIP, "R1", **more)  # type: ignore[arg-type]


def test_a_line_says_how_grave_where_what_stands_there_what_is_wrong_and_what_to_do() -> None:
    line = mark([finding()], words(), CATALOG.wrong_and_mend).lines[0]

    texts = ("错误", "L1学习台账", "C5", "31", "31 不在 1 至 12 之间。", "请核对并改正。", "R1")
    assert line == FindingLine(Severity.ERROR, texts, "'L1学习台账'!C5")


def test_a_cell_is_coloured_once_by_its_gravest_finding() -> None:
    findings = [finding(Severity.NOTE), finding(Severity.ERROR), finding(Severity.WARNING)]

    marking = mark(findings, words(), CATALOG.wrong_and_mend)

    assert marking.marks == (Mark("L1学习台账", 5, 3, Severity.ERROR),)
    assert len(marking.lines) == 3


@pytest.mark.parametrize(
    ("place", "address", "link"),
    [
        (Location("它's", 5, 3), "C5", "'它''s'!C5"),
        (Location("队伍", 5, None), "5:5", "'队伍'!5:5"),
        (Location("队伍", None, 3), "C:C", "'队伍'!C:C"),
        (Location("队伍"), "", "'队伍'!A1"),
        (Location(), "", ""),
    ],
)
def test_a_line_leads_to_its_place_as_near_as_it_has_one(place: Location, address: str, link: str) -> None:
    marking = mark([finding(place=place)], words(), CATALOG.wrong_and_mend)

    assert (marking.lines[0].texts[2], marking.lines[0].link) == (address, link)
    assert len(marking.marks) == (address == "C5")


def test_what_to_do_ends_with_the_repair_and_the_written_reason() -> None:
    found = finding(repair=Repair(date(2019, 5, 1)), explanation="属实")

    assert CATALOG.wrong_and_mend(found)[1] == "请核对并改正。建议改为：2019年5月1日。已说明理由：属实。"


def test_a_full_stop_in_a_cell_parts_no_sentence() -> None:
    found = Finding(Severity.ERROR, CELL, "check.unique.repeated", {"value": "好。坏！", "other": "A1"})

    wrong, mend = CATALOG.wrong_and_mend(found)

    assert wrong == "“好。坏！”与 A1 重复。"
    assert mend == "请核对是否重复登记，删去多余的一处或改正。"


@pytest.mark.parametrize(
    ("wording", "parts"),
    [
        ("Too many. Ask first.", ("Too many.", "Ask first.")),
        ("Is it 3.5? Look again.", ("Is it 3.5?", "Look again.")),
        ("只有一句。", ("只有一句。", "")),
        ("没有句号", ("没有句号", "")),
    ],
)
def test_a_packs_own_wording_is_parted_too(wording: str, parts: tuple[str, str]) -> None:
    assert CATALOG.wrong_and_mend(finding(wording={"zh-Hans": wording})) == parts
