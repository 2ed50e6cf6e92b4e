"""The Python that an add-in starts, asked whether it can do what the add-in wants of it."""

from __future__ import annotations

import json
import subprocess
import tempfile

from xltools.core.frozen import frozen

_SECONDS = 60
_QUESTION = (
    "import sys; sys.path[:0] = filter(None, sys.argv[1:]); "
    "import json, xlwings, xltools; print(json.dumps({'xltools': xltools.__version__, 'xlwings': xlwings.__version__}))"
)


@frozen
class InterpreterAnswer:
    """What came of starting a Python.

    Attributes:
        versions: Of xltools and xlwings, by name; None where it did not start or lacks one of them.
        reason: The last line it wrote about that; empty where it wrote none.
    """

    versions: dict[str, str] | None
    reason: str = ""


def ask_interpreter(program: str, folder: str = "") -> InterpreterAnswer:
    """Start a Python as the add-in would, and ask for its versions.

    Args:
        program: Its path.
        folder: What the add-in puts on its path; empty for nothing.
    """
    with tempfile.TemporaryDirectory(prefix="xltools-", ignore_cleanup_errors=True) as elsewhere:
        try:
            done = subprocess.run(  # noqa: S603 - the program that the add-in itself starts
                [program, "-B", "-c", _QUESTION, folder],
                cwd=elsewhere,
                capture_output=True,
                text=True,
                encoding="utf-8",
                errors="replace",
                timeout=_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return InterpreterAnswer(None, f"> {_SECONDS} s")
        except OSError as error:
            return InterpreterAnswer(None, error.strerror or "")
    if done.returncode != 0:
        return InterpreterAnswer(None, next(iter(done.stderr.strip().splitlines()[-1:]), ""))
    return InterpreterAnswer(json.loads(done.stdout.strip().splitlines()[-1]))
