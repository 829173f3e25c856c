"""The information phase: a professional tells of the programme, and who was told is not kept. # S0-13, S0-14"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from chassis.work import Work
from contracts.programmes import Programme
from contracts.refusals import Refused
from enrollment.actions import programmes
from enrollment.domain import codes, contacts
from enrollment.tables import Information


def inform(work: Work, *, programme: str, area: str, told: str, handed: str) -> Mapping[str, Any]:
    """Note that somebody was told; with a postcard comes a code, which only this answer shows. # S0-27"""
    terms = programmes.in_force(work, programme)
    if objection := contacts.objection_to_informing(terms, area=area, handed=handed):
        raise objection
    row = Information(
        id=work.new_id(),
        organisation=terms.organisation,
        programme=programme,
        area=area,
        told=told,
        handed=handed,
        professional=work.caller.subject,
        professional_organisation=work.caller.organisation,
        informed_at=work.now,
    )
    work.session.add(row)
    code = _hand_out_code(work, terms, row) if handed == contacts.POSTCARD else None
    return {"id": row.id, "code": code, "expires_on": row.expires_on}


def revoke_code(work: Work, information_id: UUID) -> None:
    """A card is lost: its code works no more."""
    row = work.session.get(Information, information_id)
    if row is None or row.code_digest is None or not work.caller.reaches(subjects={row.professional}):
        raise Refused("not_found")
    row.revoked_at = row.revoked_at or work.now


def _hand_out_code(work: Work, programme: Programme, row: Information) -> str:
    letters = work.new_code(codes.LETTERS)
    row.code_digest = codes.digest(letters)
    row.expires_on = work.today + timedelta(days=programme.information_phase.postcard_days)
    return codes.printed(letters)
