from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.drawing import choices
from tests.support.packs import parsed
from tests.support.study_pack import filled, sessions, study_pack
from tests.support.words import words
from xltools.core.contents import Contents
from xltools.core.findings import Severity
from xltools.core.fingerprint import layout_fingerprint
from xltools.core.formulas import RowReferences
from xltools.core.frozen import replace
from xltools.core.indicators import compute
from xltools.core.pack import Pack
from xltools.core.plan import plan_workbook
from xltools.core.planning.carry_over import carry_over
from xltools.core.planning.fill import dataset_of
from xltools.core.planning.places import place
from xltools.core.planning.plan_choices import ChoiceLists, choice_lists
from xltools.core.planning.plan_parts import Area, Look, PlannedCell, SheetPlan, ValidationKind, WorkbookPlan
from xltools.core.planning.plan_words import cut, lines, width
from xltools.core.planning.references import PlanRowReferences, names_used, table_name
from xltools.core.sheets import Blank, Column

PACK = study_pack()


def plan(contents: Contents = Contents(), year: int = 2019, pack: Pack = PACK) -> WorkbookPlan:  # noqa: B008 - frozen
    return plan_workbook(pack, year, "竹峰街道", words(), contents)


def sheet(title: str, planned: WorkbookPlan) -> SheetPlan:
    return next(found for found in planned.sheets if found.title == title)


def cells(found: SheetPlan) -> Mapping[str, PlannedCell]:
    return {Area(cell.row, cell.column, cell.row, cell.column).address: cell for cell in found.cells}


def test_the_sheets_stand_in_their_order_and_only_the_choices_are_hidden() -> None:
    planned = plan()

    assert [found.title for found in planned.sheets] == [
        "封面", "参数", "L1学习台账", "队伍", "申请统计", "要点目标", "上年数据", "指标", "问题", "说明", "选项",
    ]  # fmt: skip
    assert [found.title for found in planned.sheets if found.hidden] == ["选项"]


def test_the_cover_names_pack_version_unit_year_and_layout() -> None:
    cover = cells(sheet("封面", plan()))

    assert [cover[f"A{row}"].value for row in range(3, 8)] == ["模板编号", "模板版本", "单位", "年度", "布局指纹"]
    assert [cover[f"B{row}"].value for row in range(3, 8)] == [
        "tiny", "1.0", "竹峰街道", 2019, layout_fingerprint(PACK),
    ]  # fmt: skip
    assert cover["B6"].formula == 'IF(ISBLANK(parameters.year),"",parameters.year)'


def test_the_cover_leads_to_every_visible_sheet() -> None:
    planned = plan()
    links = [cell.link for cell in sheet("封面", planned).cells if cell.look is Look.LINK]

    assert links == [f"'{found.title}'!A1" for found in planned.sheets[1:] if not found.hidden]


def test_a_ledger_is_a_table_of_prepared_rows_under_its_headers() -> None:
    ledger = sheet("L1学习台账", plan())

    headers = ("日期", "类别", "细类（选）", "参加人数", "费用", "佐证编号", "备注")
    assert (ledger.tables[0].name, ledger.tables[0].area.address, ledger.tables[0].headers) == (
        "l1_",
        "A3:G33",
        headers,
    )
    assert [cell.value for cell in ledger.cells if cell.row == 3] == list(headers)
    assert [block.area.address for block in ledger.blocks] == [f"{letter}4:{letter}33" for letter in "ABCDEFG"]
    assert ledger.frozen == (4, 2)


def test_a_required_column_has_a_star_that_is_not_in_its_text() -> None:
    headers = cells(sheet("L1学习台账", plan()))

    assert [headers[f"{letter}3"].look for letter in "ABC"] == [
        Look.HEADER_REQUIRED, Look.HEADER_REQUIRED, Look.HEADER,
    ]  # fmt: skip


def test_a_ledger_grows_with_its_rows_and_keeps_blank_ones_below() -> None:
    ledger = sheet("L1学习台账", plan(Contents(ledgers={"l1": sessions(100)})))

    assert ledger.blocks[0].area.last_row == 3 + 100 + 20
    assert len(ledger.blocks[0].values) == 100


IN_PERIOD = "AND(ISNUMBER($A4),OR($A4<DATE(parameters.year,1,1),$A4>=DATE(parameters.year+1,1,1)))"
BLOCK = "SUMPRODUCT(EXACT($B4,_narrowed.n3.keys)*_narrowed.n3.{})"


