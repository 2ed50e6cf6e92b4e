"""Packs based on others, as folders: how a base is found, and what is taken from it."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from tests.support.annual_report import PACK, SAMPLE
from tests.support.packs import said
from tests.support.packs import written as tiny_pack
from xltools.adapters.derived_data import VARIABLE
from xltools.adapters.narrative_file import folder_narrative
from xltools.adapters.pack_check import check_pack, list_packs
from xltools.adapters.pack_folder import ENVIRONMENT, find_pack, load_pack
from xltools.adapters.report_style import ReportStyle
from xltools.cli import main
from xltools.errors import PackError

BASE = "annual_work_report"
HEADER = f'id = "ours"\nversion = "1.0"\nbase = "{BASE}"\nbase_version = "1.0"\n'


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    packs = tmp_path / "packs"
    packs.mkdir()
    monkeypatch.setenv(ENVIRONMENT, str(packs))
    return packs


def written(root: Path, name: str = "ours", header: str = HEADER, files: Mapping[str, str] | None = None) -> Path:
    folder = root / name
    folder.mkdir()
    for file, text in {"pack.toml": header, **(files or {})}.items():
        (folder / file).write_text(text, encoding="utf-8")
    return folder


def renamed(book: Path, target: Path) -> None:
    """Copy a workbook of the base as one of the child; nothing in it is computed anew."""
    with ZipFile(book) as source, ZipFile(target, "w") as copy:
        for name in source.namelist():
            copy.writestr(name, source.read(name).replace(BASE.encode(), b"ours"))


def faults(name: str) -> list[str]:
    with pytest.raises(PackError) as caught:
        load_pack(name)
    return [said(finding) for finding in caught.value.findings]


def test_a_pack_of_one_file_is_its_base_with_its_layout_its_styles_and_its_sentences(root: Path) -> None:
    written(root)
    ours, base = find_pack("ours"), find_pack(BASE)

    assert check_pack(ours).findings == ()
    assert load_pack("ours").sheets == load_pack(BASE).sheets
    assert folder_narrative(ours).text == folder_narrative(base).text
    assert ReportStyle(ours).layout() == ReportStyle(base).layout()
    assert ReportStyle(ours).styles() == ReportStyle(base).styles()
    assert next(pack for pack in list_packs() if pack.name == "ours").label == load_pack(BASE).label


def test_a_workbook_of_a_child_names_the_child_and_its_report_has_the_child_s_sentences(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    parts = "{# part: opening #}\n{{ unit }}把{{ year }}年的工作报告如下：\n{# after: risks #}\n- 另报一项。\n"
    written(root, files={"narrative_parts.md.j2": parts})
    monkeypatch.setenv("XLTOOLS_LANGUAGE", "zh-Hans")
    monkeypatch.chdir(tmp_path)
    renamed(SAMPLE, Path("filled.xlsx"))

    assert main(["new", "ours", "--unit", "竹峰街道", "--year", "2019", "-o", "blank.xlsx"]) == 0
    assert main(["report", "filled.xlsx", "-o", "ours.txt"]) == 0, capsys.readouterr().err
    assert main(["report", str(SAMPLE), "-o", "base.txt"]) == 0

    blank = openpyxl.load_workbook("blank.xlsx")["封面"]
    assert "ours" in {cell.value for row in blank.iter_rows() for cell in row}
    ours, base = (Path(name).read_text("utf-8").splitlines() for name in ("ours.txt", "base.txt"))
    assert [line for line in ours if line not in base] == ["竹峰街道把2019年的工作报告如下：", "12.另报一项。"]
    assert len(ours) == len(base) + 1


def test_a_layout_is_changed_number_by_number_each_with_its_own_source(root: Path) -> None:
    folder = written(root, files={"layout.toml": '[lines]\nsource = "本单位规定"\npitch = 28\n'})
    style = ReportStyle(find_pack("ours"))

    assert style.layout().lines.pitch == Decimal(28)
    assert style.layout().lines.per_page == 22
    (folder / "layout.toml").write_text("\n[lines]\npitch = 28\n", encoding="utf-8")
    with pytest.raises(PackError) as caught:
        style.layout()
    assert [said(finding) for finding in caught.value.findings] == ["layout.toml:2 lines.source pack.missing_key"]


def test_a_fault_in_a_sentence_is_told_in_the_file_that_said_it(root: Path) -> None:
    written(root, files={"narrative_parts.md.j2": "{# part: opening #}\n\n{{ unti }}报告如下：\n"})

    (finding,) = check_pack(find_pack("ours")).findings

    assert said(finding) == "narrative_parts.md.j2:3  report.template.unknown_name_near"


def test_a_whole_narrative_takes_the_place_of_the_base_s_and_has_no_parts_beside_it(root: Path) -> None:
    folder = written(root, files={"narrative.md.j2": "# 报告\n"})

    assert check_pack(find_pack("ours")).findings == ()
    (folder / "narrative_parts.md.j2").write_text("", encoding="utf-8")
    assert [said(finding) for finding in check_pack(find_pack("ours")).findings] == [
        "narrative_parts.md.j2:None  inherit.whole_and_parts"
    ]


@pytest.mark.parametrize(
    ("base", "fault"),
    [
        ("annual_work_reprot", "pack.toml:3 base inherit.no_base_near"),
        ("zzzzzz", "pack.toml:3 base inherit.no_base"),
        ("../packs/other", "pack.toml:3 base inherit.no_base"),
        ("ours", "pack.toml:3 base inherit.circle"),
        ("other", "other/pack.toml:3 base inherit.circle"),
    ],
)
def test_a_base_that_is_not_there_or_goes_round_is_named(root: Path, base: str, fault: str) -> None:
    written(root, header=HEADER.replace(BASE, base))
    written(root, "other", HEADER.replace('"ours"', '"other"').replace(BASE, "ours"))

    assert fault in faults("ours")


def test_a_base_is_never_found_by_a_path(root: Path, tmp_path: Path) -> None:
    shutil.copytree(PACK, tmp_path / "elsewhere" / BASE)
    for path in (tmp_path / "elsewhere" / BASE, f"../elsewhere/{BASE}"):
        folder = written(root, header=HEADER.replace(f'base = "{BASE}"', f"base = '{path}'"))

        assert faults("ours")[0].startswith("pack.toml:3 base inherit.no_base")
        shutil.rmtree(folder)


def test_more_than_five_bases_are_refused(root: Path) -> None:
    for number in range(8):
        base = BASE if number == 7 else f"p{number + 1}"
        written(root, f"p{number}", HEADER.replace('"ours"', f'"p{number}"').replace(BASE, base))

    assert "p5/pack.toml:3 base inherit.too_deep" in faults("p0")
    assert load_pack("p3").sheets == load_pack(BASE).sheets


def test_a_file_of_the_base_that_cannot_be_read_is_told_as_the_base_s(root: Path) -> None:
    base = written(root, "other", HEADER.replace('"ours"', '"other"'), {"rules.toml": "[[rule]\n"})
    written(root, header=HEADER.replace(BASE, "other"))

    assert faults("ours") == ["other/rules.toml:1  pack.toml.syntax"]
    (base / "rules.toml").write_bytes("# 规则".encode("gbk"))
    assert faults("ours") == ["other/rules.toml:1  pack.not_utf8"]


def test_a_kept_pack_is_made_anew_when_its_base_changes(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    base = written(root, "other", HEADER.replace('"ours"', '"other"'))
    written(root, header=HEADER.replace(BASE, "other"))
    assert load_pack("ours") == load_pack("ours")

    (base / "pack.toml").write_text(HEADER.replace('"ours"', '"other"') + "[constants]\nnew = 7\n", encoding="utf-8")

    assert load_pack("ours").constants["new"] == Decimal(7)


def test_parts_without_a_narrative_to_put_them_into_are_a_fault(root: Path) -> None:
    tiny = tiny_pack(root)
    (tiny / "narrative_parts.md.j2").write_text("{# part: opening #}\n", encoding="utf-8")

    assert [said(finding) for finding in check_pack(find_pack(tiny.name)).findings][:1] == [
        "narrative.md.j2:None  pack.no_file"
    ]
