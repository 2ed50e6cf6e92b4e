"""Judge a workbook in a process of its own, under a limit of memory and time.

Every process is forked from one that has read the code, the pack and one workbook already and nothing
since, where the system can do that; what is bounded and measured is the work on the workbook alone.
"""

from __future__ import annotations

import io
from contextlib import redirect_stderr, suppress
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection
from pathlib import Path
from time import process_time
from typing import Any

from .judge import Judged, judge

MEMORY = 1 << 30  # bytes: what the list of threats allows
SECONDS = 10  # of work: what the list of threats allows

_FORKING = "forkserver" in get_all_start_methods()  # Windows has none
_CONTEXT: Any = get_context("forkserver" if _FORKING else "spawn")
if _FORKING:
    _CONTEXT.set_forkserver_preload([f"{__package__}.warmed"])


def judged_apart(path: Path) -> Judged:
    """Judge a workbook; it is a failure to take too long or too much, to die, or to say anything on stderr."""
    answers, sender = _CONTEXT.Pipe(duplex=False)
    process = _CONTEXT.Process(target=_judge, args=(path, sender))
    process.start()
    sender.close()
    try:
        assert answers.poll(SECONDS * 6), "no answer"
        judged, said, seconds = answers.recv()
    except EOFError:
        process.join()
        raise AssertionError(f"ended with status {process.exitcode}") from None
    finally:
        process.kill()
        process.join()
    assert said == ""
    assert seconds < SECONDS
    return Judged(*judged)


def _judge(path: Path, sender: Connection) -> None:
    _bound_memory()
    before = process_time()
    with redirect_stderr(io.StringIO()) as said:
        judged = judge(path)
    sender.send((tuple(judged), said.getvalue(), process_time() - before))


def _bound_memory() -> None:
    with suppress(ImportError):  # Windows has no such limit
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
