"""Reports in files against the sample's workbook: checked, refreshed, refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import word_edits as by_hand
from tests.support.annual_report import SAMPLE, report, sample, with_rows
from tests.support.catalogs import CATALOGS
from tests.support.paraphrases import SCORING, rewritten
from tests.support.report_scores import Score, add_score
from tests.support.word_edits import edited, moved_on, sample_document, sample_report, with_origin, workbook_of, written
from xltools.adapters.markdown_file import markdown
from xltools.adapters.traditional import to_traditional
from xltools.app.live_reports import check_report, refresh_report
from xltools.app.workbooks import Workbook, read_workbook
from xltools.core.compare import compare
from xltools.core.findings import Severity
from xltools.core.live.anchors import LIKELY, SURE
from xltools.core.live.baseline import baseline_of
from xltools.core.live.judgements import Status
from xltools.core.live.report_text import ReportParagraph, ReportText
from xltools.core.refresh import Fate, Take, refresh
from xltools.errors import FileError, ReportRefusedError

PUBLISHED = Path(__file__).parents[1] / "texts" / "annual_work_report_2019_published.txt"


@pytest.fixture(scope="module")
def book() -> Workbook:
    return read_workbook(SAMPLE)


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    """Give the workbook after a tenth study session."""
    return workbook_of(moved_on(), tmp_path_factory.mktemp("later") / "2019.xlsx")


@pytest.fixture
def word(tmp_path: Path) -> Callable[..., Path]:
    """Write the sample's report, edited."""

    def write(*edits: by_hand.Edit) -> Path:
        path = tmp_path / "报告.docx"
        path.write_bytes(edited(sample_report(), *edits))
        return path

    return write


def test_the_report_of_the_sample_agrees_with_its_workbook(word: Callable[..., Path], book: Workbook) -> None:
    checked = check_report(word(), book)

    assert checked.passed
    assert checked.findings == ()
    assert [finding.rule_id for finding in checked.validation.findings] == ["R12"]


def test_all_figures_of_the_published_text_are_right_with_its_faults_in_traditional_characters(book: Workbook) -> None:
    checked = check_report(PUBLISHED, book)

    figures = [judgement for judgement in checked.comparison.judgements if judgement.indicator]
    assert len(figures) == 19
    assert {judgement.status for judgement in figures} == {Status.RIGHT}
    assert [(j.found, "3手把手" in j.around) for j in checked.comparison.of(Status.UNSOURCED)] == [("3", True)]
    assert [finding.rule_id for finding in checked.validation.findings] == ["R12"]


