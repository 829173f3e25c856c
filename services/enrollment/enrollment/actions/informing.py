"""The information phase: somebody tells of the programme, and who was told is not kept. # S0-13, S0-14"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from chassis.work import Work
from contracts.programmes import Programme
from contracts.refusals import Refused
from enrollment.actions import facts, programmes
from enrollment.domain import codes, informing
from enrollment.domain.days import danish_day
from enrollment.queries import entry
from enrollment.tables import Information


def inform(
    work: Work, *, programme: str, area: str, told: str, handed: str, contact_route: str | None
) -> Mapping[str, Any]:
    """Note that somebody was told; what is handed over carries a code, which only this answer shows. # S0-27, S2-20"""
    terms = programmes.in_force(work, programme)
    telling = informing.Telling(area=area, told=told, handed=handed, route=contact_route)
    teller = informing.Teller(roles=work.caller.roles, organisation=work.caller.organisation)
    if objection := informing.objection(terms, teller, telling):
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
    code = _hand_out_code(work, terms, row, telling) if handed != informing.NOTHING else None
    return {"id": row.id, "code": code, "contact_route": row.contact_route, "expires_on": row.expires_on}


def revoke_code(work: Work, information_id: UUID) -> None:
    """What was handed over is lost: its code works no more. Whether it had been used is not told."""
    row = work.session.get(Information, information_id)
    if row is None or row.code_digest is None or not _may_revoke(work, row):
        raise Refused("not_found")
    row.revoked_at = row.revoked_at or work.now


def own_informations(work: Work, *, after: UUID | None, limit: int) -> Sequence[Mapping[str, Any]]:
    """What the caller has told and handed out; never what became of it with one family."""
    rows = entry.informations_of(work.session, work.caller.subject, after=after, limit=limit)
    plain = ("id", "programme", "area", "told", "handed", "contact_route", "expires_on")
    return [
        {name: getattr(row, name) for name in plain}
        | {"informed_on": danish_day(row.informed_at), "state": codes.standing(facts.code(row), work.today)}
        for row in rows
    ]


def information_counts(work: Work) -> Mapping[str, Any]:
    """How much the caller has told, by programme."""
    told = entry.told_by(work.session, work.caller.subject, work.today)
    return {"items": [{**each, "used_at_least": codes.at_least(each["used_at_least"])} for each in told]}


def _hand_out_code(work: Work, programme: Programme, row: Information, telling: informing.Telling) -> str:
    letters = work.new_code(codes.LETTERS)
    row.code_digest, row.contact_route = codes.digest(letters), informing.route(telling)
    row.expires_on = work.today + timedelta(days=programme.information_phase.postcard_days)
    return codes.printed(letters)


def _may_revoke(work: Work, row: Information) -> bool:
    caller = work.caller
    own = (row.professional, row.professional_organisation) == (caller.subject, caller.organisation)
    return own or ("coordinator" in caller.roles and row.organisation == caller.organisation)
