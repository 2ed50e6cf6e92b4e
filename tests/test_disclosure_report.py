"""The disclosure report: its published figures, its identities cell by cell, its fixed tables."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

from tests.support.disclosure import (
    PACK,
    SAMPLE,
    dataset,
    disclosure_pack,
    disclosure_sample,
    report,
    with_cell,
)
from xltools.adapters.xlsx_reader import read_grid
from xltools.core.contents import Entry
from xltools.core.document import DocumentTable, Role
from xltools.core.frozen import replace
from xltools.core.indicators import compute
from xltools.core.parse import parse
from xltools.core.planning.carry_over import carry_over
from xltools.core.sheets import Blank
from xltools.core.validate import Verdict, validate

PARTS = [
    "granted",
    "partial",
    *(f"d{n}" for n in range(1, 9)),
    *(f"u{n}" for n in range(1, 4)),
    *(f"n{n}" for n in range(1, 6)),
    *(f"o{n}" for n in range(1, 4)),
]
KINDS = ["natural", "company", "institute", "charity", "legal", "other"]

STOCK = [("documents", "made"), ("documents", "abolished"), ("documents", "valid"), ("last_documents", "valid")]
ENTRIES = [
    ("applications", "d1", "natural"),
    ("documents", "regulations", "made"),
    ("litigation", "after", "other"),
    ("charges", "fees", "amount"),
]

SECTIONS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)

FACTS = {
    "A_received": 3607,
    "A_natural": 3493,
    "A_organisations": 114,
    "A_granted": 1191,
    "A_partial": 328,
    "A_refused": 142,
    "A_unable": 1078,
    "A_unhandled": 406,
    "A_others": 341,
    "A_next": 121,
    "A_handled": 3486,
    "L_review": 440,
    "L_suits": 113,
    "FEE_cases": 25,
    "FEE_amount": 2950,
}
"""As the city's published text has them; its own parts add up to each."""


def test_all_identities_hold_for_the_published_figures() -> None:
    read = parse(read_grid(SAMPLE), disclosure_pack())

    result = validate(read, disclosure_pack())

    assert result.findings == ()
    assert result.verdict is Verdict.PASSED


def test_the_figures_of_the_text_are_those_of_the_tables() -> None:
    outcomes = compute(parse(read_grid(SAMPLE), disclosure_pack()), disclosure_pack())

    assert {name: outcomes[name].value for name in FACTS} == {name: Decimal(value) for name, value in FACTS.items()}


def identities_of(row: str, column: str) -> Iterator[tuple[str, str, str]]:
    """Give, for a cell of table three, each identity it takes part in: rule, and row and column of the finding."""
    if row in {"new", "carried", "total", "next"}:
        yield "GI-T3-1", "total", column
    if row in {*PARTS, "total"}:
        yield "applications.total.sum_equals", "total", column
    yield "applications.all.sum_equals", row, "all"
    if row == "carried":
        yield "GI-X-1", "carried", column


@pytest.mark.parametrize("row", ["new", "carried", *PARTS, "total", "next"])
@pytest.mark.parametrize("column", [*KINDS, "all"])
def test_one_unit_more_in_a_cell_of_table_three_breaks_just_its_identities(row: str, column: str) -> None:
    found = dataset(disclosure_sample())
    table = found.tables["applications"]
    before = table.columns[column][table.keys.index(row)]
    assert isinstance(before, Decimal)

    result = validate(with_cell(found, "applications", row, column, before + 1), disclosure_pack())

    places = {
        (rule, table.location(table.keys.index(at), named).address) for rule, at, named in identities_of(row, column)
    }
    assert {(f.rule_id, f.location.address) for f in result.findings if f.location.sheet == table.title} == places
    assert [f for f in result.findings if f.location.sheet != table.title] == []


@pytest.mark.parametrize("row", ["review", "direct", "after"])
@pytest.mark.parametrize("column", ["upheld", "corrected", "other", "pending", "all"])
def test_one_unit_more_in_a_cell_of_table_four_breaks_its_block(row: str, column: str) -> None:
    found = dataset(disclosure_sample())
    table = found.tables["litigation"]
    before = table.columns[column][table.keys.index(row)]
    assert isinstance(before, Decimal)

    result = validate(with_cell(found, "litigation", row, column, before + 1), disclosure_pack())

    place = table.location(table.keys.index(row), "all").address
    assert [(f.rule_id, f.location.address) for f in result.findings] == [("litigation.all.sum_equals", place)]


@pytest.mark.parametrize("row", ["regulations", "normative"])
@pytest.mark.parametrize(("sheet", "column"), STOCK)
def test_the_stock_of_documents_follows_from_last_years(sheet: str, column: str, row: str) -> None:
    found = dataset(disclosure_sample())
    table = found.tables[sheet]
    before = table.columns[column][table.keys.index(row)]
    assert isinstance(before, Decimal)

    result = validate(with_cell(found, sheet, row, column, before + 1), disclosure_pack())

    index = found.tables["documents"].keys.index(row)
    place = found.tables["documents"].location(index, "valid").address
    assert [(f.rule_id, f.location.address) for f in result.findings] == [("GI-X-2", place)]


