"""What always holds of a validation, whatever the rows."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from statistics import median

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.drawing import choices, dataset, sheet, table
from tests.support.rules import pack, rules, scope
from xltools.core.dataset import UNREADABLE, Slip, Table, Value
from xltools.core.findings import Finding
from xltools.core.pack import Rule
from xltools.core.sheets import Blank
from xltools.core.validate import Validation, validate

COLUMNS = {
    "site": "text",
    "kind": "select_one kinds",
    "room": "select_one rooms under kind",
    "day": "date",
    "n": "integer",
    "m": "integer",
}
VISITS = sheet("visits", COLUMNS)
SITES = sheet("sites", {"name": "text"})
NAMES = scope((VISITS, SITES), {"kinds": choices("a", "b"), "rooms": choices("r under a", "s under b", "t")})
REGISTER = table(SITES, "| name |\n| 东 |\n| 西 |", 1)
POOLS: Mapping[str, Sequence[Value]] = {
    "site": ["东", "西", "北", "empty"],
    "kind": ["a", "b", "c"],
    "room": ["r", "s", "t", "u"],
    "day": [date(2018, 12, 31), date(2019, 1, 1), date(2019, 6, 30), date(2019, 7, 1), date(2020, 1, 1)],
    "n": [Decimal(number) for number in (-1, 0, 1, 2, 100)],
    "m": [Decimal(number) for number in (-1, 0, 1, 2)],
}
RULES = rules(
    """
