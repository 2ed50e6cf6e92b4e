"""Where a fault of our own is written down, for whoever mends it."""

from __future__ import annotations

import os
import platform
import sys
import traceback
from datetime import datetime
from pathlib import Path

NAME = "xltools.log"
_LARGEST = 1 << 20


def log_fault() -> Path:
    """Write the exception at hand, with its traceback, to the end of the log.

    Returns:
        The log's path.  A machine on which no log can be written gets the traceback on standard error.
    """
    path = log_folder() / NAME
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    entry = f"{now} Python {platform.python_version()} {sys.platform} {sys.argv[:2]}\n{traceback.format_exc()}\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = "w" if path.exists() and path.stat().st_size > _LARGEST else "a"
        with path.open(mode, encoding="utf-8", errors="backslashreplace") as log:
            log.write(entry)
    except OSError:
        sys.stderr.write(entry)
    return path


def log_folder() -> Path:
    """Give the folder for logs that the user's system has."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "xltools"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Logs" / "xltools"
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "xltools"
