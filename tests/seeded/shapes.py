"""Faults of a workbook's shape: sheets, headers, rows, columns, validations and live formulas."""

from __future__ import annotations

from tests.support.seeded import Seeded, seed
from tests.support.workbook_copy import Edit, Formula, put
from tests.support.workbook_shape_edits import (
    add_sheet,
    copy_row,
    delete_row,
    delete_sheet,
    hide_column,
    hide_row,
    insert_column,
    insert_rows,
    lose_all_validations,
    lose_validation,
    merge,
    rename_sheet,
    set_state,
    swap_columns,
)

STUDY = "L1学习台账"
MEETINGS = "L6会议台账"
RISKS = "L16风险排查"
SHOWN = "指标"


def put_row(title: str, row: int, *values: str | int) -> Edit:
    """Type a row from column A on."""
    edits = [put(title, f"{column}{row}", value) for column, value in zip("ABCDEFGHIJ", values, strict=False)]

    def edit(copy: object) -> None:
        for one in edits:
            one(copy)  # type: ignore[arg-type]

    return edit


SHEETS = (
    seed(
        "工作表改了名",
        rename_sheet(STUDY, "学习"),
        finds="structure.sheet_renamed 学习",
        verdict="passed",
    ),
    seed(
        "工作表名称多了空格",
        rename_sheet(STUDY, "L1学习台账 "),
        finds="structure.sheet_spelling L1学习台账 ",
        verdict="passed",
    ),
    seed(
        "工作表名称成了全角",
        rename_sheet(STUDY, "Ｌ１学习台账"),
        finds="structure.sheet_spelling Ｌ１学习台账",
        verdict="passed",
    ),
    seed(
        "工作表改了名，表头也改了",
        rename_sheet(STUDY, "L1学习台帐"),
        put_row(STUDY.replace("账", "帐"), 3, "时间", "种类", "内容", "人数", "编号"),
        finds=f"structure.sheet_misspelt {STUDY}\nstructure.sheets_extra L1学习台帐",
    ),
    seed("工作表删去了", delete_sheet("L11文件清单"), finds="structure.sheet_missing L11文件清单"),
    seed("工作表隐藏了", set_state(STUDY, "hidden"), finds=f"structure.sheet_hidden {STUDY}", verdict="passed"),
    seed(
        "工作表深度隐藏了",
        set_state(STUDY, "veryHidden"),
        finds=f"structure.sheet_very_hidden {STUDY}",
        verdict="passed",
    ),
    seed(
        "工作表复制了一份",
        add_sheet("L1学习台账 (2)", STUDY),
        finds="structure.sheet_copied L1学习台账 (2)",
        verdict="passed",
    ),
    seed("多了一张工作表", add_sheet("草稿"), finds="structure.sheets_extra 草稿", verdict="passed"),
    seed("说明页删去了", delete_sheet("说明"), finds="structure.own_sheet_missing 说明", verdict="passed"),
)

HEADERS = (
    seed(
        "表头错了一个字",
        put(STUDY, "D3", "参加人員"),
        finds=f"structure.header_misspelt {STUDY} D3",
    ),
    seed("表头删去了", put(STUDY, "D3", None), finds=f"structure.header_missing {STUDY} D3"),
    seed("末尾的表头删去了", put(STUDY, "E3", None), finds=f"structure.header_missing {STUDY} E3"),
    seed("表头写了两遍", put(STUDY, "F3", "参加人数"), finds=f"structure.header_doubled {STUDY} F3"),
    seed(
        "表头写成了别的表头",
        put(STUDY, "E3", "参加人数"),
        finds=f"structure.header_doubled {STUDY} E3\nstructure.header_missing {STUDY} 3:3",
    ),
    seed(
        "表头多了换行",
        put(STUDY, "D3", "参加\n人数"),
        finds=f"structure.header_spelling {STUDY} D3",
        verdict="passed",
    ),
    seed(
        "两列换了位置",
        swap_columns(STUDY, "C", "D", range(3, 64)),
        finds=f"structure.headers_moved {STUDY} 3:3",
        verdict="passed",
    ),
    seed(
        "右边多了一列",
        put(STUDY, "F3", "备注"),
        put(STUDY, "F4", "补学"),
        finds=f"structure.column_extra {STUDY} F3",
        verdict="passed",
    ),
    seed(
        "右边多了没有表头的内容",
        put(STUDY, "G9", "补学"),
        finds=f"structure.column_without_header {STUDY} G9",
        verdict="passed",
    ),
    seed("整行表头删去了", delete_row(STUDY, 3), finds=f"structure.no_headers {STUDY}"),
    seed("中间插了一列空列", insert_column(STUDY, 3), verdict="passed"),
    seed("上面插了两行", insert_rows(STUDY, 1, 2), verdict="passed"),
    seed("中间插了一行空行", insert_rows(STUDY, 6), verdict="passed"),
    seed("项目名称错了一个字", put("参数", "A8", "上級党委"), finds="structure.label_misspelt 参数 A8"),
    seed("项目名称删去了", put("参数", "A8", None), finds="structure.label_missing 参数"),
    seed("项目写了两遍", put("参数", "A23", "上级党委"), finds="structure.label_doubled 参数 A23"),
    seed(
        "项目写成了别的项目",
        put("参数", "A9", "上级党委"),
        finds="structure.label_doubled 参数 A9\nstructure.label_missing 参数",
    ),
    seed(
        "多了一个项目",
        put("参数", "A23", "联系科室"),
        put("参数", "B23", "宣传办"),
        finds="structure.label_unknown 参数 A23",
        verdict="passed",
    ),
)

