"""One fault for each slip of a single cell: numbers, dates, texts and choices written otherwise than they should be."""

from __future__ import annotations

from tests.support.seeded import Seeded, seed
from tests.support.workbook_copy import Cell, Edit, Fault, Formula, WorkbookCopy, put

STUDY = "L1学习台账"
BRANCHES = "L2党员基数表"


def put_as(title: str, address: str, value: Cell, like: str) -> Edit:
    """Put a value into a cell together with the format of another cell."""

    def edit(copy: WorkbookCopy) -> None:
        copy.put(title, address, value)
        copy.cell(title, address).set("s", copy.cell(title, like).get("s", "0"))

    return edit


NUMBERS = tuple(
    seed(f"人数写成了{name}", put(STUDY, "D4", value), finds=f"study.participants.type parse.{key} {STUDY} D4")
    for name, value, key in (
        ("文字", "13", "number_as_text"),
        ("全角数字", "１３", "full_width_number"),
        ("前后有空格的文字", " 13 ", "number_as_text"),
        ("夹着零宽字符的文字", "1\u200b3", "invisible_in_number"),
        ("带千分号的文字", "1,300", "grouped_number"),
        ("带单位的文字", "13人", "number_with_unit"),
        ("汉字", "十三", "chinese_number"),
        ("约数", "约13", "approximate_number"),
        ("余数", "10余", "approximate_number"),
        ("带百分号的文字", "12%", "percent_text"),
        ("混有字母的文字", "1O", "letter_in_number"),
        ("印刷减号", "−5", "odd_minus"),
        ("带括号的文字", "(13)", "parenthesised_number"),
        ("上标", "2²", "special_digit"),
        ("带圈数字", "①", "special_digit"),
        ("中间有空格的文字", "1 3", "spaces_in_number"),
        ("无字", "无", "nothing"),
        ("一字线", "—", "nothing"),
        ("不适用", "不适用", "blank_not_allowed"),
        ("别的话", "见附件", "not_a_number"),
        ("小数", 13.5, "not_whole"),
        ("十八位数", 123456789012345678, "number_too_long"),
        ("逻辑值", True, "boolean"),
        ("空格", "  ", "only_spaces"),
    )
)

DATES = tuple(
    seed(f"日期写成了{name}", put(STUDY, "A4", value), finds=f"study.date.type parse.{key} {STUDY} A4")
    for name, value, key in (
        ("点分文字", "2019.1.18", "date_as_text"),
        ("中文文字", "2019年1月18日", "date_as_text"),
        ("全角文字", "２０１９－１－１８", "date_as_text"),
        ("八位文字", "20190118", "date_as_text"),
        ("没有日的年月", "2019年1月", "month_only"),
        ("没有年的月日", "1月18日", "date_without_year"),
        ("两位年份", "19.1.18", "short_year"),
        ("分不清月日的文字", "3/4/2019", "ambiguous_date"),
        ("没有的一天", "2019-2-30", "impossible_date"),
        ("一段时间", "2019-1-18至1-20", "several_dates"),
        ("别的话", "年初", "not_a_date"),
    )
)

FORMATS = (
    seed(
        "日期带了时刻",
        put(STUDY, "A4", 43483.5),
        finds=f"study.date.type parse.date_with_time {STUDY} A4",
        verdict="passed",
    ),
    seed(
        "人数的格子成了日期格式",
        put_as(STUDY, "D4", 13, like="A4"),
        finds=f"study.participants.type parse.date_in_number {STUDY} D4",
    ),
    seed(
        "日期丢了格式",
        put_as(STUDY, "A4", 43483, like="D4"),
        finds=f"study.date.type parse.date_without_format {STUDY} A4",
        verdict="passed",
    ),
    seed(
        "日期格子里是小数字",
        put_as(STUDY, "A4", 5, like="D4"),
        finds=f"study.date.type parse.number_in_date {STUDY} A4",
    ),
    seed(
        "主题成了日期",
        put_as(STUDY, "C4", 43483, like="A4"),
        finds=f"study.theme.type parse.date_in_text {STUDY} C4",
    ),
)

FORMULAS = (
    seed(
        "人数的格子是出错值",
        put(STUDY, "D4", Fault("#REF!")),
        finds=f"study.participants.type parse.error_value {STUDY} D4",
    ),
    seed(
        "人数的格子是没有结果的公式",
        put(STUDY, "D4", Formula("6+7")),
        finds=f"study.participants.type parse.no_stored_value {STUDY} D4",
    ),
    seed(
        "人数的格子是公式",
        put(STUDY, "D4", Formula("6+7", 13)),
        finds=f"study.participants.type parse.formula {STUDY} D4",
        verdict="passed",
    ),
    seed(
        "人数取自别的文件",
        put(STUDY, "D4", Formula("[1]Sheet1!$A$1", 13)),
        finds=f"study.participants.type parse.formula_outside {STUDY} D4",
    ),
)

