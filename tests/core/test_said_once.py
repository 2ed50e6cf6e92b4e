from __future__ import annotations

from xltools.core.findings import Finding, Location, Repair, Severity
from xltools.core.said_once import said_once


def finding(key: str, row: int | None, column: int | None = None, sheet: str = "台账", **more: object) -> Finding:
    rule = None if key.startswith("structure.") else "R1"
    value = str(more.get("value", ""))
    repair = more.get("repair")
    severity = Severity.WARNING if more.get("warning") else Severity.ERROR
    mend = repair if isinstance(repair, Repair) else None
    return Finding(severity, Location(sheet, row, column), key, {"value": value}, rule, mend)


def test_the_cells_of_a_row_that_is_no_record_are_not_spoken_of() -> None:
    total = finding("structure.total_row", 9, 1)
    slips = [finding("parse.not_a_number", 9, 1), finding("check.required.empty", 9, 4)]
    others = [finding("parse.not_a_number", 8, 1), finding("parse.not_a_number", 9, 1, sheet="别的台账")]

    assert said_once([total, *slips, *others]) == [total, *others]


def test_a_repeated_header_leaves_what_is_said_of_the_whole_sheet() -> None:
    header = finding("structure.repeated_header", 9)
    sheet, row = finding("check.covers.year", None), finding("check.outlier.far", 10, 2)

    assert said_once([sheet, header, finding("check.choice.unknown", 9, 2), row]) == [sheet, header, row]


def test_cells_swallowed_by_a_merge_are_not_called_empty() -> None:
    merged = finding("structure.merged_cells", 4, 3, value="C4:C6")
    inside, slip = finding("check.required.empty", 5, 3), finding("parse.not_a_number", 4, 3)
    beside = finding("check.required.empty", 5, 4)

    assert said_once([merged, inside, slip, beside]) == [merged, slip, beside]


def test_of_two_findings_with_one_repair_the_graver_stays() -> None:
    warning = finding("parse.outer_spaces", 4, 2, repair=Repair("是"), warning=True)
    error = finding("check.choice.misspelt", 4, 2, repair=Repair("是"))
    other = finding("check.choice.misspelt", 5, 2, repair=Repair("是"))

    assert said_once([warning, error, other]) == [error, other]
