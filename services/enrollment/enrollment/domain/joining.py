"""When a family takes part: everybody whose own word the programme asks for has given it. # S0-17

Silence is never a yes, and never a no either: a child who has meanwhile grown old enough is asked, not put out.
"""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from contracts.programmes import Programme
from enrollment.domain.consents import live
from enrollment.domain.families import Answer, Family, asked, children_who_say, still_asked, young_who_say


@dataclass(frozen=True, kw_only=True)
class Missing:
    """One thing that joining waits for: what, from whom, and which source row asks for it.

    `person` is None where it is the whole family's to say; `over` tells that it had been given, and is no more.
    """

    code: str
    person: UUID | None
    row: str
    purpose: str | None = None
    over: bool = False


def missing(programme: Programme, family: Family, on: date) -> tuple[Missing, ...]:
    """Everything joining waits for on a date; nothing means that the family takes part."""
    return (*_wishes(programme, family, on), *_consents(programme, family, on), *_place(programme, family))


def end(gaps: Iterable[Missing], ended: str | None = None) -> str | None:
    """Why a family that takes part no longer does: somebody says no, or a consent it stands on is gone.

    `ended` is the purpose of a consent that has just ended; what ended before it was asked for is asked for. # S0-03
    Who has come to it later is asked, and has not taken anything back.
    """
    over = {(gap.code, gap.purpose) for gap in gaps if gap.over}
    if ("wish_is_no", None) in over:
        return "wish_withdrawn"
    return "consent_withdrawn" if ended is not None and ("consent_missing", ended) in over else None


def _wishes(programme: Programme, family: Family, on: date) -> Iterator[Missing]:
    yes, no = ({person for person, said in family.wishes.items() if said == answer} for answer in Answer)
    # One guardian may be enough to say yes for the family, but never against the no of another who is asked.
    waited_for = {*still_asked(programme, family, yes), *no}
    for person in asked(programme, family):
        if person in waited_for:
            yield _wish(person, no, programme.row_of("wish.guardians"))
    for person in (*children_who_say(programme, family, on), *young_who_say(family)):
        if person not in yes:
            yield _wish(person, no, programme.row_of("wish.child_says_from"))


def _wish(person: UUID, no: Container[UUID], row: str) -> Missing:
    said_no = person in no
    return Missing(code="wish_is_no" if said_no else "wish_missing", person=person, row=row, over=said_no)


def _consents(programme: Programme, family: Family, on: date) -> Iterator[Missing]:
    for purpose in (purpose for purpose, terms in programme.consents.items() if terms.required_to_join):
        ours = [each for each in family.consents if each.receiver == programme.organisation]
        ever = {each.person for each in ours if each.purpose == purpose}
        now = {each.person for each in live(ours, on, purpose=purpose)}
        row = programme.row_of(f"consents.{purpose}.required_to_join")
        for person in still_asked(programme, family, now):
            yield Missing(code="consent_missing", person=person, row=row, purpose=purpose, over=person in ever)


def _place(programme: Programme, family: Family) -> Iterator[Missing]:
    if family.moved_out:
        yield Missing(code="lives_here_no_longer", person=None, row=programme.row_of("target_group.lives_in"))
    if programme.target_group.asks_fit and not family.fits:
        row = programme.row_of("target_group.asks_fit")  # S1-16
        yield Missing(code="fit_missing" if family.fits is None else "fit_is_no", person=None, row=row)
