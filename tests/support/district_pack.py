"""A pack based on the disclosure report that says something otherwise in every one of its files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from xltools.adapters.pack_folder import PackFolder, find_pack

BASE = "disclosure_report"
NAME = "district_report"
TEXTS: Mapping[str, str] = {
    "pack.toml": f"""\
# 本区各街道用。

id = "{NAME}"
version = "1.1"
base = "{BASE}"
base_version = "1.0"
without = ["last_year"] # 本区另报
label.zh-Hans = "本区政府信息公开工作年度报告"
label.without = ["en"]

[constants]
pages = 5.0
""",
    "sheets.toml": """\
[[sheet]]
name = "charges"
hint.zh-Hans = "只填本年度。"
hint.without = ["zh-Hant"]

# 区里另外要的一行
[[sheet.row]]
name = "parking"
label = "停车收费"
after = "fees"

[[sheet]]
name = "visits"
kind = "ledger"
label = "走访台账"
before = "problems"

[[sheet.column]]
name = "day"
label = "日期"
type = "date"

[[sheet]]
name = "last_year"
override = "remove"
""",
    "choices.csv": """\
list_name,name,filter,override,label::zh-Hans
level,政府部门,,remove,
level,街道办事处,,,街道
""",
    "rules.toml": """\
[[rule]]
id = "GI-T3-1"
severity = "warning"
explain = "required"

[[rule]]
id = "D1"
kind = "date_in_period"
sheet = "visits"
columns = ["day"]
before = "GI-T3-1"
""",
    "text_rules.toml": '[[rule]]\nid = "T90"\nkind = "forbidden"\npatterns = ["基本完成"]\n',
    "indicators.toml": """\
[[indicator]]
id = "D_visits"
label = "走访次数"
unit = "次"
aggregate = "count"
sheet = "visits"
where = {}

[[indicator]]
id = "P_published"
label.zh-Hans = "区里公开的"
""",
    "tables.toml": '[[table]]\nname = "visits"\nrows = """\n| 次数 | 备注 |\n| 合计 | < |\n"""\n',
    "narrative_parts.md.j2": """\
{# part: opening #}

{{ unit }}{{ year }}年度报告如下：
{# after: problems #}
走访{{ D_visits }}次。
{# part: other_matters #}
""",
    "layout.toml": """\
[lines]
source = "本区规定"
pitch = 28.5

[closing]
without = ["sealed"]
source = "本区规定"
""",
    "tests/走访.toml": '''\
name = "没有走访"
year = 2024
rules = ["D1"]

[[sheet]]
name = "visits"
rows = """
| day |
| 2024-01-05 |
"""
''',
}


def written(root: Path, texts: Mapping[str, str] = TEXTS, name: str = NAME) -> PackFolder:
    """Write the pack into a root, with Word styles of its own."""
    for file, text in texts.items():
        (root / name / file).parent.mkdir(parents=True, exist_ok=True)
        (root / name / file).write_text(text, encoding="utf-8")
    (root / name / "styles.docx").write_bytes(find_pack("annual_work_report").data("styles.docx"))
    return PackFolder((root / name).resolve())
