from __future__ import annotations

import pytest

from tests.support.annual_report import ROOT
from tests.support.based_packs import BASE, based
from tests.support.packs import said
from xltools.adapters.pack_folder import installed_packs
from xltools.core.about_packs.pack_translations import counts, missing_translations
from xltools.core.messages import LANGUAGES
from xltools.core.pack_parsing.pack_files import PackFiles

TWO = 'languages = ["zh-Hans", "en"]\n'


def told(files: PackFiles, *languages: str) -> list[tuple[str, object, object]]:
    return [
        (said(note), note.params["value"], note.params["languages"]) for note in missing_translations(files, languages)
    ]


def test_a_pack_in_one_language_lacks_nothing() -> None:
    assert told(BASE) == []


def test_each_text_without_a_language_is_named_where_it_stands() -> None:
    files = based(header=TWO + 'label.en = "Small report"\n', sheets='[[sheet]]\nname = "study"\nlabel.en = "Study"\n')

    notes = told(files)

    assert notes[0] == ("tiny/sheets.toml:4 sheet[1].label translation.missing", "参数", ("en",))
    assert ("tiny/sheets.toml:31 sheet[2].column[3].hint translation.missing", "只写总人数。", ("en",)) in notes
    assert not any(value in ("小报告", "学习台账") for _, value, _ in notes)
    assert notes[-2:] == [
        ("tiny/choices.csv:2 name translation.missing", "一楼", ("en",)),
        ("tiny/choices.csv:3 name translation.missing", "二楼", ("en",)),
    ]
    assert counts(missing_translations(files)) == {"en": len(notes)}


def test_only_the_languages_asked_for_are_looked_for() -> None:
    files = based(header='languages = ["zh-Hans", "zh-Hant", "en"]\nlabel.en = "Small report"\n')

    assert {languages for _, _, languages in told(files, "zh-Hant")} == {("zh-Hant",)}
    assert told(files, "zh-Hans") == []
    assert told(files)[0][2] == ("zh-Hant",)
    assert told(files)[1][2] == ("zh-Hant", "en")


@pytest.mark.parametrize("name", [folder.name for folder in installed_packs() if folder.path.is_relative_to(ROOT)])
def test_the_packs_have_every_text_in_every_language_that_they_declare(name: str) -> None:
    folder = next(folder for folder in installed_packs() if folder.name == name)

    assert [said(note) for note in missing_translations(folder.declarations(), LANGUAGES)] == []
