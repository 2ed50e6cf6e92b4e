"""The command line: finds the command's module, and says what stopped it.

Only the module of the command that was named is loaded, so that ``xltools check`` does not wait for
what ``xltools report`` needs.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from importlib import import_module

from xltools.adapters.catalog_files import load_catalog
from xltools.cli.language import chosen_language
from xltools.cli.parser import Parser, UsageError
from xltools.core.messages import Catalog
from xltools.errors import PackError, ReportRefusedError, XltoolsError

COMMANDS: Mapping[str, str] = {
    "new": "xltools.cli.new",
    "check": "xltools.cli.check",
    "watch": "xltools.cli.watch",
    "indicators": "xltools.cli.indicators",
    "report": "xltools.cli.report",
    "refresh": "xltools.cli.refresh",
    "trace": "xltools.cli.trace",
    "diff": "xltools.cli.diff",
    "inspect": "xltools.cli.inspect",
    "libreoffice": "xltools.cli.libreoffice",
    "pack list": "xltools.cli.pack_list",
    "pack show": "xltools.cli.pack_show",
    "pack check": "xltools.cli.pack_check",
    "pack new": "xltools.cli.pack_new",
    "pack export": "xltools.cli.pack_export",
    "pack import": "xltools.cli.pack_import",
    "pack docs": "xltools.cli.pack_docs",
    "pack diff": "xltools.cli.pack_diff",
    "pack translations": "xltools.cli.pack_translations",
    "addin build": "xltools.cli.addin_build",
    "addin install": "xltools.cli.addin_install",
    "addin uninstall": "xltools.cli.addin_uninstall",
    "addin doctor": "xltools.cli.addin_doctor",
}
"""The module of each command: ``arguments(parser, catalog)`` declares, ``run(options, catalog)`` does and
gives the exit status.  Its words are in the catalogue under ``command.<name>``."""

PASSED, FAILED, STOPPED, CRASHED = 0, 1, 2, 3
"""Exit statuses: all is well; the data are not; a wrong call, pack, file or machine; our own fault."""

_INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command.

    Args:
        arguments: As a person types them, without the program's name.

    Returns:
        The exit status.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    _speak_unicode()
    catalog = load_catalog(chosen_language(words))
    try:
        return _run(words, catalog)
    except (UsageError, XltoolsError) as error:
        _tell(error, catalog)
        return FAILED if isinstance(error, ReportRefusedError) else STOPPED
    except KeyboardInterrupt:
        _say(catalog.sentence("command.interrupted"))
        return _INTERRUPTED
    except BrokenPipeError:  # whoever read what we print has read enough
        _leave_quietly()
        return PASSED
    except ImportError as error:
        if error.name is None or error.name.startswith("xltools"):
            return _crashed(catalog)
        _log_fault()  # the fault may be ours: a name that the package has never had
        _say(catalog.say("command.no_package", {"name": error.name.partition(".")[0]}))
        return STOPPED
    except Exception:  # noqa: BLE001 - the edge: whatever our own fault is, it is logged and said in one sentence
        return _crashed(catalog)


def _run(words: Sequence[str], catalog: Catalog) -> int:
    name = next((name for name in (" ".join(words[:2]), *words[:1]) if name in COMMANDS), None)
    if name is None:
        from xltools.cli import overview

        return overview.run(words, tuple(COMMANDS), catalog)
    module = import_module(COMMANDS[name])
    parser = Parser(name, catalog)
    module.arguments(parser, catalog)
    status: int = module.run(parser.parse_args(words[len(name.split()) :]), catalog)
    return status


def _tell(error: Exception, catalog: Catalog) -> None:
    """Say what stopped the command, and on lines of their own all the faults that it names."""
    if isinstance(error, UsageError):
        _say(error.sentence)
    if isinstance(error, XltoolsError):
        _say(catalog.refusal(error.key, error.params))
    if isinstance(error, PackError | ReportRefusedError):
        for finding in error.findings:
            _say(catalog.line(finding))


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr)


def _speak_unicode() -> None:
    """Let no character stop a command: into files and pipes as UTF-8, on a console as it can."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")


def _leave_quietly() -> None:
    """Give standard output a place to flush into, or Python would complain at its end."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _crashed(catalog: Catalog) -> int:
    _say(catalog.say("command.crashed", {"file": _log_fault()}))
    return CRASHED


def _log_fault() -> str:
    from xltools.adapters.fault_log import log_fault

    return str(log_fault())
