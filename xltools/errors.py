"""What stops a command: a wrong pack, file or machine.

Wrong data never comes here; it is a ``Finding``.  An error carries a message key and its values,
as a finding does, and the edge makes the sentence in the reader's language.
"""

from __future__ import annotations

from collections.abc import Sequence

from xltools.core.findings import Finding, Param


class XltoolsError(Exception):
    """A pack, file or machine that the work cannot go on with.

    Args:
        key: The message in the catalogue, for instance ``file.not_a_workbook``.
        params: The values that the message names.
    """

    def __init__(self, key: str, **params: Param) -> None:
        super().__init__(key, params)
        self.key = key
        self.params = params


class FileError(XltoolsError):
    """A file that cannot be read or written."""


class MachineError(XltoolsError):
    """A program or font that the machine lacks."""


class PackError(XltoolsError):
    """A pack that says something wrong, with every fault found in it."""

    def __init__(self, pack: str, findings: Sequence[Finding]) -> None:
        super().__init__("pack.faults", pack=pack, count=len(findings))
        self.findings = tuple(findings)


class ReportRefusedError(XltoolsError):
    """A report that would have printed a wrong or missing figure, with the reasons."""

    def __init__(self, key: str, findings: Sequence[Finding], **params: Param) -> None:
        super().__init__(key, **params)
        self.findings = tuple(findings)
