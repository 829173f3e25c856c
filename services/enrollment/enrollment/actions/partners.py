"""Partners that come to a programme later. Being admitted opens nothing; a family's own consent does. # S1-02

A partner that is removed hears at once that every consent which named it has ended, as it would from the family.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from chassis.work import Work
from contracts.programmes import Programme
from contracts.refusals import Refused
from enrollment import queries
from enrollment.actions import facts, lapsing, programmes
from enrollment.domain import organisations
from enrollment.domain.consents import live
from enrollment.domain.days import danish_day
from enrollment.domain.organisations import Standing
from enrollment.tables import Consent, Partner


def admit_partner(work: Work, code: str, organisation: str) -> Mapping[str, Any]:
    """Let families of the programme consent to one organisation more."""
    programme = _own(work, code)
    row = work.session.get(Partner, (code, organisation))
    if objection := organisations.objection_to_admitting(programme, _standing(work, organisation, row)):
        raise objection
    if row is None:
        row = Partner(programme=code, organisation=organisation)
        work.session.add(row)
    row.admitted_at, row.removed_at = work.now, None
    work.session.flush()
    return _as_partner(programme, row, ())


def partner(work: Work, code: str, organisation: str) -> Mapping[str, Any] | None:
    """A partner with what would end if it were removed now."""
    programme = _own(work, code)
    row = work.session.get(Partner, (code, organisation))
    return _as_partner(programme, row, _live(work, row)) if row else None


def remove_partner(work: Work, code: str, organisation: str) -> Mapping[str, Any]:
    """Take an organisation off the partners, and end the consents that name it; those are answered."""
    programme = _own(work, code)
    row = work.session.get(Partner, (code, organisation))
    if objection := organisations.objection_to_removing(programme, _standing(work, organisation, row)):
        raise objection
    return _as_partner(programme, row, end(work, row)) if row else {}


def end(work: Work, row: Partner) -> list[Consent]:
    """End a partnership and every live consent to it."""
    ended = _live(work, row)
    for consent in ended:
        lapsing.end(work, consent, by=work.caller.subject)
    row.removed_at = work.now
    work.session.flush()
    return ended


def _own(work: Work, code: str) -> Programme:
    programme = programmes.known(work.session, code)
    if not work.caller.reaches(organisation=programme.organisation):
        raise Refused("not_allowed")
    return programme


def _standing(work: Work, organisation: str, row: Partner | None) -> Standing:
    known = queries.organisation(work.session, organisation)
    return Standing(
        organisation=organisation,
        joined=known is not None and known.left_on is None,
        admitted=row is not None and row.removed_at is None,
    )


def _live(work: Work, row: Partner) -> list[Consent]:
    named = queries.consents_naming(work.session, row.programme, row.organisation)
    return [each for each in named if live([facts.consent(each)], work.today)]


def _as_partner(programme: Programme, row: Partner, named: Iterable[Consent]) -> Mapping[str, Any]:
    open_to_partners = [code for code, asked in programme.consents.items() if "partner" in asked.receivers]
    return {
        "programme": row.programme,
        "organisation": row.organisation,
        "admitted_on": danish_day(row.admitted_at),
        "removed_on": danish_day(row.removed_at) if row.removed_at else None,
        "purposes": [] if row.removed_at else open_to_partners,
        "consents": [{"id": each.id, "family": each.family_id, "purpose": each.purpose} for each in named],
    }
