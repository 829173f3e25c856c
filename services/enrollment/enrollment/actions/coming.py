"""What comes for the children and young people of families: seen months ahead, and brought up once. # S4-17, S4-22"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from chassis.work import Work
from contracts.programmes import Programme
from enrollment.actions import facts, terms
from enrollment.domain import transitions
from enrollment.queries import plans as asked
from enrollment.tables import Family, Member

Shown = Mapping[str, Any]

# How many families are looked at together.
BATCH = 200


def upcoming(work: Work, page: Any, *, months: int | None) -> Sequence[Shown]:
    """A page of the coordinator's families for which a transition comes, in these months or as it is announced."""
    born = {code: _births(programme, work.today, months) for code, programme in terms.all_terms(work.session).items()}
    found: list[Shown] = []
    after, more = page.after, True
    while more and len(found) <= page.limit:
        rows = _families(work, born, after)
        spoken_of = _spoken_of(work, rows)
        looked_at = ((row, _coming(work, row, months, spoken_of[row.id])) for row in rows)
        found += [_as_family(row, coming) for row, coming in looked_at if coming]
        after, more = (rows[-1].id if rows else None), len(rows) == BATCH
    return found[: page.limit + 1]


def coming_for(work: Work, row: Family) -> list[Shown]:
    """What comes for the people of one family."""
    if row.joined_at is None or row.left_at is not None:
        return []
    coming = _coming(work, row, None, set())
    spoken_of = _spoken_of(work, [row])[row.id] if coming else ()
    return _as_coming(row, [each for each in coming if (each.person, each.transition) not in spoken_of])


def growing(row: Member) -> transitions.Growing:
    """What it takes to see a transition coming for somebody."""
    return transitions.Growing(person=row.person, kind=row.kind, born=row.born, shift=row.school_shift)


def _births(programme: Programme, on: date, months: int | None) -> list[tuple[date, date]]:
    spans = (
        transitions.born_between(each, on, transitions.horizon(on, each.months_ahead if months is None else months))
        for each in programme.transitions.values()
    )
    return [span for span in spans if span]


def _families(work: Work, born: Mapping[str, list[tuple[date, date]]], after: UUID | None) -> Sequence[Family]:
    return asked.families_with_births(work.session, work.caller.organisation, born, after=after, limit=BATCH)


def _spoken_of(work: Work, rows: Sequence[Family]) -> Mapping[UUID, set[tuple[UUID, str]]]:
    found: dict[UUID, set[tuple[UUID, str]]] = {row.id: set() for row in rows}
    for bridge in asked.bridges_of(work.session, list(found)):
        found[bridge.family_id].add((bridge.person, bridge.transition))
    return found


def _coming(
    work: Work, row: Family, months: int | None, spoken_of: set[tuple[UUID, str]]
) -> Sequence[transitions.Coming]:
    people = [growing(member) for member in facts.present(row)]
    return transitions.coming(facts.programme_of(row), people, work.today, months=months, spoken_of=spoken_of)


def _as_family(row: Family, coming: Sequence[transitions.Coming]) -> Shown:
    return {"id": row.id, "programme": row.programme, "area": row.area, "coming": _as_coming(row, coming)}


def _as_coming(row: Family, coming: Sequence[transitions.Coming]) -> list[Shown]:
    moves = facts.programme_of(row).transitions
    return [{**vars(each), "to_offer": moves[each.transition].to_offer} for each in coming]
