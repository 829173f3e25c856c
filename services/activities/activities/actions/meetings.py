"""Arranging, moving and calling off a meeting, and forgetting where it was."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from activities.actions import occasions
from activities.actions.booking import Company, book, gather
from activities.actions.reaching import insist, of_programme, reach, unchanged
from activities.domain import course, scheduling
from activities.domain.people import Participant
from activities.queries import meetings as kept
from activities.tables import Meeting
from activities.tables import Participant as ParticipantRow
from chassis.work import Work
from contracts.activities import why_called_off

Row = Mapping[str, Any]


def schedule(work: Work, *, participants: Iterable[Mapping[str, Any]], **wanted: Any) -> Row:
    """Arrange a meeting for a request or a match.

    Raises:
        Refused: the first thing that speaks against its occasion, kind, company or time.
    """
    held = occasions.held(work, intake_id=wanted["intake_id"], match_id=wanted["match_id"])
    people = gather(work, held, wanted["kind"], [Participant(**each) for each in participants])
    if intake_id := wanted["intake_id"]:
        insist(scheduling.objections_to_another(kept.planned_for(work.session, intake_id)))
    book(work, people, wanted["starts_at"], wanted["ends_at"])
    meeting = _new(work, held, people, wanted)
    work.session.flush()
    work.emit("meeting.scheduled.v1", meeting.id, _scheduled(meeting), **of_programme(meeting))
    return kept.as_meeting(meeting)


def move(
    work: Work, meeting_id: UUID, version: int, *, starts_at: datetime, ends_at: datetime, place: str | None
) -> Row:
    """Give a meeting another time, under the same rules as when it was arranged."""
    meeting = reach(work, meeting_id)
    insist(course.objections_to_change(meeting.state))
    unchanged(meeting, version)
    occasions.held(work, intake_id=meeting.intake_id, match_id=meeting.match_id)
    people = [Participant(person=one.person, role=one.role) for one in meeting.participants]
    book(work, people, starts_at, ends_at, but=meeting.id)
    meeting.starts_at, meeting.ends_at, meeting.place = starts_at, ends_at, place or meeting.place
    work.session.flush()
    work.emit("meeting.moved.v1", meeting.id, {"starts_at": starts_at, "ends_at": ends_at}, **of_programme(meeting))
    return kept.as_meeting(meeting)


def call_off(work: Work, meeting_id: UUID, *, reason: str) -> Row:
    """Call a meeting off; whoever takes part may, and needs no leave from anybody."""
    meeting = reach(work, meeting_id)
    insist(course.objections_to_change(meeting.state))
    take_off(work, meeting, reason)
    work.session.flush()
    return kept.as_meeting(meeting)


def take_off(work: Work, meeting: Meeting, reason: str) -> None:
    """Mark a meeting as called off and tell it."""
    meeting.state, meeting.called_off_reason = course.State.CALLED_OFF.value, reason
    work.emit("meeting.called_off.v1", meeting.id, why_called_off(reason), **of_programme(meeting))


def forget_places(work: Work) -> None:
    """Empty the places of meetings that are long over."""
    for meeting in kept.with_place(work.session, work.now - timedelta(days=work.settings["place_days"])):
        meeting.place = None


def _new(work: Work, held: occasions.Held, people: Company, wanted: Mapping[str, Any]) -> Meeting:
    meeting = Meeting(
        id=work.new_id(),
        organisation=held.row.organisation,
        programme=held.row.programme,
        programmeversion=held.row.programmeversion,
        family=held.family,
        area=held.row.area,
        state=course.State.PLANNED.value,
        participants=[ParticipantRow(person=one.person, role=one.role) for one in people],
        **wanted,
    )
    work.session.add(meeting)
    return meeting


def _scheduled(meeting: Meeting) -> Row:
    return {
        "kind": meeting.kind,
        "intake": meeting.intake_id,
        "match": meeting.match_id,
        "family": meeting.family,
        "participants": [{"person": one.person, "role": one.role} for one in meeting.participants],
        "starts_at": meeting.starts_at,
        "ends_at": meeting.ends_at,
        "area": meeting.area,
    }
