"""When a municipality should have acknowledged a notification of concern: within six weekdays.

Saturdays, Sundays and public holidays are not counted here. Where a municipality counts Saturdays it has answered
earlier; a reminder must not come too soon. Deliberately not here: the concern itself, which never passes through us.
"""

from datetime import date, timedelta
from functools import cache

from holidays import country_holidays

ACKNOWLEDGED_WITHIN = 6
SATURDAY = 5


def remind_on(today: date) -> date:
    """The sixth weekday after a day: by then the municipality has acknowledged, or one asks."""
    return weekday_after(today, ACKNOWLEDGED_WITHIN)


def weekday_after(day: date, number: int) -> date:
    """The so manieth Danish weekday after a day."""
    while number:
        day += timedelta(days=1)
        number -= is_weekday(day)
    return day


def is_weekday(day: date) -> bool:
    """Whether offices are open that day in Denmark."""
    return day.weekday() < SATURDAY and day not in _public_holidays(day.year)


@cache
def _public_holidays(year: int) -> frozenset[date]:
    return frozenset(country_holidays("DK", years=year))
