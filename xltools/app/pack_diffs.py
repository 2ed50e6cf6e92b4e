"""Compare two packs."""

from __future__ import annotations

from xltools.adapters.narrative_file import folder_narrative
from xltools.adapters.pack_folder import PackFolder
from xltools.adapters.report_style import STYLES_FILE
from xltools.core.about_packs.pack_diff import PackDiff, PackSide, diff_packs
from xltools.core.narration.narrative_check import NARRATIVE
from xltools.core.pack_parsing.layout_parser import LAYOUT
from xltools.core.pack_parsing.pack_files import DECLARATIONS


def compare_packs(before: PackFolder, after: PackFolder) -> PackDiff:
    """Say what differs between two packs, with all that they inherit.

    Args:
        before: A base, or an older version.
        after: A pack that is based on it, or a newer version.

    Raises:
        PackError: Where one of them has faults; what it means cannot be told then.
    """
    return diff_packs(_side(before), _side(after))


def _side(folder: PackFolder) -> PackSide:
    folder.pack()
    files = folder.layers((*DECLARATIONS, LAYOUT))
    narrative = folder_narrative(folder) if folder.owner(NARRATIVE).has(NARRATIVE) else None
    styled = folder.owner(STYLES_FILE)
    styles = styled.data(STYLES_FILE) if styled.has(STYLES_FILE) else None
    return PackSide(files, narrative, styles)
