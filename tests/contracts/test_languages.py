"""Every language that may be named in a form has a name in Danish and in English."""

from importlib.resources import files

from babel import Locale

from contracts.languages import called, names


def test_languages_are_called_what_unicode_calls_them() -> None:
    for language in ("da", "en"):
        said = Locale(language).languages
        assert {code: called(code, language) for code in names()} == {code: said[code] for code in names()}


def test_every_language_a_form_takes_has_a_name() -> None:
    codes = files("contracts").joinpath("data/languages.txt").read_text(encoding="utf-8").split()
    assert set(names()) == set(codes)


def test_a_language_without_a_name_is_called_by_its_code() -> None:
    assert called("tlh", "da") == "tlh"
