"""One fault for each of the pack's rules."""

from __future__ import annotations

from datetime import date

from tests.support.annual_report import annual_pack
from tests.support.seeded import Seeded, seed
from tests.support.workbook_copy import MAIN, Edit, WorkbookCopy, each, put
from xltools.core.findings import letters
from xltools.core.sheets import ColumnType, SheetKind

NEW_YEAR = date(2020, 1, 1)
OLD_YEAR = date(2018, 12, 31)


def more_volunteering(count: int) -> list[Edit]:
    """Add activities below those of the sample."""
    edits: list[Edit] = []
    for row in range(58, 58 + count):
        edits += [
            put("L5志愿活动台账", f"A{row}", date(2019, 10, 10)),
            put("L5志愿活动台账", f"B{row}", "走访群众"),
            put("L5志愿活动台账", f"C{row}", "街道志愿服务队"),
            put("L5志愿活动台账", f"D{row}", 20),
            put("L5志愿活动台账", f"E{row}", f"L5-{row}0"),
        ]
    return edits


STANDARDS = (
    seed(
        "报告的一条没有要点",
        put("工作要点", "B17", "防范化解重大风险"),
        finds="R1 check.covers.year 工作要点",
    ),
    seed("中心组学习没有计划次数", put("工作要点", "D4", None), finds="R2 check.covers.year 工作要点"),
    seed("一个所一月没有志愿服务", put("L10文明实践台账", "D5", 0), finds="R3 check.covers.month L10文明实践台账 B4"),
    *(
        seed(
            f"一支队伍没有第{number}有",
            put("L4志愿队伍表", f"{column}5", "否"),
            finds=f"R4-{number} check.compare.equal_constant L4志愿队伍表 {column}5",
            verdict="passed",
        )
        for number, column in enumerate("EFGHI", 1)
    ),
    *(
        seed(
            f"发布前第{number}步签字晚了",
            put("发布台账", f"{column}4", date(2019, 12, 31)),
            finds=f"R5-{number} check.compare.not_later 发布台账 {column}4",
        )
        for number, column in enumerate("CDE", 1)
    ),
    seed(
        "讲座没有审批",
        put("L13活动审批台账", "C4", "否"),
        finds="R6-1 check.compare.equal_constant L13活动审批台账 C4",
    ),
    seed("审批了没有批号", put("L13活动审批台账", "D4", None), finds="R6-2 check.required.empty L13活动审批台账 D4"),
    seed("完成数多于场所数", put("L14场所汇总", "C4", 3), finds="R7 check.compare.at_most L14场所汇总 C4"),
    seed("第一季度没有排查", put("L16风险排查", "B4", 0), finds="R9 check.covers.quarter L16风险排查"),
    seed(
        "舆情办结超过时限",
        put("L9舆情处置台账", "E4", date(2019, 3, 5)),
        finds="R10-1 check.compare.not_later L9舆情处置台账 E4",
    ),
    seed(
        "舆情没有办结",
        put("L9舆情处置台账", "E4", None),
        finds="R10-2 check.required.empty L9舆情处置台账 E4",
        verdict="passed",
    ),
    seed(
        "办结早于接报",
        put("L9舆情处置台账", "A4", date(2019, 2, 23)),
        finds="R10-3 check.compare.not_later L9舆情处置台账 A4",
    ),
    seed(
        "第二季度没有中心组学习",
        put("L1学习台账", "B8", "班子研讨"),
        put("L1学习台账", "B10", "班子研讨"),
        finds="R11 check.covers.quarter L1学习台账",
    ),
    seed("入选数多于上报数", put("L12评选汇总", "C4", 4), finds="R13-1 check.compare.at_most L12评选汇总 C4"),
    seed("党员数多于入选数", put("L12评选汇总", "D5", 2), finds="R13-2 check.compare.at_most L12评选汇总 D5"),
    seed(
        "宣讲和志愿活动多于文明实践活动",
        *more_volunteering(11),
        finds="R14 check.require.workbook 指标 C11",
        verdict="passed",
    ),
)


def five_years_later(copy: WorkbookCopy) -> None:
    """Let everything have happened in 2024: day by day, and the year of the report."""
    copy.put("参数", "B5", 2024)
    for sheet in annual_pack().sheets.values():
        title = sheet.label["zh-Hans"]
        for number, column in enumerate(sheet.columns, 1):
            if column.type is ColumnType.DATE and sheet.kind is SheetKind.LEDGER:
                for row in copy.data(title):
                    day = copy.cell(title, f"{letters(number)}{row.get('r')}").find(f"{{{MAIN}}}v")
                    if int(row.get("r", "0")) > 3 and day is not None and day.text:
                        day.text = str(int(day.text) + 5 * 365 + 1)


INSTALL_RATE = (
    seed("2024年还统计下载数", five_years_later, finds="F04-off check.require.row 参数 B16"),
    seed(
        "一个支部没有填已安装数", put("L2党员基数表", "C4", None), finds="F04-filled check.require.row L2党员基数表 C4"
    ),
    seed(
        "已安装数多于党员数", put("L2党员基数表", "C4", 42), finds="F04-members check.compare.at_most L2党员基数表 C4"
    ),
    seed(
        "改为不统计下载数",
        put("参数", "B16", "否"),
        finds="\n".join(
            (
                *(f"F04-empty check.require.row L2党员基数表 C{row}" for row in range(4, 16)),
                "F34-text check.require.row 存在的问题 B7",
            )
        ),
    ),
    seed(
        "不统计下载数，问题的标题提了下载率",
        put("参数", "B16", "否"),
        each("L2党员基数表", "C4:C15", None),
        put("存在的问题", "A7", "平台的下载率不高"),
        put("存在的问题", "B7", "还要推广。"),
        finds="F34-headline check.require.row 存在的问题 A7",
    ),
)

