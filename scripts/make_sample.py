"""Make the filled 2019 sample of the annual work report.

The short ledgers and the texts are written by hand in ``sample_2019.toml``.  The long ledgers are
drawn here: how often each kind of event happened is fixed, because the report's figures come from
it; on which day, where and with how many people is chance, always the same chance.

    python scripts/make_sample.py [--output FILE]
"""

from __future__ import annotations

import argparse
import random
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from xltools.adapters.pack_folder import load_pack  # noqa: E402 the script runs from a bare checkout
from xltools.app.new_workbooks import filled_workbook  # noqa: E402
from xltools.core.contents import Contents, Entry, Record  # noqa: E402

PACK = ROOT / "workbook_templates" / "annual_work_report"
WRITTEN = Path(__file__).with_name("sample_2019.toml")
SEED = 2019

VILLAGES = ("松岭村", "柳湾村", "枣园村", "河口村", "石桥村", "竹溪社区", "南桥社区")

# General Office of the State Council, 国办发明电〔2018〕15号 and 〔2019〕2号: the holidays of 2019 ...
HOLIDAYS = (
    (date(2019, 1, 1), date(2019, 1, 1)),
    (date(2019, 2, 4), date(2019, 2, 10)),
    (date(2019, 4, 5), date(2019, 4, 7)),
    (date(2019, 5, 1), date(2019, 5, 4)),
    (date(2019, 6, 7), date(2019, 6, 9)),
    (date(2019, 9, 13), date(2019, 9, 15)),
    (date(2019, 10, 1), date(2019, 10, 7)),
)
# ... and the weekends worked in exchange.
WORKED_WEEKENDS = {
    date(2019, 2, 2),
    date(2019, 2, 3),
    date(2019, 4, 28),
    date(2019, 5, 5),
    date(2019, 9, 29),
    date(2019, 10, 12),
}

LECTURE_FORMS = (("进村入户", 34), ("党小组会议", 20), ("院坝会", 9))
LECTURE_SERIES_DAYS = (date(2019, 3, 19), date(2019, 5, 22), date(2019, 7, 24), date(2019, 9, 18), date(2019, 11, 26))
LECTURE_SERIES_THEMES = ("习近平新时代中国特色社会主义思想", "社会主义核心价值观", "意识形态工作责任制")

# How often, and in which months.
VOLUNTEERING = (
    ("志愿扫雪", 12, (1, 2, 12)),
    ("卫生整治", 11, range(3, 12)),
    ("移风易俗", 10, range(1, 13)),
    ("义务植树", 9, (3, 4)),
    ("走访群众", 8, range(1, 13)),
    ("文明劝导", 3, (6, 9, 11)),
    ("助老助残", 1, (10,)),
)

PUBLICITY_CHANNELS = (("宣传栏", 8), ("宣传车", 6), ("咨询服务", 5), ("微信", 4), ("微博", 3), ("大喇叭", 1))
PUBLICITY_THEMES = (("“七五”普法", 7), ("扫黑除恶专项斗争", 6), ("食品安全", 5), ("卫生健康", 4), ("生态环境保护", 2))
OCCASIONS = ((date(2019, 7, 1), "七一"), (date(2019, 9, 29), "国庆"), (date(2019, 9, 30), "国庆"))

OTHER_PRACTICE = ((2, 0, 2), (5, 1, 1), (6, 3, 1), (9, 0, 2), (10, 4, 1))
"""Month, place of the site in the register, times: what the sites did beyond lectures and volunteering."""

RELEASES = (("政务网站", 14), ("政务微信", 22), ("政务微博", 12))

EVIDENCE = {
    "study": "L1",
    "branches": "L2",
    "lectures": "L3",
    "teams": "L4",
    "volunteering": "L5",
    "meetings": "L6",
    "publicity": "L7",
    "commentators": "L8",
    "opinions": "L9",
    "sites": "SZ",
    "practice": "L10",
    "documents": "L11",
    "awards": "L12",
    "forums": "L13",
    "venues": "L14",
    "culture": "L15",
    "risks": "L16",
    "releases": "FB",
}

Row = dict[str, Entry]


def sample_contents() -> Contents:
    """Give what the sample's entry cells hold; the same at every call."""
    written = tomllib.loads(WRITTEN.read_text(encoding="utf-8"))
    chance = random.Random(SEED)  # noqa: S311 a sample, no secret
    ledgers = {name: _written_rows(ledger) for name, ledger in written["ledgers"].items()}
    ledgers["lectures"] = _lectures(chance)
    ledgers["volunteering"] = _volunteering(chance)
    ledgers["publicity"] = _publicity(chance)
    ledgers["practice"] = _practice([str(row["site"]) for row in ledgers["sites"]])
    ledgers["releases"] = _releases(chance)
    for name, prefix in EVIDENCE.items():
        for number, row in enumerate(ledgers[name], 1):
            row["evidence"] = f"{prefix}-{number:03}"
    return Contents(ledgers, written["forms"])


