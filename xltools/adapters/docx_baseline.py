"""The part of a Word report that says what it said when the program last wrote it.

No content control is bound to it, so neither Word nor LibreOffice touches what it holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.sax.saxutils import quoteattr

from xltools.adapters.xlsx_xml import Element, XmlError, collect
from xltools.core.document import Origin
from xltools.core.live.baseline import Baseline, Written

NAMESPACE = "urn:xltools:baseline:1"
_MOST_TEXT = 200


def baseline_part(baseline: Baseline) -> bytes:
    """Write the part."""
    origin = baseline.origin
    head = _attributes(
        pack=origin.pack,
        version=origin.version,
        unit=origin.unit,
        year="" if origin.year is None else str(origin.year),
        **({} if origin.number is None else {"number": str(origin.number)}),
        workbook=origin.workbook,
        language=baseline.language,
    )
    figures = "".join(f"<figure{_figure(figure)}/>" for figure in baseline.figures)
    sentences = " ".join(baseline.wordings)
    text = f'<baseline xmlns="{NAMESPACE}"{head}>{figures}<sentences>{sentences}</sentences></baseline>'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'.encode()


def read_baseline(pieces: Iterable[bytes]) -> Baseline | None:
    """Read the part; None where it is another part, or not one that the program wrote."""
    try:
        found = collect(pieces, {f"{NAMESPACE} baseline": "baseline"})
        return _baseline(found[0]) if found else None
    except (XmlError, ValueError):
        return None


def _baseline(root: Element) -> Baseline:
    year, number = (int(root.get(name)) if root.get(name) else None for name in ("year", "number"))
    origin = Origin(root.get("pack"), root.get("version"), root.get("unit"), year, root.get("workbook"), number)
    figures = tuple(_written(child) for child in root.children if child.name == "figure")
    wordings = tuple(word for child in root.children if child.name == "sentences" for word in child.text.split())
    return Baseline(origin, root.get("language", "zh-Hans"), figures, wordings)


def _written(element: Element) -> Written:
    values = {name: element.get(name)[:_MOST_TEXT] for name in ("id", "form", "value", "left", "right", "sentence")}
    return Written(
        int(element.get("n")),
        values["id"],
        values["form"],
        values["value"],
        values["left"],
        values["right"],
        values["sentence"],
    )


def _figure(figure: Written) -> str:
    return _attributes(
        n=str(figure.number),
        id=figure.indicator,
        form=figure.form,
        value=figure.text,
        left=figure.left,
        right=figure.right,
        sentence=figure.wording,
    )


def _attributes(**values: str) -> str:
    named: Mapping[str, str] = values
    return "".join(f" {name}={quoteattr(text)}" for name, text in named.items())
