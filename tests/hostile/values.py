"""Cells that hold a number, a day or a formula as nobody should write them.

How each writing of a number, day or text is judged is proved in ``tests/core/test_cells_*``, and its
finding in a whole workbook in ``tests/seeded/cells.py``; here stand those that only a file can hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.support.workbook_copy import Edit, Fault, Formula, WorkbookCopy, put
from tests.support.workbook_shape_edits import use_epoch_1904

from .case import Case, Maker, changed, edited, flag, same

_STUDY = "L1学习台账"
_LEDGER = "xl/worksheets/sheet4.xml"
_SHOWN = "指标"


def _spelled(address: str, attributes: str, content: str) -> Edit:
    """Spell a cell of the ledger by hand; its style stays."""

    def edit(copy: WorkbookCopy) -> None:
        part = copy.sheet_part(_STUDY)
        cell = re.compile(rf'<c r="{address}"( s="\d+")?[^>]*>.*?</c>'.encode())
        made = lambda m: f'<c r="{address}"'.encode() + (m[1] or b"") + f"{attributes}>{content}</c>".encode()  # noqa: E731
        copy.parts[part], count = cell.subn(made, copy.parts[part], count=1)
        assert count == 1

    return edit


def _numbers() -> Iterator[Case]:
    for name, value, key in (
        ("1e308", "1e308", "parse.number_too_long"),
        ("18 digits", "123456789012345678", "parse.number_too_long"),
        ("a tenth of a person", "12.9999", "parse.not_whole"),
        ("next to nothing", "1e-300", "parse.number_too_small"),
        ("a number of 390 digits", "0." + "1" * 388, "parse.not_whole"),
    ):
        yield flag(f"a number that is {name}", edited(_spelled("D4", "", f"<v>{value}</v>")), key)
    yield flag("a number of 500 digits", edited(_spelled("D4", "", f"<v>{'1' * 500}</v>")), "file.bad_number")
    yield flag(
        "247.99999999999997",
        edited(_spelled("D4", "", "<v>12.999999999999998</v>")),
        "parse.hidden_rest",
        keeps_figures=True,
    )
    yield flag("a truth value", edited(_spelled("D4", ' t="b"', "<v>1</v>")), "parse.boolean")
    for fault in ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#何"):
        yield flag(f"the error {fault}", edited(put(_STUDY, "D4", Fault(fault))), "parse.error_value")
    yield flag("a number emptied", edited(put(_STUDY, "D4", None)), "check.required.empty")
    yield flag("a number that is an empty text", edited(_spelled("D4", ' t="str"', "<v></v>")), "check.required.empty")
    yield flag(
        "a number that is an inline text without text",
        edited(_spelled("D4", ' t="inlineStr"', "<is/>")),
        "check.required.empty",
    )


def _dates() -> Iterator[Case]:
    for serial in ("0", "60", "-1", "0.5", "2958466", "1e10"):
        yield flag(f"serial {serial} as a day", edited(_spelled("A4", "", f"<v>{serial}</v>")), "parse.no_such_day")
    yield flag(
        "a day with a time", edited(_spelled("A4", "", "<v>43483.625</v>")), "parse.date_with_time", keeps_figures=True
    )
    yield flag("20190118 as a number", edited(_spelled("A4", "", "<v>20190118</v>")), "parse.date_as_digits")
    yield same("a day spelled by ISO", edited(_spelled("A4", ' t="d"', "<v>2019-01-18</v>")))
    yield same(
        "a day spelled by ISO, with a time of nothing", edited(_spelled("A4", ' t="d"', "<v>2019-01-18T00:00:00Z</v>"))
    )
    yield same(
        "a day spelled by ISO, with milliseconds", edited(_spelled("A4", ' t="d"', "<v>2019-01-18T00:00:00.000</v>"))
    )
    for spelled in ("2019-02-30", "昨天", "2019-01", "20190118T99", "0000-00-00", ""):
        keys = ["file.bad_date"] if spelled else ["check.required.empty", "indicator.workbook_differs"]
        yield flag(f"a day by ISO that is {spelled!r}", edited(_spelled("A4", ' t="d"', f"<v>{spelled}</v>")), *keys)
    yield flag(
        "days from 1904 on, the numbers unchanged",
        edited(use_epoch_1904),
        "structure.epoch_1904",
        "check.date_in_period.all_outside",
        "check.date_in_period.outside",
        "check.covers.quarter",
        "indicator.workbook_differs",
        "indicator.workbook_shows_value",
    )
    bare = changed({_LEDGER: lambda d: re.sub(rb'<c r="A4" s="\d+"', b'<c r="A4"', d)})
    yield flag("a day that lost its format", bare, "parse.date_without_format", keeps_figures=True)


def _formulas() -> Iterator[Case]:
    yield flag("a formula without a result", edited(put(_STUDY, "D4", Formula("SUM(1,12)"))), "parse.no_stored_value")
    yield flag(
        "a formula in an entry", edited(put(_STUDY, "D4", Formula("1+12", 13))), "parse.formula", keeps_figures=True
    )
    yield flag(
        "a formula that gives a text", edited(put(_STUDY, "D4", Formula('"1"&"3"', "13"))), "parse.number_as_text"
    )
    yield flag(
        "a formula on itself",
        edited(put(_STUDY, "D4", Formula("D4+1", 0))),
        "parse.formula",
        "check.range.outside",
        "check.outlier.far",
    )
    deep = "(" * 5000 + "13" + ")" * 5000
    yield flag("5,000 brackets", edited(put(_STUDY, "D4", Formula(deep, 13))), "parse.formula", keeps_figures=True)
    yield flag(
        "a formula of a megabyte",
        edited(put(_STUDY, "D4", Formula("+".join(["1"] * 500_000), 13))),
        "parse.formula",
        keeps_figures=True,
    )
    for formula in (
        'WEBSERVICE("http://127.0.0.1:9/x")', "[1]Sheet1!A1", "'C:\\x\\[y.xlsx]表'!A1", "cmd|'/c calc'!A0", "IMAGE(A1)",
        'RTD("x",,"y")', "_xlfn.WEBSERVICE(A1)", "webservice(A1)", "'\\\\10.0.0.1\\x\\[y.xlsx]表'!A1",
    ):  # fmt: skip
        yield flag(f"the formula {formula}", edited(put(_STUDY, "D4", Formula(formula, 13))), "parse.formula_outside")
    yield flag(
        "a fetch in a cell of no account",
        edited(put(_STUDY, "A2", Formula('WEBSERVICE("x")', "提示"))),
        "file.outside_formula",
        keeps_figures=True,
    )
    yield flag(
        "a shared formula whose first cell is gone",
        edited(_spelled("D4", "", '<f t="shared" si="7"/><v>13</v>')),
        "parse.formula",
        keeps_figures=True,
    )
    yield flag(
        "an array formula over the column",
        edited(_spelled("D4", "", '<f t="array" ref="D4:D40">1</f><v>13</v>')),
        "parse.formula",
        keeps_figures=True,
    )
    yield flag(
        "a data table",
        edited(_spelled("D4", "", '<f t="dataTable" ref="D4:D9" r1="A1"/><v>13</v>')),
        "parse.formula",
        keeps_figures=True,
    )
    yield flag(
        "a formula of a kind nobody knows",
        edited(_spelled("D4", "", '<f t="q" si="x">1</f><v>13</v>')),
        "parse.formula",
        keeps_figures=True,
    )
    yield flag(
        "live indicators without results",
        _shown(rb"</f><v>[^<]*</v>", b"</f>"),
        "indicator.workbook_not_computed",
        keeps_figures=True,
    )
    yield flag("a live indicator of yesterday", edited(_stale), "indicator.workbook_differs", keeps_figures=True)
    yield flag(
        "a live indicator overwritten",
        edited(put(_SHOWN, "C4", 9)),
        "structure.formula_overwritten",
        keeps_figures=True,
    )
    yield flag("a live indicator that is #REF!", edited(_broken), "indicator.workbook_shows_none", keeps_figures=True)


def _shown(pattern: bytes, new: bytes) -> Maker:
    return changed({"xl/worksheets/sheet26.xml": lambda data: re.sub(pattern, new, data)})


def _stale(copy: WorkbookCopy) -> None:
    _result(copy, "99")


def _broken(copy: WorkbookCopy) -> None:
    _result(copy, "#REF!")


def _result(copy: WorkbookCopy, result: str) -> None:
    """Store another result with the first live indicator."""
    cell = copy.cell(_SHOWN, "C4")
    value = next(child for child in cell if child.tag.endswith("}v"))
    value.text = result
    if result.startswith("#"):
        cell.set("t", "e")


CASES = (*_numbers(), *_dates(), *_formulas())
