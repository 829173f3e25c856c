"""The meetings of a series: a rule with its hour, single days taken out and put in, and days off passed over.

Everything is worked out in local time, so that seven in the evening stays seven when clocks change.
Deliberately not here: whether anybody has time on those days.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from activities.domain import days_off, local, recurrence
from activities.domain.days_off import Break
from activities.domain.recurrence import Rule
from contracts.refusals import Refused

# More days than this are told by how many they are.
TOLD = 20
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, kw_only=True)
class Hours:
    """From when and how long meetings last, on the clocks of a place."""

    starts: time
    minutes: int
    zone: ZoneInfo

    def on(self, day: date) -> tuple[datetime, datetime]:
        """The moments between which a meeting on this day is.

        Raises:
            Refused: `no_such_local_time`.
        """
        starts_at = local.moment(day, self.starts, self.zone)
        return starts_at, starts_at + timedelta(minutes=self.minutes)


@dataclass(frozen=True, kw_only=True)
class Pattern:
    """All that a series is made of."""

    rule: Rule
    first: date
    hours: Hours
    without: frozenset[date] = frozenset()
    also: frozenset[date] = frozenset()
    on_holidays: bool = False
    in_breaks: bool = False


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """One meeting of a series: its local day, and from when until when."""

    on: date
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, kw_only=True)
class Skipped:
    """A day of the rule that is passed over, and what it is called."""

    on: date
    why: str
    name: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """What a series comes to."""

    sittings: tuple[Sitting, ...]
    skipped: tuple[Skipped, ...]


@dataclass(frozen=True, kw_only=True)
class Change:
    """Another hour, another weekday, or longer or shorter; what is None stays as it is."""

    starts: time | None = None
    minutes: int | None = None
    weekday: str | None = None

    def day(self, day: date) -> date:
        """The day on which a meeting of this day is then, in the same week."""
        return day if self.weekday is None else day + timedelta(days=WEEKDAYS.index(self.weekday) - day.weekday())

    def of(self, sitting: Sitting, zone: ZoneInfo) -> Sitting:
        """A meeting as it is then.

        Raises:
            Refused: `no_such_local_time`.
        """
        day = self.day(local.local_day(sitting.starts_at, zone))
        length = (sitting.ends_at - sitting.starts_at) // timedelta(minutes=1)
        starts = self.starts or local.local_time(sitting.starts_at, zone)
        starts_at, ends_at = Hours(starts=starts, minutes=self.minutes or length, zone=zone).on(day)
        return Sitting(on=day, starts_at=starts_at, ends_at=ends_at)


def draw(pattern: Pattern, breaks: Sequence[Break]) -> Drawn:
    """The meetings of a series in their order, and the days that are passed over, each with its name.

    Raises:
        Refused: what is wrong with the rule, with a single day, or with an hour on one of the days.
    """
    given = recurrence.days(pattern.rule, pattern.first, pattern.hours.starts, pattern.hours.zone)
    _insist_on_single_days(pattern, given)
    skipped = tuple(skip for day in given if (skip := _skip(pattern, day, breaks)))
    passed = {skip.on for skip in skipped} | pattern.without
    wanted = sorted({day for day in given if day not in passed} | pattern.also)
    if not wanted:
        raise Refused("series_empty", field="rule", first=pattern.first)
    if len(wanted) > recurrence.MEETINGS:
        raise Refused("series_too_many", field="also", number=recurrence.MEETINGS)
    return Drawn(sittings=tuple(sitting(day, pattern.hours) for day in wanted), skipped=skipped)


def sitting(day: date, hours: Hours) -> Sitting:
    """The meeting of a day.

    Raises:
        Refused: `no_such_local_time`.
    """
    starts_at, ends_at = hours.on(day)
    return Sitting(on=day, starts_at=starts_at, ends_at=ends_at)


def day_off(day: date, breaks: Iterable[Break], *, on_holidays: bool, in_breaks: bool) -> Skipped | None:
    """Why nobody is expected to meet on this day, unless meetings are wanted on such days."""
    if not on_holidays and (name := days_off.holiday_words(day)):
        return Skipped(on=day, why="holiday", name=name)
    if not in_breaks and (found := days_off.break_on(day, breaks)):
        return Skipped(on=day, why="break", name=found.words)
    return None


def objections_to_days_off(skipped: Collection[Skipped]) -> Iterator[Refused]:
    """Why a series cannot be moved: these days off are among those it would meet on."""
    if skipped:
        first = min(skipped, key=lambda each: each.on)
        days = told(each.on for each in skipped)
        yield Refused("series_on_days_off", field="since", days=days, name=first.name)


def objections_to_overlap(spans: Iterable[tuple[datetime, datetime]], zone: ZoneInfo) -> Iterator[Refused]:
    """Why an activity cannot meet at these times: some of them fall together."""
    days, until = set(), None
    for starts_at, ends_at in sorted(spans):
        if until is not None and starts_at < until:
            days.add(local.local_day(starts_at, zone))
        until = ends_at if until is None else max(until, ends_at)
    if days:
        yield Refused("series_overlaps", field="rule", days=told(days))


def objections_to_first(first: date, today: date) -> Iterator[Refused]:
    """Why a series cannot begin on a day."""
    if first < today:
        yield Refused("in_the_past", field="first_on")
    if first > recurrence.furthest(today):
        yield Refused("series_too_far_ahead", field="first_on", until=recurrence.furthest(today))


def objections_to_past(sittings: Iterable[Sitting], now: datetime) -> Iterator[Refused]:
    """Why a series cannot be: it would meet on days that are over."""
    if past := [each.on for each in sittings if each.starts_at < now]:
        yield Refused("series_in_the_past", field="first_on", days=told(past))


def told(days: Iterable[date]) -> Mapping[str, str]:
    """Some days as they are said; where they are very many, the first of them."""
    each = sorted(set(days))
    more = len(each) - TOLD
    danish = ", ".join(f"{day.day}.{day.month}.{day.year}" for day in each[:TOLD])
    english = ", ".join(day.isoformat() for day in each[:TOLD])
    return {
        "da": f"{danish} og {more} til" if more > 0 else danish,
        "en": f"{english} and {more} more" if more > 0 else english,
    }


def _skip(pattern: Pattern, day: date, breaks: Sequence[Break]) -> Skipped | None:
    if day in pattern.without or day in pattern.also:
        return None
    return day_off(day, breaks, on_holidays=pattern.on_holidays, in_breaks=pattern.in_breaks)


def _insist_on_single_days(pattern: Pattern, given: Sequence[date]) -> None:
    if strange := pattern.without - set(given):
        raise Refused("not_a_day_of_series", field="without", days=told(strange))
    furthest = recurrence.furthest(pattern.first)
    if outside := [day for day in pattern.also if not pattern.first <= day <= furthest]:
        raise Refused("day_outside_series", field="also", days=told(outside), first=pattern.first, last=furthest)
    if both := pattern.without & pattern.also:
        raise Refused("day_in_and_out", field="also", days=told(both))
