"""The built VBA run in LibreOffice: every button, over honest and hostile workbooks.

Only the start of the process is replaced, by a note of the command line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest

from tests.excel_addin.test_xlwings_sources import TEXT
from tests.support.addins import addin, modules_read
from tests.support.addins_in_libreoffice import Pressed, Scene, play, watched_addin
from tests.support.annual_report import PACK
from xltools.cli import main
from xltools.core.planning.plan_notes import FINDINGS_COLUMNS
from xltools.excel_addin.buttons import BUTTONS

pytestmark = pytest.mark.libreoffice

PYTHON = r"C:\tools\python.exe"
FOLDER = r"D:\工具 & 程序\xltools"
LABELS = (
    ("no_findings", "没有问题"),
    ("findings_tab", "问题"),
    ("findings_tab", "Findings"),
    ("address_header", "单元格"),
    ("address_header", "Cell"),
)
STARTS = [button.id for button in BUTTONS if "finding" not in button.id]

FINDINGS = """
| L1学习台账 | C7 | 五月不是日期 |
| L2 会议    | B2 | 缺人数 |
|            |    | 没有地方的问题 |
| 没有的表   | A1 | 工作表已删除 |
| 隐藏       | A1 | 隐藏的表 |
| L1学习台账 |    | 整张表的问题 |
| L1学习台账 | D9 | 超过上限 |
"""

NEXT, PREVIOUS = "next_finding", "previous_finding"


def drawn(text: str) -> Iterator[Sequence[str]]:
    for line in text.strip().splitlines():
        yield [cell.strip() for cell in line.strip("|").split("|")]


def checked_book(folder: Path, name: str, tab: str, header: str, findings: str, header_row: int = 3) -> Path:
    """Write a workbook with a findings sheet."""
    book = openpyxl.Workbook()
    book.active.title = "L1学习台账"  # type: ignore[union-attr]
    book.create_sheet("L2 会议")
    book.create_sheet("隐藏").sheet_state = "hidden"
    sheet = book.create_sheet(tab)
    sheet.cell(1, 1, tab)
    sheet.cell(header_row, 3, header)
    for row, (of_sheet, address, sentence) in enumerate(drawn(findings) if findings else (), header_row + 1):
        for column, text in {2: of_sheet, 3: address, 5: sentence}.items():
            sheet.cell(row, column, text or None)
    path = folder / name
    book.save(path)
    return path


def marked_copy(folder: Path) -> Path:
    """Write a blank workbook of a pack and the marked copy that the check makes of it."""
    blank, marked = folder / "blank.xlsx", folder / "marked.xlsx"
    assert main(["new", PACK.name, "--unit", "竹峰街道", "--year", "2019", "-o", str(blank)]) == 0
    assert main(["check", str(blank), "--copy", str(marked)]) == 1
    return marked


def hostile_book(folder: Path, name: str = "hostile.xlsx") -> Path:
    """Write a workbook that tells xlwings which program to start, and brings the program's code along."""
    book = openpyxl.Workbook()
    book.active.title = "L1学习台账"  # type: ignore[union-attr]
    settings = book.create_sheet("xltools.conf")
    for row in (
        ("INTERPRETER_WIN", r"C:\evil\evil.exe"),
        ("INTERPRETER", r"C:\evil\evil.exe"),
        ("PYTHONPATH", r"C:\evil"),
        ("ADD_WORKBOOK_TO_PYTHONPATH", "true"),
        ("TEMP DIR", r"C:\evil"),
        ("USE UDF SERVER", "False"),
        ("SHOW CONSOLE", "True"),
        ("LICENSE_KEY", "evil"),
    ):
        settings.append(row)
    book.create_sheet("xltools.py")["A1"] = "import os; os.system('evil.exe')"
    labels = book.create_sheet("labels")
    labels.append(("findings_tab", "evil"))
    path = folder / name
    book.save(path)
    (folder / "xltools.conf").write_text(r'"INTERPRETER_WIN","C:\evil\evil.exe"' + "\n")
    return path


