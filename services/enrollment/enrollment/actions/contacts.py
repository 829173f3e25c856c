"""The family's own request for contact: the first time a name is kept, and the family itself gives it."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from chassis.work import Work
from contracts.refusals import Refused
from enrollment import queries
from enrollment.actions import facts, programmes
from enrollment.domain import codes, contacts
from enrollment.domain.days import danish_day
from enrollment.queries import entry
from enrollment.tables import Contact, Information


def ask_for_contact(
    work: Work, *, programme: str, code: str | None, wanted: str, professional_present: bool, **asker: str
) -> Mapping[str, Any]:
    """Ask to meet the coordinator; `asker` is the area, name, email and language. # S0-27, S0-28, S0-29"""
    terms = programmes.in_force(work, programme)
    if objection := contacts.objection_to_asking(terms, area=asker["area"], wanted=wanted):
        raise objection
    card = _card(work, programme, code) if code else None
    carried = (card.contact_route or contacts.POSTCARD) if card else None
    route = contacts.route(terms, by_code=carried, wanted=wanted, professional_present=professional_present)
    if objection := contacts.objection_to_route(terms, route, professional_present=professional_present):
        raise objection
    row = Contact(
        id=work.new_id(),
        organisation=terms.organisation,
        programme=programme,
        wanted=wanted,
        contact_route=route,
        person=work.caller.subject,
        professional_present=professional_present,
        asked_at=work.now,
        **asker,
    )
    if card:
        _use(work, card, row)
    work.session.add(row)
    _tell(work, row, terms.version)
    return as_contact(row)


def contact(work: Work, contact_id: UUID) -> Mapping[str, Any] | None:
    """A request with the name of who made it, for the coordinator who is to call. # S0-29"""
    row = work.session.get(Contact, contact_id)
    return as_contact(row) if row and work.caller.reaches(organisation=row.organisation) else None


def take_back_contact(work: Work, contact_id: UUID) -> None:
    """The family no longer asks: what it said of itself goes at once. Who is enrolled leaves instead. # S0-17"""
    row = work.session.get(Contact, contact_id)
    if row is None or not work.caller.reaches(subjects={row.person}):
        raise Refused("not_found")
    if row.name is None:
        raise Refused("enrolled_already")
    work.session.delete(row)


def waiting_contacts(work: Work, *, after: UUID | None, limit: int) -> Sequence[Mapping[str, Any]]:
    """The requests that led to no family yet, without names, and for how many days each has waited. # S0-29"""
    rows = entry.waiting_contacts(work.session, work.caller.organisation, after=after, limit=limit)
    return [{**as_contact(row), "waited_days": (work.today - danish_day(row.asked_at)).days} for row in rows]


def as_contact(row: Contact) -> Mapping[str, Any]:
    """The request as it is shown."""
    shown = ("id", "person", "programme", "area", "wanted", "contact_route", "professional_present")
    named = ("name", "email", "language")
    return {each: getattr(row, each) for each in (*shown, *named)} | {"asked_on": danish_day(row.asked_at)}


def _card(work: Work, programme: str, typed: str) -> Information:
    """The card a code stands on. Used, expired, revoked or never handed out: the same answer, which reveals nothing."""
    card = queries.information_with(work.session, codes.digest(typed))
    known = facts.code(card) if card and card.programme == programme else None
    if card is None or known is None or not codes.usable(known, work.today):
        raise Refused("code_not_valid", field="code")
    return card


def _use(work: Work, card: Information, row: Contact) -> None:
    card.used_at, row.information_id = work.now, card.id
    work.session.flush()  # who comes second with the same card is told so by the card, not by the database
    if row.professional_present:
        row.professional, row.professional_organisation = card.professional, card.professional_organisation


def _tell(work: Work, row: Contact, version: str) -> None:
    told = ("person", "contact_route", "wanted", "area", "professional", "professional_organisation")
    data = {each: getattr(row, each) for each in told}
    work.emit("intake.requested.v1", row.id, data, programme=row.programme, programmeversion=version)
