"""Somebody else for one day: who may be asked, who is asked first, and where it stands.

The rules are those of a match, but at that day and that time; room is not asked for, since a cover never makes a match.
Whoever was asked longest ago is asked first, one at a time. Deliberately not here: the words for a no (the catalogue).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from contracts.programmes import Programme
from contracts.refusals import Refused
from matching.domain import slots
from matching.domain.blocking import Blocked
from matching.domain.courtesy import COVER_AHEAD_DAYS, COVER_ANSWER_DAYS
from matching.domain.facts import Need, Ruling, Volunteer
from matching.domain.rules import Pair, metres_apart, objections

STATES = ("open", "found", "nobody", "called_off")
ANSWERS = ("yes", "no")
#: How many of the nearest are explained.
NEAREST = 5


@dataclass(frozen=True, kw_only=True)
class Place:
    """The one day that somebody else is looked for."""

    need: Need
    programme: Programme
    on: date
    slot: str
    forbidden: frozenset[UUID] = frozenset()  # by a coordinator; nothing else that is ruled counts for a day


def objections_to_wanting(*, on: date, slot: str, today: date, family_wishes: bool) -> Iterator[Refused]:
    """Why nobody is looked for."""
    if not family_wishes:
        yield Refused("family_does_not_wish", field="family_wishes")
    if on < today:
        yield Refused("cover_day_is_over", field="on")
    if on > (until := today + timedelta(days=COVER_AHEAD_DAYS)):
        yield Refused("too_far_ahead", field="on", until=until)
    if not slots.is_on(slot, on):
        yield Refused("slot_of_another_day", field="slot")


def in_the_way(place: Place, volunteer: Volunteer, taken: Collection[slots.When]) -> tuple[Blocked, ...]:
    """Why this volunteer cannot come; `taken` are the times on which there is something already."""
    own = replace(volunteer, taken=0, capacity=max(1, volunteer.capacity))
    busy = (Blocked(code="busy_then"),) if (place.on, place.slot) in taken else ()
    return (*objections(_pair(place, own)), *busy)


def in_turn(ids: Iterable[UUID], last_asked: Mapping[UUID, datetime]) -> list[UUID]:
    """Whoever has never been asked first, then whoever was asked longest ago; ties by id."""
    asked_before = sorted(ids, key=lambda id: (id in last_asked, id))
    first = sum(id not in last_asked for id in asked_before)
    return asked_before[:first] + sorted(asked_before[first:], key=lambda id: (last_asked[id], id))


def answer_by(today: date, on: date) -> date:
    """The last day on which an answer helps."""
    return min(on, today + timedelta(days=COVER_ANSWER_DAYS))


def nearest_first(
    place: Place, blocked: Mapping[Volunteer, tuple[Blocked, ...]]
) -> list[tuple[Volunteer, tuple[Blocked, ...]]]:
    """The few who come nearest to it: by distance, then by how little is in the way."""
    kin = [volunteer for volunteer, why in blocked.items() if "kind_not_offered" not in {each.code for each in why}]
    kin.sort(key=lambda volunteer: (metres_apart(_pair(place, volunteer)), len(blocked[volunteer]), volunteer.id))
    return [(volunteer, blocked[volunteer]) for volunteer in kin[:NEAREST]]


def _pair(place: Place, volunteer: Volunteer) -> Pair:
    there = replace(place.need, slots=frozenset({place.slot}))
    no = Ruling(need=there.id, volunteer=volunteer.id, word="forbid")
    rulings = frozenset({no} if volunteer.id in place.forbidden else ())
    return Pair(need=there, volunteer=volunteer, programme=place.programme, at=place.on, rulings=rulings)
