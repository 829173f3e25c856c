"""Courses taken by volunteers. The approval course is a step of vetting too, and recorded once for both. # S3-04"""

from datetime import date
from uuid import UUID

from chassis.work import Work
from contracts.refusals import Refused
from matching.actions import vetting
from matching.actions.holding import hold_volunteer
from matching.actions.showing import Shown
from matching.domain import programmes, trainings
from matching.queries import trainings as queries
from matching.queries import volunteers
from matching.tables import Training, Volunteer


def record(work: Work, id: UUID, *, course: str, on: date, hours: int) -> Shown:
    """A volunteer has taken a course. Nobody records the own approval course, as nobody vets themselves."""
    row = hold_volunteer(work, id)
    _check(work, row, course, on)
    work.session.add(
        Training(
            id=work.new_id(),
            volunteer_id=id,
            programme=row.programme,
            course=course,
            taken_on=on,
            hours=hours,
            recorded_by=work.caller.subject,
            recorded_at=work.now,
        )
    )
    if trainings.is_a_step(programmes.named(row.programme), course):
        vetting.record(work, id, step=course, outcome="passed", on=on)
    work.session.flush()
    return taken(work, id)


def taken(work: Work, id: UUID) -> Shown:
    """The courses a volunteer has taken."""
    if volunteers.within_reach(work.session, work.caller, id) is None:
        raise Refused("not_found")
    rows = queries.of_volunteer(work.session, id)
    return {"trainings": [{"course": row.course, "on": row.taken_on, "hours": row.hours} for row in rows]}


def _check(work: Work, row: Volunteer, course: str, on: date) -> None:
    if row.born is None:
        raise Refused("volunteer_has_left")
    if course == trainings.APPROVAL and work.caller.subject == row.id:
        raise Refused("not_ones_own_vetting")
    for objection in trainings.objections(programmes.named(row.programme), course=course, on=on, today=work.today):
        raise objection
    if queries.taken(work.session, row.id, course, on):
        raise Refused("already_done")
