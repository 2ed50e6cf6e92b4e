"""A pack with every kind of sheet, column and constraint that a workbook has to show, and rows for it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.support.packs import parsed
from xltools.core.contents import Contents, Record
from xltools.core.dataset import Explanation
from xltools.core.pack import Pack
from xltools.core.sheets import Blank

HEADER = """\
id = "tiny"
version = "1.0"
languages = ["zh-Hans", "zh-Hant"]
label = "小报告"
[period]
year = "parameters.year"
[unit]
name = "parameters.unit"
[targets]
sheet = "key_points"
key = "indicator"
value = "target"
[last_year]
sheet = "last_year"
key = "indicator"
value = "value"
"""

SHEETS = """\
[[sheet.column]]
name = "counted"
label = "是否统计"
type = "select_one"
choices = "yes_no"
default = { value = "是", until = 2023, otherwise = "否" }
[[sheet]]
name = "l1"
kind = "ledger"
label = "L1学习台账"
hint = "一行记一次学习。"
prepared_rows = 30
[[sheet.column]]
name = "date"
label = "日期"
type = "date"
hint = "学习当天，如 2019-5-1。"
required = true
[[sheet.column]]
name = "kind"
label = "类别"
type = "select_one"
choices = "kinds"
required = true
[[sheet.column]]
name = "detail"
label = "细类（选）"
type = "select_one"
choices = "details"
choice_filter = "kind"
[[sheet.column]]
name = "people"
label = "参加人数"
type = "integer"
minimum = 1
maximum = 500
missing = ["unknown"]
[[sheet.column]]
name = "cost"
label = "费用"
type = "decimal"
minimum = 0
[[sheet.column]]
name = "evidence"
label = "佐证编号"
type = "text"
unique = true
[[sheet.column]]
name = "remarks"
label = "备注"
type = "text"
multiline = true
[[sheet]]
name = "teams"
kind = "ledger"
label = "队伍"
prepared_rows = 10
carry_over = true
[[sheet.column]]
name = "team"
label = "队伍名称"
type = "text"
required = true
[[sheet.column]]
name = "members"
label = "人数"
type = "integer"
[[sheet.column]]
name = "leaders"
label = "其中骨干"
type = "integer"
[[sheet]]
name = "requests"
kind = "matrix"
label = "申请统计"
[[sheet.column]]
name = "persons"
label = "自然人"
type = "integer"
minimum = 0
[[sheet.column]]
name = "firms"
label = "法人"
type = "integer"
minimum = 0
[[sheet.column]]
name = "total"
label = "合计"
type = "integer"
minimum = 0
[[sheet.row]]
name = "granted"
label = "予以公开"
[[sheet.row]]
name = "refused"
label = "不予公开"
[[sheet]]
name = "key_points"
kind = "ledger"
label = "要点目标"
prepared_rows = 10
[[sheet.column]]
name = "indicator"
label = "指标编号"
type = "select_one"
choices = "indicators"
[[sheet.column]]
name = "target"
label = "目标值"
type = "decimal"
[[sheet]]
name = "last_year"
kind = "ledger"
label = "上年数据"
prepared_rows = 10
[[sheet.column]]
name = "indicator"
label = "指标编号"
type = "select_one"
choices = "indicators"
[[sheet.column]]
name = "value"
label = "上年数"
type = "decimal"
"""

CHOICES = """\
list_name,name,filter,label::zh-Hans
yes_no,是,,是
yes_no,否,,否
kinds,中心组学习,,中心组学习
kinds,班子研讨,,班子研讨
kinds,干部*学习,,干部*学习
details,读书班,中心组学习,读书班
details,专题班,中心组学习,专题班
details,夜学,干部*学习,夜学
details,其他,,其他
"""

RULES = """\
[[rule]]
id = "R1"
kind = "date_in_period"
sheet = "l1"
columns = ["date"]
label = "日期在报告年度内"
[[rule]]
id = "R2"
kind = "compare"
sheet = "teams"
left = "leaders"
operator = "<="
right = "members"
label = "骨干数不超过人数"
[[rule]]
id = "R3"
kind = "range"
sheet = "l1"
columns = ["cost"]
maximum = 1000
severity = "warning"
explain = "required"
[[rule]]
id = "R4"
kind = "sum_equals"
sheet = "requests"
parts = ["persons", "firms"]
totals = ["total"]
"""

INDICATORS = """\
[[indicator]]
id = "F01"
label = "中心组学习"
unit = "次"
aggregate = "count"
sheet = "l1"
where = { kind = "中心组学习" }
in_period = "date"
owner = "组织办"
[[indicator]]
id = "F02"
label = "参加学习"
unit = "人次"
aggregate = "sum"
sheet = "l1"
column = "people"
[[indicator]]
id = "F03"
label = "骨干占比"
unit = "%"
decimals = 2
aggregate = "share"
numerator = "F04"
denominator = "F05"
when = "parameters.counted == '是'"
[[indicator]]
id = "F04"
label = "骨干"
unit = "人"
aggregate = "sum"
sheet = "teams"
column = "leaders"
[[indicator]]
id = "F05"
label = "队员"
unit = "人"
aggregate = "sum"
sheet = "teams"
column = "members"
[[indicator]]
id = "F06"
label = "平均费用"
unit = "元"
decimals = 1
aggregate = "expr"
expression = "F07 / F01"
[[indicator]]
id = "F07"
label = "费用"
unit = "元"
decimals = 2
aggregate = "sum"
sheet = "l1"
column = "cost"
[[indicator]]
id = "F08"
label = "中心组学习比上年"
unit = "%"
decimals = 1
aggregate = "change"
indicator = "F01"
"""


def study_pack() -> Pack:
    """Read the pack."""
    return parsed(sheets=SHEETS, rules=RULES, indicators=INDICATORS, choices=CHOICES, header=HEADER)


def sessions(count: int) -> list[Record]:
    """Give rows of the study ledger, all of them sound, no two alike."""
    kinds = (("中心组学习", "读书班"), ("干部*学习", "夜学"), ("班子研讨", "其他"))
    return [
        {
            "date": date(2019, 1 + number % 12, 1 + number % 28),
            "kind": kinds[number % 3][0],
            "detail": kinds[number % 3][1],
            "people": Blank.UNKNOWN if number == 4 else 10 + number,
            "cost": Decimal(number) / 4,
            "evidence": f"A{number:03}",
            "remarks": "=1+1" if number == 2 else f"第{number}次\n另起一行",
        }
        for number in range(count)
    ]


def filled() -> Contents:
    """Give the contents of a workbook that has something in every sheet."""
    return Contents(
        ledgers={
            "l1": sessions(25),
            "teams": [{"team": "街道", "members": 40, "leaders": 9}, {"team": "村", "members": 13, "leaders": 0}],
            "key_points": [{"indicator": "F01", "target": 12}, {"indicator": "F02", "target": Decimal("0.5")}],
            "last_year": [{"indicator": "F01", "value": 8}, {"indicator": "F05", "value": 0}],
        },
        matrices={"requests": {"granted": {"persons": 3, "firms": 1, "total": 4}}},
        explanations=(Explanation("R3", "L1学习台账", "E5", "单价较高"),),
    )


def wrong() -> Contents:
    """Give the contents of a workbook with an entry of every kind that a validation must refuse."""
    return Contents(
        ledgers={
            "l1": [
                {"date": date(2019, 3, 1), "kind": "中心组学习", "detail": "读书班", "people": 20, "evidence": "A1"},
                {"date": "2019.3.1", "kind": "中心组学习", "detail": "夜学", "people": Decimal("2.5"), "cost": "约20"},
                {"date": date(2020, 1, 1), "kind": "干部x学习", "detail": "读书班", "people": 0, "cost": Decimal(-1)},
                {"date": date(2019, 12, 31), "kind": "干部*学习", "detail": "夜学", "people": Blank.UNKNOWN},
                {"date": Decimal("43466.5"), "kind": "班子研讨", "detail": "其他", "people": "不详 "},
                {"kind": " 班子研讨", "detail": "没有的", "people": 501, "evidence": "A1"},
                {"detail": "读书班", "people": Blank.NOT_APPLICABLE},
            ],
            "teams": [{"team": "街道", "members": 3, "leaders": 4}, {"team": "村", "members": 3, "leaders": 3}],
            "key_points": [{"indicator": "F99", "target": "十"}],
        },
        forms={"parameters": {"counted": "也许"}},
        matrices={"requests": {"refused": {"persons": 1, "firms": 2, "total": 4}}},
    )


WRONG_CELLS = {
    "参数": {"B6"},
    "L1学习台账": {
        *("A5", "A6", "A8"),
        *("B6", "B9"),
        *("C5", "C6", "C9", "C10"),
        *("D5", "D6", "D8", "D9", "D10"),
        *("E5", "E6"),
        *("F4", "F9"),
    },
    "队伍": {"C4"},
    "申请统计": {"D5"},
    "要点目标": {"A4", "B4"},
}
"""The cells of ``wrong`` that a validation must refuse, by sheet."""