def plain_book(folder: Path, name: str) -> Path:
    """Write a workbook of which nothing but the name is odd."""
    book = openpyxl.Workbook()
    path = folder / "plain" / name
    path.parent.mkdir(exist_ok=True)
    book.save(path)
    return path


NAMES = {
    "separators": "a;b;c;d;e;evil;^&evil.exe&.xlsx",
    "shell": "$(touch evil).xlsx",
    "quotes": 'a" & evil.exe & ".xlsx',
    "variable": "%COMSPEC%.xlsx",
    "percent": "完成率80%.xlsx",
}


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[Pressed]]:
    """Play every scene in one LibreOffice."""
    folder = tmp_path_factory.mktemp("scenes")
    built, original = folder / "built.xlam", folder / "original.xlam"
    built.write_bytes(watched_addin(modules_read(addin())["xlwings"], PYTHON, FOLDER, LABELS))
    original.write_bytes(watched_addin(TEXT.replace('"myaddin"', '"xltools"'), PYTHON, FOLDER, LABELS))
    honest = checked_book(folder, "book.xlsx", "问题", "单元格", FINDINGS)
    english = checked_book(folder, "english.xlsx", "Findings", "Cell", FINDINGS, header_row=6)
    clean = checked_book(folder, "clean.xlsx", "问题", "单元格", "")
    other = checked_book(folder, "other.xlsx", "别的", "单元格", FINDINGS)
    hostile = hostile_book(folder)
    scenes = {
        "every button": Scene(built, honest, [button.id for button in BUTTONS]),
        "next": Scene(built, honest, [NEXT] * 5),
        "previous": Scene(built, honest, [PREVIOUS] * 3),
        "there and back": Scene(built, honest, [NEXT, NEXT, PREVIOUS, PREVIOUS]),
        "english": Scene(built, english, [NEXT, NEXT]),
        "clean": Scene(built, clean, [NEXT, PREVIOUS]),
        "unchecked": Scene(built, other, [NEXT, PREVIOUS]),
        "marked copy": Scene(built, marked_copy(folder), [NEXT] * 4),
        "hostile": Scene(built, hostile, STARTS),
        "hostile findings": Scene(built, hostile, [NEXT]),
        "hostile, xlwings as it was": Scene(original, hostile, ["check"]),
        "separators, xlwings as it was": Scene(original, plain_book(folder, NAMES["separators"]), ["check"]),
        **{name: Scene(built, plain_book(folder, file), ["check"]) for name, file in NAMES.items()},
    }
    return dict(zip(scenes, play(list(scenes.values())), strict=True))


def command(id_: str, book: str) -> str:
    """Give the whole command line that a button may start."""
    path = r"\"false;;;;;;D:\\工具 ^& 程序\\xltools\""
    code = f"xlwings.utils.prepare_sys_path({path}); import xltools.addin; xltools.addin.dispatch('{id_}')"
    return (
        rf'cmd.exe /C C: & cd "C:\tools" & "{PYTHON}" -B -c "import xlwings.utils;{code}"'
        rf'  --wb="{book}" --from_xl=1 --app="EXCEL" --hwnd="0" 2> "C:\Temp\xlwings-.log" '
    )


def started(pressed: Pressed) -> str:
    """Give the command that was started, its log's random name left out."""
    assert "done" in pressed.witness, pressed.witness
    return re.sub(r"xlwings-[0-9A-F-]{36}\.log", "xlwings-.log", pressed.witness.get("command", ""))


def test_every_button_starts_the_macro_of_its_id_with_the_python_baked_in(
    played: Mapping[str, list[Pressed]],
) -> None:
    started_by = {button.id: started(pressed) for button, pressed in zip(BUTTONS, played["every button"], strict=True)}

    assert started_by == {id_: command(id_, "book.xlsx") if id_ in STARTS else "" for id_ in started_by}


def test_a_hostile_workbook_does_not_change_what_is_started(played: Mapping[str, list[Pressed]]) -> None:
    assert [started(pressed) for pressed in played["hostile"]] == [command(id_, "hostile.xlsx") for id_ in STARTS]


