"""Read the large ledger with calamine; print the CPU seconds that it took, without those of starting.

python time_ledger_calamine.py WORKBOOK
"""

import json
import sys
import time

from python_calamine import CalamineWorkbook

before = time.process_time()
workbook = CalamineWorkbook.from_path(sys.argv[1])
rows = [workbook.get_sheet_by_name(sheet).to_python() for sheet in workbook.sheet_names]
print(json.dumps({"read": time.process_time() - before}))
