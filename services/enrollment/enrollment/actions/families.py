"""Enrolling a family on its own ask, and what its people can change about themselves and about being in it."""

from collections.abc import Mapping, Sequence
from typing import Any, cast
from uuid import UUID

from chassis.work import Work
from contracts.refusals import Refused
from enrollment.actions import entering, facts, lapsing, programmes, settling, telling
from enrollment.actions.reaching import let_decide, reach
from enrollment.actions.showing import as_family
from enrollment.domain import leaving
from enrollment.domain.families import speaks_for
from enrollment.tables import Contact, Custody, Family, Member


def enrol(work: Work, *, contact_id: UUID, programme: str, **told: Any) -> Mapping[str, Any]:
    """Note who the family is: members, area, municipality and languages. It takes part when all have said yes."""
    terms, contact = programmes.in_force(work, programme), _own_contact(work, contact_id, programme)
    rows = entering.enter(work, terms, _asker(contact) if contact else None, id=work.new_id(), **told)
    return as_family(work, _admit(work, rows, cast(Contact, contact)))  # without one there was an objection


def leave(work: Work, family_id: UUID, reason: str) -> Mapping[str, Any]:
    """The family takes part no longer, at once."""
    row = lapsing.reach_today(work, family_id)
    if row.left_at is not None:
        raise Refused("already_done")
    let_decide(work, row)
    if objection := leaving.objection_to_reason(facts.programme_of(row), reason):
        raise objection
    settling.leave(work, row, reason, telling.audience(work, row))
    return as_family(work, row)


def change_contact_details(
    work: Work, family_id: UUID, version: int | None, *, email: str, language: str
) -> Mapping[str, Any]:
    """One of the family says where and how to write to them."""
    row = reach(work, family_id)
    if row.version != version:
        raise Refused("stale")
    member = next(each for each in row.members if each.person == work.caller.subject)
    member.email, member.language = email, language
    settling.touch(work, row)
    return as_family(work, row)


def say_fit(work: Work, family_id: UUID, *, fits: bool) -> Mapping[str, Any]:
    """Keep whether the family says that it is one the programme is for; nothing asks why. # S1-16"""
    row = lapsing.reach_today(work, family_id)
    if row.left_at is not None:
        raise Refused("has_left")
    if not facts.programme_of(row).target_group.asks_fit:
        raise Refused("fit_not_asked")
    let_decide(work, row)
    row.fits, row.fits_heard_by, row.fits_stated_at = fits, work.caller.subject, work.now
    settling.settle(work, row, telling.audience(work, row))
    return as_family(work, row)


def contribute(work: Work, family_id: UUID, *, person: UUID, contributions: Sequence[str]) -> Mapping[str, Any]:
    """Say what somebody of the family would like to give to the others. # S0-01"""
    row = reach(work, family_id)
    if not speaks_for(facts.family(row), work.caller.subject, person, work.today):
        raise Refused("not_yours_to_say", field="person")
    if row.left_at is not None:
        raise Refused("has_left")
    if unknown := set(contributions) - set(facts.programme_of(row).contributions):
        raise Refused("unknown_contribution", field="contributions", contribution=min(unknown))
    member = next(each for each in row.members if each.person == person)
    member.contributions = sorted(set(contributions))
    settling.touch(work, row)
    return as_family(work, row)


def _own_contact(work: Work, contact_id: UUID, programme: str) -> Contact | None:
    """The family's own request; None if there is no such request that the caller may act on."""
    row = work.session.get(Contact, contact_id)
    if row is None or row.programme != programme:
        return None
    return row if work.caller.reaches(organisation=row.organisation, subjects={row.person}) else None


def _asker(contact: Contact) -> entering.Asker:
    return entering.Asker(
        contact_id=contact.id,
        person=contact.person,
        email=contact.email,
        language=contact.language,
        used=contact.name is None,
    )


def _admit(work: Work, rows: entering.Rows, contact: Contact) -> Family:
    contact.name = contact.email = None  # from now on the family's own rows hold them
    row = Family(**rows.family, contact=contact)
    row.members = [Member(**each) for each in rows.members]
    row.custodies = [Custody(**each) for each in rows.custodies]
    work.session.add(row)
    return row
