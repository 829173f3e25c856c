"""The days a rule falls on, against dateutil over all kinds of rule."""

from datetime import date, datetime, time
from itertools import islice
from typing import Any

import pytest
from dateutil import rrule
from hypothesis import given, settings
from hypothesis import strategies as st

from activities.domain import falling
from activities.domain.falling import Parts

FREQUENCIES: dict[str, Any] = {
    "DAILY": rrule.DAILY,
    "WEEKLY": rrule.WEEKLY,
    "MONTHLY": rrule.MONTHLY,
    "YEARLY": rrule.YEARLY,
}
FIRST, LAST = date(2024, 1, 31), date(2027, 1, 31)
OFTEN = 36
ORDINALS = {"MONTHLY": 5, "YEARLY": 53}


@st.composite
def rules(draw) -> Parts:
    freq = draw(st.sampled_from(list(FREQUENCIES)))
    months = draw(st.lists(st.integers(1, 12), max_size=3, unique=True))
    most = 5 if months and freq == "YEARLY" else ORDINALS.get(freq, 0)
    # Of ordinals beside plain weekdays dateutil takes only days that are both.
    numbers = st.integers(-most, most).filter(bool) if most and draw(st.booleans()) else st.just(0)
    weekdays = draw(st.lists(st.tuples(numbers, st.integers(0, 6)), max_size=3, unique=True))
    monthdays = () if freq == "WEEKLY" else draw(st.lists(st.integers(-31, 31).filter(bool), max_size=3, unique=True))
    positions = st.lists(st.integers(-4, 4).filter(bool), max_size=2, unique=True)
    return Parts(
        freq=freq,
        interval=draw(st.integers(1, 5)),
        months=tuple(months),
        weekdays=tuple(weekdays),
        monthdays=tuple(monthdays),
        positions=tuple(draw(positions)) if freq in ORDINALS and (months or weekdays or monthdays) else (),
        week_starts=draw(st.integers(0, 6)),
    )


def by_dateutil(parts: Parts, first: date, number: int) -> list[date]:
    """The first so many days that dateutil finds."""
    known = rrule.rrule(
        FREQUENCIES[parts.freq],
        dtstart=datetime.combine(first, time()),
        interval=parts.interval,
        wkst=parts.week_starts,
        bymonth=parts.months or None,
        bymonthday=parts.monthdays or None,
        byweekday=[rrule.weekday(day, number or None) for number, day in parts.weekdays] or None,
        bysetpos=parts.positions or None,
    )
    return [each.date() for each in islice(known, number)]


@settings(max_examples=150)
@given(rules(), st.dates(date(2024, 1, 1), date(2026, 12, 31)))
def test_a_rule_falls_on_the_days_that_dateutil_finds(parts, first):
    ours = list(falling.days(parts, first, LAST))
    assert ours == by_dateutil(parts, first, len(ours))
    # Where days are rare, dateutil may look for the next one until the year 9999.
    if len(ours) >= OFTEN:
        assert by_dateutil(parts, first, len(ours) + 1)[-1] > LAST


@pytest.mark.parametrize(
    "parts",
    [
        Parts(freq="DAILY", months=(2,), monthdays=(30,)),
        Parts(freq="DAILY", interval=7, weekdays=((0, 3),)),
        Parts(freq="MONTHLY", interval=12, months=(5,)),
        Parts(freq="YEARLY", monthdays=(31,), months=(4, 6)),
        Parts(freq="YEARLY", weekdays=((53, 4),)),
        Parts(freq="MONTHLY", positions=(2,), weekdays=((1, 1),)),
    ],
)
def test_a_rule_that_never_falls_is_soon_done_with(parts):
    assert list(falling.days(parts, FIRST, LAST)) == []


@pytest.mark.parametrize("week_starts", [0, 6])
def test_every_second_week_depends_on_the_day_a_week_begins(week_starts):
    parts = Parts(freq="WEEKLY", interval=2, weekdays=((0, 1), (0, 6)), week_starts=week_starts)
    assert list(falling.days(parts, date(1997, 8, 5), date(1997, 8, 25))) == (
        [date(1997, 8, 5), date(1997, 8, 10), date(1997, 8, 19), date(1997, 8, 24)]
        if week_starts == 0
        else [date(1997, 8, 5), date(1997, 8, 17), date(1997, 8, 19)]
    )
