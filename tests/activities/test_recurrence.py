"""Reading a recurrence: RFC 5545, strictly; and every no names what would change it."""

from datetime import date, time, timedelta
from itertools import pairwise

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from activities.domain import recurrence
from activities.domain.local import COPENHAGEN
from contracts.refusals import Refused, catalogue

FIRST = date(2026, 9, 1)  # a Tuesday
SEVEN = time(19, 0)


def days(text: str, first: date = FIRST) -> tuple[date, ...]:
    return recurrence.days(recurrence.read(text), first, SEVEN, COPENHAGEN)


def refused(text: str, first: date = FIRST) -> Refused:
    with pytest.raises(Refused) as found:
        days(text, first)
    return found.value


def answer(text: str, first: date = FIRST) -> tuple[tuple[date, ...], str | None]:
    """The days, or the code of the no."""
    try:
        return days(text, first), None
    except Refused as refused:
        return (), refused.code


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("FREQ=WEEKLY;COUNT=3", ["2026-09-01", "2026-09-08", "2026-09-15"]),
        ("RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=3", ["2026-09-01", "2026-09-03", "2026-09-15"]),
        ("freq=monthly;byday=1mo;count=2", ["2026-09-07", "2026-10-05"]),
        ("FREQ=MONTHLY;BYDAY=-1FR;COUNT=2", ["2026-09-25", "2026-10-30"]),
        ("FREQ=MONTHLY;BYMONTHDAY=31;COUNT=2", ["2026-10-31", "2026-12-31"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2", ["2026-09-30", "2026-10-30"]),
        ("FREQ=YEARLY;BYMONTH=5;BYDAY=1SU;COUNT=2", ["2027-05-02", "2028-05-07"]),
        ("FREQ=DAILY;INTERVAL=10;UNTIL=20260921", ["2026-09-01", "2026-09-11", "2026-09-21"]),
        ("FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR;COUNT=1", ["2026-11-13"]),
        ("FREQ=WEEKLY;BYDAY=MO;COUNT=1", ["2026-09-07"]),
    ],
)
def test_a_rule_falls_on_the_days_it_says(text, found):
    assert [each.isoformat() for each in days(text)] == found


@pytest.mark.parametrize(("hour", "number"), [("165959", 1), ("170000", 2), ("180000", 2)])
def test_a_rule_until_a_moment_lets_in_the_day_whose_hour_has_come(hour, number):
    assert len(days(f"FREQ=WEEKLY;UNTIL=20260908T{hour}Z")) == number


def test_a_rule_is_kept_in_one_spelling():
    rule = recurrence.read("rrule:byday=tu;count=4;freq=weekly;interval=2")
    assert rule.text == "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU"
    assert recurrence.read(rule.text) == rule


UNREADABLE = [
    "",
    "every tuesday",
    "FREQ=",
    "FREQ=FORTNIGHTLY;COUNT=3",
    "INTERVAL=2;COUNT=3",
    "FREQ=WEEKLY;COUNT=0",
    "FREQ=WEEKLY;COUNT=-1",
    "FREQ=WEEKLY;COUNT=2;COUNT=3",
    "FREQ=WEEKLY;INTERVAL=0;COUNT=2",
    "FREQ=WEEKLY;UNTIL=20260231",
    "FREQ=WEEKLY;UNTIL=99991231",
    "FREQ=WEEKLY;UNTIL=20260908T170000",
    "FREQ=WEEKLY;BYDAY=XX;COUNT=2",
    "FREQ=MONTHLY;BYMONTHDAY=0;COUNT=2",
    "FREQ=MONTHLY;BYMONTHDAY=32;COUNT=2",
    "FREQ=YEARLY;BYMONTH=13;COUNT=2",
    "FREQ=WEEKLY;COUNT=2;",
]


@pytest.mark.parametrize("text", UNREADABLE)
def test_what_is_no_rule_is_not_read(text):
    assert refused(text).code in ("rule_not_read", "rule_part_unknown")


@pytest.mark.parametrize("part", ["BYWEEKNO=1", "BYYEARDAY=1", "BYEASTER=0", "DTSTART=20260901", "X-OWN=1"])
def test_parts_that_are_not_used_are_named_with_those_that_are(part):
    found = refused(f"FREQ=YEARLY;COUNT=2;{part}")
    assert (found.code, found.because["part"]) == ("rule_part_unknown", part.split("=")[0])
    assert "BYSETPOS" in str(found.because["parts"])


