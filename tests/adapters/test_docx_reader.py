"""Word reports as they are read: the sample's, and those that nobody should have to open."""

from __future__ import annotations

import resource
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.annual_report import SAMPLE
from tests.support.catalogs import CATALOGS, said
from tests.support.hostile_reports import HOSTILE
from tests.support.report_cases import CASES, style
from tests.support.word_edits import (
    Edit,
    edited,
    read,
    said_otherwise,
    sample_document,
    sample_report,
    without_any_marks,
)
from xltools.adapters.docx_file import word_bytes
from xltools.adapters.docx_guard import is_workbook
from xltools.adapters.docx_reader import read_word_bytes, report_bytes
from xltools.core.compare import compare
from xltools.core.live.baseline import baseline_of
from xltools.core.live.judgements import Status, comparison_findings
from xltools.core.live.report_text import Link
from xltools.errors import FileError

_SECONDS = 10
_MOST_MEMORY = 1 << 30


def test_a_report_is_read_as_it_was_written() -> None:
    found = read(sample_report()).text

    assert [paragraph.text for paragraph in found.paragraphs] == [p.text for p in sample_document().passages]
    assert found.baseline == baseline_of(sample_document())
    assert found.findings == ()


def test_every_figure_is_found_by_its_control_with_its_stored_value() -> None:
    found = read(sample_report()).text
    figures = baseline_of(sample_document()).figures

    marks = [(p.text[m.start : m.end], m) for p in found.paragraphs for m in p.marks]
    assert [(m.indicator, m.form, m.number, text, m.bound, m.link) for text, m in marks] == [
        (figure.indicator, figure.form, figure.number, figure.text, figure.text, Link.CONTROL) for figure in figures
    ]


@pytest.mark.parametrize("case", ["notes", "tables"])
@pytest.mark.parametrize("edits", [(), (without_any_marks,)])
def test_numbers_in_tables_are_told_by_their_row_and_place(case: str, edits: tuple[Edit, ...]) -> None:
    document = CASES[case]()
    found = read(edited(word_bytes(document, style()), *edits)).text

    assert {judgement.status for judgement in compare(found, document).judgements} == {Status.RIGHT}


def test_an_altered_number_in_a_table_is_an_error_and_the_only_one() -> None:
    document = CASES["tables"]()
    found = read(edited(word_bytes(document, style()), said_otherwise("1", "7"))).text

    findings = comparison_findings(compare(found, document), "报告.docx")

    assert [(f.key, f.severity.name, f.params["value"], f.params["workbook"]) for f in findings] == [
        ("live.number.fixed", "ERROR", "7", "1")
    ]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_report_is_refused_flagged_or_read_and_never_more(name: str) -> None:
    hostile = HOSTILE[name]
    source = hostile.make()
    before = time.process_time()

    if hostile.refused is not None:
        with pytest.raises(FileError) as raised:
            read_word_bytes(source, Path("报告.docx"))
        assert raised.value.key == hostile.refused
        for catalog in CATALOGS.values():
            assert "报告.docx" in catalog.say(raised.value.key, raised.value.params)
    else:
        found = read(source).text
        marks = [mark for paragraph in found.paragraphs for mark in paragraph.marks]
        assert tuple(finding.key for finding in found.findings) == hostile.flagged
        assert hostile.figures is None or len(marks) == hostile.figures
        for finding in (*found.findings, *comparison_findings(compare(found, sample_document()), "报告.docx")[:50]):
            said(finding)

    assert time.process_time() - before < _SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 < 2 * _MOST_MEMORY


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_report_with_flipped_bytes_is_read_or_refused_in_one_line(data: st.DataObject) -> None:
    source = bytearray(sample_report())
    for _ in range(data.draw(st.integers(1, 6))):
        source[data.draw(st.integers(0, len(source) - 1))] = data.draw(st.integers(0, 255))

    try:
        found = read(bytes(source)).text
    except FileError as error:
        CATALOGS["zh-Hans"].say(error.key, error.params)
    else:
        compare(found, sample_document())


def test_files_and_folders_that_cannot_be_opened_are_told(tmp_path: Path) -> None:
    for path, key in ((tmp_path / "没有.docx", "file.not_found"), (tmp_path, "live.file.is_folder")):
        with pytest.raises(FileError) as raised:
            report_bytes(path)
        assert raised.value.key == key


def test_a_workbook_is_told_by_what_it_holds(tmp_path: Path) -> None:
    renamed = tmp_path / "报告.docx"
    renamed.write_bytes(SAMPLE.read_bytes())
    word = tmp_path / "工作簿.xlsx"
    word.write_bytes(sample_report())

    assert is_workbook(renamed)
    assert not is_workbook(word)
    assert not is_workbook(tmp_path / "没有.xlsx")
