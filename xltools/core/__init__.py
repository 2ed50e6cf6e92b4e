"""The stages, as values in and values out: no files, no Excel, no clock, no language."""
