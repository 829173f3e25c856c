"""Who came, who did not, who had said so. People are counted, never graded: no reason, no note, no degree is here.

What is said of a meeting is said as a whole and stands in place of what was said before; the moment at which it was
written down decides what is newest, never the moment at which it arrives. Deliberately not here: what follows from
absences (`absences`).
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from activities.domain.people import PARTIES, Participant
from contracts.refusals import Refused

# How long a key is known again. Later an entry with it is still told to be old, by the moment it was written down.
KEYS_KEPT = timedelta(days=60)


@dataclass(frozen=True, kw_only=True)
class Said:
    """What somebody has written down; about whoever is expected and in no list nothing is known.

    `walk_ins` came without being expected, `unknown_walk_ins` are those of them nobody knows. `number` is how many came
    where nobody writes down who. # S4-12
    """

    came: frozenset[UUID] = frozenset()
    absent: frozenset[UUID] = frozenset()
    excused: frozenset[UUID] = frozenset()
    walk_ins: tuple[Participant, ...] = ()
    unknown_walk_ins: int = 0
    number: int | None = None

    @property
    def names_people(self) -> bool:
        """Whether anything is said that only a count of people by person has."""
        return bool(self.came or self.absent or self.excused or self.walk_ins or self.unknown_walk_ins)


@dataclass(frozen=True)
class Mark:
    """What is known of one person at one meeting."""

    came: bool
    excused: bool = False


@dataclass(frozen=True, order=True)
class Written:
    """When something was written down, and under which key: of two, the greater is the one that stands."""

    at: datetime
    key: UUID


def sorted_out(said: Said, expected: Collection[UUID]) -> Said:
    """The same, with those who were expected after all among those who came: a device may have an old list."""
    unexpected = tuple(one for one in said.walk_ins if one.person not in expected)
    came = said.came | {one.person for one in said.walk_ins if one.person in expected}
    return replace(said, came=came, walk_ins=unexpected)


def objections_to_moment(written_at: datetime, *, starts_at: datetime, now: datetime) -> Iterator[Refused]:
    """Why nobody can have written this down then."""
    if written_at > now:
        yield Refused("recorded_in_the_future", field="recorded_at")
    if written_at < starts_at:
        yield Refused("not_yet_started")


def objections_to_recorder(recorder: UUID, people: Collection[Participant]) -> Iterator[Refused]:
    """Why this coordinator records nothing of a meeting that is for one family: it is the coordinator's own."""
    if any(one.person == recorder and one.role in PARTIES for one in people):
        yield Refused("not_about_oneself")


def objections(said: Said, *, expected: Collection[UUID]) -> Iterator[Refused]:
    """Why this cannot be the attendance of a meeting whose kind writes down who came.

    Which roles belong to a kind is a rule for arranging; whoever walked in was there, as whatever it was.
    """
    if said.number is not None:
        yield Refused("counted_by_person", field="number")
    yield from _twice(said)
    for field, people in (("came", said.came), ("absent", said.absent), ("excused", said.excused)):
        if people - set(expected):
            yield Refused("not_a_participant", field=field)
    if not (said.came or said.walk_ins or said.unknown_walk_ins):
        yield Refused("nobody_came", field="came")


def objections_to_count(said: Said, *, kind: str, drop_in: bool) -> Iterator[Refused]:
    """Why this cannot be the attendance of a meeting whose kind writes down nobody; of open ones it is a number."""
    if said.names_people or not drop_in:
        yield Refused("attendance_not_kept", kind=kind)
    elif said.number is None:
        yield Refused("number_missing", field="number")


def objections_to_strangers(said: Said, known: Collection[Participant]) -> Iterator[Refused]:
    """Why somebody who walked in cannot be named: nothing is kept about people who have not asked for it. # S0-17"""
    if any(one not in known for one in said.walk_ins):
        yield Refused("unknown_walk_in", field="walk_ins")


def marks(said: Said) -> Mapping[UUID, Mark]:
    """What is known of each, of those something is known about."""
    return {
        **dict.fromkeys(said.came | {one.person for one in said.walk_ins}, Mark(came=True)),
        **dict.fromkeys(said.absent, Mark(came=False)),
        **dict.fromkeys(said.excused, Mark(came=False, excused=True)),
    }


def _twice(said: Said) -> Iterator[Refused]:
    if said.came & (said.absent | said.excused):
        yield Refused("came_and_absent", field="absent" if said.came & said.absent else "excused")
    elif said.absent & said.excused:
        yield Refused("came_and_absent", field="excused")
    walked_in = [one.person for one in said.walk_ins]
    if len(set(walked_in)) < len(walked_in):
        yield Refused("participant_twice", field="walk_ins")
    if set(walked_in) & (said.absent | said.excused):
        yield Refused("came_and_absent", field="walk_ins")
