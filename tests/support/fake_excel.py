"""As much of Excel's object model as the macros ask of it, over plain dictionaries.

It answers as Microsoft's documentation says Excel does: a property of many cells is None where they
differ, an address names at most 255 characters, a bare value for one cell and rows for several.
"""

# ruff: noqa: N802, N803 - the names are Excel's

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from types import ModuleType
from typing import Any

from xltools.core.ranges import Range as Area
from xltools.core.ranges import parse_range


class ComError(Exception):
    """What COM raises."""


def install_com_error() -> None:
    """Let the adapters find COM's error class on a machine without it."""
    module = sys.modules.setdefault("pywintypes", ModuleType("pywintypes"))
    module.com_error = ComError  # type: ignore[attr-defined]


@dataclass
class Cell:
    """A cell: what COM gives of it."""

    Value2: Any = None
    Value: Any = None
    Formula: str = ""
    NumberFormat: str = "General"
    Locked: bool = True
    validation: int | None = None
    fill: int | None = None


@dataclass
class Rule:
    """A conditional format."""

    owner: list[Rule]
    address: str
    Type: int
    Formula1: str
    StopIfTrue: bool = True
    Interior: Any = field(default_factory=type("Interior", (), {"Color": 0}))
    Font: Any = field(default_factory=type("Font", (), {"Color": 0}))

    def SetFirstPriority(self) -> None:
        self.owner.remove(self)
        self.owner.insert(0, self)

    def Delete(self) -> None:
        self.owner.remove(self)


class Rules:
    """The conditional formats of a sheet, as one of its ranges gives them."""

    def __init__(self, rules: list[Rule], address: str) -> None:
        self._rules = rules
        self._address = address

    @property
    def Count(self) -> int:
        return len(self._rules)

    def Item(self, number: int) -> Rule:
        return self._rules[number - 1]

    def Add(self, Type: int, Formula1: str) -> Rule:
        self._rules.append(Rule(self._rules, self._address, Type, Formula1))
        return self._rules[-1]


def _thing(**properties: Any) -> Any:
    return type("Thing", (), properties)()


class CellRange:
    """A range."""

    def __init__(self, sheet: Sheet, address: str) -> None:
        assert len(address) <= 255, "Excel takes no longer address"
        object.__setattr__(self, "sheet", sheet)
        object.__setattr__(self, "address", address)
        object.__setattr__(self, "areas", [parse_range(part) for part in address.split(",")])

    def _each(self) -> Iterator[tuple[int, int]]:
        for area in self.areas:
            for row in range(area.top, area.bottom + 1):
                yield from ((row, column) for column in range(area.left, area.right + 1))

    def _held(self) -> Iterator[Cell]:
        return (self.sheet.cells.get(place, Cell()) for place in self._each())

    def _rows(self, name: str) -> Any:
        area = self.areas[0]
        rows = tuple(
            tuple(
                getattr(self.sheet.cells.get((row, column), Cell()), name)
                for column in range(area.left, area.right + 1)
            )
            for row in range(area.top, area.bottom + 1)
        )
        return rows[0][0] if len(rows) == len(rows[0]) == 1 else rows

    def _alike(self, answers: Iterator[Any]) -> Any:
        found = set(answers)
        return found.pop() if len(found) == 1 else None

    def __getattr__(self, name: str) -> Any:
        self.sheet.calls += 1
        if name in {"Value2", "Value", "Formula"}:
            return self._rows(name)
        if name in {"NumberFormat", "Locked"}:
            return self._alike(getattr(cell, name) for cell in self._held())
        return getattr(self, f"_get_{name}")()

    def _get_FormatConditions(self) -> Rules:
        return Rules(self.sheet.rules, self.address)

    def _get_Row(self) -> Any:
        return self.areas[0].top

    def _get_Column(self) -> Any:
        return self.areas[0].left

    def _get_Rows(self) -> Any:
        return _thing(Count=self.areas[0].bottom - self.areas[0].top + 1)

    def _get_Columns(self) -> Any:
        return _thing(Count=self.areas[0].right - self.areas[0].left + 1)

    def _get_EntireRow(self) -> Any:
        return _thing(Hidden=self._alike(row in self.sheet.hidden_rows for row, _ in self._each()))

    def _get_EntireColumn(self) -> Any:
        return _thing(Hidden=self._alike(column in self.sheet.hidden_columns for _, column in self._each()))

    def _get_MergeCells(self) -> Any:
        return self._alike(self.sheet.merge_at(*place) is not None for place in self._each())

    def _get_MergeArea(self) -> CellRange:
        return CellRange(self.sheet, self.sheet.merge_at(self.areas[0].top, self.areas[0].left))

    def _get_Validation(self) -> Any:
        kind = self._alike(cell.validation for cell in self._held())
        if kind is None:
            raise ComError
        return _thing(Type=kind)

    def __setattr__(self, name: str, value: Any) -> None:
        self.sheet.calls += 1
        area = self.areas[0]
        for row, column in self._each():
            cell = self.sheet.cells.setdefault((row, column), Cell())
            if name in {"Value2", "Formula"}:
                given = value[row - area.top][column - area.left]
                self.sheet.log.append((row, column, given, cell.NumberFormat))
                cell.Value2 = given
            else:
                setattr(cell, name, value)

    def Cells(self, row: int, column: int) -> Any:
        area = self.areas[0]
        return self.sheet.at(area.top + row - 1, area.left + column - 1)


