"""Consents: granted one purpose and one receiver at a time, withdrawn at once and without a reason. # S0-24"""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from chassis.work import Work
from contracts.refusals import Refused
from enrollment import queries
from enrollment.actions import facts, settling, telling
from enrollment.actions.admitted import with_admitted
from enrollment.actions.reaching import reach, reaches
from enrollment.actions.showing import as_family
from enrollment.domain import consents, needs
from enrollment.domain.families import speaks_for
from enrollment.tables import Consent


def grant(
    work: Work, family_id: UUID, *, person: UUID, purpose: str, receiver: str, **extent: Any
) -> Mapping[str, Any]:
    """Let one organisation know something for one purpose; `extent` is what, and perhaps until when."""
    row = reach(work, family_id)
    _lapse(work, row.consents)
    family, programme = facts.family(row), with_admitted(work.session, facts.programme_of(row))
    if not speaks_for(family, work.caller.subject, person):
        raise Refused("not_your_consent", field="person")
    if row.left_at is not None:
        raise Refused("has_left")
    given = Consent(id=work.new_id(), person=person, purpose=purpose, receiver=receiver, **extent)
    given.granted_by, given.granted_at = work.caller.subject, work.now
    if objection := consents.objection(programme, facts.consent(given), family.consents):
        raise objection
    row.consents.append(given)
    telling.tell_consent(work, given, "granted")
    settling.settle(work, row, telling.audience(work, row))
    return as_family(work, row)


def withdraw(work: Work, consent_id: UUID) -> Mapping[str, Any]:
    """Take a consent back. Everything that rested on it ends with it."""
    row = work.session.get(Consent, consent_id)
    if row is None or not reaches(work, row.family):
        raise Refused("not_found")
    if not speaks_for(facts.family(row.family), work.caller.subject, row.person):
        raise Refused("not_your_consent")
    if row.withdrawn_at is not None:
        raise Refused("already_done")
    end(work, row, by=work.caller.subject)
    return as_family(work, row.family)


def lapse_consents(work: Work) -> None:
    """End the consents whose time is over, as if they had been withdrawn."""
    _lapse(work, queries.lapsed_consents(work.session, work.today))


def _lapse(work: Work, rows: Iterable[Consent]) -> None:
    for row in rows:
        if row.withdrawn_at is None and consents.has_lapsed(facts.consent(row), work.today):
            end(work, row, by=None)


def end(work: Work, row: Consent, by: UUID | None) -> None:
    """End a consent and what rests on it, and tell whoever it named; by nobody when its time is over."""
    family, programme = row.family, facts.programme_of(row.family)
    until_now = telling.audience(work, family, on=min(work.today, row.expires_on or work.today))
    ended = facts.consent(row)
    row.withdrawn_at, row.withdrawn_by = work.now, by
    telling.tell_consent(work, row, "withdrawn")
    unfounded = [need for need in family.needs if needs.rests_on(programme, need.kind, ended)]
    settling.withdraw_needs(work, family, unfounded, "consent_withdrawn", until_now)
    settling.settle(work, family, until_now)
