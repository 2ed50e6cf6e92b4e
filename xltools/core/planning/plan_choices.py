"""The hidden choices sheet, and the dropdowns that read it.

A list is one column of the sheet.  A list narrowed by another column stands in blocks, one for each
value of the filter, beside an index of the blocks: value, where its block begins, how long it is.
The dropdown finds its block by EXACT, since MATCH would take ``*`` and ``?`` for wildcards; the two
engines agree on it.  Where the filter has no block, the dropdown shows the entries that are always
offered, which stand at the top, or else what is to be filled first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xltools.core.formulas import RowReferences
from xltools.core.frozen import frozen
from xltools.core.pack import Pack
from xltools.core.planning.plan_parts import Area, Look, PagePlan, PlannedCell, SheetPlan
from xltools.core.planning.plan_words import Words, width
from xltools.core.sheets import Choice, Column

FIRST_CHOICE_ROW = 2
TABS_NAME = "_tabs.all"
"""The list of the sheets that may be named on the explanations sheet."""
RULES_NAME = "_rules.explained"
"""The list of the rules that a written reason may settle."""


@frozen
class ListedColumn:
    """A column of the choices sheet.

    Attributes:
        name: The defined name of its values.
        header: What stands above them.
        values: From the top.
        top: A line between header and values, which the name leaves out.
    """

    name: str
    header: str
    values: tuple[str | int, ...]
    top: str | None = None

    @property
    def first_row(self) -> int:
        """The row of the first value."""
        return FIRST_CHOICE_ROW if self.top is None else FIRST_CHOICE_ROW + 1


@frozen
class Dropdown:
    """The list of one ``select_one`` column.

    Attributes:
        name: The defined name of the list.
        filter: The column that narrows it, or None.
        always: How many entries are offered whatever the filter says.
    """

    name: str
    filter: str | None = None
    always: int = 0

    def source(self, references: RowReferences) -> str:
        """Give the formula of the validation: a range."""
        if self.filter is None:
            return self.name
        start, count = self._found(references)
        return f"OFFSET({self.name}.top,{start},0,MAX({max(1, self.always)},{count}),1)"

    def wrong_when(self, column: str, references: RowReferences) -> str:
        """Give the formula that is TRUE where the cell holds what its list does not."""
        cell = references.cell(column)
        unknown = f"SUMPRODUCT(EXACT({cell},{self.name})*1)=0"
        if self.filter is None:
            return f"AND(NOT(ISBLANK({cell})),{unknown})"
        _, count = self._found(references)
        # A filter that is empty or wrong itself is not this cell's fault.
        misplaced = f"IF({count}=0,FALSE,SUMPRODUCT(EXACT({cell},{self.source(references)})*1)=0)"
        return f"AND(NOT(ISBLANK({cell})),OR({unknown},{misplaced}))"

    def _found(self, references: RowReferences) -> tuple[str, str]:
        """Give the formulas for where the block begins and how long it is; 0 where there is none."""
        assert self.filter is not None
        same = f"EXACT({references.cell(self.filter)},{self.name}.keys)"
        return f"SUMPRODUCT({same}*{self.name}.starts)", f"SUMPRODUCT({same}*{self.name}.counts)"


@frozen
class ChoiceLists:
    """All lists of a workbook.

    Attributes:
        columns: The columns of the choices sheet, in order.
        dropdowns: By sheet and column name.
    """

    columns: tuple[ListedColumn, ...]
    dropdowns: Mapping[tuple[str, str], Dropdown]


def choice_lists(pack: Pack, words: Words, titles: Sequence[str]) -> ChoiceLists:
    """Collect the lists that the columns of a pack offer.

    Args:
        pack: What is declared.
        words: The words for 不适用 and 不详, and for what is to be filled first.
        titles: The tabs, offered on the explanations sheet beside the rules that take an explanation.

    Returns:
        The lists, each once, in the order of the sheets.
    """
    columns: dict[str, ListedColumn] = {}
    dropdowns: dict[tuple[str, str], Dropdown] = {}
    for sheet in pack.sheets.values():
        for column in sheet.columns:
            if column.choices is None:
                continue
            if column.choice_filter is None:
                listed = _whole(pack, column, words)
                columns.setdefault(listed.name, listed)
                dropdowns[sheet.name, column.name] = Dropdown(listed.name)
            else:
                # The dropdown's formula says the name five times over, and Excel takes 255 characters.
                name = f"_narrowed.n{len(dropdowns) + 1}"
                first = words.text("prompt.fill_first", column=words.label(sheet.column(column.choice_filter).label))
                narrowed = _narrowed(name, column.choices, _choices(pack, column), words.missing(column), first)
                columns |= {part.name: part for part in narrowed.parts}
                dropdowns[sheet.name, column.name] = Dropdown(name, column.choice_filter, narrowed.always)
    tabs = ListedColumn(TABS_NAME, words.text("cover.sheets"), tuple(titles))
    explained = tuple(rule.id for rule in pack.all_rules() if rule.explain != "none")
    rules = ListedColumn(RULES_NAME, words.text("explanations.rule"), explained)
    return ChoiceLists((*columns.values(), tabs, rules), dropdowns)


def _whole(pack: Pack, column: Column, words: Words) -> ListedColumn:
    """List what is always offered; the words for a blank are part of the list's name, for other columns lack them."""
    assert column.choices is not None
    name = ".".join(("_list", column.choices, *sorted(blank.value for blank in column.missing)))
    entries = tuple(dict.fromkeys(choice.name for choice in _choices(pack, column)))
    return ListedColumn(name, column.choices, (*entries, *words.missing(column)))