def test_a_part_that_is_somebody_s_text_is_not_said_back():
    found = refused("FREQ=WEEKLY;COUNT=2;<SCRIPT>=1")
    assert found.because["part"] == "…"


@pytest.mark.parametrize(
    "text", ["FREQ=HOURLY;COUNT=2", "FREQ=MINUTELY;COUNT=2", "FREQ=SECONDLY;COUNT=2", "FREQ=DAILY;BYHOUR=1,2;COUNT=2"]
)
def test_nothing_comes_more_often_than_daily(text):
    assert refused(text).code == "rule_too_often"


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=WEEKLY;COUNT=2;UNTIL=20260908",
        "FREQ=WEEKLY;BYMONTHDAY=1;COUNT=2",
        "FREQ=WEEKLY;BYDAY=2MO;COUNT=2",
        "FREQ=DAILY;BYDAY=-1MO;COUNT=2",
        "FREQ=MONTHLY;BYDAY=6MO;COUNT=2",
        "FREQ=YEARLY;BYMONTH=2;BYDAY=6MO;COUNT=2",
        "FREQ=YEARLY;BYDAY=54MO;COUNT=2",
        "FREQ=MONTHLY;BYSETPOS=1;COUNT=2",
        "FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=1;COUNT=2",
    ],
)
def test_parts_that_do_not_go_together_are_refused(text):
    assert refused(text).code == "rule_part_out_of_place"


def test_an_endless_rule_is_told_when_it_could_end():
    found = refused("FREQ=WEEKLY;BYDAY=TU")
    assert (found.code, found.because["until"]) == ("series_endless", date(2029, 9, 1))
    assert "1.9.2029" in catalogue()["series_endless"].remedy("da", found.because)


@pytest.mark.parametrize(
    "text", ["FREQ=WEEKLY;UNTIL=20290902", "FREQ=YEARLY;COUNT=5", "FREQ=MONTHLY;COUNT=38", "FREQ=WEEKLY;COUNT=160"]
)
def test_a_rule_of_more_than_three_years_is_refused(text):
    found = refused(text)
    assert (found.code, found.because["until"]) == ("series_too_long", date(2029, 9, 1))


@pytest.mark.parametrize("text", ["FREQ=DAILY;UNTIL=20280901", "FREQ=DAILY;COUNT=401", "FREQ=DAILY;COUNT=99999"])
def test_a_rule_of_more_than_four_hundred_days_is_refused(text):
    assert refused(text).code == "series_too_many"


@pytest.mark.parametrize("text", ["FREQ=DAILY;COUNT=400", "FREQ=WEEKLY;UNTIL=20290901", "FREQ=MONTHLY;COUNT=37"])
def test_what_is_just_within_the_bounds_is_a_series(text):
    assert days(text)


@pytest.mark.parametrize("text", ["FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=5", "FREQ=WEEKLY;UNTIL=20260831"])
def test_a_rule_that_falls_on_no_day_is_refused_and_not_looked_for_for_ever(text):
    assert refused(text).code == "series_empty"


@given(st.text(alphabet="FREQ=WKLYMONTHDAIBYSUCPV0123456789;,-+", max_size=60))
def test_any_text_is_a_rule_or_a_reason(text):
    found, code = answer(text)
    assert code in catalogue() or 0 < len(found) <= recurrence.MEETINGS


@given(
    st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    st.integers(1, 40),
    st.integers(1, 30),
    st.dates(date(2024, 1, 1), date(2030, 12, 31)),
)
def test_days_are_in_order_begin_no_sooner_and_end_no_later(freq, interval, count, first):
    found, code = answer(f"FREQ={freq};INTERVAL={interval};COUNT={count}", first)
    if code:
        assert code == "series_too_long"
        return
    assert list(found) == sorted(set(found))
    assert found[0] == first
    assert found[-1] <= first + relativedelta(years=3)
    assert len(found) == count
    if freq in ("DAILY", "WEEKLY"):
        step = timedelta(days=interval * (7 if freq == "WEEKLY" else 1))
        assert {later - sooner for sooner, later in pairwise(found)} <= {step}
