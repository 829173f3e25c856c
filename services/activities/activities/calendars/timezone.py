"""Danish time as a calendar must be told it: VTIMEZONE by the rule that holds in Europe since 1996.

icalendar's own `from_tzinfo` is not used: it lists single days, and has clocks go forward an hour late.
"""

from datetime import datetime, timedelta
from functools import cache

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

NAME = "Europe/Copenhagen"
Season = TimezoneDaylight | TimezoneStandard
WINTER, SUMMER = timedelta(hours=1), timedelta(hours=2)


@cache
def timezone() -> str:
    """The component, line by line."""
    zone = Timezone()
    zone.add("TZID", NAME)
    zone.add_component(_begins(TimezoneStandard(), "CET", "1996-10-27T03:00", SUMMER, WINTER))
    zone.add_component(_begins(TimezoneDaylight(), "CEST", "1996-03-31T02:00", WINTER, SUMMER))
    return zone.to_ical().decode()


def _begins(component: Season, name: str, since: str, before: timedelta, after: timedelta) -> Season:
    """On the last Sunday of the month it began in first; `since` is what clocks showed until then."""
    first = datetime.fromisoformat(since)
    component.add("TZNAME", name)
    component.add("DTSTART", first)
    component.add("TZOFFSETFROM", before)
    component.add("TZOFFSETTO", after)
    component.add("RRULE", vRecur(FREQ="YEARLY", BYMONTH=first.month, BYDAY="-1SU"))
    return component
