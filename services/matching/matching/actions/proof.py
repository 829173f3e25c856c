"""A certificate of what a volunteer has given, when the volunteer asks for it. Nothing of it is kept."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from chassis.work import Work
from contracts.refusals import Refused
from matching.actions import hours
from matching.domain import programmes, proof, slots
from matching.queries import trainings
from matching.tables import Volunteer


def certificate(work: Work, id: UUID, *, language: str) -> Mapping[str, Any]:
    """The order for the volunteer's own certificate; staff has none of anybody."""
    row = work.session.get(Volunteer, id)
    if row is None or work.caller.subject != id or not work.caller.reaches(subjects=[id]):
        raise Refused("not_found")
    if row.name is None:
        raise Refused("volunteer_has_left")
    rules, given = programmes.named(row.programme), hours.given(work, id)
    taken = (
        proof.course(rules, each.course, on=each.taken_on, hours=each.hours, language=language)
        for each in trainings.of_volunteer(work.session, id)
    )
    return {
        **proof.told(rules, organisation=row.organisation, kinds=row.kinds, language=language),
        "name": row.name,
        "since": slots.day_of(row.registered_at).isoformat(),
        "until": slots.day_of(row.left_at).isoformat() if row.left_at else None,
        "on": work.today.isoformat(),
        "meetings": given["meetings"],
        "hours": given["minutes"] // 60,
        "courses": [each for each in taken if each],
    }
