"""Read every sheet of a workbook with openpyxl, row by row.

python read_with_openpyxl.py WORKBOOK
"""

import sys

from openpyxl import load_workbook

for sheet in load_workbook(sys.argv[1], read_only=True, data_only=True).worksheets:
    for _ in sheet.iter_rows(values_only=True):
        pass