def _written_rows(ledger: Mapping[str, Sequence[object]]) -> list[Row]:
    """Give the rows of a hand-written ledger; an empty text is an empty cell."""
    columns = ledger["columns"]
    return [
        {column: entry for column, entry in zip(columns, row, strict=True) if entry != ""}  # type: ignore[misc]
        for row in ledger["rows"]
        if isinstance(row, list)
    ]


def _lectures(chance: random.Random) -> list[Row]:
    rows: list[Row] = [
        {
            "date": day,
            "series": "举旗帜·送理论",
            "theme": LECTURE_SERIES_THEMES[number % len(LECTURE_SERIES_THEMES)],
            "form": "集中宣讲",
            "place": VILLAGES[number],
            "audience": chance.randint(80, 140),
        }
        for number, day in enumerate(LECTURE_SERIES_DAYS)
    ]
    for form in _shuffled(LECTURE_FORMS, chance):
        row: Row = {
            "date": _day(chance, range(1, 13), _is_workday),
            "series": "微宣讲",
            "theme": "扫黑除恶专项斗争",
            "form": form,
            "place": chance.choice(VILLAGES),
            "audience": chance.randint(12, 40),
        }
        rows.append(row)
    return _in_order(rows, "date")


def _volunteering(chance: random.Random) -> list[Row]:
    teams = ("街道志愿服务队", *(f"{village}志愿服务队" for village in VILLAGES))
    rows: list[Row] = [
        {
            "date": _day(chance, months, _is_no_spring_festival),
            "type": kind,
            "organizer": chance.choice(teams),
            "attendance": chance.randint(8, 32),
        }
        for kind, times, months in VOLUNTEERING
        for _ in range(times)
    ]
    return _in_order(rows, "date")


def _publicity(chance: random.Random) -> list[Row]:
    channels = _shuffled(PUBLICITY_CHANNELS, chance)
    rows: list[Row] = [{"date": day, "theme": "爱国主义教育", "occasion": occasion} for day, occasion in OCCASIONS]
    rows += [
        {"date": _day(chance, range(1, 13), _is_workday), "theme": theme}
        for theme in _shuffled(PUBLICITY_THEMES, chance)
    ]
    for row, channel in zip(rows, channels, strict=True):
        row["channel"] = channel
    return _in_order(rows, "date")


def _practice(sites: Sequence[str]) -> list[Row]:
    rows: list[Row] = [
        {"month": month, "site": site, "category": category, "times": 1}
        for month in range(1, 13)
        for site in sites
        for category in ("理论宣讲", "志愿服务")
    ]
    rows += [
        {"month": month, "site": sites[place], "category": "其他", "times": times}
        for month, place, times in OTHER_PRACTICE
    ]
    return _in_order(rows, "month")


def _releases(chance: random.Random) -> list[Row]:
    rows = []
    for platform in _shuffled(RELEASES, chance):
        published = _day(chance, range(1, 13), _is_workday)
        final = _workday_before(published, chance.randint(0, 1))
        second = _workday_before(final, chance.randint(0, 1))
        row: Row = {
            "published": published,
            "platform": platform,
            "first_review": _workday_before(second, chance.randint(0, 2)),
            "second_review": second,
            "final_review": final,
        }
        rows.append(row)
    return _in_order(rows, "published")


def _shuffled(counts: Sequence[tuple[str, int]], chance: random.Random) -> list[str]:
    """Give each text as often as it is to stand, in a chance order."""
    texts = [text for text, times in counts for _ in range(times)]
    chance.shuffle(texts)
    return texts


def _in_order(rows: Sequence[Row], column: str) -> list[Row]:
    return sorted(rows, key=lambda row: row[column])  # type: ignore[arg-type, return-value]


def _day(chance: random.Random, months: Sequence[int], suits: Callable[[date], bool]) -> date:
    """Give a day of the year, in one of some months, that suits."""
    days = [day for day in _days() if day.month in months and suits(day)]
    return chance.choice(days)


def _days() -> Iterator[date]:
    day = date(2019, 1, 1)
    while day.year == 2019:
        yield day
        day += timedelta(1)


def _is_workday(day: date) -> bool:
    if day in WORKED_WEEKENDS:
        return True
    return day.weekday() < 5 and not any(first <= day <= last for first, last in HOLIDAYS)


def _is_no_spring_festival(day: date) -> bool:
    """Volunteers come at weekends too, but not in the week of Spring Festival."""
    first, last = HOLIDAYS[1]
    return not first <= day <= last


def _workday_before(day: date, days: int) -> date:
    """Go back some workdays."""
    while days:
        day -= timedelta(1)
        days -= _is_workday(day)
    return day


def main() -> None:
    """Write the sample."""
    parser = argparse.ArgumentParser(description="Make the filled 2019 sample of the annual work report.")
    parser.add_argument("--output", type=Path, default=PACK / "sample.xlsx")
    target = parser.parse_args().output
    contents = sample_contents()
    parameters: Record = contents.forms["parameters"]
    filled_workbook(load_pack(str(PACK)), str(parameters["unit"]), 2019, contents, target)
    rows = sum(len(ledger) for ledger in contents.ledgers.values())
    print(f"{target.name}: {rows} rows")


if __name__ == "__main__":
    main()
