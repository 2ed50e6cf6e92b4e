"""Which texts of a pack are not there in one of its languages.

A label that lacks a language is shown in the first, so nothing of this is wrong; but whoever offers a
pack in a language wants to know what a reader of that language will not read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from xltools.core.findings import Finding, Location, Severity
from xltools.core.pack_parsing.choices_parser import LABEL, choice_rows
from xltools.core.pack_parsing.pack_files import HEADER, INDICATORS, RULES, SHEETS, TEXT_RULES, PackFiles
from xltools.core.pack_parsing.pack_inheritance import inherit, languages_of
from xltools.core.pack_parsing.placed_data import LABELS, Inherited


def missing_translations(files: PackFiles, languages: Sequence[str] = ()) -> tuple[Finding, ...]:
    """Name the texts of a pack that lack a language.

    Args:
        files: The pack's declarations, which have no faults.
        languages: Those asked for; none asks for all that the pack has.

    Returns:
        A note a text, in the order of the files, with its file and line and the languages it lacks.
    """
    declared = languages_of(files)
    wanted = tuple(language for language in declared if not languages or language in languages)
    notes: list[Finding] = []
    for file in (HEADER, SHEETS, RULES, TEXT_RULES, INDICATORS):
        said = inherit(files, file, [])
        notes.extend(_notes(said, said.data, "", wanted))
    notes.extend(_choice_notes(files, declared, wanted))
    return tuple(notes)


def counts(notes: Sequence[Finding]) -> Mapping[str, int]:
    """Count the texts that each language lacks, from what ``missing_translations`` gives."""
    lacking = [language for note in notes for language in _languages(note)]
    return {language: lacking.count(language) for language in dict.fromkeys(lacking)}


def _languages(note: Finding) -> tuple[str, ...]:
    languages = note.params["languages"]
    assert isinstance(languages, tuple)
    return languages


def _notes(said: Inherited, value: object, path: str, wanted: Sequence[str]) -> Iterator[Finding]:
    """Look for labels in a table and everything within it."""
    if isinstance(value, list):
        for number, inner in enumerate(value, 1):
            yield from _notes(said, inner, f"{path}[{number}]", wanted)
    if not isinstance(value, Mapping):
        return
    for key, inner in value.items():
        inside = f"{path}.{key}".removeprefix(".")
        if key not in LABELS:
            yield from _notes(said, inner, inside, wanted)
        elif isinstance(inner, Mapping):
            lacking = tuple(language for language in wanted if not inner.get(language))
            if lacking:
                place = said.place(inside)
                where = Location(place.file, row=place.line, path=place.path)
                yield _note(where, str(next(iter(inner.values()), "")), lacking)


def _choice_notes(files: PackFiles, declared: Sequence[str], wanted: Sequence[str]) -> Iterator[Finding]:
    for row in choice_rows(files, declared, []) or ():
        told = {language: row.cells.get(LABEL + language, "") for language in declared}
        told[declared[0]] = told[declared[0]] or row.cells["name"]
        lacking = tuple(language for language in wanted if not told[language])
        if lacking:
            yield _note(Location(row.file, row=row.line, path="name"), told[declared[0]], lacking)


def _note(place: Location, text: str, languages: tuple[str, ...]) -> Finding:
    return Finding(Severity.NOTE, place, "translation.missing", {"value": text, "languages": languages})