[[rule]]
id = "type"
kind = "type"
sheet = "visits"
columns = ["site", "kind", "room", "day", "n", "m"]
[[rule]]
id = "required"
kind = "required"
sheet = "visits"
columns = ["site", "n"]
[[rule]]
id = "unique"
kind = "unique"
sheet = "visits"
columns = ["site", "day"]
[[rule]]
id = "range"
kind = "range"
sheet = "visits"
columns = ["n", "m"]
minimum = 0
maximum = 50
[[rule]]
id = "choice"
kind = "choice"
sheet = "visits"
columns = ["kind", "room"]
[[rule]]
id = "date_in_period"
kind = "date_in_period"
sheet = "visits"
columns = ["day"]
[[rule]]
id = "compare"
kind = "compare"
sheet = "visits"
left = "n"
operator = "<="
right = "m"
where = { kind = "a" }
[[rule]]
id = "ref"
kind = "ref"
sheet = "visits"
column = "site"
to = "sites.name"
[[rule]]
id = "at_most"
kind = "at_most"
sheet = "visits"
by = ["site"]
count = "n"
maximum = 3
[[rule]]
id = "covers"
kind = "covers"
sheet = "visits"
by = ["site", "kind"]
each = "half"
date = "day"
count = "n"
at_least = 2
of = "sites.name"
[[rule]]
id = "outlier"
kind = "outlier"
sheet = "visits"
column = "n"
by = ["kind"]
[[rule]]
id = "require"
kind = "require"
sheet = "visits"
require = "n <= m or filled(day)"
""",
    NAMES,
)
Row = tuple[Value, ...]


def cells(unreadable: bool = True) -> st.SearchStrategy[list[Row]]:
    odd: list[Value] = [Blank.EMPTY, Blank.UNKNOWN, *([UNREADABLE] if unreadable else [])]
    one = [st.sampled_from([*pool, *pool, *odd]) for pool in POOLS.values()]
    blank = st.just(tuple(Blank.EMPTY for _ in POOLS))
    return st.lists(st.one_of(st.tuples(*one), st.tuples(*one), blank), max_size=30)


def drawn(rows: Sequence[Row], numbers: Sequence[int] | None = None) -> Table:
    columns = {name: tuple(row[place] for row in rows) for place, name in enumerate(POOLS)}
    slip = Slip("parse.unreadable", {"value": "#"})
    broken = {
        name: {index: slip for index, value in enumerate(values) if value is UNREADABLE}
        for name, values in columns.items()
    }
    places = {name: number for number, name in enumerate(POOLS, 1)}
    return Table(VISITS, "visits", 0, numbers or range(2, 2 + len(rows)), columns, places, slips=broken)


def run(drawing: Table, judged: tuple[Rule, ...] = RULES) -> Validation:
    return validate(dataset(drawing, REGISTER), pack(judged, NAMES))


def places(findings: Sequence[Finding], *but: str) -> list[tuple[str | None, str, str]]:
    return sorted((f.rule_id or "", f.location.address, f.key) for f in findings if f.rule_id not in but)


@given(cells(), st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_of_the_rules_does_not_matter(rows: list[Row], dice: random.Random) -> None:
    shuffled = list(RULES)
    dice.shuffle(shuffled)

    one, other = run(drawn(rows)), run(drawn(rows), tuple(shuffled))

    assert one.findings == other.findings
    assert dict(one.unjudged) == dict(other.unjudged)


@given(cells(), st.integers(0, 30))
@settings(deadline=None)
def test_a_blank_row_changes_nothing(rows: list[Row], at: int) -> None:
    numbers = list(range(2, 2 + len(rows)))
    blank = tuple(Blank.EMPTY for _ in POOLS)
    wider = drawn([*rows[:at], blank, *rows[at:]], [*numbers[:at], 999, *numbers[at:]])

    one, other = run(drawn(rows)), run(wider)

    assert one.findings == other.findings
    assert dict(one.unjudged) == dict(other.unjudged)


@given(cells(), st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_of_the_rows_changes_only_which_of_several_is_named(rows: list[Row], dice: random.Random) -> None:
    numbered = list(enumerate(rows, 2))
    dice.shuffle(numbered)
    shuffled = drawn([row for _, row in numbered], [number for number, _ in numbered])
    first_of_several = ("unique", "at_most", "covers")

    one, other = run(drawn(rows)), run(shuffled)

    assert places(one.findings, *first_of_several) == places(other.findings, *first_of_several)
    assert sorted(f.rule_id or "" for f in one.findings) == sorted(f.rule_id or "" for f in other.findings)


@given(cells())
@settings(deadline=None)
def test_a_cell_that_did_not_parse_is_found_once(rows: list[Row]) -> None:
    broken = [f"{'ABCDEF'[c]}{r}" for r, row in enumerate(rows, 2) for c, v in enumerate(row) if v is UNREADABLE]

    findings = run(drawn(rows)).findings

    found = [f.location.address for f in findings if f.location.address in broken and f.location.sheet == "visits"]
    assert sorted(found) == sorted(broken)


@given(cells())
@settings(deadline=None)
def test_findings_come_in_the_order_of_the_sheet(rows: list[Row]) -> None:
    findings = run(drawn(rows)).findings

    where = [(f.location.order, f.location.row or 0, f.location.column or 0) for f in findings]
    assert where == sorted(where)


@given(cells())
@settings(deadline=None)
def test_filling_only_readable_cells_leaves_nothing_unjudged(rows: list[Row]) -> None:
    readable = [tuple(Blank.EMPTY if value is UNREADABLE else value for value in row) for row in rows]

    assert run(drawn(readable)).unjudged == {}


@given(cells(unreadable=False), st.sampled_from([rule.id for rule in RULES]))
@settings(max_examples=400, deadline=None)
def test_a_check_finds_what_a_plain_reading_of_its_rule_finds(rows: list[Row], kind: str) -> None:
    (rule,) = (rule for rule in RULES if rule.id == kind)
    records = [(number, dict(zip(POOLS, row, strict=True))) for number, row in enumerate(rows, 2)]

    findings = run(drawn(rows), (rule,)).findings

    assert sorted((f.location.sheet, f.location.address) for f in findings) == sorted(PLAIN[kind](records))


Record = dict[str, Value]
Records = list[tuple[int, Record]]
Found = list[tuple[str, str]]


def here(column: str, row: int) -> tuple[str, str]:
    return "visits", f"{'ABCDEF'[list(POOLS).index(column)]}{row}"


def each(wrong: Callable[[Value, Record], bool], *columns: str) -> Callable[[Records], Found]:
    return lambda records: [here(c, row) for row, one in records for c in columns if wrong(one[c], one)]


def numbers(*values: Value) -> bool:
    return all(isinstance(value, Decimal) for value in values)


def repeated(records: Records) -> Found:
    found, seen = [], []
    for row, one in records:
        pair = (one["site"], one["day"])
        if not any(isinstance(value, Blank) for value in pair):
            if pair in seen:
                found.append(here("site", row))
            seen.append(pair)
    return found


def wrong_choice(value: Value, one: Record, column: str) -> bool:
    if isinstance(value, Blank):
        return False
    if column == "kind":
        return value not in {"a", "b"}
    if value not in {"r", "s", "t"}:
        return True
    return (one["kind"], value) in {("a", "s"), ("b", "r")}


def over(records: Records) -> Found:
    found = []
    for site in dict.fromkeys(one["site"] for _, one in records):
        added = [(row, one["n"]) for row, one in records if one["site"] == site and isinstance(one["n"], Decimal)]
        running = Decimal(0)
        if isinstance(site, Blank) or sum(number for _, number in added if isinstance(number, Decimal)) <= 3:
            continue
        for row, number in added:
            running += number if isinstance(number, Decimal) else 0
            if running > 3:
                found.append(here("n", row))
                break
    return found


def uncovered(records: Records) -> Found:
    found = []
    for place, site in enumerate(("东", "西"), 2):
        rows = [row for row, one in records if one["site"] == site and not isinstance(one["kind"], Blank)]
        for kind in ("a", "b"):
            halves = []
            for first, last in ((date(2019, 1, 1), date(2019, 6, 30)), (date(2019, 7, 1), date(2019, 12, 31))):
                mine = [one for _, one in records if one["site"] == site and one["kind"] == kind]
                dated = [one for one in mine if isinstance(one["day"], date) and first <= one["day"] <= last]
                halves.append(sum(one["n"] for one in dated if isinstance(one["n"], Decimal)))
            if min(halves) < 2:
                found.append(here("site", rows[0]) if rows else ("sites", f"A{place}"))
    return found


def far(records: Records) -> Found:
    found = []
    for kind in ("a", "b", "c"):
        own = [(row, one["n"]) for row, one in records if one["kind"] == kind]
        mine = [(row, float(number)) for row, number in own if isinstance(number, Decimal)]
        if len(mine) < 8:
            continue
        middle = median(number for _, number in mine)
        spread = median(abs(number - middle) for _, number in mine)
        found += [here("n", row) for row, number in mine if spread and 0.6745 * abs(number - middle) / spread > 3.5]
    return found


def unmet(value: Value, one: Record) -> bool:
    n, m = value, one["m"]
    known = isinstance(n, Decimal) and isinstance(m, Decimal)
    return known and isinstance(one["day"], Blank) and not n <= m  # type: ignore[operator]  # known says it


PLAIN: dict[str, Callable[[Records], Found]] = {
    "type": lambda _: [],
    "required": each(lambda v, one: v is Blank.EMPTY and set(one.values()) != {Blank.EMPTY}, "site", "n"),
    "unique": repeated,
    "range": each(lambda v, _: isinstance(v, Decimal) and not 0 <= v <= 50, "n", "m"),
    "choice": lambda records: (
        each(lambda v, one: wrong_choice(v, one, "kind"), "kind")(records)
        + each(lambda v, one: wrong_choice(v, one, "room"), "room")(records)
    ),
    "date_in_period": each(lambda v, _: isinstance(v, date) and v.year != 2019, "day"),
    "compare": each(
        lambda v, one: one["kind"] == "a" and numbers(v, one["m"]) and not v <= one["m"],  # type: ignore[operator]
        "n",
    ),
    "ref": each(lambda v, _: isinstance(v, str) and v not in {"东", "西"}, "site"),
    "at_most": over,
    "covers": uncovered,
    "outlier": far,
    "require": each(unmet, "n"),
}