TEXTS = (
    seed(
        "主题前后有空格",
        put(STUDY, "C4", "全国宣传思想工作会议精神 "),
        finds=f"study.theme.type parse.outer_spaces {STUDY} C4",
        verdict="passed",
    ),
    seed(
        "主题里有零宽字符",
        put(STUDY, "C4", "全国\u200b宣传思想工作会议精神"),
        finds=f"study.theme.type parse.invisible_in_text {STUDY} C4",
        verdict="passed",
    ),
    seed(
        "主题里有自造字",
        put(STUDY, "C4", "全国\ue000会议精神"),
        finds=f"study.theme.type parse.private_character {STUDY} C4",
        verdict="passed",
    ),
    seed(
        "主题里写了身份证号",
        put(STUDY, "C4", "联系人 11010519491231002X"),
        finds=f"study.theme.type parse.personal.citizen {STUDY} C4",
        verdict="passed",
    ),
    seed(
        "主题里写了手机号",
        put(STUDY, "C4", "联系电话13800138000"),
        finds=f"study.theme.type parse.personal.mobile {STUDY} C4",
        verdict="passed",
    ),
)

COLUMNS = (
    seed("必填的日期空着", put(STUDY, "A4", None), finds=f"study.date.required check.required.empty {STUDY} A4"),
    seed("必填的类别空着", put(STUDY, "B4", None), finds=f"study.category.required check.required.empty {STUDY} B4"),
    seed(
        "类别少写了字",
        put(STUDY, "B4", "中心组"),
        finds=f"study.category.choice check.choice.misspelt {STUDY} B4",
    ),
    seed(
        "类别后面多了空格",
        put(STUDY, "B4", "中心组学习 "),
        finds=f"study.category.choice check.choice.misspelt {STUDY} B4",
    ),
    seed(
        "类别不在选项里",
        put(STUDY, "B4", "党日活动"),
        finds=f"study.category.choice check.choice.unknown {STUDY} B4",
    ),
    seed(
        "主题不属于所选的系列",
        put("L3宣讲台账", "B4", "举旗帜·送理论"),
        put("L3宣讲台账", "F4", 100),
        finds="lectures.theme.choice check.choice.not_under L3宣讲台账 C4",
    ),
    seed(
        "佐证编号重复",
        put(STUDY, "E5", "L1-001"),
        finds=f"study.evidence.unique check.unique.repeated {STUDY} E5",
    ),
    seed(
        "佐证编号写法不对",
        put(STUDY, "E4", "L1－001"),
        finds=f"study.evidence.pattern check.pattern.mismatch {STUDY} E4",
    ),
    seed(
        "支部写了两行", put(BRANCHES, "A5", "ZB01"), finds=f"branches.branch.unique check.unique.repeated {BRANCHES} A5"
    ),
    seed(
        "观众人次为零",
        put("L15文化活动台账", "D4", 0),
        finds="culture.attendance.range check.range.outside L15文化活动台账 D4",
    ),
    seed(
        "具体表现没有写完",
        put("存在的问题", "B4", "存在以干代学、以忙挤学现象"),
        finds="problems.text.pattern check.pattern.mismatch 存在的问题 B4",
    ),
    seed(
        "文件名多带了书名号",
        put("L11文件清单", "A4", "《移风易俗工作实施方案》"),
        finds="documents.title.pattern check.pattern.mismatch L11文件清单 A4",
    ),
)

FIELDS = (
    seed(
        "上级党委空着", put("参数", "B8", None), finds="parameters.superior.required check.required.empty_field 参数 B8"
    ),
    seed(
        "参数的是否写成了有",
        put("参数", "B14", "有"),
        finds="parameters.duty_system.choice check.choice.unknown 参数 B14",
    ),
    seed(
        "发文字号用了方括号",
        put("参数", "B18", "竹街发[2019]12号"),
        finds="parameters.document_number.pattern check.pattern.mismatch 参数 B18",
    ),
    seed(
        "成文日期是文字",
        put("参数", "B21", "2019年12月31日"),
        finds="parameters.issued.type parse.date_as_text 参数 B21",
    ),
    seed(
        "报告年度空着",
        put("参数", "B5", None),
        finds="parameters.year.required check.required.empty_field 参数 B5",
        loses="R12 check.covers.year L6会议台账",
    ),
    seed(
        "目标值是文字",
        put("工作要点", "D5", "2次"),
        finds="key_points.target.type parse.number_with_unit 工作要点 D5",
    ),
    seed(
        "上年值是文字",
        put("上年数据", "B4", "约8"),
        finds="last_year.value.type parse.approximate_number 上年数据 B4",
    ),
    seed(
        "上年数据的指标写了两行",
        put("上年数据", "A5", "F01"),
        finds="last_year.indicator.unique check.unique.repeated 上年数据 A5",
    ),
)

CELLS: tuple[Seeded, ...] = (*NUMBERS, *DATES, *FORMATS, *FORMULAS, *TEXTS, *COLUMNS, *FIELDS)