def _choices(pack: Pack, column: Column) -> tuple[Choice, ...]:
    assert column.choices is not None
    if column.choices == "indicators" and "indicators" not in pack.choices:
        return tuple(Choice(indicator, pack.indicators[indicator].label) for indicator in pack.indicators)
    return pack.choices[column.choices]


@frozen
class _Narrowed:
    """The columns of a narrowed list, and how many of its entries are always offered."""

    parts: tuple[ListedColumn, ...]
    always: int


def _narrowed(name: str, header: str, choices: Sequence[Choice], missing: Sequence[str], first: str) -> _Narrowed:
    """Lay out a narrowed list: what is always offered, then a block for each value of the filter."""
    always = tuple(dict.fromkeys((*(choice.name for choice in choices if not choice.filter), *missing)))
    keys = tuple(dict.fromkeys(choice.filter for choice in choices if choice.filter))
    entries: list[str] = list(always or (first,))
    starts: list[int] = []
    counts: list[int] = []
    for key in keys:
        offered = dict.fromkeys(choice.name for choice in choices if not choice.filter or choice.filter == key)
        block = tuple(dict.fromkeys((*offered, *missing)))
        starts.append(len(entries))
        counts.append(len(block))
        entries += block
    top, rest = (None, entries) if always else (first, entries[1:])
    listed = (
        ListedColumn(name, header, tuple(rest), top),
        ListedColumn(f"{name}.keys", "", keys),
        ListedColumn(f"{name}.starts", "", tuple(starts)),
        ListedColumn(f"{name}.counts", "", tuple(counts)),
    )
    return _Narrowed(listed, len(always))


def choice_names(lists: ChoiceLists, title: str) -> Mapping[str, str]:
    """Give the defined names of the lists and the cells that each stands for."""
    names: dict[str, str] = {}
    for number, listed in enumerate(lists.columns, 1):
        first = listed.first_row
        names[listed.name] = Area(first, number, first + max(len(listed.values), 1) - 1, number).on(title)
        names[f"{listed.name}.top"] = Area(FIRST_CHOICE_ROW, number, FIRST_CHOICE_ROW, number).on(title)
    return names


def plan_choices(lists: ChoiceLists, title: str, page: PagePlan) -> SheetPlan:
    """Plan the hidden choices sheet."""
    cells: list[PlannedCell] = []
    widths: list[float] = []
    for number, listed in enumerate(lists.columns, 1):
        cells.append(PlannedCell(1, number, listed.header or listed.name.rpartition(".")[2], Look.HEADER))
        if listed.top is not None:
            cells.append(PlannedCell(FIRST_CHOICE_ROW, number, listed.top, Look.LISTED))
        cells += [
            PlannedCell(listed.first_row + place, number, value, Look.LISTED)
            for place, value in enumerate(listed.values)
            if value != ""
        ]
        widths.append(min(60, max(8, *(width(str(value)) + 2 for value in (listed.header, *listed.values)))))
    return SheetPlan(title, tuple(cells), page, widths=tuple(widths), frozen=(FIRST_CHOICE_ROW, 1), hidden=True)
