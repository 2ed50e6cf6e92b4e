"""Read ``pack.toml``: what the pack is, and where the period, targets and last year's values stand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from xltools.core.messages import LANGUAGES
from xltools.core.pack import Lookup, Pack, PeriodPart
from xltools.core.pack_entry import Entry
from xltools.core.periods import PARTS
from xltools.core.sheets import ColumnType, SheetKind

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
_VERSION = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6}){0,3}")
_CONSTANT = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_NUMBERS = (ColumnType.INTEGER, ColumnType.DECIMAL)
_FALLBACK = ("zh-Hans",)


def declared_languages(data: Mapping[str, object]) -> tuple[str, ...]:
    """Give the languages of a file that is yet to be judged: labels everywhere are in them."""
    languages = data.get("languages")
    if not isinstance(languages, list):
        return _FALLBACK
    return tuple(dict.fromkeys(language for language in languages if isinstance(language, str))) or _FALLBACK


def read_constants(root: Entry) -> dict[str, Decimal]:
    """Read the numbers that expressions may name; ``read_header`` reads the rest and closes the file."""
    entry = root.table("constants")
    constants = {}
    for name in entry:
        if not _CONSTANT.fullmatch(name):
            entry.fault(name, "pack.bad_id", value=name)
        number = entry.number(name, required=True)
        if number is not None:
            constants[name] = number
    return constants


def read_header(root: Entry, folder: str) -> Pack:
    """Read the file; faults are recorded in the entry.

    Args:
        root: The whole file; its scope knows the sheets.
        folder: The pack's folder, whose name is its id.

    Returns:
        A pack without rules and indicators yet.
    """
    scope, version = root.scope, root.text("version")
    year_field, part = _period(root)
    _check_languages(root)
    pack = Pack(
        id=_identity(root, folder),
        version=version,
        accepts=_versions(root, version),
        languages=scope.languages,
        label=root.label("label", required=True),
        year_field=year_field,
        unit_field=_unit(root),
        sheets=scope.sheets,
        choices=scope.choices,
        rules=(),
        indicators={},
        targets=_lookup(root, "targets"),
        last_year=_lookup(root, "last_year"),
        constants=scope.constants,
        base=_base(root),
        part=part,
    )
    root.raw("constants")
    root.close()
    return pack


def _identity(root: Entry, folder: str) -> str:
    identity = root.text("id")
    if identity and identity != folder:
        root.fault("id", "pack.id_folder", value=identity, folder=folder)
    return identity


def _base(root: Entry) -> str:
    """Read the name of the pack's base, which comes with the version that the pack was written against."""
    base, written_against = root.text("base", ""), root.text("base_version", "")
    if base and not written_against:
        root.fault("base_version", "pack.missing_key")
    return base


def _versions(root: Entry, version: str) -> tuple[str, ...]:
    """Read ``accepts``, which holds the pack's own version; without the key, that one alone."""
    accepts = root.strings("accepts", required=False)
    for key, written in (("version", version), *(("accepts", one) for one in accepts)):
        if written and not _VERSION.fullmatch(written):
            root.fault(key, "pack.bad_version", value=written)
    if accepts and version and version not in accepts:
        root.fault("accepts", "pack.own_version", value=version)
    return accepts or (version,)


def _check_languages(root: Entry) -> None:
    languages = root.strings("languages")
    for language in languages:
        if not _LANGUAGE.fullmatch(language):
            root.fault("languages", "pack.bad_language", value=language)
    if languages and _LANGUAGE.fullmatch(languages[0]) and languages[0] not in LANGUAGES:
        root.fault("languages", "pack.first_language", value=languages[0], allowed=LANGUAGES)
    for language in dict.fromkeys(one for one in languages if languages.count(one) > 1):
        root.fault("languages", "pack.repeated", value=language)


def _period(root: Entry) -> tuple[str, PeriodPart | None]:
    """Read where the year stands, and the month or quarter of a report of less than a year."""
    entry = root.table("period", required=True)
    year = _field(entry, "year", (ColumnType.INTEGER,))
    part = None
    for unit in PARTS:
        if unit not in entry:
            continue
        if part is not None:
            entry.fault(unit, "pack.one_or_other", other=part.unit)
        part = PeriodPart(unit, _field(entry, unit, (ColumnType.INTEGER,)))
    entry.close()
    return year, part


def _unit(root: Entry) -> str:
    """Read where the unit's name stands."""
    entry = root.table("unit", required=True)
    field = _field(entry, "name", (ColumnType.TEXT, ColumnType.SELECT_ONE))
    entry.close()
    return field


def _field(entry: Entry, key: str, types: Sequence[ColumnType]) -> str:
    """Read the path of a form's field: ``parameters.year``."""
    name, column = entry.sheet_column(key, types=types)
    sheet = entry.scope.sheets.get(name)
    if sheet is not None and sheet.kind is not SheetKind.FORM:
        entry.fault(key, "pack.sheet_kind", value=name, kind=SheetKind.FORM.value)
    return f"{name}.{column}"


def _lookup(root: Entry, table: str) -> Lookup | None:
    """Read where targets or last year's values stand."""
    if table not in root:
        return None
    entry = root.table(table)
    sheet = entry.known_sheet("sheet")
    if sheet is not None and sheet.kind is not SheetKind.LEDGER:
        entry.fault("sheet", "pack.sheet_kind", value=sheet.name, kind=SheetKind.LEDGER.value)
    key = entry.column("key", sheet, types=(ColumnType.TEXT, ColumnType.SELECT_ONE))
    value = entry.column("value", sheet, types=_NUMBERS)
    entry.close()
    return Lookup(sheet.name if sheet else "", key, value)
