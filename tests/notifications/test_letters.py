"""What letters say, and what they never say."""

import re
from datetime import date, timedelta

import pytest

from notifications.domain.letters import Matter, compose, hours_before
from notifications.domain.texts import LANGUAGES, texts
from notifications.domain.words import TEMPLATES
from tests.notifications.make import IN_A_WEEK, PROGRAMME

ABOUT_MEETINGS = ("invitation", "moved", "reminder", "called_off")


def matter(template: str, programme: str | None = PROGRAMME) -> Matter:
    return Matter(
        template=template,
        programme=programme,
        kind="home_visit",
        starts_at=IN_A_WEEK,
        ends_at=IN_A_WEEK + timedelta(hours=1),
        until=date(2026, 3, 16),
        on=date(2026, 3, 12),
        slot="thu_evening",
        answer_by=IN_A_WEEK,
        times=tuple((IN_A_WEEK + timedelta(weeks=n), IN_A_WEEK + timedelta(weeks=n, hours=1)) for n in range(3)),
    )


def test_a_letter_greets_by_name_and_says_what_and_when() -> None:
    letter = compose(matter("invitation"), language="da", name="Amal Çelik")
    assert letter.subject == "Møde mandag den 9. marts kl. 10.00"
    assert letter.text.startswith("Kære Amal Çelik\n")
    assert "Hvad: Hjemmebesøg\nHvornår: mandag den 9. marts 2026 kl. 10.00–11.00\n" in letter.text
    assert letter.text.endswith("Venlig hilsen\nKvarterVenner")


def test_a_letter_is_written_in_the_readers_language() -> None:
    assert compose(matter("reminder"), language="en", name="Amal").text.startswith("Dear Amal")


def test_who_reads_neither_language_gets_both() -> None:
    letter = compose(matter("reminder"), language="ar", name="Amal")
    assert "Kære Amal" in letter.text
    assert "Dear Amal" in letter.text
    assert (
        letter.subject == "Husk mødet mandag den 9. marts kl. 10.00 / Remember the meeting on Monday 9 March at 10:00"
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", TEMPLATES)
def test_every_text_can_be_filled(template: str, language: str) -> None:
    letter = compose(matter(template), language=language, name="Amal", link="https://example.dk/a")
    assert not set("{}") & set(letter.subject + letter.text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", TEMPLATES)
def test_a_subject_names_nobody_and_nothing(template: str, language: str) -> None:
    subject = texts()[template, language].subject
    assert not {"{name}", "{programme}", "{kind}"} & set(subject.split())
    assert "\n" not in subject


@pytest.mark.parametrize("template", ["match_made", "goodbye"])
def test_a_letter_about_a_match_needs_no_time(template: str) -> None:
    letter = compose(Matter(template=template, programme=PROGRAMME), language="da", name="Vibeke")
    assert "Kære Vibeke" in letter.text


def test_a_programme_we_do_not_have_does_not_stop_a_letter() -> None:
    letter = compose(matter("invitation", programme=None), language="da", name="Amal")
    assert "Hvad: Møde\n" in letter.text


def test_the_programme_says_how_long_before_people_are_reminded() -> None:
    assert hours_before(PROGRAMME) == 24
    assert hours_before("elsewhere") is None


def test_a_name_with_braces_is_only_a_name() -> None:
    assert "Kære {when}\n" in compose(matter("invitation"), language="da", name="{when}").text


def test_a_question_about_a_day_says_which_day_and_when_on_it() -> None:
    letter = compose(matter("cover_asked"), language="da", name="Vibeke")
    assert "Hvornår: torsdag den 12. marts, om aftenen\n" in letter.text
    assert "Svar senest mandag den 16. marts," in letter.text


def test_a_question_how_it_goes_carries_the_readers_own_link_once_in_each_language() -> None:
    link = "https://example.dk/answer/{code}"
    assert compose(matter("checkin_asked"), language="en", name="Amal", link=link).text.count(link) == 1
    assert compose(matter("checkin_asked"), language="so", name="Amal", link=link).text.count(link) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_says_nothing_about_the_other_side(language: str) -> None:
    asked = texts()["answer_asked", language]
    assert set(re.findall(r"{(\w+)}", asked.subject + asked.text)) == {"name", "until", "programme"}


def test_a_letter_about_a_series_says_how_many_times_and_until_when() -> None:
    letter = compose(matter("series"), language="da", name="Amal")
    assert "Første gang: mandag den 9. marts 2026 kl. 10.00–11.00\n" in letter.text
    assert "Antal gange: 3\nSidste gang: mandag den 23. marts\n" in letter.text


@pytest.mark.parametrize("template", ["series_moved", "series_called_off"])
def test_a_letter_about_what_changed_lists_every_time(template: str) -> None:
    letter = compose(matter(template), language="en", name="Amal")
    assert letter.text.count("\n– Monday") == 3
    assert "– Monday 16 March 2026, 10:00–11:00\n" in letter.text


def test_an_offered_place_is_kept_until_an_hour() -> None:
    assert "til mandag den 16. marts kl. 10.00." in compose(matter("place_offered"), language="da", name="Amal").text
