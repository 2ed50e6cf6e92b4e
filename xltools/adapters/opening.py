"""Open a file in the program that the user's system has for it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from xltools.errors import MachineError


def open_file(path: Path) -> None:
    """Open a file, and do not wait for the program.

    Raises:
        MachineError: The system has no program for it, or no desktop.
    """
    try:
        if sys.platform == "win32":
            os.startfile(path)  # noqa: S606 - a file that we have just written
        else:
            opener = "open" if sys.platform == "darwin" else "xdg-open"
            subprocess.run([opener, str(path.resolve())], check=True, capture_output=True)  # noqa: S603 - as above
    except (OSError, subprocess.CalledProcessError) as error:
        raise MachineError("file.not_opened", name=str(path)) from error