REGISTERS = (
    seed(
        "台账里的所不在名册",
        put("L10文明实践台账", "B24", "竹峰实践所"),
        finds="L10-site check.ref.misspelt L10文明实践台账 B24",
    ),
    seed(
        "同月同所同类记了两行",
        put("L10文明实践台账", "C24", "理论宣讲"),
        finds="L10-once check.unique.repeated_together L10文明实践台账 A24",
    ),
    seed("整改数多于风险点数", put("L16风险排查", "D4", 3), finds="L16-settled check.compare.at_most L16风险排查 D4"),
)

DATES = tuple(
    seed(
        f"{sheet}有一行不在本年度",
        put(sheet, cell, day),
        finds=f"{rule}-{kind} check.date_in_period.outside {sheet} {cell}",
    )
    for rule, sheet, cell, day, kind in (
        ("L1", "L1学习台账", "A4", OLD_YEAR, "date"),
        ("L3", "L3宣讲台账", "A4", OLD_YEAR, "date"),
        ("L5", "L5志愿活动台账", "A57", NEW_YEAR, "date"),
        ("L6", "L6会议台账", "A5", NEW_YEAR, "date"),
        ("L7", "L7宣传活动台账", "A30", NEW_YEAR, "date"),
        ("L9", "L9舆情处置台账", "A4", OLD_YEAR, "date"),
        ("L11", "L11文件清单", "C4", OLD_YEAR, "date"),
        ("L13", "L13活动审批台账", "A9", NEW_YEAR, "date"),
        ("L15", "L15文化活动台账", "A4", OLD_YEAR, "date"),
        ("releases", "发布台账", "A51", NEW_YEAR, "date"),
        ("L2", "L2党员基数表", "D4", OLD_YEAR, "as-of"),
        ("L4", "L4志愿队伍表", "D4", NEW_YEAR, "as-of"),
        ("L8", "L8网评队伍", "A4", OLD_YEAR, "as-of"),
    )
)

EVIDENCE = tuple(
    seed(
        f"{sheet}有一行没有佐证编号",
        put(sheet, f"{column}4", None),
        finds=f"{rule}-evidence check.required.empty {sheet} {column}4",
        verdict="passed",
    )
    for rule, sheet, column in (
        ("L1", "L1学习台账", "E"),
        ("L2", "L2党员基数表", "E"),
        ("L3", "L3宣讲台账", "G"),
        ("L4", "L4志愿队伍表", "J"),
        ("L5", "L5志愿活动台账", "E"),
        ("L6", "L6会议台账", "C"),
        ("L7", "L7宣传活动台账", "E"),
        ("L8", "L8网评队伍", "C"),
        ("L9", "L9舆情处置台账", "G"),
        ("sites", "实践所站名册", "C"),
        ("L10", "L10文明实践台账", "E"),
        ("L11", "L11文件清单", "D"),
        ("L12", "L12评选汇总", "E"),
        ("L13", "L13活动审批台账", "E"),
        ("L14", "L14场所汇总", "D"),
        ("L15", "L15文化活动台账", "E"),
        ("L16", "L16风险排查", "E"),
        ("releases", "发布台账", "F"),
    )
)

UNLIKELY = (
    seed(
        "参加人数多写了两个零",
        put("L1学习台账", "D4", 1300),
        finds="L1-outlier check.outlier.far L1学习台账 D4",
        verdict="passed",
    ),
    seed(
        "宣讲人次多写了两个零",
        put("L3宣讲台账", "F4", 2600),
        finds="L3-outlier check.outlier.far L3宣讲台账 F4",
        verdict="passed",
    ),
    seed(
        "志愿人次多写了两个零",
        put("L5志愿活动台账", "D4", 2000),
        finds="L5-outlier check.outlier.far L5志愿活动台账 D4",
        verdict="passed",
    ),
    seed(
        "党员总数比上年多出两成以上",
        put("L2党员基数表", "B4", 141),
        finds="F06-change check.changed_over.rose 指标 C8",
        verdict="passed",
    ),
    seed(
        "志愿者比上年少了一半以上",
        put("L4志愿队伍表", "C4", 0),
        put("L4志愿队伍表", "C5", 0),
        put("L4志愿队伍表", "C6", 0),
        finds="F09-change check.changed_over.fell 指标 C12",
        verdict="passed",
    ),
    seed(
        "文明实践活动比上年多出一半以上",
        put("L10文明实践台账", "D24", 31),
        put("L10文明实践台账", "D55", 31),
        finds="F22-change check.changed_over.rose 指标 C27",
        verdict="passed",
    ),
)

PRIVACY = tuple(
    seed(f"{sheet}写了个人信教", put(sheet, cell, text), finds=f"P1-{rule} check.pattern.forbidden {sheet} {cell}")
    for rule, sheet, cell, text in (
        ("texts", "正文补充语", "B8", "对1名党员信教行为给予谈话处理"),
        ("problems", "存在的问题", "B4", "两名干部参教，影响不好。"),
        ("plans", "工作打算", "B4", "对１名群众信教的做好工作。"),
        ("key_points", "工作要点", "A4", "处理1名党员参教"),
        ("study", "L1学习台账", "C4", "通报3名党员信教问题"),
        ("documents", "L11文件清单", "A4", "关于1名干部信教的处理方案"),
    )
)

RULES: tuple[Seeded, ...] = (
    *STANDARDS,
    *INSTALL_RATE,
    *REGISTERS,
    *DATES,
    *EVIDENCE,
    *UNLIKELY,
    *PRIVACY,
)
