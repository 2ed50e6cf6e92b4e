"""Make a pack of its files.

Every name in a pack is settled here, so that a slip stops the pack and never the data.  A fault
does not end the reading: what is wrong gets a harmless stand-in, and all faults are told at once,
each with its file, key path and line.
"""

from __future__ import annotations

from collections.abc import Mapping

from xltools.core.findings import Finding, Location, Severity
from xltools.core.frozen import replace
from xltools.core.pack import Pack
from xltools.core.pack_entry import Entry
from xltools.core.pack_parsing.choices_parser import INDICATORS_LIST, read_choices
from xltools.core.pack_parsing.header_parser import declared_languages, read_constants, read_header
from xltools.core.pack_parsing.indicators_parser import declared_indicators, read_indicators
from xltools.core.pack_parsing.pack_files import (
    DECLARATIONS,
    HEADER,
    INDICATORS,
    REQUIRED,
    RULES,
    SHEETS,
    TABLES,
    TEXT_RULES,
    PackFiles,
)
from xltools.core.pack_parsing.pack_inheritance import inherit
from xltools.core.pack_parsing.placed_data import Inherited
from xltools.core.pack_parsing.rules_parser import column_rules, read_rules
from xltools.core.pack_parsing.sheets_parser import read_sheets
from xltools.core.pack_parsing.tables_parser import read_tables
from xltools.core.pack_parsing.text_rules_parser import read_text_rules
from xltools.core.pack_parsing.toml_text import read_toml
from xltools.core.pack_scope import Scope
from xltools.core.sheets import Choice
from xltools.errors import PackError

_OF_LANGUAGES = {"pack.label_language", "pack.unknown_language", "pack.unknown_language_near"}


def parse_pack(files: PackFiles) -> Pack:
    """Read a pack.

    Args:
        files: Its declarations.

    Returns:
        The pack, in which every name and type is settled.

    Raises:
        PackError: With every fault, in the order of the files.
    """
    faults = [*files.all_faults, *_missing_files(files)]
    said = _Said(files, faults)
    pack = _read(said, files, faults)
    if pack is None or faults:
        raise PackError(files.name, _placed(_told_once(faults), said))
    return pack


def _missing_files(files: PackFiles) -> list[Finding]:
    unread = {fault.location.sheet for fault in files.faults}
    return [
        Finding(Severity.ERROR, Location(name), "pack.no_file", {"value": name})
        for name in REQUIRED
        if not files.has(name) and name not in unread
    ]


class _Said:
    """What the files of a pack say, together with what they inherit, and on which lines.

    The lines are looked for only where a fault is to be placed.
    """

    def __init__(self, files: PackFiles, faults: list[Finding]) -> None:
        self._files = files
        self._faults = faults
        self._inherited: dict[str, Inherited] = {}

    def data(self, file: str) -> Mapping[str, object]:
        """Give what a TOML file says."""
        if self._files.base is None:
            return read_toml(self._files.texts.get(file, ""), file, self._faults)
        self._inherited[file] = inherit(self._files, file, self._faults)
        return self._inherited[file].data

    def placed(self, location: Location) -> Location:
        """Give the file and line of a key path, where they are not known yet."""
        if location.row is not None:
            return location
        if location.sheet in self._inherited:
            place = self._inherited[location.sheet].place(location.path)
            return replace(location, sheet=place.file, path=place.path, row=place.line)
        if not location.path:
            return location
        from xltools.core.pack_parsing.toml_lines import key_lines, line_of

        lines = key_lines(self._files.texts.get(location.sheet, ""))
        return replace(location, row=line_of(location.path, lines))


def _read(said: _Said, files: PackFiles, faults: list[Finding]) -> Pack | None:
    """Read the files in the order in which they name one another.

    Where one of them cannot be read at all, that is all there is to say: what the others name in
    it would only seem to be missing.
    """
    data = {file: said.data(file) for file in (HEADER, SHEETS, RULES, INDICATORS, TABLES, TEXT_RULES)}
    unreadable = bool(faults)

    def root(file: str, scope: Scope) -> Entry:
        return Entry(data[file], file, "", scope, faults)

    scope = Scope(languages=declared_languages(data[HEADER]))
    indicators = declared_indicators(data[INDICATORS], scope.languages)
    choices = read_choices(files, scope.languages, faults)
    if choices is None or unreadable:
        return None
    choices[INDICATORS_LIST] = tuple(Choice(name, label) for name, label in indicators.items())
    scope = replace(scope, choices=choices, indicators=tuple(indicators))
    read = read_sheets(root(SHEETS, scope))
    scope = replace(scope, sheets=read.sheets, constants=read_constants(root(HEADER, scope)))
    pack = read_header(root(HEADER, scope), files.name)
    scope = replace(scope, covers="year" if pack.part is None else pack.part.unit)
    rules = (*column_rules(read.columns, scope, faults), *read_rules(root(RULES, scope)))
    text_scope = replace(scope, rules=tuple(rule.id for rule in rules))
    return replace(
        pack,
        rules=rules,
        indicators=read_indicators(root(INDICATORS, scope)),
        tables=read_tables(root(TABLES, scope)),
        text_rules=tuple(read_text_rules(root(TEXT_RULES, text_scope))),
    )


def _told_once(faults: list[Finding]) -> list[Finding]:
    """Leave out what every text would be told for the one word in ``languages``."""
    if not any(fault.key == "pack.first_language" for fault in faults):
        return faults
    return [fault for fault in faults if fault.key not in _OF_LANGUAGES]


def _placed(faults: list[Finding], said: _Said) -> list[Finding]:
    """Give the faults in the order of the files, each once, with its line where that can be found."""
    placed = []
    for fault in faults:
        file = fault.location.sheet.rpartition("/")[2]
        order = DECLARATIONS.index(file) if file in DECLARATIONS else len(DECLARATIONS)
        placed.append(replace(fault, location=replace(said.placed(fault.location), order=order)))
    once = {(fault.location, fault.key, str(fault.params)): fault for fault in placed}
    return sorted(once.values(), key=lambda fault: fault.order)
