"""Read the cells of a pack's spreadsheet as the values of the keys that they stand under."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from xltools.core.findings import Finding, Param, Severity
from xltools.core.grid import CellFact, CellType
from xltools.core.pack_books.cell_notation import (
    NotationError,
    read_conditions,
    read_named,
    read_scalar,
    read_text,
    read_texts,
)
from xltools.core.pack_books.pack_places import location
from xltools.core.pack_parsing.pack_fields import Shape
from xltools.core.rounding import fifteen_digits
from xltools.core.serial_dates import day_of

_FLAGS = {"yes": True, "true": True, "是": True, "no": False, "false": False, "否": False}


class CellError(ValueError):
    """A cell that holds no value of its key.

    Args:
        key: The message.
        value: What it holds, as a reader sees it.
    """

    def __init__(self, key: str, value: str) -> None:
        super().__init__(key, value)
        self.key = key
        self.value = value


class CellReader:
    """Reads the cells of one sheet, and keeps what is wrong with them.

    Args:
        sheet: The sheet's name.
        faults: Where faults are kept.
        epoch_1904: True where day 0 of the workbook is 1 January 1904.
    """

    def __init__(self, sheet: str, faults: list[Finding], *, epoch_1904: bool) -> None:
        self._sheet = sheet
        self._faults = faults
        self._epoch_1904 = epoch_1904

    def value(self, cell: CellFact | None, shape: Shape) -> object:
        """Give the value of a cell; None for an empty one and after a fault, but of a formula what it came to."""
        if cell is None:
            return None
        if cell.formula is not None:
            self.fault(cell.row, cell.column, "pack_xlsx.formula", value=f"={cell.formula}")
        try:
            return self._value(cell, shape)
        except (CellError, NotationError) as error:
            if cell.formula is None:
                self.fault(cell.row, cell.column, error.key, value=error.value)
            return None

    def line(self, cell: CellFact | None) -> str | None:
        """Give the text of a cell exactly as it is, such as a line of a file."""
        if cell is None:
            return None
        try:
            return self._text(cell)
        except CellError as error:
            self.fault(cell.row, cell.column, error.key, value=error.value)
            return None

    def fault(self, row: int | None, column: int | None, key: str, **params: Param) -> None:
        """Record a fault at a cell, a row, a column or the sheet."""
        if "suggestion" in params:
            if params["suggestion"] is None:
                del params["suggestion"]
            else:
                key += "_near"
        self._faults.append(Finding(Severity.ERROR, location(self._sheet, row, column), key, params))

    def _value(self, cell: CellFact, shape: Shape) -> object:
        if cell.type in {CellType.ERROR, CellType.NO_VALUE}:
            raise CellError("pack_xlsx.error", cell.value)
        if cell.type is CellType.BOOLEAN or shape is Shape.FLAG:
            return _flag(cell, shape)
        if cell.type in {CellType.NUMBER, CellType.DATE}:
            return self._number(cell, shape)
        if not cell.value.strip():
            return None
        return _READERS[shape](cell.value)

    def _number(self, cell: CellFact, shape: Shape) -> object:
        """Read a number or a date."""
        if cell.type is CellType.DATE:
            day = day_of(cell.value, epoch_1904=self._epoch_1904)
            if shape not in {Shape.VALUE, Shape.DEFAULT} or day is None:
                raise CellError("pack_xlsx.date_for_text", cell.value if day is None else day.isoformat())
            return day
        number = fifteen_digits(Decimal(cell.value))
        written = format(number, "f")
        if shape is Shape.INTEGERS:
            return [_whole(number, written)]
        if shape is Shape.INTEGER:
            return _whole(number, written)
        if shape not in {Shape.NUMBER, Shape.VALUE, Shape.DEFAULT}:
            raise CellError("pack_xlsx.number_for_text", written)
        return int(number) if number == number.to_integral_value() else number.normalize()

    def _text(self, cell: CellFact) -> str:
        if cell.formula is not None:
            raise CellError("pack_xlsx.formula", f"={cell.formula}")
        if cell.type is not CellType.TEXT:
            raise CellError("pack_xlsx.number_for_text", cell.value)
        return cell.value


def _whole(number: Decimal, written: str) -> int:
    if number != number.to_integral_value():
        raise CellError("pack_xlsx.not_integer", written)
    return int(number)


def _flag(cell: CellFact, shape: Shape) -> bool | None:
    text = cell.value.strip().casefold()
    if not text and cell.type is CellType.TEXT:
        return None
    if shape is not Shape.FLAG or text not in _FLAGS:
        raise CellError("pack_xlsx.not_flag" if shape is Shape.FLAG else "pack_xlsx.boolean_for_text", cell.value)
    return _FLAGS[text]


def _integer(text: str) -> int:
    value = read_scalar(text)
    if not isinstance(value, int):
        raise CellError("pack_xlsx.not_integer", text)
    return value


def _decimal(text: str) -> int | Decimal:
    value = read_scalar(text)
    if not isinstance(value, int | Decimal):
        raise CellError("pack_xlsx.not_number", text)
    return value


def _integers(text: str) -> list[int]:
    return [_integer(item) for item in read_texts(text)]


_READERS: Mapping[Shape, Callable[[str], object]] = {
    Shape.TEXT: read_text,
    Shape.LABEL: read_text,
    Shape.LINES: str,
    Shape.TEXTS: read_texts,
    Shape.INTEGERS: _integers,
    Shape.INTEGER: _integer,
    Shape.NUMBER: _decimal,
    Shape.VALUE: read_scalar,
    Shape.DEFAULT: read_scalar,
    Shape.CONDITIONS: read_conditions,
    Shape.NAMED: read_named,
}
