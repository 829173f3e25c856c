"""Who is to hear of a meeting: those it was told of with, and whoever has joined its activity since.

Deliberately not here: what they hear (`reminders`, `series`), and whether they may be written to (`consents`).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from contracts import programmes
from notifications.domain.facts import Appointment
from notifications.domain.words import ADDRESSED


@dataclass(frozen=True, kw_only=True)
class Stay:
    """Somebody takes part in an activity, or in a meeting of it, from `joined_at` until `left_at`."""

    person: UUID
    role: str
    joined_at: datetime
    left_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Coming:
    """Somebody who is to hear of a meeting; `joined_at` if only since then, `left_at` if no longer."""

    person: UUID
    role: str
    joined_at: datetime | None
    left_at: datetime | None


def coming(
    times: Sequence[Appointment], there: Mapping[UUID, str], stays: Iterable[Stay], roles: Collection[str]
) -> list[Coming]:
    """Everybody who is to hear of a meeting with these times: who was there when it was told of, and who came since."""
    if not times:
        return []
    of_person: dict[UUID, list[Stay]] = defaultdict(list)
    for stay in stays:
        of_person[stay.person].append(stay)
    told_at = times[0].said.at
    first = [_there(person, role, of_person[person], told_at) for person, role in there.items()]
    return first + list(_since(times, {key: each for key, each in of_person.items() if key not in there}, roles))


def roles_of(programme: str | None, kind: str | None) -> Collection[str]:
    """As what people who may be written to take part in a kind of meeting; as anything where we do not know it."""
    found = programmes.load().get(programme or "")
    known = found.meetings.get(kind or "") if found else None
    return [role for role in ADDRESSED if known is None or role in known.roles]


def _there(person: UUID, role: str, stays: Sequence[Stay], told_at: datetime) -> Coming:
    left_at = _left(stays)
    gone = left_at if left_at and left_at >= told_at else None
    return Coming(person=person, role=role, joined_at=None, left_at=gone)


def _since(times: Sequence[Appointment], others: Mapping[UUID, list[Stay]], roles: Collection[str]) -> Iterator[Coming]:
    for person, stays in others.items():
        # Whoever had joined before and was not there does not come to this one.
        since = [stay for stay in stays if stay.joined_at > times[0].said.at and stay.role in roles]
        if not since:
            continue
        joined_at = min(stay.joined_at for stay in since)
        if any(time.starts_at > joined_at for time in times):
            yield Coming(person=person, role=since[0].role, joined_at=joined_at, left_at=_left(since))


def _left(stays: Sequence[Stay]) -> datetime | None:
    """When somebody left for good."""
    left = [stay.left_at for stay in stays]
    return max((each for each in left if each), default=None) if all(left) else None
