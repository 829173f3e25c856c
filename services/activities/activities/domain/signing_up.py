"""Whether people can sign up for an activity: every reason against it, and whether it is for a place or for the line.

Deliberately not here: how many places there are (`places`), what the programme says (`terms`), and ages: what a track
asks of an age is settled in enrollment, before a family takes part.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from activities.domain.people import FAMILY, Participant, Role
from activities.domain.terms import Terms
from contracts.refusals import Refused

OPEN, ENDED = "open", "ended"


@dataclass(frozen=True, kw_only=True)
class Ahead:
    """A meeting of the activity that is still to come."""

    id: UUID
    kind: str
    starts_at: datetime
    ends_at: datetime
    on: date


@dataclass(frozen=True, kw_only=True)
class Doors:
    """Whether an activity takes anybody in. `had` says that it has had meetings; `only` is the meeting asked about."""

    state: str
    ended: bool
    until: datetime | None
    ahead: Sequence[Ahead]
    had: bool = False
    only: UUID | None = None

    @property
    def is_over(self) -> bool:
        """Whether the meeting, or every meeting there has been, is over or called off."""
        if self.only is not None:
            return all(each.id != self.only for each in self.ahead)
        return self.had and not self.ahead


@dataclass(frozen=True, kw_only=True)
class Home:
    """What enrollment has told of a family; `programme` is empty until it has joined one."""

    id: UUID
    programme: str | None = None
    guardians: frozenset[UUID] = frozenset()
    joined_at: datetime | None = None
    left_at: datetime | None = None

    def takes_part_in(self, programme: str) -> bool:
        """Whether the family takes part in this programme now."""
        return self.programme == programme and not self.has_left and self.joined_at is not None

    @property
    def has_left(self) -> bool:
        return self.left_at is not None and (self.joined_at is None or self.joined_at <= self.left_at)


def in_time(doors: Doors, terms: Terms, now: datetime) -> tuple[Ahead, ...]:
    """The meetings one can still sign up for."""
    wanted = (each for each in doors.ahead if doors.only in (None, each.id))
    return tuple(each for each in wanted if now <= each.starts_at - terms.cut_off(each.kind))


def objections_to_doors(doors: Doors, terms: Terms, now: datetime) -> Iterator[Refused]:
    """Why nobody can sign up now."""
    yield from objections_to_running(doors)
    if doors.state not in (OPEN, ENDED):
        yield Refused("sign_up_not_open")
    if terms.drop_in:
        yield Refused("nobody_signs_up")
    if doors.is_over:
        return
    if (doors.until is not None and now > doors.until) or (doors.ahead and not in_time(doors, terms, now)):
        yield Refused("cut_off_passed")


def objections_to_running(doors: Doors) -> Iterator[Refused]:
    """Why nobody can come any more. Volunteers and professionals are found before an activity opens, too."""
    if doors.ended or doors.state == ENDED:
        yield Refused("sign_up_over")
    if doors.is_over:
        yield Refused("no_meeting_ahead", field="meeting_id")


def objections_to_family(home: Home, programme: str, people: Collection[Participant]) -> Iterator[Refused]:
    """Why these people are not of a family that takes part."""
    if home.has_left:
        yield Refused("family_not_with_us_any_more", field="family")
    elif not home.takes_part_in(programme):
        yield Refused("family_not_taking_part", field="family")
    if home.guardians and any(_is_stranger(one, home) for one in people):
        yield Refused("not_of_the_family", field="people")


def objections_to_children(people: Collection[Participant], adults: Collection[UUID]) -> Iterator[Refused]:
    """Why somebody does not come as a family's child: it is known to be somebody else, whose own wish it has to be."""
    if any(one.role == Role.CHILD and one.person in adults for one in people):
        yield Refused("not_of_the_family", field="people")


def objections_to_size(size: int, capacity: int | None, unit: Mapping[str, str]) -> Iterator[Refused]:
    """Why a party would not fit in though nobody else came."""
    if capacity is not None and size > capacity:
        yield Refused("party_too_large", field="people", size=size, capacity=capacity, unit=unit)


def objections_to_capacity(capacity: int | None, held: int) -> Iterator[Refused]:
    """Why there cannot be room for so few: as many have a place, or are offered one."""
    if capacity is not None and capacity < held:
        yield Refused("capacity_below_sign_ups", field="capacity", held=held)


def objections_to_twice(signed_up: Collection[UUID], people: Collection[UUID]) -> Iterator[Refused]:
    """Why those who have signed up already do not once more."""
    if set(signed_up) & set(people):
        yield Refused("already_signed_up", field="people")


def busy_at(taken: Collection[tuple[datetime, datetime]], ahead: Sequence[Ahead]) -> tuple[Ahead, ...]:
    """The meetings at whose time somebody has another one."""
    return tuple(
        each for each in ahead if any(starts < each.ends_at and each.starts_at < ends for starts, ends in taken)
    )


def objections_to_time(busy: Sequence[Ahead]) -> Iterator[Refused]:
    """Why they cannot be there: the days on which one of them has something else."""
    if busy:
        days = [each.on for each in busy]
        said = {
            "da": ", ".join(f"{day.day}.{day.month}.{day.year}" for day in days),
            "en": ", ".join(day.isoformat() for day in days),
        }
        yield Refused("busy_at_meetings", field="people", days=said)


def wisher(home: Home, caller: UUID, *, family: bool, named: UUID | None) -> UUID:
    """Whose own wish it is: the caller's, who is of the family, or of the one the coordinator acts for. # S0-17

    Raises:
        Refused: `not_about_oneself` or `sign_up_wish_missing`.
    """
    if family and (caller in home.guardians or not home.guardians):
        return caller
    if caller in home.guardians:
        raise Refused("not_about_oneself")
    if named is None or named not in home.guardians:
        raise Refused("sign_up_wish_missing", field="wished_by")
    return named


def _is_stranger(one: Participant, home: Home) -> bool:
    """Whether somebody is named as a guardian and is not, or the other way round; children are known to enrollment."""
    if one.role == Role.YOUNG_PERSON:
        return False  # S3-06: who is here for themselves decides as a guardian does
    return one.role in FAMILY and (one.role == Role.GUARDIAN) != (one.person in home.guardians)
