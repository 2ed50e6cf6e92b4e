"""The lines of what a template printed, and the role that each line's first characters say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from xltools.core.document import Role
from xltools.core.narration.narrative_template import TemplateError
from xltools.core.narration.narrative_values import Piece

ROLES: Mapping[str, Role] = {
    "#": Role.TITLE,
    "##": Role.LEVEL_1,
    "###": Role.LEVEL_2,
    "####": Role.LEVEL_3,
    "#####": Role.LEVEL_4,
    "-": Role.ITEM,
    "number": Role.NUMBER,
    "to": Role.RECIPIENT,
    "from": Role.SIGNATURE,
    "date": Role.DATE,
}
_PREFIX = re.compile(r"(#+|-)(?:[ \t]+|$)|>[ \t]*([A-Za-z_]+):[ \t]*")


TABLE = "table"
"""The word of a line that stands for one of the pack's tables: ``> table: applications``."""


def table_of(pieces: Sequence[Piece]) -> str | None:
    """Give the name of the table that a line stands for; None for any other line."""
    first = pieces[0] if len(pieces) == 1 else ""
    return table_named(first) if type(first) is str else None


def table_named(text: str) -> str | None:
    """Give the table's name in a line of the author's text that begins as one does."""
    found = _PREFIX.match(text.lstrip())
    return text.lstrip()[found.end() :].strip() if found and found[2] == TABLE else None


def unknown_role(text: str) -> str | None:
    """Give the word that begins a line of the author's text as a role would and is none."""
    found = _PREFIX.match(text.lstrip())
    word = (found[1] or found[2]) if found else None
    return None if word in ROLES or word == TABLE else word


def lines(pieces: Sequence[Piece]) -> Iterator[tuple[Piece, ...]]:
    """Part what was printed at the author's line breaks; a line break inside a cell parts nothing."""
    line: list[Piece] = []
    for piece in pieces:
        if type(piece) is not str:
            line.append(piece)
            continue
        first, *others = piece.split("\n")
        line.append(first)
        for other in others:
            yield _stripped(line)
            line = [other]
    yield _stripped(line)


def _stripped(line: Sequence[Piece]) -> tuple[Piece, ...]:
    pieces = list(line)
    if type(pieces[0]) is str:
        pieces[0] = pieces[0].lstrip()
    if type(pieces[-1]) is str:
        pieces[-1] = pieces[-1].rstrip()
    return tuple(piece for piece in pieces if type(piece) is not str or piece)


def role_of(pieces: Sequence[Piece]) -> tuple[Role, Sequence[Piece]]:
    """Read the role from the author's text at the start of a line.  Raises: TemplateError."""
    first = pieces[0] if pieces else ""
    if type(first) is not str:
        return Role.BODY, pieces
    found = _PREFIX.match(first)
    if found is None:
        return Role.BODY, pieces
    word = found[1] or found[2]
    if word not in ROLES:
        raise TemplateError(None, "report.template.unknown_role", value=word)
    rest = first[found.end() :]
    return ROLES[word], (rest, *pieces[1:]) if rest else pieces[1:]
