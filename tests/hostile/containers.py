"""Files that are no zip file, broken ones, and zip files packed in odd ways."""

from __future__ import annotations

import gzip
import io
import stat
import tarfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from .case import (
    BOOK,
    Case,
    Maker,
    content,
    flag,
    refuse,
    same,
    sample_bytes,
    sample_parts,
    sheet_part,
    with_members,
)
from .packing import ENCRYPTED, STORED, Member, members_of, zipped

_LEDGER = "L1学习台账"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _of_sample(change: Callable[[Member], Member], **options: object) -> Maker:
    """Pack the sample's members, each changed."""
    return content(lambda: zipped(map(change, members_of(sample_parts())), **options))  # type: ignore[arg-type]


def _of_part(part: Callable[[], str], **fields: object) -> Maker:
    """Pack the sample with one member that lies."""

    def make() -> bytes:
        wanted = part()
        parts = members_of(sample_parts())
        assert wanted in [member.name for member in parts]
        return zipped(_replaced(m, **fields) if m.name == wanted else m for m in parts)

    return content(make)


def _replaced(member: Member, **fields: object) -> Member:
    told = {name: getattr(member, name) for name in Member.__dataclass_fields__}
    return Member(**{**told, **fields})


def _ledger() -> str:
    return sheet_part(_LEDGER)


def _texts() -> str:
    return "xl/sharedStrings.xml"


def _folder(folder: Path) -> Path:
    path = folder / BOOK
    path.mkdir()
    return path


def _compound(stream: str) -> bytes:
    """Make what begins as a compound file does, with the name of one stream in its directory."""
    return _COMPOUND + bytes(504) + bytes(1024) + stream.encode("utf-16-le").ljust(128, b"\0") + bytes(512)


def _gzipped() -> bytes:
    return gzip.compress(sample_bytes(), mtime=0)


def _tarred() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        told = tarfile.TarInfo("book.xlsx")
        told.size = len(sample_bytes())
        archive.addfile(told, io.BytesIO(sample_bytes()))
    return out.getvalue()


def _document(part: str) -> bytes:
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    return zipped([Member("[Content_Types].xml", types.encode()), Member(part, b"<x/>")])


def _doubled(part: str, *, last: bool, change: Callable[[bytes], bytes]) -> Maker:
    """Pack a part twice: as it is, and changed; say which comes last."""

    def make() -> bytes:
        data = sample_parts()[part]
        assert change(data) != data
        twin = Member(part, change(data))
        own = members_of(sample_parts())
        return zipped([*own, twin] if last else [twin, *own])

    return content(make)


def _thirteen_becomes_99(data: bytes) -> bytes:
    return data.replace(b"<v>13</v>", b"<v>99</v>", 1)


def _truncations() -> Iterator[Case]:
    for share in (0.01, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999):
        cut = partial(lambda part: sample_bytes()[: int(len(sample_bytes()) * part)], share)
        yield refuse(f"cut off after {share:.1%}", content(cut), "file.damaged")
    yield refuse("cut off before its last byte", content(lambda: sample_bytes()[:-1]), "file.damaged")


NO_WORKBOOKS = (
    refuse("empty", content(lambda: b""), "file.empty"),
    refuse("only zeros", content(lambda: bytes(5000)), "file.not_a_workbook"),
    refuse("a folder", _folder, "file.is_folder"),
    refuse("not there", lambda folder: folder / "没有.xlsx", "file.not_found"),
    refuse("a CSV", content("日期,类别\n2019-1-18,集中学习\n".encode), "file.text_file"),
    refuse("a CSV in GB 18030", content(lambda: "日期,类别\n".encode("gb18030")), "file.text_file"),
    refuse("a CSV in UTF-16", content(lambda: "日期,类别\n".encode("utf-16")), "file.text_file"),
    refuse("a web page", content(lambda: b"<html><table><tr><td>1</table></html>"), "file.text_file"),
    refuse("XML of the 2003 format", content(lambda: b'<?xml version="1.0"?><Workbook/>'), "file.text_file"),
    refuse("an .xls", content(lambda: _compound("Workbook")), "file.old_format"),
    refuse("password-protected", content(lambda: _compound("EncryptedPackage")), "file.encrypted"),
    refuse("a Word document", content(lambda: _document("word/document.xml")), "file.word_document"),
    refuse("a presentation", content(lambda: _document("ppt/presentation.xml")), "file.presentation"),
    refuse("a binary workbook", content(lambda: _document("xl/workbook.bin")), "file.binary_workbook"),
    refuse("an OpenDocument", content(lambda: _document("content.xml")), "file.opendocument"),
    refuse("a package without anything", content(lambda: _document("x.xml")), "file.missing_workbook"),
    refuse("a zip of pictures", content(lambda: zipped([Member("a.png", b"\x89PNG")])), "file.not_a_workbook"),
    refuse("a zip without members", content(lambda: zipped([])), "file.not_a_workbook"),
    refuse(
        "a zip with the workbook in it", content(lambda: zipped([Member(BOOK, sample_bytes())])), "file.not_a_workbook"
    ),
    refuse("gzipped", content(_gzipped), "file.not_a_workbook"),
    refuse("in a tar", content(lambda: _tarred()[:4096]), "file.not_a_workbook"),
    refuse("a picture", content(lambda: b"\x89PNG\r\n\x1a\n" + bytes(200)), "file.not_a_workbook"),
    refuse("a PDF", content(lambda: b"%PDF-1.4\n%\xe2\xe3\0\n"), "file.not_a_workbook"),
    refuse("only PK", content(lambda: b"PK"), "file.damaged"),
    *_truncations(),
)

