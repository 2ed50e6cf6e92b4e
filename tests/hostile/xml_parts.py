"""Parts whose XML is a weapon, is broken, or is merely written otherwise than usual."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from random import Random
from xml.etree import ElementTree as ET

from .case import Case, Change, Maker, changed, flag, refuse, same, sample_parts, swap

_LEDGER = "xl/worksheets/sheet4.xml"
_TEXTS = "xl/sharedStrings.xml"
_STYLES = "xl/styles.xml"
_BOOK = "xl/workbook.xml"
_LINKS = "xl/_rels/workbook.xml.rels"
_CUSTOM = "docProps/custom.xml"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_READ = (_LEDGER, _TEXTS, _STYLES, _BOOK, _LINKS, "_rels/.rels", "xl/tables/table2.xml")
_UNREAD = (
    "[Content_Types].xml",
    "docProps/core.xml",
    "docProps/app.xml",
    "xl/theme/theme1.xml",
    "xl/charts/chart1.xml",
)

_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
_DOCTYPES = {
    "a bare DOCTYPE": "<!DOCTYPE x>",
    "a billion laughs": f'<!DOCTYPE x [<!ENTITY l0 "ha">{_LAUGHS}]>',
    "a quadratic bomb": f'<!DOCTYPE x [<!ENTITY l9 "{"x" * 200_000}">]>',
    "an entity of a file": '<!DOCTYPE x [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>',
    "an entity of an address": '<!DOCTYPE x [<!ENTITY l9 SYSTEM "http://127.0.0.1:9/x">]>',
    "a DTD elsewhere": '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    "a parameter entity": '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p">%p;]>',
}


def _with_doctype(doctype: str) -> Change:
    """Put a document type after the declaration, and use its entity in the first text there is."""

    def change(data: bytes) -> bytes:
        end = data.find(b"?>") + 2
        used = data[end:].replace(b"<t>", b"<t>&l9;", 1) if b"l9" in doctype.encode() else data[end:]
        return data[:end] + doctype.encode() + used

    return change


def _doctypes() -> Iterator[Case]:
    for name, doctype in _DOCTYPES.items():
        yield refuse(f"{name} in the texts", changed({_TEXTS: _with_doctype(doctype)}), "file.damaged")
    for part in _READ:
        yield refuse(
            f"a DOCTYPE in {part}", changed({part: _with_doctype(_DOCTYPES["a billion laughs"])}), "file.damaged"
        )
    for part in _UNREAD:
        yield same(f"a DOCTYPE in {part}", changed({part: _with_doctype(_DOCTYPES["a billion laughs"])}))
    yield flag(
        f"a DOCTYPE in {_CUSTOM}",
        changed({_CUSTOM: _with_doctype("<!DOCTYPE x>")}),
        "file.broken_part",
        keeps_figures=True,
    )


def _nested(count: int) -> str:
    return "<x>" * count + "</x>" * count


def _weapons() -> Iterator[Case]:
    deep = _nested(100_000)
    yield same(
        "100,000 nested elements after the cells",
        changed({_LEDGER: swap("</sheetData>", f"</sheetData>{deep}")}),
        heavy=True,
    )
    yield same(
        "100,000 nested elements among the rows",
        changed({_LEDGER: swap("<sheetData>", f"<sheetData>{deep}")}),
        heavy=True,
    )
    rule = f'<dataValidation type="list" sqref="Z1">{deep}</dataValidation>'
    yield same(
        "100,000 nested elements in a validation",
        changed({_LEDGER: swap("</dataValidations>", f"{rule}</dataValidations>")}),
        heavy=True,
    )
    yield same(
        "100,000 nested elements in the styles", changed({_STYLES: swap("</cellXfs>", f"{deep}</cellXfs>")}), heavy=True
    )
    yield same(
        "a text of 20 MB among the shared ones, unused",
        _noisy(_TEXTS, "</sst>", "<si><t>", "</t></si></sst>"),
        heavy=True,
    )
    yield flag(
        "a text of 20 MB in a cell",
        _noisy(
            _LEDGER, "</sheetData>", '<row r="900"><c r="Z900" t="inlineStr"><is><t>', "</t></is></c></row></sheetData>"
        ),
        "file.long_text",
        "structure.column_without_header",
        keeps_figures=True,
        heavy=True,
    )
    yield refuse(
        "an attribute of 20 MB", _noisy(_LEDGER, "<sheetData>", '<sheetData x="', '">'), "file.damaged", heavy=True
    )
    many = "".join(f' a{n}="1"' for n in range(100_000))
    yield same("100,000 attributes", changed({_LEDGER: swap("<sheetData>", f"<sheetData{many}>")}), heavy=True)
    spaces = "".join(f' xmlns:n{n}="u{n}"' for n in range(50_000))
    yield same("50,000 namespaces", changed({_LEDGER: swap("<sheetData>", f"<sheetData{spaces}>")}), heavy=True)
    yield refuse(
        "a comment of 20 MB", _noisy(_LEDGER, "<sheetData>", "<!--", "--><sheetData>"), "file.damaged", heavy=True
    )
    yield same(
        "400,000 comments", changed({_LEDGER: swap("<sheetData>", f"<sheetData>{'<!--x-->' * 400_000}")}), heavy=True
    )
    yield refuse(
        "10 million comments",
        changed({_LEDGER: swap("<sheetData>", f"<sheetData>{'<!--x-->' * 10_000_000}")}),
        "file.too_large",
        heavy=True,
    )


def _noisy(part: str, tag: str, before: str, after: str) -> Maker:
    """Put 20 MB of text that no packer makes much smaller in the place of a tag."""

    def change(data: bytes) -> bytes:
        return data.replace(tag.encode(), f"{before}{_noise()}{after}".encode())

    return changed({part: change})


@cache
def _noise() -> str:
    characters = [chr(code) for code in range(0x4E00, 0x5E00)]
    return "".join(Random(7).choices(characters, k=70_000)) * 100  # noqa: S311 the same noise every time


def _broken() -> Iterator[Case]:
    for part in (_LEDGER, _TEXTS, _STYLES, _BOOK, _LINKS):
        yield refuse(f"{part} cut off", changed({part: lambda data: data[: len(data) // 2]}), "file.damaged")
        yield refuse(f"{part} emptied", changed({part: lambda _: b""}), "file.damaged")
    yield refuse(
        "bad UTF-8 in a sheet",
        changed({_LEDGER: lambda d: d.replace(b"<v>13</v>", b"<v>1\xff3</v>", 1)}),
        "file.damaged",
    )
    yield refuse(
        "bad UTF-8 in the texts", changed({_TEXTS: lambda d: d.replace(b"<t>", b"<t>\xc3\x28", 1)}), "file.damaged"
    )
    yield refuse(
        "half a surrogate pair in UTF-8",
        changed({_TEXTS: lambda d: d.replace(b"<t>", b"<t>\xed\xa0\x80", 1)}),
        "file.damaged",
    )
    yield refuse(
        "an overlong slash in UTF-8", changed({_TEXTS: lambda d: d.replace(b"<t>", b"<t>\xc0\xaf", 1)}), "file.damaged"
    )
    yield refuse(
        "GB 18030 that says it is UTF-8", changed({_TEXTS: lambda d: d.decode().encode("gb18030")}), "file.damaged"
    )
    yield refuse("a control character", changed({_TEXTS: swap("<t>", "<t>\x07", 1)}), "file.damaged")
    yield refuse("a control character by number", changed({_TEXTS: swap("<t>", "<t>&#7;", 1)}), "file.damaged")
    yield refuse("an entity nobody declared", changed({_TEXTS: swap("<t>", "<t>&nbsp;", 1)}), "file.damaged")
    yield refuse("a bare ampersand", changed({_TEXTS: swap("<t>", "<t>A & B", 1)}), "file.damaged")
    yield refuse("two roots", changed({_LEDGER: swap("</worksheet>", "</worksheet><worksheet/>")}), "file.damaged")
    yield refuse("text after the root", changed({_LEDGER: swap("</worksheet>", "</worksheet>x")}), "file.damaged")
    yield refuse(
        "tags that cross", changed({_LEDGER: swap("</row></sheetData>", "</sheetData></row>")}), "file.damaged"
    )
    yield refuse("an attribute twice", changed({_LEDGER: swap('<row r="4"', '<row r="4" r="4"')}), "file.damaged")
    yield refuse(
        "a prefix nobody declared", changed({_LEDGER: swap("<sheetData>", "<sheetData y:z='1'>")}), "file.damaged"
    )
    yield refuse("a sheet that is no worksheet", changed({_LEDGER: lambda _: b"<html/>"}), "file.damaged")
    yield same("XML 1.1", changed({_LEDGER: swap('version="1.0"', 'version="1.1"')}))
    yield refuse(
        "an encoding nobody knows", changed({_LEDGER: swap('encoding="UTF-8"', 'encoding="x-none"')}), "file.damaged"
    )


def _each_sheet(change: Callable[[str], str], encoding: str = "utf-8") -> Maker:
    """Change the text of every sheet and of the shared texts."""
    parts = [name for name in sample_parts() if name.startswith("xl/worksheets/sheet")]

    def recoded(data: bytes) -> bytes:
        return change(data.decode()).encode(encoding)

    whole = sample_parts()
    return changed({part: recoded for part in (*parts, _TEXTS) if recoded(whole[part]) != whole[part]})


def _prefixed(text: str) -> str:
    text = text.replace(f'xmlns="{_MAIN}"', f'xmlns:x="{_MAIN}"', 1)
    return re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", text)


def _indented(text: str) -> str:
    tree = ET.fromstring(text)  # noqa: S314 our own file
    for element in tree.iter(f"{{{_MAIN}}}t"):
        element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    ET.indent(tree)
    return ET.tostring(tree, encoding="unicode", xml_declaration=True).replace(
        "encoding='us-ascii'", "encoding='UTF-8'"
    )


def _by_number(text: str) -> str:
    """Spell every digit of every value, and every character of every text, by its number."""

    def spelled(found: re.Match[str]) -> str:
        return found[1] + "".join(f"&#x{ord(character):x};" for character in found[2]) + found[3]

    return re.sub(r"(<(?:v|t)(?: [^>]*)?>)([^<&]*)(</)", spelled, text)


def _strict(text: str) -> str:
    for old, new in (
        (_MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main"),
        (
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        ),
    ):
        text = text.replace(old, new)
    return text


def _all_strict() -> Maker:
    parts = [
        name
        for name in sample_parts()
        if name.endswith((".xml", ".rels")) and name.startswith(("xl/w", "xl/s", "xl/t", "_rels", "xl/_rels"))
    ]
    strict = {
        part: lambda data: _strict(data.decode()).encode()
        for part in parts
        if _strict(sample_parts()[part].decode()) != sample_parts()[part].decode()
    }
    return changed(strict)


def _as_utf_16(text: str) -> str:
    return text.replace('encoding="UTF-8"', 'encoding="UTF-16"')


def _unusual() -> Iterator[Case]:
    yield same("UTF-16 with a mark", _each_sheet(_as_utf_16, "utf-16"))
    yield same("UTF-16, the little end first", _each_sheet(lambda t: "\ufeff" + _as_utf_16(t), "utf-16-le"))
    yield same("UTF-16, the big end first", _each_sheet(lambda t: "\ufeff" + _as_utf_16(t), "utf-16-be"))
    yield same("UTF-8 with a mark", _each_sheet(lambda t: "\ufeff" + t))
    yield same("no declaration", _each_sheet(lambda t: t.partition("?>")[2]))
    yield same("single quotes", _each_sheet(lambda t: re.sub(r'="([^"\']*)"', r"='\1'", t)))
    yield same("prefixed namespaces", _each_sheet(_prefixed))
    yield same("indented", _each_sheet(_indented))
    yield same("every character by number", _each_sheet(_by_number))
    yield same("CDATA", _each_sheet(lambda t: re.sub(r"(<t(?: [^>]*)?>)([^<&]+)(</t>)", r"\1<![CDATA[\2]]>\3", t)))
    yield same("comments inside values", _each_sheet(lambda t: re.sub(r"<v>(\d)", r"<v>\1<!-- 7 -->", t)))
    yield same("processing instructions between cells", _each_sheet(lambda t: t.replace("<c ", "<?x 1?><c ")))
    yield same("strict namespaces", _all_strict())
    yield same("line ends of Windows between the tags", _each_sheet(lambda t: t.replace("><", ">\r\n<")))
    yield same(
        "what later versions add",
        changed(
            {
                _LEDGER: swap(
                    "<sheetData>",
                    '<mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice Requires="v2"/></mc:AlternateContent>'
                    "<sheetData>",
                )
            }
        ),
    )
    yield same(
        "extensions at the end of cells and rows",
        changed({_LEDGER: swap("</c></row>", "</c><extLst><ext><v>7</v></ext></extLst></row>")}),
    )


CASES = (*_doctypes(), *_weapons(), *_broken(), *_unusual())
