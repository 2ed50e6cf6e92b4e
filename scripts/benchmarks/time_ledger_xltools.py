"""Read, parse and validate the large ledger; print the CPU seconds of each, without those of starting.

python time_ledger_xltools.py WORKBOOK PACK
"""

import gc
import json
import sys
import time
from pathlib import Path

from xltools.adapters.pack_folder import load_pack
from xltools.adapters.xlsx_reader import read_grid
from xltools.core.parse import parse
from xltools.core.validate import validate

gc.disable()  # as the command does
pack = load_pack(sys.argv[2])
times = [time.process_time()]
grid = read_grid(Path(sys.argv[1]))
times.append(time.process_time())
dataset = parse(grid, pack)
times.append(time.process_time())
validation = validate(dataset, pack)
times.append(time.process_time())
spent = {
    name: after - before for name, before, after in zip(("read", "parse", "validate"), times, times[1:], strict=False)
}
rows = {(finding.location.sheet, finding.location.row) for finding in validation.findings}
print(json.dumps({**spent, "rows": len(rows)}))
