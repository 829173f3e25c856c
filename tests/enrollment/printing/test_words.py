"""The words of the sheets: every language has the same, so that the same rules stand in each. # S0-17, S0-27"""

from string import Formatter
from typing import Any

import pytest
import yaml

from contracts.common import FIRST_MEETINGS
from enrollment.domain.sheets import LANGUAGES, SHEETS
from enrollment.printing import words
from tests.architecture.sources import ROOT
from tests.enrollment.printing.conftest import ORDER

FILES = sorted((ROOT / "services/enrollment/enrollment/printing/words").glob("*.yaml"))
DANISH = words.texts("da")

each_language = pytest.mark.parametrize("language", LANGUAGES)


def places(text: str) -> set[str]:
    """What is filled in."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_there_is_a_file_for_each_language_and_no_other() -> None:
    assert {file.stem for file in FILES} == set(LANGUAGES)


@each_language
def test_every_language_has_the_same_words_and_none_is_empty(language: str) -> None:
    texts = words.texts(language)
    assert list(texts) == list(DANISH)
    assert all(text.strip() == text and text for text in texts.values())


@each_language
def test_every_language_fills_in_the_same(language: str) -> None:
    assert {key: places(text) for key, text in words.texts(language).items()} == {
        key: places(text) for key, text in DANISH.items()
    }


@each_language
def test_nothing_is_filled_in_but_what_is_public(language: str) -> None:
    filled = {name for text in words.texts(language).values() for name in places(text)}
    assert filled == {"programme", "area", "address", "last_day"}
    assert not [text for text in words.said(ORDER | {"language": language}).values() if "{" in text or "}" in text]


@each_language
def test_nothing_was_left_untranslated(language: str) -> None:
    if language != "da":
        texts = words.texts(language)
        assert [key for key in DANISH if texts[key] == DANISH[key]] in ([], ["direction"])


@each_language
def test_no_key_is_written_twice(language: str) -> None:
    (file,) = (file for file in FILES if file.stem == language)
    loader: Any = yaml.SafeLoader(file.read_text(encoding="utf-8"))
    keys = [key.value for key, _ in loader.get_single_node().value]
    loader.dispose()
    assert len(keys) == len(set(keys))


@each_language
def test_every_first_meeting_and_every_sheet_has_its_words(language: str) -> None:
    assert {*FIRST_MEETINGS, *SHEETS} <= set(words.texts(language))


def test_only_arabic_runs_from_the_right() -> None:
    assert [language for language in LANGUAGES if words.direction(language) == "rtl"] == ["ar"]


@pytest.mark.parametrize(
    ("language", "day"),
    [
        ("da", "31. maj 2026"),
        ("en", "31 May 2026"),
        ("ar", "31 مايو 2026"),
        ("uk", "31 травня 2026"),
        ("so", "Maayo 31, 2026"),
        ("tr", "31 Mayıs 2026"),
    ],
)
def test_the_last_day_is_written_as_the_language_writes_days(language: str, day: str) -> None:
    assert day in words.said(ORDER | {"language": language})["last_day"].replace("\xa0", " ")


def test_what_comes_from_elsewhere_does_not_turn_an_arabic_sentence_around() -> None:
    about = words.said(ORDER | {"language": "ar"})["about"]
    assert f"\u2068{ORDER['programme']}\u2069" in about
    assert "\u2068" not in words.said(ORDER)["about"]
    assert "\u2068" not in words.title(ORDER | {"language": "ar"})
