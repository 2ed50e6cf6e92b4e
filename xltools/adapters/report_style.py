"""What a report looks like: the pack's layout and its Word styles."""

from __future__ import annotations

from dataclasses import dataclass

from xltools.adapters.pack_folder import PackFolder


@dataclass(frozen=True, slots=True)
class ReportStyle:
    """The look of one report kind, read from its pack when a writer asks for it."""

    folder: PackFolder
