"""Outreach: rounds in an area are counted, and a count can be taken back the day it was made. # S3-05, S4-08"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from chassis.work import Work
from contracts.refusals import Refused
from enrollment.actions import programmes
from enrollment.domain import outreach
from enrollment.domain.days import danish_day
from enrollment.queries import entry
from enrollment.tables import Outreach


def count_outreach(work: Work, *, programme: str, kind: str, area: str, on: date, **counted: Any) -> Mapping[str, Any]:
    """Count whom one met; `counted` is the part of the day and how many. Who they were is not asked."""
    terms = programmes.in_force(work, programme)
    if not work.caller.reaches(organisation=terms.organisation):
        raise Refused("not_allowed")
    if objection := outreach.objection(terms, outreach.Round(kind=kind, area=area, on=on), work.today):
        raise objection
    row = Outreach(id=work.new_id(), organisation=terms.organisation, programme=programme, kind=kind, area=area)
    row.met_on, row.counted_by, row.counted_at = on, work.caller.subject, work.now
    row.part_of_day, row.people = counted["part_of_day"], counted["people"]
    work.session.add(row)
    _tell(work, row, terms.version, row.people)
    return _as_outreach(row)


def take_back_outreach(work: Work, outreach_id: UUID) -> Mapping[str, Any]:
    """It was counted wrongly: from now on nobody was met, for us and for whoever heard of it."""
    row = work.session.get(Outreach, outreach_id)
    if row is None or (row.counted_by, row.organisation) != (work.caller.subject, work.caller.organisation):
        raise Refused("not_found")
    counted_on, taken_back = danish_day(row.counted_at), row.withdrawn_at is not None
    if objection := outreach.objection_to_taking_back(counted_on=counted_on, taken_back=taken_back, today=work.today):
        raise objection
    row.withdrawn_at = work.now
    _tell(work, row, programmes.in_force(work, row.programme).version, 0)
    return _as_outreach(row)


def all_outreach(work: Work, *, after: UUID | None, limit: int) -> Sequence[Mapping[str, Any]]:
    """What the organisation has counted."""
    rows = entry.outreach_of(work.session, work.caller.organisation, after=after, limit=limit)
    return [_as_outreach(row) for row in rows]


def _as_outreach(row: Outreach) -> Mapping[str, Any]:
    plain = ("id", "programme", "kind", "area", "part_of_day", "people")
    shown = {name: getattr(row, name) for name in plain}
    return shown | {"on": row.met_on, "taken_back": row.withdrawn_at is not None}


def _tell(work: Work, row: Outreach, version: str, people: int) -> None:
    data = {"kind": row.kind, "area": row.area, "on": row.met_on, "part_of_day": row.part_of_day, "people": people}
    work.emit("outreach.counted.v1", row.id, data, programme=row.programme, programmeversion=version)
