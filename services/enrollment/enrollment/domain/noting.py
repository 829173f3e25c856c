"""Days on which something has happened that is noted afterwards: not to come, and not so long ago that it is a slip."""

from datetime import date

from contracts.refusals import Refused
from enrollment.domain.days import years_before

# What happened earlier is not followed up any more, and counts in no figures that are still looked at.
LATEST_YEARS = 1


def objection(happened_on: date, today: date, *, field: str) -> Refused | None:
    """Why it cannot be noted now that something happened on this day."""
    if happened_on > today:
        return Refused("in_the_future", field=field)
    return too_long_ago(happened_on, today, field=field)


def too_long_ago(happened_on: date, today: date, *, field: str) -> Refused | None:
    """The no to a day before those that can still be noted."""
    earliest = years_before(LATEST_YEARS, today)
    return Refused("too_long_ago", field=field, earliest=earliest) if happened_on < earliest else None
