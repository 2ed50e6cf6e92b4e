"""The parts of a blank workbook, planned as data; ``plan`` puts them together."""
