"""What differs between two packs, or two versions of one, in the words of their own files.

Compared is what the packs say, with all that they inherit, and not how they write it: the order of
keys, comments and line breaks make no difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from xltools.core.frozen import frozen
from xltools.core.narration.narrative_parts import Narrative
from xltools.core.pack_parsing.choices_parser import LABEL, choice_rows
from xltools.core.pack_parsing.layout_parser import LAYOUT
from xltools.core.pack_parsing.pack_child_language import NAMED_BY, OWN
from xltools.core.pack_parsing.pack_files import HEADER, INDICATORS, RULES, SHEETS, TABLES, TEXT_RULES, PackFiles
from xltools.core.pack_parsing.pack_inheritance import inherit, languages_of

ADDED, REMOVED, CHANGED, ORDER = "added", "removed", "changed", "order"

_FILES = (
    (SHEETS, "sheet", "sheet"),
    (RULES, "rule", "rule"),
    (TEXT_RULES, "rule", "text_rule"),
    (INDICATORS, "indicator", "indicator"),
    (TABLES, "table", "table"),
)
"""Each file, its list, and what an entry of it is."""


@frozen
class PackSide:
    """One of the two packs.

    Attributes:
        files: Its declarations and its layout, with its bases.
        narrative: Its sentences, if it has any.
        styles: Its Word styles, if it has any.
    """

    files: PackFiles
    narrative: Narrative | None = None
    styles: bytes | None = None


@frozen
class Change:
    """One thing that differs.

    Attributes:
        how: ``added``, ``removed``, ``changed`` or ``order``.
        kind: ``sheet``, ``column``, ``row``, ``group``, ``choice``, ``rule``, ``text_rule``, ``indicator``, ``table``,
            ``sentence``, ``setting``, ``layout`` or ``styles``.
        name: By which the pack's files know it, such as ``study.people``.
        label: As a reader knows it; empty where it has none.
        key: Which of its keys was changed, such as ``label.en``.
        before: What was there; empty where nothing was.
        after: What is there now; empty where nothing is.
    """

    how: str
    kind: str
    name: str
    label: str = ""
    key: str = ""
    before: str = ""
    after: str = ""


@frozen
class PackDiff:
    """What differs between two packs.

    Attributes:
        before: The first one's id and version.
        after: The other's.
        changes: In the order of the files.
    """

    before: tuple[str, str]
    after: tuple[str, str]
    changes: tuple[Change, ...]


def diff_packs(before: PackSide, after: PackSide) -> PackDiff:
    """Compare two packs, neither of which has faults."""
    headers = [dict(inherit(side.files, HEADER, []).data) for side in (before, after)]
    one, other = ((str(header.get("id", "")), str(header.get("version", ""))) for header in headers)
    plain = [{key: value for key, value in header.items() if key not in OWN} for header in headers]
    changes = [*_settings("setting", *plain)]
    for file, listed, kind in _FILES:
        first, second = (inherit(side.files, file, []).data.get(listed) for side in (before, after))
        changes.extend(_entries(kind, NAMED_BY[listed], "", _tables(first), _tables(second)))
        if file == SHEETS:
            changes.extend(_choices(before.files, after.files))
    changes.extend(_settings("layout", *(inherit(side.files, LAYOUT, []).data for side in (before, after))))
    changes.extend(_sentences(before.narrative, after.narrative))
    if before.styles != after.styles:
        changes.append(Change(CHANGED, "styles", "styles.docx"))
    return PackDiff(one, other, tuple(changes))


def _settings(kind: str, before: Mapping[str, object], after: Mapping[str, object]) -> Iterator[Change]:
    first, second = _flat(before), _flat(after)
    for name in dict.fromkeys((*first, *second)):
        if first.get(name) != second.get(name):
            how = ADDED if name not in first else REMOVED if name not in second else CHANGED
            yield Change(how, kind, name, before=_shown(first.get(name)), after=_shown(second.get(name)))


def _entries(
    kind: str, by: str, within: str, before: Sequence[Mapping[str, object]], after: Sequence[Mapping[str, object]]
) -> Iterator[Change]:
    """Compare the entries of two lists by their names."""
    first, second = ({str(entry.get(by, "")): entry for entry in entries} for entries in (before, after))
    for name in dict.fromkeys((*first, *second)):
        full = f"{within}.{name}".removeprefix(".")
        if name not in second:
            yield Change(REMOVED, kind, full, _label(first[name]))
        elif name not in first:
            yield Change(ADDED, kind, full, _label(second[name]))
        else:
            yield from _entry(kind, full, first[name], second[name])
    common = [name for name in first if name in second]
    order = [name for name in second if name in first]
    if common != order:
        yield Change(ORDER, kind, within, before="、".join(common), after="、".join(order))


def _entry(kind: str, name: str, before: Mapping[str, object], after: Mapping[str, object]) -> Iterator[Change]:
    lists = [key for key in NAMED_BY if _tables(before.get(key)) or _tables(after.get(key))]
    plain = [{key: value for key, value in entry.items() if key not in lists} for entry in (before, after)]
    first, second = map(_flat, plain)
    for key in dict.fromkeys((*first, *second)):
        if first.get(key) != second.get(key):
            was, now = _shown(first.get(key)), _shown(second.get(key))
            yield Change(CHANGED, kind, name, _label(after), key, was, now)
    for key in lists:
        yield from _entries(key, NAMED_BY[key], name, _tables(before.get(key)), _tables(after.get(key)))


def _choices(before: PackFiles, after: PackFiles) -> Iterator[Change]:
    first, second = (
        {row.key: _labels(row.cells) for row in choice_rows(side, languages_of(side), []) or ()}
        for side in (before, after)
    )
    for key in dict.fromkeys((*first, *second)):
        listed, name, under = key
        label = f"{under} · {name}".removeprefix(" · ")
        if key not in second:
            yield Change(REMOVED, "choice", listed, label)
        elif key not in first:
            yield Change(ADDED, "choice", listed, label)
        else:
            was, now = first[key], second[key]
            for language in dict.fromkeys((*was, *now)):
                if was.get(language, "") != now.get(language, ""):
                    texts = was.get(language, ""), now.get(language, "")
                    yield Change(CHANGED, "choice", listed, label, f"label.{language}", *texts)


def _labels(cells: Mapping[str, str]) -> Mapping[str, str]:
    return {name.removeprefix(LABEL): text for name, text in cells.items() if name.startswith(LABEL) and text}


def _sentences(before: Narrative | None, after: Narrative | None) -> Iterator[Change]:
    """Compare the narratives line by line; a change is told with the part that it is in."""
    first, second = _lines(before), _lines(after)
    matcher = SequenceMatcher(None, [text for _, text in first], [text for _, text in second], autojunk=False)
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        if tag == "equal":
            continue
        was, now = first[start:end], second[other_start:other_end]
        how = ADDED if not was else REMOVED if not now else CHANGED
        part = (was or now)[0][0]
        yield Change(how, "sentence", part, before=_joined(was), after=_joined(now))


def _lines(narrative: Narrative | None) -> list[tuple[str, str]]:
    """Give the lines that say something, each with the part that it is in."""
    lines: list[tuple[str, str]] = []
    part = ""
    for line in narrative.lines if narrative is not None else ():
        if line.mark is not None:
            part = line.mark[1]
        elif line.text.strip():
            lines.append((part, line.text.strip()))
    return lines


def _joined(lines: Sequence[tuple[str, str]]) -> str:
    return "\n".join(text for _, text in lines)


def _tables(value: object) -> Sequence[Mapping[str, object]]:
    entries = value if isinstance(value, list) else []
    return [entry for entry in entries if isinstance(entry, Mapping)]


def _flat(table: Mapping[str, object], within: str = "") -> dict[str, object]:
    """Give every value of a table and of the tables within it, by its key path."""
    flat: dict[str, object] = {}
    for key, value in table.items():
        path = f"{within}.{key}".removeprefix(".")
        flat |= _flat(value, path) if isinstance(value, Mapping) else {path: value}
    return flat


def _label(entry: Mapping[str, object]) -> str:
    label = entry.get("label")
    return str(next(iter(label.values()), "")) if isinstance(label, Mapping) else ""


def _shown(value: object) -> str:
    """Write a value as the pack's files do, texts without their quotes."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "、".join(map(_shown, value)) if isinstance(value, list) else str(value)