def test_the_same_workbook_takes_over_xlwings_as_it_was(played: Mapping[str, list[Pressed]]) -> None:
    """The witness would see it: what the build cuts is what this workbook uses."""
    taken = started(played["hostile, xlwings as it was"][0])

    assert taken.startswith(r'cmd.exe /C C: & cd "C:\evil" & "C:\evil\evil.exe" -B -c')
    assert r"C:\\evil" in taken  # Python's path
    assert "xlwings.pro.runpython_embedded_code" in taken


@pytest.mark.parametrize("name", ["separators", "percent"])
def test_a_workbooks_name_is_an_argument_in_quotes_and_nothing_else(
    name: str, played: Mapping[str, list[Pressed]]
) -> None:
    assert started(played[name][0]) == command("check", NAMES[name])


def test_xlwings_as_it_was_lets_a_name_out_of_its_quotes(played: Mapping[str, list[Pressed]]) -> None:
    """For cmd.exe each quotation mark opens or closes, also one after a backslash, and ``^^`` is a mere ``^``."""
    taken = started(played["separators, xlwings as it was"][0])
    before, name, _ = taken.partition("^^&evil.exe")

    assert name
    assert before.count('"') % 2 == 0


@pytest.mark.parametrize("name", ["shell", "quotes", "variable"])
def test_a_name_that_a_command_line_would_act_on_starts_nothing(name: str, played: Mapping[str, list[Pressed]]) -> None:
    assert played[name][0].witness == {"done": "check"}


def places(pressed: Sequence[Pressed]) -> list[str]:
    assert all("command" not in each.witness for each in pressed), "it takes no Python"
    assert all("done" in each.witness for each in pressed), pressed
    return [each.at for each in pressed]


def test_next_goes_through_the_findings_and_begins_again(played: Mapping[str, list[Pressed]]) -> None:
    """What has no place, or one that is hidden or gone, is passed over; a whole sheet is shown at its first cell."""
    assert places(played["next"]) == ["L1学习台账.C7", "L2 会议.B2", "L1学习台账.A1", "L1学习台账.D9", "L1学习台账.C7"]


def test_previous_begins_with_the_last(played: Mapping[str, list[Pressed]]) -> None:
    assert places(played["previous"]) == ["L1学习台账.D9", "L1学习台账.A1", "L2 会议.B2"]


def test_the_two_undo_one_another(played: Mapping[str, list[Pressed]]) -> None:
    assert places(played["there and back"]) == ["L1学习台账.C7", "L2 会议.B2", "L1学习台账.C7", "L1学习台账.D9"]


def test_a_findings_sheet_is_known_in_another_language_and_wherever_its_header_stands(
    played: Mapping[str, list[Pressed]],
) -> None:
    assert places(played["english"]) == ["L1学习台账.C7", "L2 会议.B2"]


def test_next_goes_through_the_findings_that_the_check_wrote(
    played: Mapping[str, list[Pressed]], tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(marked_copy(tmp_path))
    rows = list(book["问题"].iter_rows(min_row=4, values_only=True))
    listed = [f"{sheet}.{address or 'A1'}" for _, sheet, address, *_ in rows if sheet]

    assert len(listed) > 4
    assert places(played["marked copy"]) == listed[:4]


def test_the_columns_are_those_of_the_findings_sheet() -> None:
    text = modules_read(addin())["XltoolsFindings"]
    columns = {name: int(number) for name, number in re.findall(r"Const (\w+)Column As Long = (\d)", text)}

    assert columns == {
        name.title(): FINDINGS_COLUMNS.index(name) + 1 for name in ("sheet", "address", "sentence", "action")
    }


@pytest.mark.parametrize("scene", ["clean", "unchecked", "hostile findings"])
def test_where_nothing_is_found_nothing_is_selected(scene: str, played: Mapping[str, list[Pressed]]) -> None:
    assert set(places(played[scene])) == {"L1学习台账.A1"}
