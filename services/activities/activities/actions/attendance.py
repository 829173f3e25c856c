"""Recording who came to a meeting."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.orm.attributes import flag_modified

from activities.actions.reaching import insist, of_programme, reach, unchanged
from activities.domain import attendance, course, kinds
from activities.domain.people import Role
from activities.queries import meetings as kept
from activities.tables import Meeting
from chassis.work import Work
from contracts.programmes import load

Row = Mapping[str, Any]


def record(work: Work, meeting_id: UUID, version: int, *, came: Sequence[UUID], absent: Sequence[UUID]) -> Row:
    """Record who came and who did not, in place of what may have been recorded before.

    Raises:
        Refused: the first thing that speaks against it.
    """
    meeting = reach(work, meeting_id)
    insist(course.objections_to_attendance(meeting.state))
    unchanged(meeting, version)
    insist(kinds.objections_to_attendance(meeting.kind, kinds.programme_named(meeting.programme, load())))
    expected = [one.person for one in meeting.participants]
    insist(attendance.objections(came, absent, participants=expected, starts_at=meeting.starts_at, now=work.now))
    _set(meeting, attendance.by_person(came, absent))
    work.session.flush()
    work.emit("meeting.held.v1", meeting.id, _held(meeting), **of_programme(meeting))
    return kept.as_meeting(meeting)


def _set(meeting: Meeting, came_by_person: Mapping[UUID, bool]) -> None:
    for one in meeting.participants:
        one.came = came_by_person.get(one.person)
    meeting.state = course.State.HELD.value
    # A correction changes participants only; it is a new version of the meeting all the same.
    flag_modified(meeting, "state")


def _held(meeting: Meeting) -> Row:
    came = [one.came for one in meeting.participants]
    return {
        "kind": meeting.kind,
        "family": meeting.family,
        "match": meeting.match_id,
        "came": came.count(True),
        "absent": came.count(False),
        "volunteers_came": [one.person for one in meeting.participants if one.came and one.role == Role.VOLUNTEER],
    }
