"""What needs somebody today: one list over proposals, matches, check-ins, pins and vetting, by the day it is due.

Nobody finds anything in it that they are part of themselves. Deliberately not here: names; who looks at a proposal or
match finds what they may see there.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from chassis.work import Work
from contracts.programmes import load
from matching.actions.showing import Shown
from matching.domain import programmes
from matching.domain.answers import matchers_asked
from matching.domain.attention import KINDS, PLACES, Place, Thing
from matching.domain.courtesy import EXPIRES_SOON_DAYS, LAPSED_DAYS
from matching.queries import attention
from matching.queries.attention import Found, Kind, Part

#: One that only tells that there is more, and the one the list goes on behind.
SPARE = 2


def page(work: Work, wanted: Any) -> Sequence[Shown]:
    """The part of the caller's list that is asked for."""
    part = Part(
        person=work.caller.subject,
        organisation=work.caller.organisation,
        after=Place.of(wanted.after) if wanted.after else None,
        order=PLACES,
        limit=wanted.limit + SPARE,
    )
    found = [each for kind in _kinds(work.today) for each in kind.part(work.session, part)]
    mine = (each for each in (*found, *attention.impossible_pins(work.session)) if _is_for(work, each))
    things = sorted(map(_thing, mine), key=lambda thing: thing.id)
    return [_view(thing) for thing in things if wanted.after is None or thing.id > wanted.after][: wanted.limit + 1]


def counts(session: Any, today: date) -> Mapping[tuple[str, ...], float]:
    """How many things of each kind need somebody, by programme and kind."""
    pins = Counter((each.programme, each.kind) for each in attention.impossible_pins(session))
    found: dict[tuple[str, ...], float] = {labels: float(number) for labels, number in pins.items()}
    for kind in _kinds(today):
        found |= {(programme, kind.name): float(number) for programme, number in kind.numbers(session).items()}
    return found


def _kinds(today: date) -> Iterator[Kind]:
    yield from attention.of_matches(today)
    yield attention.lapsed_proposals(today - timedelta(days=LAPSED_DAYS), today)
    matchers = {code: matchers_asked(programme) for code, programme in load().items()}
    yield from attention.open_proposals(matchers, today + timedelta(days=EXPIRES_SOON_DAYS))
    yield attention.vetting_ahead(today)


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
