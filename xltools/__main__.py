"""The program: ``python -m xltools``, and the command ``xltools``."""

from __future__ import annotations

import gc
import sys

from xltools.cli import main


def run() -> int:
    """Run a command and end.

    A command makes many small values and is over in a moment.  To look through them for rings that
    nothing else points to, as Python does time and again and once more at the end, would find none
    and take an eighth of the time; what is not needed any more is freed at once either way.
    """
    gc.disable()
    status = main()
    gc.freeze()
    return status


if __name__ == "__main__":
    sys.exit(run())