@pytest.mark.parametrize(
    ("column", "kind", "formula"),
    [
        (0, ValidationKind.CUSTOM, f"IF(ISNUMBER($A4),AND($A4>=1,INT($A4)=$A4,NOT({IN_PERIOD})),FALSE)"),
        (1, ValidationKind.LIST, "_list.kinds"),
        (
            2,
            ValidationKind.LIST,
            f"OFFSET(_narrowed.n3.top,{BLOCK.format('starts')},0,MAX(1,{BLOCK.format('counts')}),1)",
        ),
        (
            3,
            ValidationKind.CUSTOM,
            'IF(ISNUMBER($D4),AND(INT($D4)=$D4,NOT(AND(ISNUMBER($D4),OR($D4<1,$D4>500)))),EXACT($D4,"不详"))',
        ),
        (4, ValidationKind.DECIMAL, "0"),
        (5, ValidationKind.CUSTOM, "NOT(IF(AND(ISTEXT($F4)),SUMPRODUCT(ISNUMBER(1/(EXACT($F$4:$F$33,$F4)))*1)>1))"),
        (6, ValidationKind.ANY, ""),
    ],
)
def test_every_column_is_validated_by_type_list_and_error_rules(
    column: int, kind: ValidationKind, formula: str
) -> None:
    found = sheet("L1学习台账", plan()).validations[column]

    assert (found.kind, found.formula) == (kind, formula)


def test_a_prompt_says_that_the_cell_is_required_what_belongs_there_and_what_to_write_for_nothing() -> None:
    validations = sheet("L1学习台账", plan()).validations

    assert (validations[0].title, validations[0].prompt) == ("日期", "必填。学习当天，如 2019-5-1。")
    assert validations[3].prompt == "填整数，不带单位。没有的填“不详”。"
    assert validations[0].refusal == "这里只能填日期，如 2019-5-1。要求：日期在报告年度内。"


def test_every_entry_cell_has_a_validation_whose_texts_and_formula_excel_takes() -> None:
    for found in plan(filled()).sheets:
        covered = {validation.area for validation in found.validations}
        assert {block.area for block in found.blocks} <= covered
        for validation in found.validations:
            assert len(validation.formula) <= 255
            assert len(validation.title) <= 32
            assert max(len(validation.prompt), len(validation.refusal)) <= 255


def test_a_rule_too_long_for_a_validation_is_still_a_colour() -> None:
    parts = " and ".join(f"number{n} <= 100000 + number{n + 1}" for n in range(1, 9))
    columns = "".join(
        f'[[sheet.column]]\nname = "number{n}"\nlabel = "数{n}"\ntype = "integer"\n' for n in range(1, 10)
    )
    pack = parsed(
        sheets=f'[[sheet]]\nname = "numbers"\nkind = "ledger"\nlabel = "数表"\n{columns}',
        rules=f'[[rule]]\nid = "R1"\nkind = "require"\nsheet = "numbers"\nrequire = "{parts}"\n',
    )

    found = sheet("数表", plan(pack=pack))

    assert all(len(validation.formula) <= 255 for validation in found.validations)
    assert max(len(highlight.formula) for highlight in found.highlights) > 255


def test_a_warning_colours_and_does_not_refuse() -> None:
    ledger = sheet("L1学习台账", plan())
    cost = [
        (highlight.severity, highlight.formula) for highlight in ledger.highlights if highlight.area.first_column == 5
    ]

    assert cost == [
        (Severity.ERROR, "AND(NOT(ISBLANK($E4)),NOT(AND(ISNUMBER($E4),NOT(ISLOGICAL($E4)))))"),
        (Severity.ERROR, "AND(ISNUMBER($E4),OR($E4<0))"),
        (Severity.WARNING, "AND(ISNUMBER($E4),OR($E4>1000))"),
    ]
    assert "1000" not in ledger.validations[4].maximum


def test_an_explanation_names_a_rule_that_takes_one_and_a_sheet_of_the_pack() -> None:
    planned = plan()
    rule, sheet_title, address, reason = sheet("说明", planned).validations
    listed = {cell.value for cell in sheet("选项", planned).cells}

    assert [found.kind for found in (rule, sheet_title, address, reason)] == [
        ValidationKind.LIST, ValidationKind.LIST, ValidationKind.ANY, ValidationKind.ANY,
    ]  # fmt: skip
    assert {"R3", "L1学习台账"} <= listed
    assert not {"R1", "说明"} & listed


def test_a_pack_without_rules_to_explain_offers_none() -> None:
    assert sheet("说明", plan(pack=parsed())).validations[0].kind is ValidationKind.ANY


