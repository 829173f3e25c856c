"""Programmes by the terms in force, for those who think about taking part. Putting them in force is `publishing`."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from chassis.work import Work
from contracts.programmes import Programme, load
from contracts.refusals import Refused
from enrollment import queries
from enrollment.actions import terms


def all_programmes(session: Session) -> Mapping[str, Any]:
    """Every programme known here, in force or not."""
    return {"items": [as_programme(session, programme) for programme in terms.all_terms(session).values()]}


def programme(session: Session, code: str) -> Mapping[str, Any]:
    """One programme."""
    return as_programme(session, known(session, code))


def in_force(work: Work, code: str) -> Programme:
    """The programme, if families can enter by it."""
    if code not in load() or queries.in_force(work.session, code) is None:
        raise Refused("unknown_programme", field="programme", programme=code)
    return terms.terms_of(work.session, code)


def known(session: Session, code: str) -> Programme:
    """The programme by the terms in force, or as this release carries it if it never was."""
    try:
        return terms.terms_of(session, code)
    except KeyError:
        raise Refused("not_found") from None


def as_programme(session: Session, programme: Programme) -> Mapping[str, Any]:
    """The programme as it is shown."""
    row = queries.in_force(session, programme.code)
    return {
        "code": programme.code,
        "version": programme.version,
        "names": programme.name,
        "organisation": programme.organisation,
        "partners": programme.partners,
        "areas": [
            {"code": code, "names": area.name, "municipality": area.municipality}
            for code, area in programme.areas.items()
        ],
        "contact_routes": list(programme.contact_routes),
        "wanted": programme.first_contact.wanted,
        "guardians": programme.wish.guardians,
        "child_says_from": programme.wish.child_says_from,
        "consents": [_as_asked(programme, purpose) for purpose in programme.consents],
        "needs": [
            {"kind": kind, "names": need.name, "topics": need.topics, "consent": need.consent}
            for kind, need in programme.needs.items()
        ],
        "version_carried": load()[programme.code].version if programme.code in load() else None,
        "version_in_force": row.version if row else None,
        "in_force_since": row.since if row else None,
    }


def _as_asked(programme: Programme, purpose: str) -> Mapping[str, Any]:
    asked = programme.consents[purpose]
    return {
        "purpose": purpose,
        "names": asked.name,
        "receivers": sorted(programme.receivers(purpose)),
        "categories": asked.categories,
        "required_to_join": asked.required_to_join,
    }


def carried(work: Work, code: str) -> Programme:
    """The programme as this release carries it, for whoever may put it in force."""
    if code not in load():
        raise Refused("not_found")
    carried = load()[code]
    if not work.caller.reaches(organisation=carried.organisation):
        raise Refused("not_allowed")
    return carried
