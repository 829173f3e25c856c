"""Finding a family for somebody who may see it. To anybody else it does not exist."""

from uuid import UUID

from chassis.work import Work
from contracts.refusals import Refused
from enrollment import queries
from enrollment.actions import facts
from enrollment.domain.families import minors, objection_to_deciding
from enrollment.tables import Family


def reach(work: Work, family_id: UUID) -> Family:
    """The family, to its own people and to coordinators of its organisation."""
    row = queries.family(work.session, family_id)
    if row is None or not reaches(work, row):
        raise Refused("not_found")
    return row


def reaches(work: Work, row: Family) -> bool:
    """Whether the caller may see this family; who has moved out of it may not."""
    people = {member.person for member in row.members if member.gone_at is None}
    return work.caller.reaches(organisation=row.organisation, subjects=people)


def let_decide(work: Work, row: Family) -> None:
    """Refuse what only who decides for the family can say, or its coordinator has heard from them. # S1-04"""
    if not coordinates(work, row) and (objection := objection_to_deciding(facts.family(row), work.caller.subject)):
        raise objection


def grown_up_in(work: Work, row: Family) -> bool:
    """Whether the caller is one of the family and no child any more, and so asks for oneself."""
    family = facts.family(row)
    children = {child.person for child in minors(family, work.today)}
    return work.caller.subject in family.people - children


def coordinates(work: Work, row: Family) -> bool:
    """Whether the caller is a coordinator of this family; one who works elsewhere and is a parent here is not."""
    return "coordinator" in work.caller.roles and work.caller.organisation == row.organisation
