"""Append cell formats to a workbook's styles; those that are there keep their numbers and their bytes."""

from __future__ import annotations

from collections.abc import Mapping

from xltools.adapters.xml_edit import Edits, StartTag, as_utf8, scan, tag_at

MINIMAL = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b'<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    b'<fills count="2"><fill><patternFill patternType="none"/></fill>'
    b'<fill><patternFill patternType="gray125"/></fill></fills>'
    b'<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    b'<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    b'<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    b'<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
"""The styles of a workbook that has none."""

_LISTS = {"fonts": "font", "fills": "fill", "cellXfs": "xf"}


class _List:
    """One list of the styles: its tags, and where each of its items is."""

    def __init__(self) -> None:
        self.tag: StartTag | None = None
        self.end = 0
        self.items: list[tuple[int, int]] = []
        self.added: list[bytes] = []

    def next(self) -> int:
        return len(self.items) + len(self.added)


class StyleSheet:
    """A workbook's styles, to which formats are appended.

    Args:
        content: The styles part.
    """

    def __init__(self, content: bytes) -> None:
        self._content = as_utf8(content)
        self._lists = {name: _List() for name in _LISTS}
        self._open: list[str] = []
        self._made: dict[tuple[int, str, str, bool], int] = {}
        self._parts: dict[tuple[str, str], int] = {}
        scan(self._content, self._start, self._end)

    @property
    def usable(self) -> bool:
        """False where there is no format at all to be cloned."""
        formats = self._lists["cellXfs"]
        return formats.tag is not None and bool(formats.items)

    def clone(self, base: int, *, fill: str = "", font: str = "", wrap: bool = False) -> int:
        """Give the number of a format like another but for fill, font and wrapping.

        Args:
            base: The other's number; one that does not exist stands for the first.
            fill: A colour such as ``FFF8D0CC``, or nothing.
            font: A colour for underlined words, as links have, or nothing.
            wrap: True where long text is to run over several lines, from the top of the cell.
        """
        formats = self._lists["cellXfs"]
        base = base if 0 <= base < len(formats.items) else 0
        key = (base, fill, font, wrap)
        if key not in self._made:
            self._made[key] = formats.next()
            formats.added.append(self._cloned(base, fill, font, wrap=wrap))
        return self._made[key]

    def apply(self) -> bytes:
        """Give the part with the appended formats."""
        edits = Edits(self._content)
        for found in self._lists.values():
            if found.added and found.tag is not None:
                edits.replace(found.tag.start, found.tag.end, found.tag.with_attributes({"count": found.next()}))
                edits.replace(found.end, found.end, b"".join(found.added))
        return edits.apply()

    def _cloned(self, base: int, fill: str, font: str, *, wrap: bool) -> bytes:
        start, end = self._lists["cellXfs"].items[base]
        tag = tag_at(self._content, start)
        changes: dict[str, str | int] = {}
        if fill and self._lists["fills"].tag is not None:
            changes |= {"fillId": self._fill(fill, tag.prefix), "applyFill": 1}
        if font and self._lists["fonts"].tag is not None:
            changes |= {"fontId": self._link_font(font, tag.prefix), "applyFont": 1}
        if not wrap:
            return tag.with_attributes(changes) + self._content[tag.end : end]
        # The alignment is set anew; protection, the only other thing in a format, keeps the sheet's default.
        opened = StartTag(0, 0, tag.with_attributes(changes | {"applyAlignment": 1})).opened()
        return opened + b"<" + tag.prefix + b'alignment vertical="top" wrapText="1"/>' + tag.end_tag()

    def _fill(self, colour: str, prefix: bytes) -> int:
        xml = '<{0}fill><{0}patternFill patternType="solid"><{0}fgColor rgb="{1}"/><{0}bgColor indexed="64"/>'
        return self._part("fills", (xml + "</{0}patternFill></{0}fill>").format(prefix.decode(), colour))

    def _link_font(self, colour: str, prefix: bytes) -> int:
        xml = '<{0}font><{0}u/><{0}sz val="10.5"/><{0}color rgb="{1}"/><{0}name val="微软雅黑"/></{0}font>'
        return self._part("fonts", xml.format(prefix.decode(), colour))

    def _part(self, name: str, xml: str) -> int:
        if (name, xml) not in self._parts:
            found = self._lists[name]
            self._parts[name, xml] = found.next()
            found.added.append(xml.encode("utf-8"))
        return self._parts[name, xml]

    def _start(self, name: str, attributes: Mapping[str, str], position: int) -> None:
        del attributes
        self._open.append(name)
        if len(self._open) == 2 and name in _LISTS and self._lists[name].tag is None:
            self._lists[name].tag = tag_at(self._content, position)
        elif len(self._open) == 3 and _LISTS.get(self._open[1]) == name:
            self._lists[self._open[1]].items.append((position, 0))

    def _end(self, name: str, position: int) -> None:
        owner = self._open[1] if len(self._open) > 1 else ""
        if len(self._open) == 2 and name in _LISTS:
            self._lists[name].end = position
        elif len(self._open) == 3 and _LISTS.get(owner) == name:
            start = self._lists[owner].items[-1][0]
            tag = tag_at(self._content, start)
            end = tag.end if tag.closed else self._content.index(b">", position) + 1
            self._lists[owner].items[-1] = (start, end)
        self._open.pop()
