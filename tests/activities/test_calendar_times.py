"""Moments in a calendar: read back by libraries of others, also on the days on which clocks change."""

from datetime import date, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from icalendar import Timezone

from activities.calendars.timezone import timezone
from tests.activities.make_calendars import at, fed, on_it, parsed

DENMARK = ZoneInfo("Europe/Copenhagen")


@pytest.mark.parametrize("year", range(2020, 2036))
def test_the_zone_that_is_told_is_denmarks(year: int) -> None:
    component = Timezone.from_ical(timezone())
    assert isinstance(component, Timezone)
    told = component.to_tz(lookup_tzid=False)
    half_hours = [at(year, month, 1) + timedelta(minutes=30 * n) for month in (3, 10) for n in range(31 * 48)]
    for moment in (*half_hours, *(at(year, 1, 1) + timedelta(days=day) for day in range(366))):
        assert moment.astimezone(told).replace(tzinfo=None) == moment.astimezone(DENMARK).replace(tzinfo=None), moment


@pytest.mark.parametrize("weekend", [(2026, 3, 28), (2026, 10, 24), (2027, 3, 27), (2027, 10, 30)])
def test_every_meeting_of_the_weekend_is_read_back_at_its_moment(weekend: tuple[int, int, int]) -> None:
    """Every half hour, also those that clocks show twice; in a zone of which only the calendar tells."""
    starts = [at(*weekend) + timedelta(minutes=30) * number for number in range(96)]
    calendar = parsed(fed(*(on_it(number, start, 30) for number, start in enumerate(starts))))
    found = recurring_ical_events.of(calendar).between(
        at(*weekend) - timedelta(days=1), at(*weekend) + timedelta(days=4)
    )
    utc = ZoneInfo("UTC")
    assert sorted(event.start.astimezone(utc) for event in found) == starts
    assert {event.end.astimezone(utc) - event.start.astimezone(utc) for event in found} == {timedelta(minutes=30)}


def test_on_a_day_of_any_season_those_of_the_day_are_read_back() -> None:
    starts = [at(2026, 1, 15, 18), at(2026, 7, 15, 17), at(2026, 12, 31, 22, 59), at(2026, 12, 31, 23)]
    calendar = recurring_ical_events.of(parsed(fed(*(on_it(n, start, 10) for n, start in enumerate(starts)))))
    for day, expected in ((date(2026, 1, 15), [0]), (date(2026, 7, 15), [1]), (date(2026, 12, 31), [2])):
        assert [event["UID"] for event in calendar.at(day)] == [str(UUID(int=number)) for number in expected]
    assert all(f"{each.start:%H:%M}" == "19:00" for each in calendar.at(date(2026, 7, 15)))
