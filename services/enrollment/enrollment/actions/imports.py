"""Entering a family from a list, with its own request, through the same entry as every other. # S0-17

Nobody is told of the request: it was answered long ago, and whoever hears of one arranges a first meeting.
"""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from chassis.work import Work
from contracts.programmes import Programme
from contracts.refusals import Refused
from enrollment import queries
from enrollment.actions import families, programmes
from enrollment.domain import imports
from enrollment.domain.days import noon
from enrollment.tables import Contact


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
) -> None:
    """Enter a family: `told` is what a request to enrol one says, `ask` when and how it asked, and which of it did."""
    wanted = ask["wanted"] or terms.first_contact.wanted[0]
    own = imports.Ask(asked_on=ask["asked_on"], route=ask["contact_route"], wanted=wanted, area=told["area"])
    if objection := imports.objection(terms, own, work.today):
        raise objection
    asker = next((member for member, asked in zip(told["members"], ask["asked"], strict=True) if asked), None)
    contact = _contact(terms, own, told, asker or told["members"][0])
    families.enter(work, terms, contact, id=family_id, **{name: told[name] for name in told.keys() - NOT_OF_A_FAMILY})


NOT_OF_A_FAMILY = {"contact_id", "programme"}


def _contact(terms: Programme, ask: imports.Ask, told: Mapping[str, Any], asker: Mapping[str, Any]) -> Contact:
    return Contact(
        id=told["contact_id"],
        organisation=terms.organisation,
        programme=terms.code,
        area=ask.area,
        wanted=ask.wanted,
        contact_route=ask.route,
        person=asker["id"],
        name=asker["name"],
        email=asker["email"],
        language=asker["language"] or told["languages"][0],
        professional_present=ask.route == "joint_meeting",
        asked_at=noon(ask.asked_on),  # type: ignore[arg-type]  # without a day there was an objection
    )
