"""The files and programs around the core: packs, workbooks, Word, PDF."""
