"""Consents: granted one purpose and one receiver at a time, withdrawn at once and without a reason. # S0-24"""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from chassis.work import Work
from contracts.refusals import Refused
from enrollment import queries
from enrollment.actions import facts, lapsing, settling, telling
from enrollment.actions.admitted import with_admitted
from enrollment.actions.reaching import reaches
from enrollment.actions.showing import as_family
from enrollment.domain import consents
from enrollment.domain.families import ADULT, Family, speaks_for
from enrollment.tables import Consent


def grant(
    work: Work, family_id: UUID, *, person: UUID, purpose: str, receiver: str, **extent: Any
) -> Mapping[str, Any]:
    """Let one organisation know something for one purpose; `extent` is what, and perhaps until when."""
    row = lapsing.reach_today(work, family_id)
    family, programme = facts.family(row), with_admitted(work.session, facts.programme_of(row))
    if not speaks_for(family, work.caller.subject, person, work.today):
        raise Refused("not_your_consent", field="person")
    if row.left_at is not None:
        raise Refused("has_left")
    given = Consent(id=work.new_id(), person=person, purpose=purpose, receiver=receiver, **extent)
    given.granted_by, given.granted_at = work.caller.subject, work.now
    given.expires_on = _last_day(family, given)
    if objection := consents.objection(programme, facts.consent(given), family.consents):
        raise objection
    row.consents.append(given)
    telling.tell_consent(work, given, "granted")
    settling.settle(work, row, telling.audience(work, row))
    return as_family(work, row)


def withdraw(work: Work, consent_id: UUID) -> Mapping[str, Any]:
    """Take a consent back. Everything that rested on it ends with it. Who has moved out still takes back their own."""
    row = work.session.get(Consent, consent_id)
    own = row is not None and row.person == work.caller.subject
    if row is None or not (own or reaches(work, row.family)):
        raise Refused("not_found")
    if not own and not speaks_for(facts.family(row.family), work.caller.subject, row.person, work.today):
        raise Refused("not_your_consent")
    if row.withdrawn_at is not None:
        raise Refused("already_done")
    lapsing.end(work, row, by=work.caller.subject)
    return as_family(work, row.family)


def lapse_consents(work: Work) -> None:
    """End the consents whose time is over, as if they had been withdrawn."""
    lapsing.lapse(work, queries.lapsed_consents(work.session, work.today))


def _last_day(family: Family, given: Consent) -> date | None:
    """A consent that somebody else gives for a child ends with its childhood."""
    if given.granted_by == given.person:
        return given.expires_on
    born = next(each.born for each in family.members if each.person == given.person)
    return consents.until_grown_up(given.expires_on, born, ADULT)
