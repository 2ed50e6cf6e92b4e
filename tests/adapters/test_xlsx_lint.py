import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.study_pack import filled, study_pack
from tests.support.words import words
from tests.support.xlsx_lint import lint
from xltools.adapters.xlsx_writer import workbook_bytes
from xltools.core.plan import plan_workbook

BOOK = workbook_bytes(plan_workbook(study_pack(), 2019, "竹峰街道", words(), filled()))
LEDGER = "xl/worksheets/sheet3.xml"
TABLE = "xl/tables/table1.xml"
INDICATORS = "xl/worksheets/sheet8.xml"


def planted(folder: Path, part: str, change: Callable[[str], str]) -> Path:
    """Give the workbook with one part changed."""
    source, target = folder / "sound.xlsx", folder / "planted.xlsx"
    source.write_bytes(BOOK)
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(target, "w") as after:
        for name in before.namelist():
            text = before.read(name).decode()
            changed = change(text) if name == part else text
            assert name != part or changed != text, "nothing was planted"
            after.writestr(name, changed)
    return target


def swap(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new, 1)


def sub(pattern: str, new: str) -> Callable[[str], str]:
    return lambda text: re.sub(pattern, new, text, count=1)


@pytest.mark.parametrize(
    ("part", "change", "fault"),
    [
        (TABLE, swap('name="日期"', 'name="日子"'), "calls '日子' what the cell calls '日期'"),
        (TABLE, swap('name="类别"', 'name="日期"'), "has a column twice"),
        (TABLE, sub('ref="A3:G48"', 'ref="A3:H48"'), "is 8 wide and has 7 columns"),
        (TABLE, swap('displayName="l1_"', 'displayName="L1"'), "name L1 is not one"),
        (TABLE, swap('displayName="l1_"', 'displayName="teams"'), "name teams twice"),
        (LEDGER, sub(r'r="A5" s="\d+"', 'r="A5" s="9999"'), "cell A5 has no such format"),
        (LEDGER, swap('r="B5"', 'r="A5"'), "cell A5 twice"),
        (LEDGER, swap('<row r="6"', '<row r="2"'), "row 2 out of order"),
        (LEDGER, sub(r'(r="B5" s="\d+" t="s"><v>)\d+', r"\g<1>99999"), "cell B5 has no such text"),
        (LEDGER, swap("AND(ISNUMBER($A4)", "AND(ISNUMBER($A4);"), "wrong separator"),
        (LEDGER, swap("<formula1>_list.kinds", "<formula1>'选项'!$A$1:$A$3"), "another sheet without a name"),
        (LEDGER, swap("<formula1>_list.kinds", f'<formula1>"{"甲" * 256}"'), "formula of 258 characters"),
        (LEDGER, swap("<formula1>_list.kinds", "<formula1>{1,2}"), "array constant"),
        (LEDGER, swap("<formula1>_list.kinds", "<formula1>l1_[类别]"), "structured reference"),
        (LEDGER, swap('promptTitle="日期"', f'promptTitle="{"日" * 33}"'), "promptTitle too long"),
        (LEDGER, swap('prompt="必填。', f'prompt="{"填" * 256}'), "prompt too long"),
        (LEDGER, sub(r'(<dataValidation [^>]*sqref=")B4:B48', r"\g<1>A4:A5"), "overlaps another"),
        (LEDGER, swap('<mergeCell ref="A2:G2"/>', '<mergeCell ref="A2:G3"/>'), "merged A2:G3 overlaps"),
        (LEDGER, sub(r'dxfId="\d+"', 'dxfId="77"'), "has no such format"),
        (INDICATORS, swap("<f>IF(", "<f>IFS("), "lacks _xlfn."),
        (INDICATORS, swap("<f>IF(", "<f>=IF("), "begins with ="),
        (INDICATORS, swap("<f>IF(", "<f>IF(("), "unequal parentheses"),
        ("xl/worksheets/sheet1.xml", swap("location=\"'参数'!A1\"", "location=\"'参教'!A1\""), "leads to no sheet"),
        ("xl/workbook.xml", swap('name="parameters.', 'name="a1 '), "is not one"),
        ("xl/workbook.xml", swap('<sheet name="队伍"', '<sheet name="参数"'), "two sheets of one title"),
        ("xl/workbook.xml", swap('<sheet name="队伍"', '<sheet name="队/伍"'), "sheet title 队/伍"),
        ("xl/styles.xml", sub(r'(<cellXfs count=")\d+', r"\g<1>3"), "cellXfs miscounted"),
        ("xl/styles.xml", sub(r'(<cellXfs .*?fillId=")\d+', r"\g<1>88"), "fillId beyond fills"),
    ],
)
def test_a_planted_fault_is_named(part: str, change: Callable[[str], str], fault: str, tmp_path: Path) -> None:
    assert any(fault in found for found in lint(planted(tmp_path, part, change)))
