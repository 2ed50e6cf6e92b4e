"""Read every sheet of a workbook with calamine: the least that a program can do with it.

python read_with_calamine.py WORKBOOK
"""

import sys

from python_calamine import CalamineWorkbook

workbook = CalamineWorkbook.from_path(sys.argv[1])
for sheet in workbook.sheet_names:
    workbook.get_sheet_by_name(sheet).to_python()
