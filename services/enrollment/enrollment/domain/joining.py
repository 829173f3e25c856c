"""When a family takes part: everybody whose own word the programme asks for has given it. # S0-17

Silence is never a yes, and never a no either: a child who has meanwhile grown old enough is asked, not put out.
"""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from contracts.programmes import Programme
from enrollment.domain.consents import live
from enrollment.domain.families import Answer, Family, children_who_say, still_asked


@dataclass(frozen=True, kw_only=True)
class Missing:
    """One thing that joining waits for: what, from whom, and which source row asks for it."""

    code: str
    person: UUID
    row: str
    purpose: str | None = None


def missing(programme: Programme, family: Family, on: date) -> tuple[Missing, ...]:
    """Everything joining waits for on a date; nothing means that the family takes part."""
    return (*_wishes(programme, family, on), *_consents(programme, family, on))


def end(gaps: Iterable[Missing]) -> str | None:
    """Why a family that takes part no longer does: somebody says no, or a consent it stands on is gone."""
    codes = {gap.code for gap in gaps}
    if "wish_is_no" in codes:
        return "wish_withdrawn"
    return "consent_withdrawn" if "consent_missing" in codes else None


def _wishes(programme: Programme, family: Family, on: date) -> Iterator[Missing]:
    yes, no = ({person for person, said in family.wishes.items() if said == answer} for answer in Answer)
    # One guardian may be enough to say yes for the family, but never against the no of another.
    waited_for = {*still_asked(programme, family, yes), *no}
    for person in family.guardians:
        if person in waited_for:
            yield _wish(person, no, programme.row_of("wish.guardians"))
    for person in children_who_say(programme, family, on):
        if person not in yes:
            yield _wish(person, no, programme.row_of("wish.child_says_from"))


def _wish(person: UUID, no: Container[UUID], row: str) -> Missing:
    return Missing(code="wish_is_no" if person in no else "wish_missing", person=person, row=row)


def _consents(programme: Programme, family: Family, on: date) -> Iterator[Missing]:
    for purpose in (purpose for purpose, asked in programme.consents.items() if asked.required_to_join):
        given = live(family.consents, on, purpose=purpose)
        people = {consent.person for consent in given if consent.receiver == programme.organisation}
        row = programme.row_of(f"consents.{purpose}.required_to_join")
        for person in still_asked(programme, family, people):
            yield Missing(code="consent_missing", person=person, row=row, purpose=purpose)
