"""Read every sheet of a workbook with pandas, which reads it with openpyxl.

python read_with_pandas.py WORKBOOK
"""

import sys

import pandas as pd

pd.read_excel(sys.argv[1], sheet_name=None, engine="openpyxl")
