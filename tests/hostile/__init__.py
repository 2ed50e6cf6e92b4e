"""Workbooks as they should never come and sometimes do, each with what must become of it."""
