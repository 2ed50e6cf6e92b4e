"""What check and macros show in a workbook: colours, notes, repairs, the sheet of findings."""