class Sheet:
    """A worksheet."""

    Visible = -1
    FilterMode = False
    ListObjects = ()
    ProtectDrawingObjects = True
    ProtectScenarios = False
    ProtectionMode = False

    def __init__(self, name: str, cells: dict[tuple[int, int], Cell] | None = None) -> None:
        self.Name = name
        self.cells = cells or {}
        self.merges: list[str] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.rules: list[Rule] = []
        self.log: list[tuple[int, int, Any, str]] = []
        self.calls = 0
        self.password: str | None = None
        self.ProtectContents = False
        self.allowed: dict[str, bool] = {}
        self.Application = type("Application", (), {})()
        self.Application.WorksheetFunction = type("Functions", (), {"CountA": staticmethod(self._count)})()

    @staticmethod
    def _count(cells: Any) -> int:
        return sum(cell.Value2 is not None or bool(cell.Formula) for cell in cells._held())

    @property
    def UsedRange(self) -> CellRange:
        rows, columns = [row for row, _ in self.cells], [column for _, column in self.cells]
        area = Area(min(rows), min(columns), max(rows), max(columns))
        from xltools.core.marks.cell_areas import address_of

        return CellRange(self, address_of(area))

    @property
    def Cells(self) -> Any:
        return CellRange(self, "A1:XFD1048576")

    @property
    def Protection(self) -> Any:
        return type("Protection", (), self.allowed)()

    def Range(self, address: str) -> CellRange:
        return CellRange(self, address)

    def at(self, row: int, column: int) -> CellRange:
        from xltools.core.marks.cell_areas import address_of

        return CellRange(self, address_of(Area(row, column, row, column)))

    def merge_at(self, row: int, column: int) -> Any:
        return next((merge for merge in self.merges if parse_range(merge).holds(row, column)), None)

    def Unprotect(self, password: str) -> None:
        if self.password is not None and password != self.password:
            raise ComError
        self.ProtectContents = False

    def Protect(self, **options: bool) -> None:
        self.ProtectContents = options.pop("Contents")
        self.allowed = options


class Book:
    """A workbook."""

    Date1904 = False
    ProtectStructure = False
    CustomDocumentProperties = ()

    def __init__(self, *sheets: Sheet) -> None:
        self.sheets = sheets
        self.Application = type("Application", (), {"ScreenUpdating": True, "EnableEvents": True})()

    def Worksheets(self, name: str) -> Sheet:
        return next(sheet for sheet in self.sheets if sheet.Name == name)


def number(value: float, **more: Any) -> Cell:
    """Make a cell with a number."""
    return Cell(value, value, str(value), **more)


def text(value: str, **more: Any) -> Cell:
    """Make a cell with a text."""
    return Cell(value, value, value, **more)


def day(serial: float) -> Cell:
    """Make a cell with a day."""
    return Cell(serial, datetime(2019, 5, 1), str(serial), "yyyy-m-d")  # noqa: DTZ001 - a cell knows no zone