def test_a_default_follows_the_year() -> None:
    assert sheet("参数", plan(year=2023)).blocks[2].values == ("是",)
    assert sheet("参数", plan(year=2024)).blocks[2].values == ("否",)


def test_year_and_unit_stand_in_their_fields() -> None:
    assert [block.values for block in sheet("参数", plan()).blocks[:2]] == [(Decimal(2019),), ("竹峰街道",)]


def test_a_live_formula_has_the_value_of_the_engine_beside_it() -> None:
    indicators = cells(sheet("指标", plan(filled())))

    shown = {indicators[f"A{row}"].value: indicators[f"C{row}"].value for row in range(4, 12)}
    assert shown == {
        "F01": Decimal(9), "F02": "", "F03": Decimal("16.98"), "F04": Decimal(9), "F05": Decimal(53),
        "F06": Decimal("8.3"), "F07": Decimal("75.00"), "F08": Decimal("12.5"),
    }  # fmt: skip
    assert indicators["C4"].formula is not None
    assert indicators["C4"].formula.startswith("IFERROR(ROUND(")


def test_target_completion_last_year_and_change_stand_beside_the_value() -> None:
    indicators = cells(sheet("指标", plan(filled())))

    assert [indicators[f"{letter}4"].value for letter in "EFGH"] == [
        Decimal(12), Decimal(75), Decimal(8), Decimal("12.5"),
    ]  # fmt: skip
    assert [indicators[f"{letter}8"].value for letter in "EFGH"] == ["", "", "", ""]


def test_a_pack_without_targets_and_last_year_has_no_columns_and_charts_for_them() -> None:
    pack = parsed(
        indicators='[[indicator]]\nid = "F01"\nlabel = "次数"\nunit = "次"\naggregate = "count"\nsheet = "study"\n'
    )

    found = sheet("指标", plan(pack=pack))

    assert [cell.value for cell in found.cells if cell.row == 3] == ["编号", "指标", "数值", "单位", "口径"]
    assert found.charts == ()


def test_charts_compare_with_targets_and_with_last_year() -> None:
    charts = sheet("指标", plan()).charts

    assert [(chart.title, chart.values.address) for chart in charts] == [
        ("完成率（%）", "F4:F11"), ("比上年增减（%）", "H4:H11"),
    ]  # fmt: skip


def test_only_names_that_a_formula_uses_are_defined() -> None:
    names = plan().names

    assert names["parameters.year"] == "'参数'!$B$4"
    assert names["_list.kinds"] == "'选项'!$B$2:$B$4"
    assert "l1.remarks" not in names


def test_a_name_is_used_where_it_stands_whole() -> None:
    names = {"a.b": "1", "a.b.c": "2", "a.d": "3"}

    assert names_used("SUM(a.b.c)+x.a.d+(a.b)", names) == {"a.b": "1", "a.b.c": "2"}


@pytest.mark.parametrize(("sheet_name", "table"), [("study", "study"), ("l1", "l1_"), ("r", "r_"), ("abcd1", "abcd1")])
def test_a_table_is_never_named_like_a_cell(sheet_name: str, table: str) -> None:
    assert table_name(sheet_name) == table


def test_the_fingerprint_changes_with_a_header_and_not_with_a_hint() -> None:
    ledger = PACK.sheets["l1"]
    column = ledger.columns[0]

    def with_column(changed: Column) -> Pack:
        return replace(PACK, sheets={**PACK.sheets, "l1": replace(ledger, columns=(changed, *ledger.columns[1:]))})

    renamed = with_column(replace(column, label={"zh-Hans": "学习日期"}))
    hinted = with_column(replace(column, hint={"zh-Hans": "哪一天"}))
    assert layout_fingerprint(renamed) != layout_fingerprint(PACK)
    assert layout_fingerprint(hinted) == layout_fingerprint(PACK)


def test_blanks_are_written_in_their_words() -> None:
    contents = Contents(ledgers={"l1": [{"people": Blank.UNKNOWN, "cost": Blank.EMPTY}]})

    ledger = sheet("L1学习台账", plan(contents))

    assert (ledger.blocks[3].values, ledger.blocks[4].values) == (("不详",), (None,))


