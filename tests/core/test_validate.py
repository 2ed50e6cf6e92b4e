from __future__ import annotations

from tests.support.drawing import dataset, sheet, table
from tests.support.rules import pack, rules, scope
from xltools.core.dataset import Dataset, Explanation, Slip
from xltools.core.findings import Finding, Location, Repair, Severity
from xltools.core.frozen import replace
from xltools.core.parsing.odd_rows import without_records
from xltools.core.validate import Validation, Verdict, validate

HOTEL = sheet("hotel", {"name": "text", "beds": "integer", "opened": "date"})
NAMES = scope((HOTEL,))
BEDS = """
[[rule]]
kind = "type"
id = "hotel.beds.type"
sheet = "hotel"
columns = ["beds"]

[[rule]]
kind = "range"
id = "R1"
sheet = "hotel"
columns = ["beds"]
maximum = 5000
"""


def run(drawing: str, source: str) -> Validation:
    return validate(dataset(table(HOTEL, drawing)), pack(rules(source, NAMES), NAMES))


def test_a_cell_that_did_not_parse_is_left_out_but_its_rule_is_not_passed() -> None:
    result = run("| name | beds |\n| A | # |\n| B | 9999 |", BEDS)

    assert [(f.rule_id, f.location.address) for f in result.findings] == [("hotel.beds.type", "B2"), ("R1", "B3")]
    assert list(result.unjudged) == ["R1"]
    assert not result.passed


def test_a_row_that_is_no_record_leaves_no_rule_unjudged() -> None:
    total = Finding(Severity.ERROR, Location("hotel", 3, 1), "structure.total_row", {"value": "合计"})
    drawn = without_records(table(HOTEL, "| name | beds |\n| A | 20 |\n| 合计 | 9999 |"), (total,))

    result = validate(replace(dataset(drawn), findings=(total,)), pack(rules(BEDS, NAMES), NAMES))

    assert result == Validation((total,), {})


def test_a_slip_keeps_its_own_severity_and_repair() -> None:
    drawn = table(HOTEL, "| name | beds |\n| A | 20 |")
    slip = Slip("parse.stray_space", {"value": " 20"}, Severity.WARNING, Repair(20))
    dataset_with_slip = dataset(replace(drawn, slips={"beds": {0: slip}}))

    result = validate(dataset_with_slip, pack(rules(BEDS, NAMES), NAMES))

    place = Location("hotel", 2, 2)
    assert result.findings == (Finding(Severity.WARNING, place, slip.key, slip.params, "hotel.beds.type", slip.repair),)
    assert result.verdict is Verdict.PASSED


def test_a_sheet_or_a_column_that_the_workbook_lacks_leaves_its_rules_unjudged() -> None:
    judged = pack(rules(BEDS, NAMES), NAMES)

    without_sheet = validate(dataset(), judged)
    without_column = validate(dataset(table(HOTEL, "| name |\n| A |")), judged)

    assert {rule: [u.key for u in why] for rule, why in without_sheet.unjudged.items()} == {
        "hotel.beds.type": ["check.no_sheet"],
        "R1": ["check.no_sheet"],
    }
    assert {rule: [u.key for u in why] for rule, why in without_column.unjudged.items()} == {
        "hotel.beds.type": ["check.no_column"],
        "R1": ["check.no_column"],
    }
    assert without_sheet.verdict is Verdict.UNJUDGED


def test_what_is_wrong_with_the_shape_of_the_workbook_stands_among_the_findings() -> None:
    moved = Finding(Severity.WARNING, Location("hotel", 1, 2), "structure.moved")
    broken = replace(dataset(table(HOTEL, "| name | beds |\n| A | 9999 |")), findings=(moved,))

    result = validate(broken, pack(rules(BEDS, NAMES), NAMES))

    assert [f.key for f in result.findings] == ["structure.moved", "check.range.too_large"]


EXPLAINED = """
[[rule]]
kind = "range"
id = "R1"
sheet = "hotel"
columns = ["beds"]
maximum = 5000
severity = "warning"
explain = "required"
"""


def explained(*explanations: Explanation) -> Validation:
    full: Dataset = replace(dataset(table(HOTEL, "| name | beds |\n| A | 9999 |")), explanations=explanations)
    return validate(full, pack(rules(EXPLAINED, NAMES), NAMES))


def test_a_warning_that_demands_a_reason_fails_until_one_is_written() -> None:
    assert explained().verdict is Verdict.FAILED
    assert explained(Explanation("R1", "hotel", "B2", "  ")).verdict is Verdict.FAILED
    assert explained(Explanation("R1", "hotel", "B3", "新馆")).verdict is Verdict.FAILED
    assert explained(Explanation("R2", "hotel", "B2", "新馆")).verdict is Verdict.FAILED

    settled = explained(Explanation("R1", "hotel", "b2", "新馆"))

    assert settled.verdict is Verdict.PASSED
    assert [f.explanation for f in settled.findings] == ["新馆"]


def test_a_reason_without_an_address_speaks_of_the_whole_rule() -> None:
    assert explained(Explanation("R1", "", "", "新馆")).passed


def test_a_reason_does_not_settle_an_error() -> None:
    source = EXPLAINED.replace('"warning"', '"error"')
    reason = Explanation("R1", "hotel", "B2", "新馆")
    full = replace(dataset(table(HOTEL, "| name | beds |\n| A | 9999 |")), explanations=(reason,))

    result = validate(full, pack(rules(source, NAMES), NAMES))

    assert result.verdict is Verdict.FAILED


def test_the_packs_own_wording_goes_with_the_finding() -> None:
    worded = tuple(replace(rule, wording={"zh-Hans": "{value} 张床？"}) for rule in rules(BEDS, NAMES))

    result = validate(dataset(table(HOTEL, "| name | beds |\n| A | 9999 |")), pack(worded, NAMES))

    assert [f.wording for f in result.findings] == [{"zh-Hans": "{value} 张床？"}]


def test_one_cell_with_one_repair_is_said_once_by_the_graver() -> None:
    places = sheet("places", {"site": "text"}), sheet("sites", {"name": "text"})
    names = scope(places)
    source = """
[[rule]]
kind = "type"
sheet = "places"
columns = ["site"]
[[rule]]
kind = "ref"
sheet = "places"
column = "site"
to = "sites.name"
"""
    spaced = Slip("parse.outer_spaces", {"value": "东村 "}, Severity.WARNING, Repair("东村"))
    odd = Slip("parse.private_character", {"value": "西村"}, Severity.WARNING)
    drawn = table(places[0], "| site |\n| 东村 |\n| 西村 |")
    drawn = replace(drawn, columns={"site": ("东村 ", "西村")}, slips={"site": {0: spaced, 1: odd}})

    result = validate(dataset(drawn, table(places[1], "| name |\n| 东村 |")), pack(rules(source, names), names))

    assert [(f.location.address, f.rule_id) for f in result.findings] == [
        ("A2", "ref"),
        ("A3", "ref"),
        ("A3", "type"),
    ]
