"""Days and ages, always at a date: nobody is "under 15", somebody is it on a day."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def danish_day(moment: datetime) -> date:
    """The date in Denmark at a moment."""
    return moment.astimezone(COPENHAGEN).date()


def noon(day: date) -> datetime:
    """A moment that lies on this day in Denmark, where only the day is known."""
    return datetime.combine(day, time(12), COPENHAGEN)


def age(born: date, on: date) -> int:
    """Whole years on a date. Who is born on 29 February grows older on 1 March in other years."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def turns(years: int, born: date) -> date:
    """The first date on which somebody is so old."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)


def years_before(years: int, day: date) -> date:
    """The same date so many years earlier; from 29 February it is 1 March where there is none."""
    return turns(-years, day)


def month_from(day: date) -> date:
    """The first of a month on or after a date: as much as others need to know of a birthday."""
    return day if day.day == 1 else date(day.year + day.month // 12, day.month % 12 + 1, 1)
