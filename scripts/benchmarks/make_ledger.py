"""Make the large ledger: a workbook with 100,000 rows of 8 columns, of which about one in a hundred is wrong.

python make_ledger.py TARGET [ROWS]
"""

from __future__ import annotations

import random
import sys
from datetime import date, timedelta
from pathlib import Path

from xltools.adapters.catalog_files import load_catalog
from xltools.adapters.pack_folder import load_pack
from xltools.adapters.xlsx_writer import write_workbook
from xltools.core.contents import Contents, Entry
from xltools.core.plan import plan_workbook
from xltools.core.planning.plan_words import Words

PACK = Path(__file__).with_name("packs") / "large_ledger"
ROWS = 100_000
YEAR = 2019
_KINDS = ("lecture", "volunteering", "meeting", "publicity")


def main() -> None:
    """Write the workbook; the same at every call."""
    target, rows = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else ROWS
    pack = load_pack(str(PACK))
    chance = random.Random(YEAR)  # noqa: S311 a ledger for measuring, no secret
    events = [_event(number, chance) for number in range(1, rows + 1)]
    for row in chance.sample(events, rows // 100):
        row.update(_fault(row, chance))
    catalog = load_catalog(pack.language)
    words = Words(pack.language, catalog.say, catalog.phrase)
    contents = Contents({"events": events}, {"parameters": {"unit": "Measured", "year": YEAR}})
    write_workbook(plan_workbook(pack, YEAR, "Measured", words, contents), target, overwrite=True)
    print("{}")  # what it took is of no interest


def _event(number: int, chance: random.Random) -> dict[str, Entry]:
    invited = chance.randint(10, 400)
    present = chance.randint(5, invited)
    row: dict[str, Entry] = {
        "number": f"EV-{number:06}",
        "day": date(YEAR, 1, 1) + timedelta(chance.randrange(365)),
        "kind": chance.choice(_KINDS),
        "place": f"village {chance.randint(1, 250)}",
        "invited": invited,
        "present": present,
        "satisfied": chance.randint(0, present),
    }
    if chance.random() < 0.3:
        row["remark"] = f"seen by the office on {chance.randint(1, 28)} of the month after"
    return row


def _fault(row: dict[str, Entry], chance: random.Random) -> dict[str, Entry]:
    """Give what makes a row wrong, for one rule after the other by chance."""
    faults: tuple[dict[str, Entry], ...] = (
        {"number": "EV-000001"},
        {"number": str(row["number"]).replace("-", "_")},
        {"day": date(YEAR + 1, 3, chance.randint(1, 28))},
        {"kind": "lectures"},
        {"place": "the village"},
        {"invited": 5001 + chance.randint(0, 99)},
        {"present": int(str(row["invited"])) + 1},
        {"satisfied": int(str(row["present"])) + 1},
    )
    return chance.choice(faults)


if __name__ == "__main__":
    main()
