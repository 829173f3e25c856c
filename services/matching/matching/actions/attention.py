"""What needs somebody today: one list over proposals, matches, check-ins, pins and vetting, by the day it is due.

Nobody finds anything in it that they are part of themselves. Deliberately not here: names; who looks at a proposal or
match finds what they may see there.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from chassis.work import Work
from matching.actions.showing import Shown
from matching.domain import programmes
from matching.domain.answers import MATCHERS, order, turn
from matching.domain.attention import KINDS, PLACES, SOON, Place, Thing
from matching.queries import attention
from matching.queries.attention import Found, Part

#: How long a proposal that lapsed is pointed at.
LAPSED_DAYS = 7
#: One that only tells that there is more, and the one the list goes on behind.
SPARE = 2


def page(work: Work, wanted: Any) -> Sequence[Shown]:
    """The part of the caller's list that is asked for."""
    person, after = work.caller.subject, Place.of(wanted.after) if wanted.after else None
    part = Part(person=person, after=after, order=PLACES, limit=wanted.limit + SPARE)
    mine = (each for each in _needs_somebody(work.session, work.today, person, part) if _is_for(work, each))
    things = sorted(map(_thing, mine), key=lambda thing: thing.id)
    return [_view(thing) for thing in things if wanted.after is None or thing.id > wanted.after][: wanted.limit + 1]


def counts(session: Any, today: date) -> Mapping[tuple[str, ...], float]:
    """How many things of each kind need somebody, by programme and kind."""
    found: dict[tuple[str, ...], float] = {}
    for each in _needs_somebody(session, today, None):
        found[each.programme, each.kind] = found.get((each.programme, each.kind), 0) + 1
    return found


def _needs_somebody(session: Any, today: date, person: UUID | None, part: Part | None = None) -> Iterator[Found]:
    yield from attention.of_matches(session, today, part)
    yield from attention.lapsed_proposals(session, today - timedelta(days=LAPSED_DAYS), today)
    yield from _open_proposals(session, today, person)
    yield from attention.impossible_pins(session)
    yield from attention.vetting_ahead(session, today)


def _open_proposals(session: Any, today: date, person: UUID | None) -> Iterator[Found]:
    yeses = attention.yeses_of_open(session)
    for each in attention.open_proposals(session):
        said = yeses.get(each.subject, {})
        awaited = turn(order(programmes.named(each.programme), len(each.guardians)), said)
        if awaited in MATCHERS:
            if person not in said.values():
                yield each.of_kind("matcher_awaited")
        elif each.due_on <= today + timedelta(days=SOON):
            yield each.of_kind("proposal_expiring")


def _is_for(work: Work, each: Found) -> bool:
    is_party = work.caller.subject == each.volunteer or str(work.caller.subject) in each.guardians
    return work.caller.reaches(organisation=each.organisation) and not is_party


def _thing(each: Found) -> Thing:
    return Thing(kind=each.kind, subject=each.subject, due_on=each.due_on, programme=each.programme)


def _view(thing: Thing) -> Shown:
    kind = KINDS[thing.kind]
    return {
        "id": thing.id,
        "kind": thing.kind,
        "programme": thing.programme,
        "about": kind.about,
        "subject": thing.subject,
        "due_on": thing.due_on,
        "row": thing.row(programmes.named(thing.programme)),
        "what": kind.what,
        "to_do": kind.to_do,
    }
