"""What the live workbook shows at the cells with findings."""

from __future__ import annotations

from tests.support.words import words
from xltools.adapters.catalog_files import load_catalog
from xltools.core.findings import Finding, Location, Param, Severity
from xltools.core.marks.cell_marks import LONGEST_NOTE, NOTE_SIGN, CellMark, cell_marks

CATALOG = load_catalog("zh-Hans")
CELL = Location("L1学习台账", 5, 3, order=2)
SLIP: dict[str, Param] = {"value": "31", "minimum": 1, "maximum": 12}


def finding(severity: Severity = Severity.ERROR, place: Location = CELL, rule: str | None = "R1") -> Finding:
    return Finding(severity, place, "check.range.outside", SLIP, rule)


def test_a_cell_is_marked_once_and_its_note_says_all_of_it_the_gravest_first() -> None:
    marks = cell_marks([finding(Severity.WARNING), finding(rule=None)], words(), CATALOG.wrong_and_mend)

    note = f"{NOTE_SIGN}错误\n31 不在 1 至 12 之间。\n请核对并改正。\n\n核对 R1\n31 不在 1 至 12 之间。\n请核对并改正。"
    assert marks == (CellMark("L1学习台账", 5, 3, Severity.ERROR, note),)


def test_what_has_no_cell_has_no_mark() -> None:
    places = [Location("队伍", 5), Location("队伍", None, 3), Location("队伍"), Location()]

    assert cell_marks([finding(place=place) for place in places], words(), CATALOG.wrong_and_mend) == ()


def test_a_note_is_never_longer_than_a_note_may_be() -> None:
    marks = cell_marks([finding()] * 80, words(), CATALOG.wrong_and_mend)

    assert len(marks[0].note.encode("utf-16-le")) // 2 <= LONGEST_NOTE
    assert marks[0].note.endswith("…")
