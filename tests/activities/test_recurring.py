"""The meetings of a series, against an expansion by an independent library and by hand."""

from datetime import UTC, date, datetime, time, timedelta

import icalendar
import pytest
import recurring_ical_events
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from activities.domain import days_off, local, recurrence, recurring
from activities.domain.days_off import Break
from activities.domain.local import COPENHAGEN
from activities.domain.recurring import Change, Hours, Pattern
from contracts.refusals import Refused, catalogue
from tests.activities.test_days_off import EASTER, ODENSE, by_hand
from tests.activities.test_local import BACK, FORWARD

SEVEN = Hours(starts=time(19, 0), minutes=120, zone=COPENHAGEN)
TUESDAY = date(2026, 9, 1)
WEEK = timedelta(days=7)


def pattern(rule: str = "FREQ=WEEKLY;COUNT=4", first: date = TUESDAY, hours: Hours = SEVEN, **changes) -> Pattern:
    for name in ("without", "also"):
        changes[name] = frozenset(date.fromisoformat(day) for day in changes.get(name, ()))
    return Pattern(rule=recurrence.read(rule), first=first, hours=hours, **changes)


def everything(rule: str, first: date, hours: Hours = SEVEN, **changes) -> Pattern:
    return pattern(rule, first, hours, on_holidays=True, in_breaks=True, **changes)


def drawn(*args, breaks=(), **kwargs) -> list[str]:
    return [each.on.isoformat() for each in recurring.draw(pattern(*args, **kwargs), breaks).sittings]


def code(*args, **kwargs) -> str:
    with pytest.raises(Refused) as refused:
        drawn(*args, **kwargs)
    return refused.value.code


# Independently expanded


def by_another(pattern: Pattern) -> list[datetime]:
    """The same series as an iCalendar file, expanded by a library that shares no code with ours but dateutil."""
    event = icalendar.Event()
    starts = [datetime.combine(day, pattern.hours.starts, pattern.hours.zone) for day in (pattern.first,)]
    event.add("uid", "series@test")
    event.add("dtstart", starts[0])
    event.add("duration", timedelta(minutes=pattern.hours.minutes))
    event.add("rrule", icalendar.vRecur.from_ical(pattern.rule.text))
    for day in sorted(pattern.without):
        event.add("exdate", datetime.combine(day, pattern.hours.starts, pattern.hours.zone))
    for day in sorted(pattern.also):
        event.add("rdate", datetime.combine(day, pattern.hours.starts, pattern.hours.zone))
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//test//")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    parsed = icalendar.Calendar.from_ical(calendar.to_ical())
    found = recurring_ical_events.of(parsed).between(pattern.first, pattern.first + timedelta(days=1500))
    return sorted(each["DTSTART"].dt.astimezone(UTC) for each in found)


RULES = st.one_of(
    st.builds(
        "FREQ=WEEKLY;INTERVAL={};BYDAY={};COUNT={}".format,
        st.integers(1, 5),
        st.lists(st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]), min_size=1, max_size=3, unique=True).map(
            ",".join
        ),
        st.integers(1, 30),
    ),
    st.builds(
        "FREQ=MONTHLY;INTERVAL={};BYDAY={}{};COUNT={}".format,
        st.integers(1, 3),
        st.sampled_from([1, 2, 3, 4, 5, -1, -2]),
        st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]),
        st.integers(1, 10),
    ),
    st.builds("FREQ=MONTHLY;BYMONTHDAY={};COUNT={}".format, st.integers(1, 31), st.integers(1, 12)),
    st.builds("FREQ=DAILY;INTERVAL={};COUNT={}".format, st.integers(1, 20), st.integers(1, 40)),
    st.builds(
        "FREQ=YEARLY;BYMONTH={};BYDAY={};COUNT=2".format, st.integers(1, 12), st.sampled_from(["1MO", "-1FR", "2SU"])
    ),
)
HOURS = st.builds(
    lambda hour, minutes: Hours(starts=time(hour, 30), minutes=minutes, zone=COPENHAGEN),
    st.sampled_from([0, 3, 9, 15, 19, 22]),
    st.integers(15, 180),
)


@settings(max_examples=120)
@given(RULES, st.dates(date(2024, 1, 1), date(2029, 1, 1)), HOURS, st.data())
def test_a_series_is_what_another_library_makes_of_it(rule, first, hours, data):
    try:
        given_days = recurrence.days(recurrence.read(rule), first, hours.starts, hours.zone)
    except Refused:
        assume(False)
    # RFC 5545 leaves open what a first day means that the rule does not give; so it begins where the rule does.
    first = given_days[0]
    out = data.draw(st.lists(st.sampled_from(given_days), max_size=len(given_days) - 1, unique=True))
    more = data.draw(st.lists(st.integers(1, 600), max_size=3, unique=True))
    also = {first + timedelta(days=each) for each in more} - set(given_days)
    assume(len(out) < len(given_days) or also)
    series = everything(rule, first, hours, without=map(str, out), also=map(str, also))
    ours = [each.starts_at for each in recurring.draw(series, ()).sittings]
    assert ours == by_another(series)