def offered(lists: ChoiceLists, value: str) -> list[str | int]:
    """Follow the dropdown as a spreadsheet does: the block that begins below the top, as long as its count."""
    parts = {column.name.removeprefix("_narrowed.n3"): column for column in lists.columns if "_narrowed" in column.name}
    keys, starts, counts = (parts[name].values for name in (".keys", ".starts", ".counts"))
    found = keys.index(value) if value in keys else None
    start = 0 if found is None else int(starts[found])
    dropdown = lists.dropdowns["l1", "detail"]
    count = max(1, dropdown.always) if found is None else int(counts[found])
    top = parts[""].top
    column = [*([] if top is None else [top]), *parts[""].values]
    return column[start : start + count]


@given(st.lists(st.tuples(st.sampled_from("甲乙丙丁"), st.sampled_from(["", "*", "中心组学习", "夜"])), unique=True))
def test_a_narrowed_dropdown_offers_what_belongs_to_the_filter_in_the_order_of_the_list(
    entries: list[tuple[str, str]],
) -> None:
    details = choices(*(f"{name} under {under}" if under else name for name, under in entries))
    pack = replace(PACK, choices={**PACK.choices, "details": details})

    lists = choice_lists(pack, words(), ())

    for value in ("*", "中心组学习", "夜", "没有的"):
        wanted = dict.fromkeys(name for name, under in entries if under in {"", value})
        under_it = value in {under for _, under in entries}
        if under_it:
            assert offered(lists, value) == list(wanted)
        else:
            assert offered(lists, value) == (list(dict.fromkeys(n for n, u in entries if not u)) or ["（先填“类别”）"])


def test_a_row_names_its_own_cells_and_other_sheets_by_names() -> None:
    places = place(PACK, Contents(), "指标")
    row: RowReferences = PlanRowReferences(PACK, places, "l1", 7)

    assert row.cell("kind") == "$B7"
    assert row.own_column("kind") == "$B$4:$B$33"
    assert row.column("l1", "kind") == "$B$4:$B$33"
    assert row.column("teams", "team") == "teams.team"
    assert row.field("parameters", "year") == "parameters.year"


def test_registers_and_last_years_values_are_carried_over_and_ledgers_are_not() -> None:
    contents = replace(filled(), forms={"parameters": {"year": Decimal(2019), "unit": "竹峰街道", "counted": "是"}})
    places = place(PACK, contents, "指标")
    dataset = dataset_of(PACK, places, contents)

    carried = carry_over(PACK, dataset, compute(dataset, PACK))

    assert carried.ledgers["teams"] == [
        {"team": "街道", "members": Decimal(40), "leaders": Decimal(9)},
        {"team": "村", "members": Decimal(13), "leaders": Decimal(0)},
    ]
    assert "l1" not in carried.ledgers
    values = {row["indicator"]: row["value"] for row in carried.ledgers["last_year"]}
    assert values["F01"] == Decimal(9)
    assert "F02" not in values  # it had no value


def test_the_next_workbook_shows_the_carried_values_as_last_years() -> None:
    carried = Contents(ledgers={"last_year": [{"indicator": "F01", "value": Decimal(9)}]})

    indicators = cells(sheet("指标", plan(carried, year=2020)))

    assert (indicators["C4"].value, indicators["G4"].value, indicators["H4"].value) == (0, 9, Decimal("-100.00"))


@pytest.mark.parametrize(
    "contents",
    [
        Contents(ledgers={"l1": [{}, {"dat": date(2019, 1, 2)}]}),
        Contents(forms={"parameter": {"year": 2019}}),
        Contents(matrices={"requests": {"granted": {"person": 3}}}),
    ],
)
def test_an_entry_that_has_no_place_is_not_left_out_in_silence(contents: Contents) -> None:
    with pytest.raises(KeyError):
        plan(contents)


def test_a_wrong_entry_is_unreadable_and_an_empty_row_is_none() -> None:
    contents = Contents(ledgers={"l1": [{"people": "20"}, {}, {"date": date(2019, 1, 2)}]})

    table = dataset_of(PACK, place(PACK, contents, "指标"), contents).tables["l1"]

    assert list(table.rows) == [4, 6]
    assert list(table.readable(["people"])) == [1]


@given(st.text(max_size=40), st.integers(2, 30))
def test_a_cut_text_fits_and_an_uncut_one_is_left_alone(text: str, length: int) -> None:
    short = cut(text, length)

    assert len(short.encode("utf-16-le", "surrogatepass")) // 2 <= length
    assert short == text or short.endswith("…")


def test_chinese_is_twice_as_wide_as_latin() -> None:
    assert (width("ab学习"), width("a\n学习"), lines("学习学习", 4), lines("", 4)) == (6, 4, 2, 1)
