"""Make the filled 2023 sample of the disclosure report.

Everything is written in ``sample_disclosure_2023.toml``; totals are computed, as in any workbook.

    python scripts/make_disclosure_sample.py [--output FILE]
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from xltools.adapters.pack_folder import load_pack  # noqa: E402 the script runs from a bare checkout
from xltools.app.new_workbooks import filled_workbook  # noqa: E402
from xltools.core.contents import Contents, Entry  # noqa: E402

PACK = ROOT / "workbook_templates" / "disclosure_report"
WRITTEN = Path(__file__).with_name("sample_disclosure_2023.toml")
YEAR = 2023


def sample_contents() -> Contents:
    """Give what the sample's entry cells hold."""
    written = tomllib.loads(WRITTEN.read_text(encoding="utf-8"), parse_float=Decimal)
    ledgers = {name: _rows(ledger) for name, ledger in written["ledgers"].items()}
    return Contents(ledgers, written["forms"], written["matrices"])


def _rows(ledger: Mapping[str, list[list[Entry]]]) -> list[dict[str, Entry]]:
    columns = [str(column) for column in ledger["columns"]]
    return [dict(zip(columns, row, strict=True)) for row in ledger["rows"]]


def main() -> None:
    """Write the sample."""
    parser = argparse.ArgumentParser(description="Make the filled 2023 sample of the disclosure report.")
    parser.add_argument("--output", type=Path, default=PACK / "sample.xlsx")
    target = parser.parse_args().output
    contents = sample_contents()
    pack = load_pack(str(PACK))
    filled_workbook(pack, str(contents.forms["basics"]["unit"]), YEAR, contents, target)
    print(f"{target.name}: {len(pack.sheets)} sheets")


if __name__ == "__main__":
    main()
