"""Fill an Excel workbook, have it checked, and get the Word report written from it."""
