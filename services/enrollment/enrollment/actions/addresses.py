"""Where a person can be written to: asked for one person at a time, with a purpose, by a service that may know."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from chassis.work import Work
from enrollment import queries
from enrollment.actions import facts
from enrollment.domain.consents import MESSAGES, live
from enrollment.domain.families import Kind
from enrollment.tables import Contact, Family, Member


def address(work: Work, person_id: UUID) -> Mapping[str, Any] | None:
    """The address of somebody who has consented to messages, or who has asked for contact and waits for an answer."""
    for family in queries.families_of(work.session, person_id):
        if _may_be_written_to(work, family, person_id):
            return _as_address(next(member for member in family.members if member.person == person_id))
    contact = queries.open_contact(work.session, person_id)
    return _as_address(contact) if contact and contact.organisation == work.caller.organisation else None


def _may_be_written_to(work: Work, family: Family, person: UUID) -> bool:
    known = facts.family(family)
    # Children hear of everything from their guardians, whatever a service takes them for.
    if any(each.person == person and each.kind == Kind.CHILD for each in known.members):
        return False
    given = live(known.consents, work.today, purpose=MESSAGES)
    return any((each.person, each.receiver) == (person, work.caller.organisation) for each in given)


def _as_address(row: Member | Contact) -> Mapping[str, Any]:
    return {"name": row.name, "email": row.email, "language": row.language}
