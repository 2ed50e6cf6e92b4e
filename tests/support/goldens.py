"""Golden files: what a case is written as, in a form that a person can read the difference of."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from lxml import etree

from tests.support.report_cases import CASES, style
from xltools.adapters.docx_file import word_bytes
from xltools.adapters.html_file import html
from xltools.adapters.markdown_file import markdown
from xltools.adapters.text_file import text
from xltools.core.document import Document

GOLDEN = Path(__file__).parents[1] / "golden" / "reports"
COMMON = "full"
_MASKED = re.compile(r'(?<= )((?:w|w14|w15|r):(?:id|rsid\w*|paraId|textId|durableId))="[^"]*"')
_TIMES = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def parts(package: bytes) -> dict[str, str]:
    """Give the parts of a Word file, each XML one element a line, with ids and times masked."""
    with zipfile.ZipFile(BytesIO(package)) as read:
        return {name: _readable(read.read(name)) for name in read.namelist()}


def written(case: str) -> Mapping[str, str]:
    """Give what the formats make of a case, by the golden's path below it.

    Parts of a Word file that are those of the case ``full``, such as its styles, are left out.
    """
    document = CASES[case]()
    common = {} if case == COMMON else _word_parts(CASES[COMMON]())
    own = {name: part for name, part in _word_parts(document).items() if common.get(name) != part}
    return {
        **own,
        "report.html": html(document, style().layout()),
        "report.md": markdown(document),
        "report.txt": text(document),
    }


def _word_parts(document: Document) -> dict[str, str]:
    return {f"docx/{name}": part for name, part in parts(word_bytes(document, style())).items()}


def kept(case: str) -> Mapping[str, str]:
    """Give the goldens of a case."""
    folder = GOLDEN / case
    return {path.relative_to(folder).as_posix(): _read(path) for path in folder.rglob("*") if path.is_file()}


def update() -> tuple[str, ...]:
    """Write every golden anew, and give the paths of those that changed."""
    changed = []
    for case in CASES:
        new, old = written(case), kept(case)
        for name in old.keys() - new.keys():
            (GOLDEN / case / name).unlink()
        for name, content in new.items():
            if old.get(name) != content:
                path = GOLDEN / case / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(content, encoding="utf-8", newline="\n")
        changed += [f"{case}/{name}" for name in sorted(old.keys() | new.keys()) if old.get(name) != new.get(name)]
    return tuple(changed)


def _read(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def _readable(part: bytes) -> str:
    root = etree.fromstring(part)
    etree.indent(root, " ")
    written = etree.tostring(root, encoding="unicode", pretty_print=True)
    return _TIMES.sub("TIME", _MASKED.sub(r'\1="MASKED"', written))
