"""When a week is too full: several bodies want to see the family, and nobody of them knows of the others. # S3-16

A warning, never a refusal: the family decides what gives way. Deliberately not here: meetings that activities arranges.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Appointment:
    """An appointment with a body; `priority` is the place of the goal it serves, 0 the dearest, None for no goal."""

    id: UUID
    body: str
    on: date
    priority: int | None


@dataclass(frozen=True, kw_only=True)
class FullWeek:
    """A week with too many appointments: from which Monday, how many too many, whose, and what could move first."""

    week: str
    monday: date
    appointments: int
    too_many: int
    bodies: tuple[str, ...]
    could_move: tuple[UUID, ...]


def full_weeks(appointments: Iterable[Appointment], at_most: int, since: date) -> tuple[FullWeek, ...]:
    """Every week from that of `since` on in which at least two bodies together ask for more than `at_most`."""
    weeks: dict[date, list[Appointment]] = defaultdict(list)
    for each in appointments:
        weeks[monday(each.on)].append(each)
    return tuple(_full(weeks, at_most, monday(since)))


def monday(day: date) -> date:
    """The Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


def _full(weeks: dict[date, list[Appointment]], at_most: int, since: date) -> Iterator[FullWeek]:
    for first in sorted(each for each in weeks if each >= since):
        found = weeks[first]
        bodies = {each.body for each in found}
        if len(found) > at_most and len(bodies) > 1:
            year, number, _ = first.isocalendar()
            yield FullWeek(
                week=f"{year}-W{number:02}",
                monday=first,
                appointments=len(found),
                too_many=len(found) - at_most,
                bodies=tuple(sorted(bodies)),
                could_move=tuple(each.id for each in sorted(found, key=_dearest, reverse=True)),
            )


def _dearest(appointment: Appointment) -> tuple[bool, int, date, UUID]:
    serves_nothing = appointment.priority is None
    return serves_nothing, appointment.priority or 0, appointment.on, appointment.id