def test_last_years_carried_forward_takes_part_in_the_identity_too() -> None:
    changed = with_cell(dataset(disclosure_sample()), "last_applications", "next", "natural", Decimal(92))

    assert [f.rule_id for f in validate(changed, disclosure_pack()).findings] == ["GI-X-1"]


@pytest.mark.parametrize(("sheet", "row", "column"), ENTRIES)
def test_a_blank_is_refused_where_0_is_meant(sheet: str, row: str, column: str) -> None:
    changed = with_cell(dataset(disclosure_sample()), sheet, row, column, Blank.EMPTY)

    found = validate(changed, disclosure_pack()).findings

    assert f"{sheet}.{column}.required" in {finding.rule_id for finding in found}


def test_a_subdistrict_office_has_no_regulations() -> None:
    sample = disclosure_sample()
    basics = {**sample.forms["basics"], "level": "街道办事处"}

    found = validate(dataset(replace(sample, forms={**sample.forms, "basics": basics})), disclosure_pack()).findings

    assert [finding.rule_id for finding in found] == ["GI-FMT-2"]


@pytest.mark.parametrize("text", ["指2019年", "XX", "编写说明：", "**"])
def test_a_templates_own_words_are_not_left_in_the_text(text: str) -> None:
    sample = disclosure_sample()
    overview = {**sample.forms["overview"], "text_management": f"认真落实{text}要求。"}

    found = validate(dataset(replace(sample, forms={**sample.forms, "overview": overview})), disclosure_pack()).findings

    assert [finding.rule_id for finding in found] == ["GI-FMT-4-1"]


def test_the_six_headings_are_those_of_the_format_in_their_order() -> None:
    headings = [p.text for p in report(disclosure_sample()).paragraphs if p.role is Role.LEVEL_1]

    assert tuple(headings) == SECTIONS


def test_the_tables_are_the_published_ones_cell_for_cell() -> None:
    document = report(disclosure_sample())
    tables = [block for block in document.blocks if isinstance(block, DocumentTable)]
    matrices = disclosure_sample().matrices

    documents, applications, litigation = ([list(line) for line in table.lines()] for table in tables)
    assert [line[1:] for line in documents[2:4]] == [["2", "0", "11"], ["109", "489", "597"]]
    assert [documents[n][1] for n in (6, 9, 10, 13)] == ["1808595", "2822652", "20163", "59237.2449"]
    assert [line[3:] for line in applications[3:]] == [
        [str(matrices["applications"][row.name][column]) for column in (*KINDS, "all")]
        for row in disclosure_pack().sheets["applications"].rows
    ]
    assert litigation[3] == ["309", "17", "88", "26", "440", "1", "1", "16", "6", "24", "13", "0", "67", "9", "89"]


@pytest.mark.parametrize(
    ("cases", "amount", "sentence"),
    [(25, 2950, "本年度收取信息处理费的申请25件，共收取2950元。"), (0, 0, "本年度没有收取信息处理费。")],
)
def test_the_sentence_on_fees_follows_their_cell(cases: int, amount: int, sentence: str) -> None:
    sample = disclosure_sample()
    charged: dict[str, Entry] = {"cases": cases, "amount": Decimal(amount)}

    texts = [p.text for p in report(replace(sample, forms={**sample.forms, "charged": charged})).paragraphs]

    assert sentence in texts


def test_without_a_base_there_is_no_year_on_year() -> None:
    sample = disclosure_sample()

    with_base = report(sample).text
    without = report(replace(sample, ledgers={**sample.ledgers, "last_year": ()})).text
    nothing: dict[str, Entry] = {"indicator": "A_received", "value": 0}
    on_zero = report(replace(sample, ledgers={**sample.ledgers, "last_year": (nothing,)})).text

    assert "政府信息公开申请3607件，同比增长70.3%，其中" in with_base
    for text in (without, on_zero):
        assert "政府信息公开申请3607件，其中" in text


def test_next_years_workbook_finds_what_this_years_carries_forward() -> None:
    found = dataset(disclosure_sample())

    contents = carry_over(disclosure_pack(), found, compute(found, disclosure_pack()))

    assert contents.matrices["last_applications"]["next"]["all"] == 121
    assert contents.matrices["last_documents"] == {"regulations": {"valid": 11}, "normative": {"valid": 597}}


def test_the_pack_is_a_folder_and_nothing_else() -> None:
    assert sorted(path.name for path in PACK.iterdir()) == [
        "choices.csv",
        "indicators.toml",
        "layout.toml",
        "narrative.md.j2",
        "pack.toml",
        "rules.toml",
        "sample.xlsx",
        "sheets.toml",
        "styles.docx",
        "tables.toml",
        "tests",
    ]
