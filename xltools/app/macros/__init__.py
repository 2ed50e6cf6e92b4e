"""What happens when a clerk clicks a button over an open workbook.

A macro is a module with ``run(desk)``.  It reads the whole workbook once, lets the core say what is to
be shown, and hands that back as one value a sheet; it knows neither Excel nor LibreOffice.
"""