ROWS = (
    seed(
        "一行复制了两遍",
        copy_row(STUDY, 4, 19, "ABCDE"),
        finds=f"study.evidence.unique check.unique.repeated {STUDY} E19",
    ),
    seed(
        "要点复制了两遍",
        copy_row("工作要点", 5, 19, "ABCDE"),
        finds="structure.repeated_row 工作要点 19:19",
        verdict="passed",
    ),
    seed(
        "表头又粘贴了一遍",
        put_row(STUDY, 19, "日期", "类别", "主题", "参加人数", "佐证编号"),
        finds=f"structure.repeated_header {STUDY} 19:19",
    ),
    seed("末尾加了合计行", put_row(RISKS, 8, "合计", 5, 7, 7), finds=f"structure.total_row {RISKS} A8"),
    seed("数据格子合并了", merge(STUDY, "C4:C5"), finds=f"structure.merged_cells {STUDY} C4"),
    seed("一行隐藏了", hide_row(STUDY, 6), finds=f"structure.hidden_rows {STUDY} 6:6", verdict="passed"),
    seed("一列隐藏了", hide_column(STUDY, 4), finds=f"structure.hidden_column {STUDY} D:D", verdict="passed"),
)

VALIDATIONS = (
    seed(
        "下拉列表被粘贴盖掉",
        lose_validation(STUDY, "B", range(4, 8)),
        finds=f"structure.validation_lost {STUDY} B:B",
        verdict="passed",
    ),
    seed(
        "下拉列表被粘贴盖掉，内容也不对",
        lose_validation(STUDY, "B", range(4, 5)),
        put(STUDY, "B4", "党日活动"),
        finds=f"structure.validation_lost {STUDY} B:B\nstudy.category.choice check.choice.unknown {STUDY} B4",
    ),
    seed(
        "所有填写限制都没有了",
        lose_all_validations,
        finds="structure.validations_gone",
        verdict="passed",
    ),
)

FORMULAS = (
    seed(
        "指标的公式改成了数",
        put(SHOWN, "C4", 10),
        finds=f"structure.formula_overwritten {SHOWN} C4",
        recalculated=False,
    ),
    seed(
        "指标的公式改成了同样的数",
        put(SHOWN, "C4", 9),
        finds=f"structure.formula_overwritten {SHOWN} C4",
        recalculated=False,
    ),
    seed("指标的公式删去了", put(SHOWN, "C4", None), finds=f"structure.formula_deleted {SHOWN} C4", recalculated=False),
    seed(
        "指标的公式换成了别的",
        put(SHOWN, "C4", Formula("5+5", 10)),
        finds=f"indicator.workbook_differs {SHOWN} C4",
        recalculated=False,
    ),
    seed(
        "指标没有重新计算",
        put(STUDY, "B4", "干部集中学习"),
        finds=f"indicator.workbook_differs {SHOWN} C4\nindicator.workbook_differs {SHOWN} C6",
        recalculated=False,
    ),
    seed(
        "完成率的公式改成了数",
        put(SHOWN, "F4", 120),
        finds=f"structure.formula_overwritten {SHOWN} F4",
        recalculated=False,
    ),
    seed("一个指标的行删去了", delete_row(SHOWN, 4), finds=f"structure.indicator_missing {SHOWN}", verdict="passed"),
)

EXPLANATIONS = (
    seed(
        "第一季度没有排查，写了原因",
        put(RISKS, "B4", 0),
        put("说明", "A4", "R9"),
        put("说明", "D4", "一季度与汛期隐患排查合并进行，记录另存。"),
        finds=f"R9 check.covers.quarter {RISKS}",
        verdict="passed",
    ),
    seed(
        "理由写了不存在的规则",
        put("说明", "A4", "R99"),
        put("说明", "D4", "没有开。"),
        finds="structure.explanation_unknown_rule 说明 A4",
        verdict="passed",
    ),
)

SHAPES: tuple[Seeded, ...] = (*SHEETS, *HEADERS, *ROWS, *VALIDATIONS, *FORMULAS, *EXPLANATIONS)
