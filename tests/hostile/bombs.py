"""Small files that would be large ones, if anyone let them."""

from __future__ import annotations

from random import Random

from .case import Case, Maker, changed, content, refuse, same, sample_parts, swap, with_members
from .packing import Member, bomb, bomb_checksum, members_of, zipped

_MIB = 1 << 20
_LEDGER = "xl/worksheets/sheet4.xml"
_TEXTS = "xl/sharedStrings.xml"


def _swollen(part: str, after: bytes, filling: bytes, times: int, claimed: int | None = None) -> Maker:
    """Blow a part up by a filling after some tag."""

    def make() -> bytes:
        head, _, tail = sample_parts()[part].partition(after)
        pieces = (head + after, filling, times, tail)
        size = len(head) + len(after) + len(filling) * times + len(tail)
        large = Member(
            part,
            b"",
            packed=bomb(*pieces),
            checksum=bomb_checksum(*pieces) if size < 300 * _MIB else 0,
            size=min(size, 0xFFFFFFFE) if claimed is None else claimed,
        )
        return zipped(large if member.name == part else member for member in members_of(sample_parts()))

    return content(make)


def _dense(length: int, share: int) -> bytes:
    """Give blanks that pack to about a part in so many of their length."""
    random = Random(1)  # noqa: S311 the same noise every time
    noise = bytes(random.choice(b" \t\n\r") for _ in range(length // share * 4))
    return noise.ljust(length)


def _many_tabs_of_one_sheet() -> Maker:
    entries = "".join(f'<sheet name="x{n}" sheetId="{n + 100}" r:id="rId4"/>' for n in range(50_000))
    return changed({"xl/workbook.xml": swap("</sheets>", f"{entries}</sheets>")})


def _runs(count: int) -> bytes:
    return b"<si>" + b"<r><t>x</t></r>" * count + b"</si>"


CASES: tuple[Case, ...] = (
    refuse(
        "a sheet of a GiB of blanks", _swollen(_LEDGER, b"<sheetData>", b" " * _MIB, 1024), "file.too_large", heavy=True
    ),
    refuse(
        "a sheet of half a GiB of rows",
        _swollen(_LEDGER, b"<sheetData>", b"<row/>" * 200_000, 400),
        "file.too_large",
        heavy=True,
    ),
    refuse(
        "a sheet of a GiB that claims a kilobyte",
        _swollen(_LEDGER, b"<sheetData>", b" " * _MIB, 1024, claimed=1024),
        "file.too_large",
        heavy=True,
    ),
    refuse(
        "a sheet of 300 MiB, packed less well than bombs are",
        _swollen(_LEDGER, b"<sheetData>", _dense(_MIB, 100), 300),
        "file.too_large",
        heavy=True,
    ),
    refuse("texts of a GiB", _swollen(_TEXTS, b"<si><t>", b"x" * _MIB, 1024), "file.too_large", heavy=True),
    refuse("styles of a GiB", _swollen("xl/styles.xml", b"<fonts", b" " * _MIB, 1024), "file.damaged", heavy=True),
    refuse(
        "relations of a GiB", _swollen("_rels/.rels", b"<Relationships", b" " * _MIB, 1024), "file.damaged", heavy=True
    ),
    refuse(
        "a sheet of 70 MiB of cells that hold something",
        _swollen(_LEDGER, b"<sheetData>", b"<row>" + b"<c><v>1</v></c>" * 16_000 + b"</row>", 300),
        "file.too_large",
        heavy=True,
    ),
    refuse(
        "styles of a GiB of tags",
        _swollen("xl/styles.xml", b"<cellXfs ", b"/><x" * _MIB, 256),
        "file.too_large",
        heavy=True,
    ),
    refuse(
        "texts of 300 MiB of runs",
        _swollen(_TEXTS, b"<si>", b"<r><t/></r>" * 100_000, 300),
        "file.too_large",
        heavy=True,
    ),
    refuse(
        "texts of 300 MiB of nothing",
        _swollen(_TEXTS, b"count", b'="1"><si/><x y' * 100_000, 200),
        "file.too_large",
        heavy=True,
    ),
    same(
        "an unused picture of a GiB",
        with_members(Member("xl/media/huge.png", b"", packed=bomb(b"", bytes(_MIB), 1024, b""))),
    ),
    same("the count of texts is 4294967295", changed({_TEXTS: swap('uniqueCount="', 'uniqueCount="4294967295" x="')})),
    same("the count of texts is negative", changed({_TEXTS: swap(' count="', ' count="-1" x="')})),
    refuse("50,000 tabs that are one sheet", _many_tabs_of_one_sheet(), "file.damaged", heavy=True),
    same(
        "a text of a million runs, unused",
        changed({_TEXTS: lambda data: data.replace(b"</sst>", _runs(200_000) + b"</sst>")}),
        heavy=True,
    ),
)
