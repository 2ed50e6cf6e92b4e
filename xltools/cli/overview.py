"""``xltools`` without a command: what there is, and which command a misspelt one may be."""

from __future__ import annotations

from collections.abc import Sequence

from xltools import __version__
from xltools.cli.language import OPTION
from xltools.cli.parser import UsageError
from xltools.core.messages import Catalog
from xltools.core.nearest import nearest


def run(words: Sequence[str], commands: Sequence[str], catalog: Catalog) -> int:
    """Answer ``--version`` and ``--help``; of a group such as ``pack``, list its commands.

    Raises:
        UsageError: The words are no command.
    """
    if "--version" in words:
        print(f"xltools {__version__}")
        return 0
    named = _named(words)
    group = named[:1] if any(name.startswith(f"{named[0]} ") for name in commands if named) else []
    if len(named) > len(group):
        _refuse(" ".join(named[: len(group) + 1]), commands, catalog)
    listed = [name for name in commands if not group or name.startswith(f"{group[0]} ")]
    print(catalog.sentence("command.overview.head"))
    gap = max(map(len, listed)) + 2
    for name in listed:
        summary = catalog.sentence(f"command.{name.replace(' ', '_')}.summary")
        print(f"  {name:<{gap}}{summary}")
    print(catalog.sentence("command.overview.foot"))
    return 0


def _named(words: Sequence[str]) -> list[str]:
    """Give the words that are neither options nor the language asked for."""
    return [
        word for before, word in zip(("", *words), words, strict=False) if not word.startswith("-") and before != OPTION
    ]


def _refuse(name: str, commands: Sequence[str], catalog: Catalog) -> None:
    groups = {name.partition(" ")[0] for name in commands}
    near = nearest(name, (*commands, *sorted(groups)))
    key = "command.wrong.command" if near is None else "command.wrong.command_near"
    raise UsageError(catalog.say(key, {"name": name, "suggestion": near}))
