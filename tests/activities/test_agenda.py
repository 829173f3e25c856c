"""What a calendar tells of a meeting: one plain line, in either language; and months and weeks as people count them."""

import calendar
from datetime import date, timedelta
from unicodedata import category
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.domain import agenda, feeds, stretches
from activities.domain.agenda import Entry, by_day, course_and_area, kind_and_area, place, plain
from activities.domain.stretches import around, read
from tests.activities.make import AREA, PROGRAMME
from tests.activities.make_calendars import at

DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))
KINDS = st.sampled_from(["month", "week"])
A_DAY = timedelta(days=1)
TODAY = date(2026, 11, 22)


def entry(starts_at, **changes):
    told = {"id": UUID(int=1), "starts_at": starts_at, "ends_at": starts_at + timedelta(hours=1), "what": "x"}
    return Entry(**{**told, **changes})


@given(st.text())
def test_a_plain_text_is_one_line_for_every_reader_of_lines(text: str) -> None:
    shown = plain(text)
    assert len(shown.splitlines()) <= 1
    assert not {category(letter) for letter in shown} & {"Cc", "Cs", "Zl", "Zp"}
    assert plain(shown) == shown


@pytest.mark.parametrize("text", ["Fælleshuset, sal 2", "مسجد النور", "Кафе «Мрія»", "Hus 4; gård B", "🎈 Leg"])
def test_a_plain_text_keeps_what_people_can_read(text: str) -> None:
    assert plain(text) == text


def test_letters_that_turn_others_round_are_left_out() -> None:
    assert plain("Hus\u202e4\u2066 B") == "Hus4 B"


@pytest.mark.parametrize(("language", "kind"), [("da", "Fælles møde"), ("en", "Joint meeting")])
def test_a_meeting_is_called_by_its_kind_and_its_area(language: str, kind: str) -> None:
    area = getattr(PROGRAMME.areas[AREA].name, language)
    assert kind_and_area(PROGRAMME, "joint_meeting", AREA, language) == f"{kind}, {area}"


@pytest.mark.parametrize(("language", "word"), [("da", "Møde"), ("en", "Meeting")])
def test_what_the_programme_no_longer_knows_is_a_meeting(language: str, word: str) -> None:
    assert kind_and_area(PROGRAMME, "of_old", "of_old", language) == word
    assert kind_and_area(None, "joint_meeting", AREA, language) == word
    assert course_and_area(None, "of_old", AREA, language) == word


@pytest.mark.parametrize("words", [agenda.A_MEETING, agenda.MINE, agenda.OFF])
def test_every_word_is_there_in_both_languages(words: dict[str, str]) -> None:
    assert set(words) == set(agenda.LANGUAGES)
    assert all(words.values())


def test_a_place_is_a_venue_with_its_address_or_nothing() -> None:
    assert place("Fælleshuset", "Munkebovej 12\r\n6000 Kolding") == "Fælleshuset, Munkebovej 12 6000 Kolding"
    assert place("Fælleshuset", None) == "Fælleshuset"
    assert place(None, None) is None
    assert place("\u2028", "\x00") is None


def test_a_meeting_stands_on_the_day_it_begins_in_denmark() -> None:
    late, early = entry(at(2026, 7, 1, 22, 30)), entry(at(2026, 1, 1, 22, 30))
    assert (late.day, early.day) == (date(2026, 7, 2), date(2026, 1, 1))


def test_the_meetings_of_a_day_stand_in_the_order_of_the_clock() -> None:
    first, second, other = entry(at(2026, 3, 2, 9)), entry(at(2026, 3, 2, 10)), entry(at(2026, 3, 3, 8))
    assert by_day([other, second, first]) == {date(2026, 3, 2): [first, second], date(2026, 3, 3): [other]}


@given(KINDS, DAYS)
def test_a_stretch_holds_its_day_and_is_found_again_by_how_it_is_written(kind: str, day: date) -> None:
    stretch = around(kind, day)
    assert stretch.first <= day <= stretch.last
    assert read(month=None, week=None, today=day) == around("month", day)
    assert read(**{"month": None, "week": None, kind: stretch.written}, today=TODAY) == stretch


@given(KINDS, DAYS)
def test_one_stretch_ends_where_the_next_begins(kind: str, day: date) -> None:
    stretch = around(kind, day)
    assert stretch.after.first == stretch.last + A_DAY
    assert stretch.before.last == stretch.first - A_DAY
    assert stretch.after.before == stretch.before.after == stretch


@given(DAYS)
def test_the_weeks_of_a_month_are_those_of_every_calendar(day: date) -> None:
    expected = calendar.Calendar().monthdatescalendar(day.year, day.month)
    assert around("month", day).weeks == expected
    assert around("week", day).weeks == [list(around("week", day).days)]


@pytest.mark.parametrize(
    ("month", "week"),
    [
        ("2026-13", None),
        ("2026-00", None),
        ("0000-01", None),
        ("9999-12", None),
        ("2026-1", None),
        ("x", None),
        ("", None),
        (None, "2026-W54"),
        (None, "2025-W53"),
        (None, "2026-W00"),
        (None, "9999-W52"),
        (None, "2026-47"),
        (None, "٢٠٢٦-W01"),
        ("2026-11", "2026-W47"),
    ],
)
def test_what_is_no_month_and_no_week_is_none(month: str | None, week: str | None) -> None:
    assert read(month=month, week=week, today=TODAY) is None


def test_the_week_of_new_year_is_counted_as_in_denmark() -> None:
    assert around("week", date(2027, 1, 1)).written == "2026-W53"
    assert read(month=None, week="2026-W01", today=TODAY) == around("week", date(2025, 12, 29))


@given(DAYS)
def test_a_day_begins_at_midnight_in_denmark(day: date) -> None:
    begins, next_begins = feeds.midnight(day), feeds.midnight(day + A_DAY)
    assert entry(begins).day == day
    assert entry(next_begins - timedelta(seconds=1)).day == day
    assert next_begins - begins in (timedelta(hours=23), timedelta(hours=24), timedelta(hours=25))


def test_only_a_digest_says_which_link_it_is() -> None:
    assert feeds.digest("a") != feeds.digest("b")
    assert "secret" not in feeds.digest("secret")
    told = feeds.addresses("https://a.example/", "code")
    assert told["subscribe"] == "webcal://a.example/calendars/code.ics"
    assert told["ics"] == "https://a.example/calendars/code.ics"
    assert told["page"] == "https://a.example/calendars/code"


def test_the_span_is_a_quarter_back_and_a_good_year_ahead() -> None:
    assert (TODAY - feeds.first_day(TODAY)).days == 90
    assert (feeds.last_day(TODAY) - TODAY).days == 400
    assert not around("month", date(2028, 1, 1)).meets(feeds.first_day(TODAY), feeds.last_day(TODAY))
    assert stretches.around("month", TODAY).meets(TODAY, TODAY)
