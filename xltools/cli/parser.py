"""Arguments of a command, by argparse, in the reader's language."""

from __future__ import annotations

import argparse
import re
from typing import NoReturn

from xltools.cli.language import OPTION
from xltools.core.findings import Param
from xltools.core.messages import LANGUAGES, Catalog

_COMPLAINTS = {
    "required": r"the following arguments are required: (?P<names>.*)",
    "unknown": r"unrecognized arguments: (?P<names>.*)",
    "value_missing": r"argument (?P<name>.*): expected (?:one|at least one) argument",
    "choice": r"argument (?P<name>.*): invalid choice: '?(?P<value>.*?)'? \(choose from (?P<allowed>.*)\)",
    "number": r"argument (?P<name>.*): invalid int value: '(?P<value>.*)'",
}
"""What argparse says of wrong arguments.  It has no other way to ask what was wrong."""


_UNBROKEN = "[（“「『]*(?:[!-~…]+|.)[，。、；：？！）”」』]* *"
"""What a line may be broken after: a word with its punctuation, or one character of Chinese with its own."""


class UsageError(Exception):
    """Arguments that the command does not take, said in the reader's language."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Parser(argparse.ArgumentParser):
    """The arguments of one command.

    Args:
        command: Its name, such as ``pack check``.
        catalog: Where the words come from, under ``command.<name>``.
    """

    def __init__(self, command: str, catalog: Catalog) -> None:
        self._key = f"command.{command.replace(' ', '_')}"
        self._catalog = catalog
        super().__init__(
            prog=f"xltools {command}",
            usage=catalog.sentence(f"{self._key}.usage"),
            description=catalog.sentence(f"{self._key}.description"),
            epilog=catalog.sentence(f"{self._key}.examples"),
            formatter_class=_Help,
            add_help=False,
            allow_abbrev=False,
        )
        self._given = self.add_argument_group(catalog.sentence("command.help.arguments"))
        self._options = self.add_argument_group(catalog.sentence("command.help.options"))
        self._options.add_argument("-h", "--help", action="help", help=catalog.sentence("command.help.help"))
        self._options.add_argument(
            OPTION, choices=LANGUAGES, metavar="|".join(LANGUAGES), help=catalog.sentence("command.help.language")
        )

    def argument(self, name: str, **settings: object) -> None:
        """Declare what must be given; its help is the catalogue's ``argument.<name>``."""
        said = self._catalog.sentence(f"{self._key}.argument.{name}")
        self._given.add_argument(name, help=said, **settings)  # type: ignore[arg-type]

    def option(self, *names: str, **settings: object) -> None:
        """Declare what may be given; its help is the catalogue's ``option.<name>``."""
        said = self._catalog.sentence(f"{self._key}.option.{names[-1].lstrip('-').replace('-', '_')}")
        self._options.add_argument(*names, help=said, **settings)  # type: ignore[arg-type]

    def format_help(self) -> str:
        """Give the help, each heading with the colon of its language."""
        said = super().format_help()
        for group in (self._given, self._options):
            headed = self._catalog.say("command.help.heading", {"heading": group.title})
            said = said.replace(f"\n{group.title}:\n", f"\n{headed}\n")
        return said

    def error(self, message: str) -> NoReturn:
        """Say in one line what is wrong with the arguments.  Raises: UsageError."""
        for key, pattern in _COMPLAINTS.items():
            if found := re.fullmatch(pattern, message):
                values: dict[str, Param] = {name: text.replace("'", "") for name, text in found.groupdict().items()}
                if key == "required":
                    values["names"] = tuple(self._named(name) for name in found["names"].split(", "))
                detail = self._catalog.say(f"command.wrong.{key}", values)
                break
        else:
            detail = message
        raise UsageError(self._catalog.say("command.wrong.call", {"detail": detail, "command": self.prog}))

    def _named(self, argument: str) -> str:
        """Name an argument in the reader's words; an option is named as it is written."""
        return argument if argument.startswith("-") else self._catalog.sentence(f"command.wrong.argument.{argument}")


class _Help(argparse.RawDescriptionHelpFormatter):
    """Keeps the lines of examples; measures text as a terminal does; has no English word of its own."""

    def add_usage(self, usage: str | None, actions: object, groups: object, prefix: str | None = None) -> None:
        del prefix
        super().add_usage(usage, actions, groups, prefix="")  # type: ignore[arg-type]

    def _split_lines(self, text: str, width: int) -> list[str]:
        """Break a help text into lines of so many columns, of which a Chinese character takes two."""
        from xltools.core.planning.plan_words import width as columns  # read for a help screen only

        lines = [""]
        for piece in re.findall(_UNBROKEN, text):
            if lines[-1] and columns(lines[-1] + piece.rstrip()) > width:
                lines.append("")
            lines[-1] += piece
        return [line.rstrip() for line in lines]