BROKEN = (
    refuse("a sheet's checksum is wrong", _of_part(_ledger, checksum=1), "file.damaged"),
    refuse("the texts' checksum is wrong", _of_part(_texts, checksum=1), "file.damaged"),
    refuse("the styles' checksum is wrong", _of_part(lambda: "xl/styles.xml", checksum=1), "file.damaged"),
    same("an unread part's checksum is wrong", _of_part(lambda: "xl/theme/theme1.xml", checksum=1)),
    same("sizes that lie, all of them", _of_sample(lambda m: _replaced(m, size=1))),
    same("sizes that lie to 4 GiB", _of_sample(lambda m: _replaced(m, size=0xFFFFFFFE))),
    refuse("a sheet is encrypted", _of_part(_ledger, flags=ENCRYPTED), "file.encrypted"),
    refuse("every member is encrypted", _of_sample(lambda m: _replaced(m, flags=ENCRYPTED)), "file.encrypted"),
    refuse("packed by a method of later years", _of_part(_ledger, method=93), "file.damaged"),
    refuse(
        "a member's own header names another", _of_part(_ledger, own_name="xl/worksheets/sheet5.xml"), "file.damaged"
    ),
    refuse(
        "the directory claims more members",
        content(lambda: zipped(members_of(sample_parts()), count=200)),
        "file.damaged",
    ),
    refuse(
        "the directory claims fewer members",
        content(lambda: zipped(members_of(sample_parts()), count=40)),
        "file.damaged",
    ),
    flag(
        "a ledger twice, the second with another number",
        _doubled("xl/worksheets/sheet4.xml", last=True, change=_thirteen_becomes_99),
        "file.duplicate_part",
        "check.outlier.far",
    ),
    flag(
        "a ledger twice, the first with another number",
        _doubled("xl/worksheets/sheet4.xml", last=False, change=_thirteen_becomes_99),
        "file.duplicate_part",
        keeps_figures=True,
    ),
    flag(
        "a ledger twice, the second under a name in capitals",
        content(
            lambda: zipped(
                [
                    *members_of(sample_parts()),
                    Member(
                        "XL/Worksheets/Sheet4.XML", _thirteen_becomes_99(sample_parts()["xl/worksheets/sheet4.xml"])
                    ),
                ]
            )
        ),
        "file.duplicate_part",
        "check.outlier.far",
    ),
    same("a part twice, both the same", with_members(Member(_texts(), sample_parts()[_texts()]))),
)

ODDLY_PACKED = (
    same("packed anew", _of_sample(lambda m: m)),
    same("stored", _of_sample(lambda m: _replaced(m, method=STORED))),
    same("in another order", content(lambda: zipped(reversed(members_of(sample_parts()))))),
    same("junk before", content(lambda: b"MZ" + bytes(3000) + sample_bytes())),
    same("junk after", content(lambda: sample_bytes() + b"\r\n--boundary--\r\n" * 40)),
    same("zeros after, as some disks leave them", content(lambda: sample_bytes() + bytes(4096))),
    same("a comment", content(lambda: zipped(members_of(sample_parts()), comment=b"PK\5\6" * 500))),
    same("a nested zip", with_members(Member("xl/embeddings/book.xlsx", sample_bytes()))),
    same("20,000 empty members", with_members(*(Member(f"x/{n}", b"", STORED) for n in range(20_000)))),
    same("folders as members", with_members(Member("xl/", b"", STORED), Member("xl/worksheets/", b"", STORED))),
    same("a member with ../", with_members(Member("../../../tmp/escaped.xml", b"<x/>"))),
    same("a member with an absolute name", with_members(Member("/etc/escaped", b"x"), Member("C:\\escaped.txt", b"x"))),
    same("a member named as a device", with_members(Member("CON", b"x"), Member("xl/NUL.xml", b"x"))),
    same("a member without a name", with_members(Member("", b"x"))),
    same("a member whose name is no UTF-8", with_members(Member("xl/\udcff\udcfe.xml", b"x"))),
    same("a symbolic link", with_members(Member("link", b"/etc/passwd", STORED, mode=stat.S_IFLNK | 0o777))),
    same("names with backslashes", _of_sample(lambda m: _replaced(m, name=m.name.replace("/", "\\")))),
    same("names in capitals", _of_sample(lambda m: _replaced(m, name=m.name.upper()))),
    same("names with a slash before", _of_sample(lambda m: _replaced(m, name=f"/{m.name}"))),
)

CASES = (*NO_WORKBOOKS, *BROKEN, *ODDLY_PACKED)
