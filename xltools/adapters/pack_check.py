"""Look a pack over: what the tool knows of each, and everything that is wrong with one."""

from __future__ import annotations

from xltools.adapters.pack_folder import PackFolder, installed_packs
from xltools.core.dataset import Dataset
from xltools.core.findings import Finding
from xltools.core.frozen import frozen
from xltools.core.pack import Pack
from xltools.core.pack_parser import parse_pack
from xltools.core.pack_parsing.header_parser import declared_languages
from xltools.core.pack_parsing.pack_files import HEADER
from xltools.core.pack_parsing.toml_text import read_toml
from xltools.core.sheets import Label
from xltools.errors import PackError


@frozen
class PackSummary:
    """A pack as a list of packs shows it; nothing is said of what its header does not say rightly.

    Attributes:
        name: By which commands know it.
        version: Of the pack.
        label: The report kind's name.
        folder: Where it is.
    """

    name: str
    version: str
    label: Label
    folder: PackFolder


@frozen
class PackCheck:
    """What came of checking a pack.

    Attributes:
        name: The pack's.
        cases: How many tests of its own it has; none were run where the pack itself has faults.
        findings: Its faults, or how its tests came out otherwise than they say.
    """

    name: str
    cases: int
    findings: tuple[Finding, ...]

    @property
    def passed(self) -> bool:
        """True when nothing is wrong."""
        return not self.findings


def list_packs() -> tuple[PackSummary, ...]:
    """Give the packs that can be named in a command, sound or not."""
    return tuple(map(_summary, installed_packs()))


def check_pack(folder: PackFolder) -> PackCheck:
    """Read a whole pack and run its own tests."""
    try:
        pack = parse_pack(folder.declarations())
        cases = folder.cases()
        findings = [*_formula_faults(pack), *_narrative_faults(folder, pack), *_look_faults(folder)]
        for file in cases:
            findings.extend(_run(folder, file, pack))
    except PackError as error:
        return PackCheck(folder.name, 0, error.findings)
    return PackCheck(folder.name, len(cases), tuple(findings))


def _formula_faults(pack: Pack) -> tuple[Finding, ...]:
    """Write every live formula, and name the indicators whose formula a spreadsheet does not take."""
    from xltools.core.contents import Contents
    from xltools.core.planning.places import place
    from xltools.core.planning.references import PlanReferences

    references = PlanReferences(pack, place(pack, Contents(), ""))
    found: list[Finding] = []
    for indicator in pack.indicators.values():
        try:
            references.exact(indicator)
        except PackError as error:
            found.extend(finding for finding in error.findings if finding not in found)
    return tuple(found)


def _summary(folder: PackFolder) -> PackSummary:
    try:
        header = read_toml(folder.text(HEADER), HEADER, [])
    except PackError:
        header = {}
    version, label = header.get("version"), header.get("label")
    if label is None and "base" in header:
        label = _inherited_label(folder)
    if isinstance(label, str):
        label = {declared_languages(header)[0]: label}
    texts = {str(key): text for key, text in label.items() if isinstance(text, str)} if isinstance(label, dict) else {}
    return PackSummary(folder.name, version if isinstance(version, str) else "", texts, folder)


def _inherited_label(folder: PackFolder) -> object:
    try:
        return _summary(folder.lineage()[1]).label
    except (PackError, IndexError):
        return None


def _run(folder: PackFolder, file: str, pack: Pack) -> tuple[Finding, ...]:
    from xltools.core.pack_cases import run_case

    try:
        return run_case(folder.text(file), file, pack)
    except PackError as error:
        return error.findings


def _narrative_faults(folder: PackFolder, pack: Pack) -> tuple[Finding, ...]:
    """Run the narrative over an empty workbook: a draft takes every gap, and no fault."""
    from xltools.adapters.narrative_file import folder_narrative
    from xltools.core.indicators import compute
    from xltools.core.narration.narrative_check import NARRATIVE
    from xltools.core.narration.narrative_parts import NARRATIVE_PARTS
    from xltools.core.narrative import NarrativeFaultError, compose
    from xltools.core.pack_cases import blank_dataset

    if not folder.owner(NARRATIVE).has(NARRATIVE) and not folder.has(NARRATIVE_PARTS):
        return ()
    empty: Dataset = blank_dataset(pack)
    try:
        narrative = folder_narrative(folder)
    except PackError as error:
        return error.findings
    try:
        compose(narrative.text, pack, empty, compute(empty, pack), draft=True)
    except NarrativeFaultError as error:
        return narrative.placed(error.findings)
    return ()


def _look_faults(folder: PackFolder) -> tuple[Finding, ...]:
    """Read the layout and the Word styles, where the pack has a report to lay out."""
    from xltools.adapters.docx_file import word_bytes
    from xltools.adapters.report_style import ReportStyle
    from xltools.core.document import Document
    from xltools.core.narration.narrative_check import NARRATIVE

    if not folder.owner(NARRATIVE).has(NARRATIVE):
        return ()
    try:
        word_bytes(Document(()), ReportStyle(folder))
    except PackError as error:
        return error.findings
    return ()
