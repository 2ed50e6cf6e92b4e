"""A report that went through LibreOffice: every figure is found or named as not found, and none is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import word_edits as by_hand
from tests.support.annual_report import report
from tests.support.libreoffice import convert
from tests.support.word_edits import edited, moved_on, read, sample_document, sample_report
from xltools.adapters.docx_edit import refreshed_bytes
from xltools.adapters.report_reader import read_report
from xltools.core.compare import compare
from xltools.core.live.judgements import Status
from xltools.core.live.report_text import Link, ReportText
from xltools.core.refresh import refresh

FIGURES = 19


def edited_report() -> bytes:
    return edited(
        sample_report(),
        by_hand.moved("F01", "F09"),
        by_hand.said_otherwise("登记在册志愿者", "全街道现有志愿者"),
        by_hand.without_marks("F22"),
        by_hand.deleted("F30"),
        by_hand.typed_after("F12", "另开展义诊12次。"),
    )


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Give the edited report as LibreOffice saves it in each format."""
    folder = tmp_path_factory.mktemp("saved")
    source = folder / "报告.docx"
    source.write_bytes(edited_report())
    found = {}
    for format_name in ("docx", "odt", "rtf"):
        target = folder / format_name
        target.mkdir()
        found[format_name] = convert([source], format_name, target)[0]
    return found


def figures(text: ReportText) -> dict[str, tuple[Status, Link | None]]:
    judged = compare(text, sample_document()).judgements
    return {judgement.indicator: (judgement.status, judgement.link) for judgement in judged if judgement.indicator}


@pytest.mark.libreoffice
@pytest.mark.parametrize(
    ("format_name", "link"), [("docx", Link.BINDING), ("odt", Link.BOOKMARK), ("rtf", Link.BOOKMARK)]
)
def test_every_figure_is_found_or_named_as_not_found(saved: dict[str, Path], format_name: str, link: Link) -> None:
    text = read_report(saved[format_name])

    found = figures(text)

    assert len(found) == FIGURES
    assert found.pop("F30") == (Status.MISSING, None)
    assert found.pop("F22") == (Status.RIGHT, Link.ANCHORS)
    assert set(found.values()) == {(Status.RIGHT, link)}
    unsourced = compare(text, sample_document()).of(Status.UNSOURCED)
    assert [judgement.found for judgement in unsourced] == ["12"]


@pytest.mark.libreoffice
def test_a_report_that_libreoffice_saved_as_word_is_refreshed(saved: dict[str, Path], tmp_path: Path) -> None:
    source = saved["docx"].read_bytes()
    found = read(source)
    assert found.text.baseline is not None
    now = report(moved_on())

    done = refresh(found.text, found.text.baseline, now, compare(found.text, now))
    new = refreshed_bytes(source, found, done)

    expected = [text.replace("学习9次", "学习10次") for text in by_hand.texts(source)]
    assert by_hand.texts(new) == expected
    target = tmp_path / "新.docx"
    target.write_bytes(new)
    shown = convert([target], "txt:Text (encoded):UTF8", tmp_path)[0].read_text("utf-8-sig")
    assert "党工委理论学习中心组学习10次" in shown


@pytest.mark.libreoffice
def test_a_number_typed_in_libreoffice_is_kept_and_stored(tmp_path: Path) -> None:
    source = edited(sample_report(), by_hand.retyped("F04", "250"))
    found = read(source)
    assert found.text.baseline is not None

    done = refresh(found.text, found.text.baseline, sample_document(), compare(found.text, sample_document()))
    target = tmp_path / "新.docx"
    target.write_bytes(refreshed_bytes(source, found, done))

    shown = convert([target], "txt:Text (encoded):UTF8", tmp_path)[0].read_text("utf-8-sig")
    assert "全街道党员下载250人" in shown
