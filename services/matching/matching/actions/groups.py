"""Groups that volunteers help in, and who helps there. Whether somebody may is worked out each time it is asked.

So a change of a group's ages, an assignment and a certificate that runs out need nobody to notice: whoever lacks the
vetting for a group is blocked there from that moment on, and does not count. # S4-21, S4-22
"""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from chassis.work import Work
from contracts.refusals import Refused
from matching.actions.contact import group_known
from matching.actions.holding import hold_volunteer
from matching.actions.knowing import volunteers_known
from matching.actions.vetted import Shown, blocked_view
from matching.domain import endings, facts, groups, lacking, programmes
from matching.queries import groups as queries
from matching.tables import Assignment, Group, Volunteer

OF_GROUP = ("id", "programme", "kind", "area", "youngest", "oldest", "contact", "version")


def register(work: Work, *, programme: str, **told: Any) -> Shown:
    """A group that volunteers may be assigned to."""
    row = Group(id=work.new_id(), organisation=work.caller.organisation, programme=programme)
    _describe(work, row, told)
    work.session.add(row)
    return _shown(work, [row], work.today)[0]


def change(work: Work, id: UUID, version: int | None, **told: Any) -> Shown:
    """The group is another now, perhaps with younger children; who lacks vetting for them is blocked at once."""
    row = _own(work, id)
    if row.version != version:
        raise Refused("stale")
    _describe(work, row, told)
    return _shown(work, [row], work.today)[0]


def show(work: Work, id: UUID, *, on: date | None) -> Shown | None:
    """A group with those who are assigned to it, as they stand on a day."""
    row = queries.within_reach(work.session, work.caller, id)
    return _shown(work, [row], on or work.today)[0] if row else None


def page(work: Work, wanted: Any) -> Sequence[Shown]:
    """A page of the organisation's groups."""
    return _shown(work, queries.page(work.session, work.caller, wanted), work.today)


def assign(work: Work, id: UUID, *, volunteer: UUID, begins: date, until: date | None) -> Shown:
    """A volunteer helps in a group from a day on; blocked there until the vetting it asks for is passed."""
    row, person = _own(work, id), hold_volunteer(work, volunteer)
    _check(work, row, person, begins, until)
    work.session.add(
        Assignment(
            id=work.new_id(),
            group_id=row.id,
            volunteer_id=person.id,
            begins=begins,
            until=until,
            assigned_by=work.caller.subject,
            assigned_at=work.now,
        )
    )
    return _shown(work, [row], work.today)[0]


def end(work: Work, id: UUID, *, until: date) -> Shown:
    """An assignment has a last day."""
    assignment = work.session.get(Assignment, id)
    if assignment is None:
        raise Refused("not_found")
    row = _own(work, assignment.group_id)
    if until < assignment.begins:
        raise Refused("days_reversed", field="until")
    assignment.until = until
    return _shown(work, [row], work.today)[0]


def _own(work: Work, id: UUID) -> Group:
    row = queries.within_reach(work.session, work.caller, id)
    if row is None:
        raise Refused("not_found")
    return row


def _describe(work: Work, row: Group, told: Any) -> None:
    programme = programmes.named(row.programme)
    groups.check_kind(programme, organisation=row.organisation, kind=told["kind"], area=told["area"])
    groups.check_ages(told["youngest"], told["oldest"])
    for name, value in told.items():
        setattr(row, name, value)
    row.changed_by, row.changed_at = work.caller.subject, work.now


def _check(work: Work, row: Group, volunteer: Volunteer, begins: date, until: date | None) -> None:
    if until is not None and until < begins:
        raise Refused("days_reversed", field="until")
    if volunteer.born is None or (volunteer.left_at and volunteer.left_reason not in endings.BY_VETTING):
        raise Refused("volunteer_has_left", field="volunteer")
    if volunteer.programme != row.programme:
        raise Refused("volunteer_of_another_programme", field="volunteer", programme=row.programme)
    for known in queries.of_one(work.session, row.id, volunteer.id):
        if groups.Assignment(begins=known.begins, until=known.until).meets(begins, until):
            raise Refused("assigned_already", field="begins", begins=known.begins)


def _shown(work: Work, rows: Sequence[Group], at: date) -> list[Shown]:
    work.session.flush()  # what has just changed shows, with its new version
    assigned = queries.assigned(work.session, [row.id for row in rows])
    people = {volunteer.id: volunteer for of_group in assigned.values() for _, volunteer in of_group}
    present = [volunteer for volunteer in people.values() if volunteer.born]
    known = dict(zip((row.id for row in present), volunteers_known(work, present), strict=True))
    return [_group(row, [(each, known.get(each.volunteer_id)) for each, _ in assigned[row.id]], at) for row in rows]


def _group(row: Group, assigned: Sequence[tuple[Assignment, facts.Volunteer | None]], at: date) -> Shown:
    shown = [_assignment(row, each, volunteer, at) for each, volunteer in assigned if volunteer]
    return {
        **{name: getattr(row, name) for name in OF_GROUP},
        "asks_for_certificate": groups.meets_young(programmes.named(row.programme), group_known(row)),
        "helping": sum(each["state"] == "helping" for each in shown),
        "assignments": shown,
    }


def _assignment(row: Group, assignment: Assignment, volunteer: facts.Volunteer, at: date) -> Shown:
    programme, days = (
        programmes.named(row.programme),
        groups.Assignment(begins=assignment.begins, until=assignment.until),
    )
    day = max(at, days.begins)
    steps = () if days.is_over(at) else groups.lacking(programme, group_known(row), volunteer, day)
    blocked = lacking.reasons(programme, volunteer, steps, day)
    return {
        "id": assignment.id,
        "volunteer": assignment.volunteer_id,
        "begins": assignment.begins,
        "until": assignment.until,
        "state": groups.state(days, volunteer, is_blocked=bool(blocked), at=at),
        "blocked_by": [blocked_view(each) for each in blocked.values()],
    }
