"""What a report looks like: the layout and the Word styles of its pack.

A pack may come from another office.  Of its ``styles.docx`` nothing is taken but the styles, so a
macro, a picture or a link to another machine that stands beside them goes nowhere.
"""

from __future__ import annotations

from io import BufferedReader, BytesIO
from typing import cast

from xltools.adapters.docx_package import STYLES
from xltools.adapters.pack_folder import PackFolder
from xltools.adapters.zip_members import ZipError, inflate, read_directory
from xltools.core.findings import Finding, Location, Param, Severity
from xltools.core.frozen import frozen
from xltools.core.layout import Layout
from xltools.core.pack_parsing.layout_parser import LAYOUT, read_layout
from xltools.errors import PackError

STYLES_FILE = "styles.docx"
_MOST_MEMBERS = 500
_MOST_BYTES = 8 << 20


@frozen
class ReportStyle:
    """The look of one report kind, read from its pack when a writer asks for it."""

    folder: PackFolder

    def layout(self) -> Layout:
        """Read the layout.  Raises: PackError, with every fault in it."""
        files = self.folder.layers((LAYOUT,))
        if files.all_faults:
            raise PackError(self.folder.name, files.all_faults)
        if not files.has(LAYOUT):
            self.folder.text(LAYOUT)  # says that it is missing
        layout, faults = read_layout(files)
        if layout is None:
            raise PackError(self.folder.name, faults)
        return layout

    def styles(self) -> bytes:
        """Read the Word styles.  Raises: PackError, where the file is no Word file with styles."""
        file = cast(BufferedReader, BytesIO(self.folder.owner(STYLES_FILE).data(STYLES_FILE)))
        try:
            members = {member.name: member for member in read_directory(file, _MOST_MEMBERS)}
            styles = b"".join(inflate(file, members[STYLES], _MOST_BYTES))
        except (ZipError, KeyError):
            raise self.wrong("report.styles.unreadable") from None
        # Word writes UTF-8; another encoding could hide a DOCTYPE from this look.
        if b"<!" in styles or b"\0" in styles:
            raise self.wrong("report.styles.unsafe")
        return styles

    def wrong(self, key: str, **params: Param) -> PackError:
        """Say that the Word styles are wrong."""
        return PackError(self.folder.name, [Finding(Severity.ERROR, Location(STYLES_FILE), key, params)])
