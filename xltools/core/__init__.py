"""The stages, as values in and values out: no files, no Excel, no clock, no language.

A file here is a stage, or a value that crosses from one to the next; a folder holds the parts of a stage:
``docs/decisions/0020-rooms-of-the-core.md``.
"""
