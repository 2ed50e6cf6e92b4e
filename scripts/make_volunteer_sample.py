"""Make the filled sample of the volunteer service report, of May 2024.

Teams, words and requests are written here; the ledger of activities is drawn at random, always the same.

    python scripts/make_volunteer_sample.py [--output FILE]
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from xltools.adapters.pack_folder import load_pack  # noqa: E402 the script runs from a bare checkout
from xltools.app.new_workbooks import filled_workbook  # noqa: E402
from xltools.core.contents import Contents, Entry  # noqa: E402
from xltools.core.sheets import Blank  # noqa: E402

PACK = ROOT / "workbook_templates" / "volunteer_service"
UNIT, YEAR, MONTH = "竹峰街道", 2024, 5
SEED = 202405
ACTIVITIES = 46
NEEDS_ROWS = ("elderly", "disabled", "children", "environment", "others")

TEAMS: Mapping[str, tuple[str, int, tuple[str, ...], tuple[str, ...]]] = {
    "东湖社区服务队": ("社区志愿服务队", 62, ("助老", "环境清洁", "关爱儿童"), ("东湖社区", "东湖公园")),
    "西湖社区服务队": ("社区志愿服务队", 48, ("助老", "助残"), ("西湖社区", "西湖社区日间照料中心")),
    "竹园社区服务队": ("社区志愿服务队", 55, ("环境清洁", "助老"), ("竹园社区",)),
    "南桥社区服务队": ("社区志愿服务队", 37, ("助老", "关爱儿童"), ("南桥社区", "南桥小学")),
    "新河社区服务队": ("社区志愿服务队", 41, ("环境清洁", "助残"), ("新河社区", "新河滨水步道")),
    "街道机关服务队": ("单位志愿服务队", 35, ("文明引导", "环境清洁"), ("人民路口", "竹峰车站")),
    "竹峰小学教师服务队": ("单位志愿服务队", 28, ("关爱儿童",), ("竹峰小学", "东湖社区")),
    "供电所服务队": ("单位志愿服务队", 16, ("助老", "助残"), ("西湖社区", "南桥社区")),
    "红十字救护队": ("专业志愿服务队", 22, ("应急救护",), ("文化广场", "竹峰车站")),
    "法律援助服务队": ("专业志愿服务队", 9, ("助残", "助老"), ("街道便民服务中心",)),
}
"""Name: kind, members, what it does, where."""

FORM: Mapping[str, Entry] = {
    "unit": UNIT,
    "year": YEAR,
    "month": MONTH,
    "issued": date(2024, 6, 3),
    "recipient": "区志愿服务指导中心",
    "measures": "各社区在节假日集中开展服务，群众需求当日派单、三日内回访；活动结束后及时登记人次和时长。",
}
NEEDS = ((6, 31, 33, 4), (2, 9, 9, 2), (0, 14, 14, 0), (3, 12, 11, 4), (1, 5, 6, 0))
"""Carried, received, done and open, a row each."""

LAST_YEAR = {"V01": 41, "V02": 512, "V04": 1260, "V07": 318, "V11": 64}
TARGETS = {"V01": 45, "V02": 500, "V09": 2}


def sample_contents() -> Contents:
    """Give what the sample's entry cells hold."""
    ledgers: dict[str, Sequence[Mapping[str, Entry]]] = {
        "teams": [{"name": name, "kind": kind, "members": count} for name, (kind, count, _, _) in TEAMS.items()],
        "activities": _activities(random.Random(SEED)),  # noqa: S311 - reproducible on purpose
        "trainings": [
            {"date": date(2024, 5, 11), "topic": "应急救护", "people": 46},
            {"date": date(2024, 5, 25), "topic": "助老服务礼仪", "people": 58},
        ],
        "problems": [
            {"headline": "专业队伍偏少", "text": "应急救护、心理疏导等专业服务还不能满足群众需要。"},
            {"headline": "环境类需求办理偏慢", "text": "部分需求要几个部门配合，当月没有办结。"},
        ],
        "plans": [
            {"headline": "壮大专业队伍", "text": "与辖区医院、学校共建应急救护和心理疏导队伍。"},
            {"headline": "办好暑期托管", "text": "六月底前各社区排好班次，公布报名办法。"},
            {"headline": "办结结转需求", "text": "对结转的需求逐件明确牵头部门和时限。"},
        ],
        "targets": [{"indicator": name, "value": value} for name, value in TARGETS.items()],
        "last_year": [{"indicator": name, "value": value} for name, value in LAST_YEAR.items()],
    }
    columns = ("carried", "received", "done", "open")
    needs = {
        row: dict(zip(columns, map(Decimal, numbers), strict=True))
        for row, numbers in zip(NEEDS_ROWS, NEEDS, strict=True)
    }
    last: dict[str, Mapping[str, Entry]] = {row: {"open": found["carried"]} for row, found in needs.items()}
    last["total"] = {"open": sum((found["carried"] for found in needs.values()), Decimal(0))}
    return Contents(ledgers, {"basics": FORM}, {"needs": needs, "last_needs": last})


def _activities(chance: random.Random) -> list[dict[str, Entry]]:
    """Draw the activities: each team at least once, none the same twice."""
    names = [*TEAMS, *chance.choices(list(TEAMS), weights=[team[1] for team in TEAMS.values()], k=ACTIVITIES)]
    seen: dict[tuple[int, str], dict[str, Entry]] = {}
    for name in names:
        day = chance.randint(1, 31)
        if (day, name) in seen or len(seen) == ACTIVITIES:
            continue
        _, members, kinds, places = TEAMS[name]
        kind, people = chance.choice(kinds), chance.randint(4, min(20, members))
        seen[day, name] = {
            "date": date(YEAR, MONTH, day),
            "team": name,
            "kind": kind,
            "place": chance.choice(places),
            "people": people,
            "hours": people * chance.choice((Decimal("1.5"), Decimal(2), Decimal("2.5"), Decimal(3))),
            "served": Blank.NOT_APPLICABLE if kind == "环境清洁" else people * chance.randint(1, 5),
        }
    ordered = [seen[key] for key in sorted(seen)]
    return [{**row, "evidence": f"ZY-{MONTH:02}-{number:03}"} for number, row in enumerate(ordered, 1)]


def main() -> None:
    """Write the sample."""
    parser = argparse.ArgumentParser(description="Make the filled sample of the volunteer service report.")
    parser.add_argument("--output", type=Path, default=PACK / "sample.xlsx")
    target = parser.parse_args().output
    contents = sample_contents()
    filled_workbook(load_pack(str(PACK)), UNIT, YEAR, contents, target, number=MONTH)
    print(f"{target.name}: {len(contents.ledgers['activities'])} activities")


if __name__ == "__main__":
    main()
