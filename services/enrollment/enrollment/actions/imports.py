"""Entering a family from a list, with its own request, through the same entry as every other. # S0-17

Nobody is told of the request: it was answered long ago, and whoever hears of one arranges a first meeting.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, cast
from uuid import UUID

from chassis.work import Work
from contracts.programmes import Programme
from contracts.refusals import Refused
from enrollment import queries
from enrollment.actions import entering, programmes
from enrollment.domain import imports
from enrollment.domain.days import noon
from enrollment.tables import Contact, Custody, Family, Member, Tables

Imported = tuple[entering.Row, entering.Rows]  # the family's request, and the family
NOT_OF_A_FAMILY = {"contact_id", "programme"}
FIRST = {"version": 1}


def terms_of_import(work: Work, programme: str) -> Programme:
    """The programme that families are to enter, if it is the caller's own organisation's."""
    terms = programmes.in_force(work, programme)
    if not work.caller.reaches(organisation=terms.organisation):
        raise Refused("not_allowed")
    return terms


def already_enrolled(work: Work, ids: Collection[UUID]) -> Collection[UUID]:
    """Which of these families have been entered before."""
    return queries.known_families(work.session, ids)


def enrol_imported(
    work: Work, terms: Programme, family_id: UUID, told: Mapping[str, Any], ask: Mapping[str, Any]
) -> Imported:
    """Put a family to the rules: `told` is what a request to enrol one says, `ask` when and how it asked, and who."""
    wanted = ask["wanted"] or terms.first_contact.wanted[0]
    own = imports.Ask(asked_on=ask["asked_on"], route=ask["contact_route"], wanted=wanted, area=told["area"])
    if objection := imports.objection(terms, own, work.today):
        raise objection
    marked = (member for member, asked in zip(told["members"], ask["asked"], strict=True) if asked)
    asker = _asker(told, next(marked, told["members"][0]))
    family = {name: told[name] for name in told.keys() - NOT_OF_A_FAMILY}
    return _contact(terms, own, asker), entering.enter(work, terms, asker, id=family_id, **family)


def keep_imported(work: Work, fit: Sequence[Imported]) -> None:
    """Write the families that may come in, a statement a table.

    Rows with a version would otherwise go to PostgreSQL one at a time, and most of the time into that.
    """
    rows: Mapping[type[Tables], list[entering.Row]] = {
        Contact: [contact | FIRST for contact, _ in fit],
        Family: [each.family | FIRST for _, each in fit],
        Member: [member for _, each in fit for member in each.members],
        Custody: [custody for _, each in fit for custody in each.custodies],
    }
    for table, theirs in rows.items():
        if theirs:
            work.session.execute(cast(Any, table.__table__).insert(), theirs)


def _asker(told: Mapping[str, Any], member: Mapping[str, Any]) -> entering.Asker:
    return entering.Asker(
        contact_id=told["contact_id"],
        person=member["id"],
        email=member["email"],
        language=member["language"] or told["languages"][0],
    )


def _contact(terms: Programme, ask: imports.Ask, asker: entering.Asker) -> entering.Row:
    """The request as it is kept once its family is enrolled: without a name and an address."""
    return {
        "id": asker.contact_id,
        "organisation": terms.organisation,
        "programme": terms.code,
        "area": ask.area,
        "wanted": ask.wanted,
        "contact_route": ask.route,
        "person": asker.person,
        "language": asker.language,
        "professional_present": ask.route == "joint_meeting",
        "asked_at": noon(ask.asked_on),  # type: ignore[arg-type]  # without a day there was an objection
    }