@pytest.mark.parametrize("sunday", FORWARD + BACK)
@pytest.mark.parametrize("freq", ["DAILY", "WEEKLY"])
def test_every_change_of_clocks_leaves_the_hour_and_agrees_with_another_library(sunday, freq):
    first = sunday - 2 * (WEEK if freq == "WEEKLY" else timedelta(days=1))
    series = everything(f"FREQ={freq};COUNT=5", first)
    sittings = recurring.draw(series, ()).sittings
    assert {local.local_time(each.starts_at) for each in sittings} == {time(19, 0)}
    assert [each.starts_at for each in sittings] == by_another(series)
    assert {each.ends_at - each.starts_at for each in sittings} == {timedelta(hours=2)}


@pytest.mark.parametrize("sunday", FORWARD)
def test_a_series_that_meets_at_an_hour_that_is_not_there_is_refused_with_the_day(sunday):
    night = Hours(starts=time(2, 15), minutes=30, zone=COPENHAGEN)
    with pytest.raises(Refused) as refused:
        recurring.draw(everything("FREQ=DAILY;COUNT=4", sunday - timedelta(days=2), night), ())
    assert (refused.value.code, refused.value.because["on"]) == ("no_such_local_time", sunday)
    left_out = everything("FREQ=DAILY;COUNT=4", sunday - timedelta(days=2), night, without=[sunday.isoformat()])
    assert len(recurring.draw(left_out, ()).sittings) == 3


@pytest.mark.parametrize("sunday", BACK)
def test_an_hour_that_comes_twice_is_met_in_once(sunday):
    night = Hours(starts=time(2, 15), minutes=30, zone=COPENHAGEN)
    sittings = recurring.draw(everything("FREQ=DAILY;COUNT=3", sunday - timedelta(days=1), night), ()).sittings
    assert sittings[1].starts_at == datetime.combine(sunday, time(0, 15), UTC)
    assert len(sittings) == 3


# Days off


@pytest.mark.parametrize("year", EASTER)
def test_a_daily_series_passes_over_every_holiday_of_the_year_and_says_its_name(year):
    found = recurring.draw(pattern(f"FREQ=DAILY;UNTIL={year}1231", date(year, 1, 1), in_breaks=True), ())
    assert {each.on: each.name["da"] for each in found.skipped} == by_hand(year)
    assert {each.why for each in found.skipped} == {"holiday"}
    assert not {each.on for each in found.sittings} & set(by_hand(year))


@pytest.mark.parametrize("year", EASTER)
def test_holidays_are_met_on_where_that_is_wanted(year):
    found = recurring.draw(everything(f"FREQ=DAILY;UNTIL={year}1231", date(year, 1, 1)), days_off.breaks(ODENSE, year))
    assert found.skipped == ()


@pytest.mark.parametrize("year", range(2024, 2031))
def test_a_weekly_series_rests_while_the_schools_do(year):
    breaks = [each for of in (year - 1, year) for each in days_off.breaks(ODENSE, of)]
    found = recurring.draw(pattern(f"FREQ=WEEKLY;UNTIL={year}1231", date(year, 1, 3)), breaks)
    assert not [each for each in found.sittings if days_off.in_break(each.on, breaks)]
    names = {each.name["en"] for each in found.skipped if each.why == "break"}
    assert {"winter break", "summer break", "autumn break"} <= names
    assert len(found.sittings) + len(found.skipped) in (52, 53)


OWN = [Break(name="winter", first=date(2026, 9, 7), last=date(2026, 9, 13))]


def test_a_day_that_is_put_in_is_met_on_though_it_is_a_day_off():
    assert drawn(breaks=OWN) == ["2026-09-01", "2026-09-15", "2026-09-22"]
    assert drawn(breaks=OWN, also=["2026-09-08"]) == ["2026-09-01", "2026-09-08", "2026-09-15", "2026-09-22"]
    assert drawn(breaks=OWN, also=["2026-09-10"]) == ["2026-09-01", "2026-09-10", "2026-09-15", "2026-09-22"]


def test_a_day_that_is_taken_out_is_not_told_as_a_day_off():
    found = recurring.draw(pattern(without=["2026-09-08"]), OWN)
    assert (len(found.sittings), found.skipped) == (3, ())


