"""Write a copy of a workbook that shows what the check found."""

from __future__ import annotations

from pathlib import Path

from xltools.adapters import xlsx_marker
from xltools.adapters.catalog_files import load_catalog
from xltools.app.workbooks import Workbook
from xltools.core.marks.marking import mark
from xltools.core.messages import Catalog
from xltools.core.planning.plan_words import Words
from xltools.core.validate import Validation


def write_marked_copy(
    workbook: Workbook, validation: Validation, target: Path, catalog: Catalog, *, overwrite: bool = False
) -> None:
    """Write the copy: the cells with findings coloured, and the findings sheet filled.

    Args:
        workbook: From ``read_workbook``; its file is not altered.
        validation: From ``validate``.
        target: The copy to be.
        catalog: In whose language the findings are said; the sheet's headers are in the workbook's.
        overwrite: True to take the place of a file that is there.

    Raises:
        FileError: Where the copy cannot be written, or would be the workbook itself.
    """
    own = load_catalog(workbook.pack.language)
    words = Words(workbook.pack.language, own.say, own.phrase)
    marking = mark(validation.findings, words, catalog.wrong_and_mend)
    xlsx_marker.write_marked_copy(workbook.path, target, marking, overwrite=overwrite)
