"""Ask Frictionless the twelve questions of the large ledger; print the CPU seconds, without those of starting.

python time_ledger_frictionless.py WORKBOOK HEADER_ROW
"""

import json
import sys
import time

from frictionless import Checklist, Dialect, Resource, Schema, checks, system
from frictionless.formats import ExcelControl

SHEET = "Events"
FIELDS: list[dict[str, object]] = [
    {
        "name": "number",
        "type": "string",
        "constraints": {"required": True, "unique": True, "pattern": "EV-[0-9]{6}"},
    },
    {
        "name": "day",
        "type": "date",
        "constraints": {"required": True, "minimum": "2019-01-01", "maximum": "2019-12-31"},
    },
    {"name": "kind", "type": "string", "constraints": {"enum": ["lecture", "volunteering", "meeting", "publicity"]}},
    {"name": "place", "type": "string", "constraints": {"pattern": "village [0-9]{1,3}"}},
    {"name": "invited", "type": "integer", "constraints": {"minimum": 1, "maximum": 5000}},
    {"name": "present", "type": "integer", "constraints": {"minimum": 0, "maximum": 5000}},
    {"name": "satisfied", "type": "integer", "constraints": {"minimum": 0, "maximum": 5000}},
    {"name": "remark", "type": "string"},
]


def main() -> None:
    """Validate the sheet."""
    # The columns by the names that its rules are written in, not by the headers of the sheet.
    schema = Schema.from_descriptor({"fields": FIELDS})
    checklist = Checklist(
        checks=[
            checks.row_constraint(formula="present <= invited"),
            checks.row_constraint(formula="satisfied <= present"),
        ]
    )
    dialect = Dialect(
        header=False, comment_rows=list(range(1, int(sys.argv[2]) + 1)), controls=[ExcelControl(sheet=SHEET)]
    )
    with system.use_context(trusted=True):
        resource = Resource(path=sys.argv[1], dialect=dialect, schema=schema)
        before = time.process_time()
        report = resource.validate(checklist, limit_errors=1_000_000)
        spent = time.process_time() - before
    found = report.flatten(["rowNumber", "type"])
    blank = {row for row, kind in found if kind == "blank-row"}  # those prepared below the ledger
    rows = {row for row, _ in found} - blank
    print(json.dumps({"all": spent, "rows": len(rows)}))


main()
