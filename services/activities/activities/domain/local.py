"""Time on the wall: from a local day and hour to a moment and back, across the days on which clocks change.

Deliberately not here: which days a series meets on (`recurring`).
"""

from datetime import UTC, date, datetime, time
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from contracts.refusals import Refused

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def zone(name: str) -> ZoneInfo:
    """The time zone of a place, such as `Europe/Copenhagen`.

    Raises:
        Refused: `unknown_time_zone`.
    """
    if name not in _places():
        raise Refused("unknown_time_zone", field="timezone", zone=name)
    return ZoneInfo(name)


def moment(day: date, clock: time, zone: ZoneInfo = COPENHAGEN) -> datetime:
    """The moment at which a clock on the wall shows this time on this day; the first one if it does so twice.

    Raises:
        Refused: `no_such_local_time` where clocks are put forward past it.
    """
    shown = datetime.combine(day, clock)
    found = shown.replace(tzinfo=zone).astimezone(UTC)
    if found.astimezone(zone).replace(tzinfo=None) != shown:
        raise Refused("no_such_local_time", field="starts", on=day, time=f"{clock:%H:%M}", zone=zone.key)
    return found


def local_day(moment: datetime, zone: ZoneInfo = COPENHAGEN) -> date:
    """The date on a calendar at this moment."""
    return moment.astimezone(zone).date()


def local_time(moment: datetime, zone: ZoneInfo = COPENHAGEN) -> time:
    """What a clock on the wall shows at this moment."""
    return moment.astimezone(zone).time()


@cache
def _places() -> frozenset[str]:
    # What is no place (`EST`, `Etc/GMT+1`, `localtime`) never changes its clocks as people do, or as this machine does.
    return frozenset(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))