def test_a_series_of_days_off_alone_is_no_series():
    assert code("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25;COUNT=2") == "series_empty"
    assert code(without=["2026-09-01", "2026-09-08", "2026-09-15", "2026-09-22"]) == "series_empty"


# Single days


def test_a_day_the_series_does_not_have_cannot_be_taken_out():
    assert code(without=["2026-09-02"]) == "not_a_day_of_series"


@pytest.mark.parametrize("day", ["2026-08-31", "2029-09-02", "9999-12-31"])
def test_a_day_is_put_in_within_the_three_years(day):
    assert code(also=[day]) == "day_outside_series"


def test_a_day_is_not_both_taken_out_and_put_in():
    assert code(without=["2026-09-08"], also=["2026-09-08"]) == "day_in_and_out"


def test_days_put_in_count_towards_the_most():
    assert code("FREQ=DAILY;COUNT=400", on_holidays=True, in_breaks=True, also=["2028-09-01"]) == "series_too_many"


# Beside each other, behind us, and too far ahead


def test_meetings_that_fall_together_are_named_by_their_days():
    one, other = SEVEN.on(TUESDAY), SEVEN.on(TUESDAY + WEEK)
    later = (one[0] + timedelta(minutes=119), one[1])
    (refused,) = recurring.objections_to_overlap([other, one, later], COPENHAGEN)
    assert refused.because["days"] == {"da": "1.9.2026", "en": "2026-09-01"}
    assert list(recurring.objections_to_overlap([one, other, (one[1], one[1] + WEEK / 7)], COPENHAGEN)) == []


def test_days_that_have_passed_are_named():
    sittings = recurring.draw(pattern(), ()).sittings
    (refused,) = recurring.objections_to_past(sittings, sittings[2].starts_at)
    assert refused.because["days"] == {"da": "1.9.2026, 8.9.2026", "en": "2026-09-01, 2026-09-08"}
    assert list(recurring.objections_to_past(sittings, sittings[0].starts_at)) == []


@pytest.mark.parametrize(
    ("first", "codes"),
    [
        (TUESDAY - timedelta(days=1), ["in_the_past"]),
        (date(1, 1, 1), ["in_the_past"]),
        (date(9999, 12, 31), ["series_too_far_ahead"]),
        (date(2029, 9, 1), []),
        (TUESDAY, []),
    ],
)
def test_a_series_begins_between_today_and_three_years_ahead(first, codes):
    assert [each.code for each in recurring.objections_to_first(first, TUESDAY)] == codes


def test_very_many_days_are_told_by_how_many_they_are():
    days = [TUESDAY + timedelta(days=number) for number in range(25)]
    assert recurring.told(days)["da"].endswith("20.9.2026 og 5 til")
    text = catalogue()["series_overlaps"].text("en", {"days": recurring.told(days)})
    assert text.endswith("and 5 more.")


# Changed


@pytest.mark.parametrize("weekday", recurring.WEEKDAYS)
@pytest.mark.parametrize("day", [TUESDAY, date(2026, 9, 6), date(2026, 9, 7)])
def test_a_meeting_that_gets_another_weekday_stays_in_its_week(weekday, day):
    moved = Change(weekday=weekday).day(day)
    assert moved.isocalendar()[:2] == day.isocalendar()[:2]
    assert recurring.WEEKDAYS[moved.weekday()] == weekday


def test_a_change_leaves_what_it_does_not_name():
    sitting = recurring.sitting(TUESDAY, SEVEN)
    earlier = Change(starts=time(17, 30)).of(sitting, COPENHAGEN)
    assert (earlier.on, local.local_time(earlier.starts_at)) == (TUESDAY, time(17, 30))
    assert earlier.ends_at - earlier.starts_at == timedelta(hours=2)
    longer = Change(minutes=180, weekday="thu").of(sitting, COPENHAGEN)
    assert (longer.on, longer.starts_at) == (date(2026, 9, 3), SEVEN.on(date(2026, 9, 3))[0])
    assert longer.ends_at - longer.starts_at == timedelta(hours=3)
    assert Change().of(sitting, COPENHAGEN) == sitting


def test_a_series_that_would_be_moved_onto_days_off_is_told_which():
    ascension = recurring.day_off(date(2026, 5, 14), (), on_holidays=False, in_breaks=False)
    assert ascension is not None
    (refused,) = recurring.objections_to_days_off([ascension])
    assert refused.because["name"] == {"da": "Kristi himmelfartsdag", "en": "Ascension Day"}
    assert list(recurring.objections_to_days_off([])) == []
    assert recurring.day_off(date(2026, 5, 14), (), on_holidays=True, in_breaks=False) is None
