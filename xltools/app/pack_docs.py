"""Write the data dictionary of a pack."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from xltools.adapters.dictionary_html import write as write_html
from xltools.adapters.narrative_file import folder_narrative
from xltools.adapters.pack_folder import PackFolder
from xltools.core.about_packs.dictionary import as_document
from xltools.core.about_packs.pack_dictionary import Settings, pack_dictionary
from xltools.core.findings import Finding
from xltools.core.messages import Catalog
from xltools.core.narration.narrative_check import NARRATIVE, check_narrative
from xltools.core.narration.narrative_places import narrative_places
from xltools.core.pack import Pack
from xltools.core.pack_parsing.pack_files import RULES, TEXT_RULES
from xltools.core.pack_parsing.pack_inheritance import inherit
from xltools.errors import PackError

_SAID_ELSEWHERE = ("id", "kind", "sheet", "severity", "explain", "label", "message")


def write_dictionary(
    folder: PackFolder, target: Path | None, catalog: Catalog, *, overwrite: bool = False
) -> tuple[Path, tuple[Finding, ...]]:
    """Write the dictionary of a pack in the format that the file's name ends with.

    Args:
        folder: The pack.
        target: The file to be; None for an HTML page named after the pack, in the current folder.
        catalog: The reader's language.
        overwrite: True to take the place of a file that is there.

    Returns:
        The file, and what its reader should know, such as fonts that the machine lacks.

    Raises:
        PackError: Where the pack has faults, its layout and styles included for a format that needs them.
        FileError: Where the file cannot be written.
        MachineError: Where a program that the format needs is missing.
    """
    pack = folder.pack()
    dictionary = pack_dictionary(pack, _settings(folder), _printed(folder, pack), catalog)
    if target is None:
        target = Path(catalog.say("dictionary.file", {"id": pack.id}))
    if target.suffix.lower() in (".html", ""):
        write_html(dictionary, catalog.sentence("dictionary.contents"), target, overwrite=overwrite)
        return target, ()
    from xltools.adapters.writers import write_document

    return target, write_document(as_document(dictionary), folder, target, overwrite=overwrite)


def _settings(folder: PackFolder) -> Settings:
    """Give what the pack's file says of each rule beyond what the dictionary says in words."""
    files = folder.declarations()
    lists = (inherit(files, file, []).data.get("rule") for file in (RULES, TEXT_RULES))
    entries = [rule for rules in lists if isinstance(rules, list) for rule in rules if isinstance(rule, Mapping)]
    return {
        str(rule.get("id")): {key: value for key, value in rule.items() if key not in _SAID_ELSEWHERE}
        for rule in entries
    }


def _printed(folder: PackFolder, pack: Pack) -> Mapping[str, Sequence[str]]:
    """Say where the report prints each indicator; a pack without sentences prints none."""
    if not folder.owner(NARRATIVE).has(NARRATIVE):
        return {}

    narrative = folder_narrative(folder)
    faults = check_narrative(narrative.text, pack)
    if faults:
        raise PackError(pack.id, narrative.placed(faults))
    return narrative_places(narrative, pack)
