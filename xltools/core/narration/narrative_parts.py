"""The parts of a narrative that a pack based on another may write anew.

A narrative names its parts by lines that Jinja takes for comments::

    {# part: volunteering #}
    - 突出志愿服务。……
    {# end #}

A pack that has a base and no narrative of its own gives, in ``narrative_parts.md.j2``, the parts that
it wants otherwise: each goes from its line to the next such line or ``{# end #}``, and one without text
drops the sentences.  ``{# after: volunteering #}`` adds what follows behind a part.  Jinja's own blocks
would need includes and inheritance in the sandbox, which has neither (``docs/decisions/0006``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from xltools.core.findings import Finding, Location, Param, Severity
from xltools.core.frozen import frozen, replace
from xltools.core.nearest import nearest

NARRATIVE_PARTS = "narrative_parts.md.j2"

_MARK = re.compile(r"[ \t]*\{#[ \t]*(?:(part|after):[ \t]*([a-z][a-z0-9_]*)|(end))[ \t]*#\}[ \t]*")
_LOOKS_LIKE = re.compile(r"[ \t]*\{#[ \t]*(?:part|after|end)\b")


@frozen
class Line:
    """A line of a narrative, and where it stands.

    Attributes:
        text: Without its line break.
        file: As a fault names it.
        number: From 1.
    """

    text: str
    file: str
    number: int

    @property
    def mark(self) -> tuple[str, str] | None:
        """What the line marks (``part``, ``after`` or ``end``) and the part's name; None for any other line."""
        found = _MARK.fullmatch(self.text)
        return (found[1] or found[3], found[2] or "") if found else None

    def fault(self, key: str, **params: Param) -> Finding:
        """Say that the line is wrong."""
        return Finding(Severity.ERROR, Location(self.file, row=self.number), key, params)


@frozen
class Narrative:
    """A narrative, put together from the files of a pack and of its bases.

    Attributes:
        lines: In order.
    """

    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """The template."""
        return "\n".join(line.text for line in self.lines)

    def placed(self, findings: Sequence[Finding]) -> tuple[Finding, ...]:
        """Give what is wrong in the template with the file and line that said it."""
        return tuple(self._placed(finding) for finding in findings)

    def _placed(self, finding: Finding) -> Finding:
        row = finding.location.row
        if row is None or not 1 <= row <= len(self.lines):
            return finding
        line = self.lines[row - 1]
        return replace(finding, location=replace(finding.location, sheet=line.file, row=line.number))


@dataclass(slots=True)
class _Part:
    """A part as a pack gives it: the line that begins it, its lines, and what is added behind it."""

    head: Line
    lines: list[Line] = field(default_factory=list)


def read_narrative(text: str, file: str) -> Narrative:
    """Give a narrative that stands in one file."""
    return Narrative(tuple(Line(line, file, number) for number, line in enumerate(text.split("\n"), 1)))


def part_names(narrative: Narrative) -> tuple[str, ...]:
    """Give the names of a narrative's parts, in order."""
    marks = (line.mark for line in narrative.lines)
    return tuple(mark[1] for mark in marks if mark and mark[0] == "part")


def part_faults(narrative: Narrative) -> tuple[Finding, ...]:
    """Name the marks that are misspelt, the parts that do not end, and those that are there twice."""
    return tuple(_mark_faults(narrative.lines))


def with_parts(narrative: Narrative, text: str, file: str, faults: list[Finding]) -> Narrative:
    """Put a pack's own parts into the narrative of its base.

    Args:
        narrative: The base's.
        text: Of ``narrative_parts.md.j2``.
        file: As a fault names it.
        faults: Where faults are kept.
    """
    known = part_names(narrative)
    replaced: dict[str, _Part] = {}
    added: dict[str, _Part] = {}
    for kind, name, part in _own_parts(text, file, faults):
        parts = replaced if kind == "part" else added
        if name not in known:
            near = nearest(name, known)
            key = "inherit.unknown_part" if near is None else "inherit.unknown_part_near"
            faults.append(part.head.fault(key, value=name, suggestion=near, allowed=known))
        elif name in parts:
            faults.append(part.head.fault("inherit.part_twice", value=name))
        else:
            parts[name] = part
    return Narrative(tuple(_put_together(narrative.lines, replaced, added)))


def _put_together(lines: Sequence[Line], replaced: Mapping[str, _Part], added: Mapping[str, _Part]) -> Iterator[Line]:
    """Give the base's lines with the parts exchanged; the marks stay, so that a further pack finds them."""
    inside = ""
    for line in lines:
        kind, name = line.mark or ("", "")
        if kind == "part":
            inside = name
            yield line
            yield from replaced[name].lines if name in replaced else ()
        elif kind == "end":
            yield line
            yield from added[inside].lines if inside in added else ()
            inside = ""
        elif inside not in replaced:
            yield line


def _own_parts(text: str, file: str, faults: list[Finding]) -> Iterator[tuple[str, str, _Part]]:
    """Give the parts of a file, each with its mark; text outside of them is a fault."""
    part: _Part | None = None
    found: list[tuple[str, str, _Part]] = []
    for line in read_narrative(text, file).lines:
        kind, name = line.mark or ("", "")
        if kind in ("part", "after"):
            part = _Part(line)
            found.append((kind, name, part))
        elif kind == "end":
            part = None
        elif part is not None:
            part.lines.append(line)
        elif line.text.strip():
            key = "inherit.bad_mark" if _LOOKS_LIKE.match(line.text) else "inherit.outside_parts"
            faults.append(line.fault(key, value=line.text.strip()))
    yield from found


def _mark_faults(lines: Sequence[Line]) -> Iterator[Finding]:
    seen: set[str] = set()
    inside: Line | None = None
    for line in lines:
        kind, name = line.mark or ("", "")
        if not kind and _LOOKS_LIKE.match(line.text):
            yield line.fault("inherit.bad_mark", value=line.text.strip())
        if kind == "part":
            if inside is not None:
                yield inside.fault("inherit.no_end", value=_name(inside))
            if name in seen:
                yield line.fault("inherit.part_twice", value=name)
            seen.add(name)
            inside = line
        elif kind == "end":
            if inside is None:
                yield line.fault("inherit.no_part")
            inside = None
        elif kind == "after":
            yield line.fault("inherit.after_here", value=name)
    if inside is not None:
        yield inside.fault("inherit.no_end", value=_name(inside))


def _name(line: Line) -> str:
    return (line.mark or ("", ""))[1]
