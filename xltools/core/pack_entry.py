"""One entry of a pack's file, read key by key, with every fault kept.

A rule kind or an aggregation reads its own settings through an ``Entry``.  What is missing, wrong
or left over becomes a finding at its key path, and reading goes on with a harmless stand-in, so
that a pack author sees all faults at once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

from xltools.core.expressions import Expression, ExpressionError, parse_expression
from xltools.core.filters import Filter
from xltools.core.findings import Finding, Location, Param, Severity
from xltools.core.nearest import nearest
from xltools.core.pack_scope import Scope
from xltools.core.sheets import ColumnType, Label, Sheet

T = TypeVar("T")

_LARGEST = 15  # digits before the decimal point, and after it: what a spreadsheet keeps
_LONGEST_LABEL = 2000


class Entry:
    """A TOML table being read.

    Args:
        data: The table.
        file: The pack's file.
        path: The key path of the table in the file, such as ``rule[3]``; empty for the whole file.
        scope: The names it may use.
        faults: Where faults are kept; shared by all entries of a pack.
        sheet: The sheet whose columns the entry names, if it has one.
    """

    def __init__(
        self,
        data: Mapping[str, object],
        file: str,
        path: str,
        scope: Scope,
        faults: list[Finding],
        sheet: Sheet | None = None,
    ) -> None:
        self._data = data
        self._file = file
        self.path = path
        self._faults = faults
        self._read: set[str] = set()
        self._missing: dict[str, Finding] = {}
        self.scope = scope
        self.sheet = sheet

    def __contains__(self, key: str) -> bool:
        return key in self._data

    def fault(self, key: str, message: str, **params: Param) -> None:
        """Record a fault at a key; a ``suggestion`` picks the message that offers one, ``…_near``."""
        if params.get("suggestion") is None:
            params.pop("suggestion", None)
        else:
            message += "_near"
        place = Location(self._file, path=self._inside(key))
        self._faults.append(Finding(Severity.ERROR, place, message, {"name": key, **params}))

    def unknown_name(self, key: str, value: str, kind: str, known: Iterable[str]) -> None:
        """Record a name that nothing declares, with the nearest one that something does."""
        self.fault(key, f"pack.unknown_{kind}", value=value, suggestion=nearest(value, known))

    def text(self, key: str, default: str | None = None) -> str:
        """Read a text; without a default it must be there."""
        value = self._value(key, default)
        return value if isinstance(value, str) else self._wrong(key, "text", value, default or "")

    def label(self, key: str, *, required: bool = False) -> Label:
        """Read a text by language: a text (in the pack's first language), or a table of them."""
        value = self._value(key, None if required else {})
        first = self.scope.languages[0]
        empty: Label = {}
        if isinstance(value, str):
            value = {first: value}
        if not isinstance(value, Mapping) or not all(isinstance(text, str) for text in value.values()):
            return self._wrong(key, "label", value, empty)
        for language, text in value.items():
            self._known(f"{key}.{language}", str(language), "language", self.scope.languages)
            self._judge_label(f"{key}.{language}", text)
        if value and first not in value:
            self.fault(key, "pack.label_language", language=first)
        return {str(language): str(text) for language, text in value.items()}

    def number(self, key: str, default: Decimal | None = None, *, required: bool = False) -> Decimal | None:
        """Read a number exactly as written, or nothing."""
        value = self._value(key, None)
        if key not in self._data and not required:
            return default
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            return self._wrong(key, "number", value, default)
        number = Decimal(value)
        if not number.is_finite() or (number and not -_LARGEST <= number.adjusted() < _LARGEST):
            self.fault(key, "pack.number_size", value=str(value)[:_LARGEST], digits=_LARGEST)
            return default
        return number

    def integer(self, key: str, default: int | None = None, *, most: int = 1_000_000) -> int:
        """Read a whole number from 0 to ``most``; without a default it must be there."""
        value = self._value(key, default)
        if isinstance(value, bool) or not isinstance(value, int):
            return self._wrong(key, "integer", value, default or 0)
        if not 0 <= value <= most:
            self.fault(key, "pack.integer_range", value=str(value)[:_LARGEST], maximum=most)
            return default or 0
        return value

    def day(self, key: str) -> date | None:
        """Read a date (not a time of day), or nothing."""
        value = self._value(key, None)
        if key not in self._data or (isinstance(value, date) and not isinstance(value, datetime)):
            return value if isinstance(value, date) else None
        return self._wrong(key, "date", value, None)

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Read true or false."""
        value = self._value(key, default)
        return value if isinstance(value, bool) else self._wrong(key, "flag", value, default)

    def one_of(self, key: str, allowed: Sequence[str], default: str | None = None) -> str:
        """Read one of a few words; without a default it must be there."""
        value = self.text(key, default)
        if value in allowed:
            return value
        near = nearest(value, allowed)
        if value == self.peek(key):
            self.fault(key, "pack.not_one_of", value=value, allowed=tuple(allowed), suggestion=near)
        return near or default or allowed[0]

    def strings(self, key: str, *, required: bool = True) -> tuple[str, ...]:
        """Read a list of texts; one text stands for a list of one."""
        value = self._value(key, None if required else ())
        if isinstance(value, str):
            return (value,)
        if isinstance(value, Sequence) and all(isinstance(item, str) for item in value):
            if required and not value:
                self.fault(key, "pack.empty")
            return tuple(str(item) for item in value)
        empty: tuple[str, ...] = ()
        return self._wrong(key, "list", value, empty)

    def known_sheet(self, key: str) -> Sheet | None:
        """Read the name of a sheet and give the sheet; None after a fault."""
        return self.scope.sheets.get(self._known(key, self.text(key), "sheet", self.scope.sheets))

    def column(self, key: str, sheet: Sheet | None = None, *, types: Sequence[ColumnType] = ()) -> str:
        """Read the name of a column of the entry's sheet, or of another; of certain types, if given."""
        return self._known_column(key, self.text(key), sheet or self.sheet, types)

    def columns(
        self, key: str, sheet: Sheet | None = None, *, types: Sequence[ColumnType] = (), required: bool = True
    ) -> tuple[str, ...]:
        """Read a list of column names, as ``column`` does."""
        names = self.strings(key, required=required)
        return tuple(self._known_column(key, name, sheet or self.sheet, types) for name in names)

    def sheet_column(self, key: str, *, types: Sequence[ColumnType] = ()) -> tuple[str, str]:
        """Read ``sheet.column``, the name of a column of any sheet."""
        path = self.text(key)
        sheet, _, column = path.partition(".")
        if path and not (sheet and column):
            self.fault(key, "pack.not_a_sheet_column", value=path)
        found = self.scope.sheets.get(self._known(key, sheet if column else "", "sheet", self.scope.sheets))
        return sheet, self._known_column(key, column, found, types)

    def indicator(self, key: str) -> str:
        """Read the id of an indicator."""
        return self._known(key, self.text(key), "indicator", self.scope.indicators)

    def indicators(self, key: str) -> tuple[str, ...]:
        """Read a list of indicator ids."""
        return tuple(self._known(key, name, "indicator", self.scope.indicators) for name in self.strings(key))

    def choice_list(self, key: str) -> str:
        """Read the name of a choice list."""
        return self._known(key, self.text(key), "choice_list", self.scope.choices)

    def expression(self, key: str, names: Mapping[str, str], *, gives: str = "") -> Expression:
        """Read an expression.

        Args:
            key: The key that holds its text.
            names: What each name stands for: ``number``, ``text`` or ``date``.
            gives: What its value must be (``number`` or ``boolean``); empty for anything.
        """
        source = self.text(key)
        try:
            expression = parse_expression(source, names)
        except ExpressionError as error:
            if source:
                self.fault(key, error.key, **error.params)
            return parse_expression("1", {})
        if gives and expression.result != gives:
            self.fault(key, f"pack.expression.not_a_{gives}", value=source, type=expression.result)
        return expression

    def filters(self, key: str = "where", sheet: Sheet | None = None) -> Filter:
        """Read the conditions on rows, all of which must hold; none where the key is absent."""
        from xltools.core.filter_reader import read_filter  # for whoever reads a pack, not for its checks

        where, scope = self._value(key, {}), self.scope
        return read_filter(where, sheet or self.sheet, key, self.fault, scope.choices, scope.languages[0])

    def table(self, key: str, *, required: bool = False) -> Entry:
        """Read a table inside this one, to be closed when it has been read; an absent one is empty."""
        value = self._value(key, None if required else {})
        faults = self._faults
        if not isinstance(value, Mapping):
            value, faults = self._wrong(key, "table", value, {}), []  # what it lacks is no news
        return Entry(value, self._file, self._inside(key), self.scope, faults, self.sheet)

    def tables(self, key: str, *, required: bool = False) -> tuple[Entry, ...]:
        """Read a list of tables inside this one; none where the key is absent and may be."""
        value = self._value(key, None if required else [])
        if not isinstance(value, list) or not all(isinstance(item, Mapping) for item in value):
            value = self._wrong(key, "tables", value, [])
        elif required and not value:
            self.fault(key, "pack.empty")
        prefix = self._inside(key)
        return tuple(
            Entry(item, self._file, f"{prefix}[{number}]", self.scope, self._faults, self.sheet)
            for number, item in enumerate(value, 1)
        )

    def raw(self, key: str, default: object = None) -> object:
        """Read a value whose type the caller judges."""
        return self._value(key, default)

    def peek(self, key: str) -> object:
        """Look at a value that somebody else reads."""
        return self._data.get(key)

    def __iter__(self) -> Iterator[str]:
        """Give the entry's keys, in the order of the file."""
        return iter(self._data)

    def close(self) -> None:
        """Record every key that nobody read, with the nearest one that somebody did.

        A misspelt key is one fault: the key that is missing for it is not told again.
        """
        for key in self._data:
            if key not in self._read:
                near = nearest(key, sorted(self._read))
                self.fault(key, "pack.unknown_key", suggestion=near)
                if near in self._missing:
                    self._faults.remove(self._missing.pop(near))

    def _judge_label(self, key: str, text: str) -> None:
        """Refuse what no cell could show."""
        if not text.strip():
            self.fault(key, "pack.empty")
        elif len(text) > _LONGEST_LABEL:
            self.fault(key, "pack.too_long", value=text[:40], maximum=_LONGEST_LABEL)
        elif not text.isprintable() and not all(sign.isprintable() or sign in "\n\u3000" for sign in text):
            self.fault(key, "pack.unprintable", value=ascii(text)[:80])

    def _inside(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path and key else self.path or key

    def _value(self, key: str, default: object) -> object:
        self._read.add(key)
        return self._data.get(key, default)

    def _wrong(self, key: str, wanted: str, value: object, stand_in: T) -> T:
        if key not in self._data:
            self.fault(key, "pack.missing_key")
            self._missing[key] = self._faults[-1]
        else:
            self.fault(key, f"pack.not_a_{wanted}", value=str(value))
        return stand_in

    def _known(self, key: str, name: str, kind: str, known: Collection[str]) -> str:
        """Give a name back, after a fault where nothing declares it."""
        if name and name not in known:
            self.unknown_name(key, name, kind, known)
        return name

    def _known_column(self, key: str, name: str, sheet: Sheet | None, types: Sequence[ColumnType]) -> str:
        if sheet is None or not name:
            return name
        declared = {column.name: column for column in sheet.columns}
        if name not in declared:
            self.unknown_name(key, name, "column", declared)
        elif types and declared[name].type not in types:
            self.fault(key, "pack.column_type", value=name, allowed=tuple(types))
        return name
