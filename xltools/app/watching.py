"""Watch a folder: check its workbooks whenever they are saved, and write what was found beside them.

No program that has a workbook open is asked for anything: only the saved files are read.  So it works
where macros and child processes of Excel are forbidden.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from xltools.adapters.findings_page import CheckedWorkbook, findings_page, index_page
from xltools.adapters.watched_folder import INDEX, page_beside, remove_page, workbooks_in, write_page
from xltools.app.workbooks import compute, read_workbook, validate
from xltools.core.finding_reports import summary
from xltools.core.messages import Catalog, visible
from xltools.core.settling import Settling
from xltools.errors import XltoolsError

SECONDS = 2
"""Between two looks at the folder."""

_PAGE_SECONDS = 5
_TRIES = 3  # a file that is being written may not be readable yet

Tell = Callable[[str], None]
"""Takes each line that is said."""


class Watch:
    """A folder being watched.

    Args:
        folder: Its path.
        catalog: The reader's language.
        tell: Takes what is said.
        live: True to let the pages load themselves anew.

    Attributes:
        checked: What is known of each workbook, by name.
    """

    def __init__(self, folder: Path, catalog: Catalog, tell: Tell, *, live: bool) -> None:
        self._folder = folder
        self._catalog = catalog
        self._tell = tell
        self._seconds = _PAGE_SECONDS if live else 0
        self._settling = Settling()
        self._failed: dict[str, int] = {}
        self.checked: dict[str, CheckedWorkbook] = {}

    def look(self) -> None:
        """Look at the folder once, and check what has settled since the last look.

        Raises:
            FileError: The folder cannot be read, or the page that lists the workbooks not be written.
        """
        seen = self._settling.look(workbooks_in(self._folder))
        for name in seen.gone:
            self._forget(name)
        for name in seen.ready:
            self._check(name)
        if seen.ready or seen.gone or not (self._folder / INDEX).exists():
            listed = [self.checked[name] for name in sorted(self.checked)]
            page = index_page(listed, self._folder.resolve().name, self._catalog, seconds=self._seconds)
            write_page(self._folder / INDEX, page)

    def check_all(self) -> None:
        """Check every workbook as it is now."""
        self.look()
        self.look()  # what has not changed between two looks has settled
        while self._failed:
            self.look()

    def _check(self, name: str) -> None:
        now = _now()
        path = self._folder / name
        try:
            workbook = read_workbook(path)
            outcomes = compute(workbook)
            validation = validate(workbook, outcomes)
            page = findings_page(
                validation,
                outcomes,
                workbook.pack,
                name,
                self._catalog,
                checked=now,
                index=INDEX,
                seconds=self._seconds,
            )
            write_page(page_beside(path), page)
        except XltoolsError as error:
            self._not_checked(name, error, now)
            return
        self._failed.pop(name, None)
        self.checked[name] = CheckedWorkbook(name, page_beside(path).name, validation, "", now)
        said = summary(validation, name, self._catalog)
        self._tell(self._catalog.say("watch.checked", {"time": now, "summary": said}))

    def _not_checked(self, name: str, error: XltoolsError, now: str) -> None:
        """Try again at the next look, and after a few say why not."""
        tries = self._failed.get(name, 0) + 1
        if tries < _TRIES:
            self._failed[name] = tries
            self._settling.again([name])
            return
        self._failed.pop(name, None)
        reason = self._catalog.say(error.key, error.params)
        self.checked[name] = CheckedWorkbook(name, "", None, reason, now)
        remove_page(page_beside(self._folder / name))  # it would tell of an earlier state
        self._tell(self._catalog.say("watch.trouble", {"time": now, "name": visible(name), "reason": reason}))

    def _forget(self, name: str) -> None:
        self._failed.pop(name, None)
        self.checked.pop(name, None)
        remove_page(page_beside(self._folder / name))
        self._tell(self._catalog.say("watch.gone", {"time": _now(), "name": visible(name)}))


def _now() -> str:
    return datetime.now().astimezone().strftime("%Y-%m-%d %H:%M:%S")