@pytest.mark.parametrize("name", ["报告.txt", "报告.md"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_texts_are_checked_in_the_encodings_of_offices(
    name: str, encoding: str, book: Workbook, tmp_path: Path
) -> None:
    path = tmp_path / name
    text = markdown(sample_document()) if name.endswith("md") else sample_document().text
    path.write_bytes(text.replace("248人", "284人").encode(encoding))

    findings = check_report(path, book).findings

    assert [(f.key, f.params["value"], f.params["workbook"]) for f in findings] == [
        ("live.number.differs", "284", "248")
    ]


def test_a_report_in_traditional_characters_is_checked_and_refreshed(
    later: Workbook, book: Workbook, tmp_path: Path
) -> None:
    path = tmp_path / "報告.docx"
    path.write_bytes(written(to_traditional(sample_document())))

    assert check_report(path, book).passed
    done = refresh_report(path, later)

    assert [change.fate for change in done.refreshed.changes] == [Fate.UPDATED]
    assert "學習10次" in "".join(by_hand.texts(done.path.read_bytes()))


def test_a_refresh_writes_a_new_file_and_leaves_the_report(word: Callable[..., Path], later: Workbook) -> None:
    path = word(by_hand.typed_after("F09", "另开展义诊12次。"))
    before = path.read_bytes()

    done = refresh_report(path, later)

    assert path.read_bytes() == before
    assert (done.path, done.backup) == (path.with_name("报告.updated.docx"), None)
    assert [(change.fate, change.judgement.indicator) for change in done.refreshed.changes] == [(Fate.UPDATED, "F01")]
    assert [finding.severity for finding in check_report(done.path, later).findings] == [Severity.ERROR]  # 12次


def test_in_place_a_backup_is_kept_each_time(word: Callable[..., Path], later: Workbook) -> None:
    path = word()
    before = path.read_bytes()

    first = refresh_report(path, later, in_place=True)
    second = refresh_report(path, later, in_place=True)

    assert (first.path, first.backup) == (path, path.with_name("报告.backup.docx"))
    assert second.backup == path.with_name("报告.backup2.docx")
    assert path.with_name("报告.backup.docx").read_bytes() == before
    assert check_report(path, later).passed


@pytest.mark.parametrize(("take", "here"), [(None, "12"), (Take.MINE, "12"), (Take.WORKBOOK, "10")])
def test_a_conflict_is_decided_by_whoever_is_asked(
    take: Take | None, here: str, word: Callable[..., Path], later: Workbook
) -> None:
    done = refresh_report(word(by_hand.retyped("F01", "12")), later, take=take)

    assert f"学习{here}次" in "".join(by_hand.texts(done.path.read_bytes()))


def test_a_file_that_is_there_is_not_taken(word: Callable[..., Path], later: Workbook) -> None:
    path = word()
    refresh_report(path, later)

    with pytest.raises(FileError) as raised:
        refresh_report(path, later)

    assert raised.value.key == "file.write.exists"


@pytest.mark.parametrize(
    ("make", "key"),
    [
        (lambda: edited(written(sample_document().plain)), "live.file.not_written_by_us"),
        (lambda: written(with_origin(sample_document(), "别的街道")), "live.file.other_unit"),
        (lambda: b"", "live.file.empty"),
    ],
)
def test_a_report_that_cannot_be_refreshed_is_refused_in_one_line(
    make: Callable[[], bytes], key: str, later: Workbook, tmp_path: Path
) -> None:
    path = tmp_path / "报告.docx"
    path.write_bytes(make())

    with pytest.raises(FileError) as raised:
        refresh_report(path, later)

    assert raised.value.key == key
    for catalog in CATALOGS.values():
        assert "\n" not in catalog.say(raised.value.key, raised.value.params)
    assert list(tmp_path.iterdir()) == [path]


def test_no_figure_of_a_workbook_that_fails_its_check_is_written(word: Callable[..., Path], tmp_path: Path) -> None:
    contents = sample()
    study = [{**row, "date": ""} for row in contents.ledgers["study"]]
    broken = workbook_of(with_rows(contents, study=study), tmp_path / "坏.xlsx")
    path = word()

    with pytest.raises(ReportRefusedError):
        refresh_report(path, broken)

    assert not path.with_name("报告.updated.docx").exists()


def test_rewritten_reports_have_their_numbers_found_and_nothing_wrong_would_be_written() -> None:
    told, sure = Score(), Score()
    for seed in range(1000, 1030):
        text = rewritten(sample_document(), SCORING, seed, strength=0.6)
        add_score(told, text, sample_document(), LIKELY)
        add_score(sure, text, sample_document(), SURE)

    assert told.precision > 0.995
    assert told.recall > 0.985
    assert told.unaltered_reported == 0
    assert sure.mistaken <= 1
    assert sure.recall > 0.9


def test_nothing_wrong_is_rewritten_in_reports_without_any_marks() -> None:
    baseline, now = baseline_of(sample_document()), report(moved_on())
    rewritten_places = 0
    for seed in range(2000, 2060):
        text = rewritten(sample_document(), SCORING, seed, strength=0.8)
        found = ReportText("报告.docx", tuple(ReportParagraph(line) for line in text.lines), baseline)
        done = refresh(found, baseline, now, compare(found, now))
        for edit in done.edits:
            assert text.figures[edit.paragraph, edit.start] == ("F01", "value"), text.lines[edit.paragraph]
            rewritten_places += 1
    assert rewritten_places > 20
