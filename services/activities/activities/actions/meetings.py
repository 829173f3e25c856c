"""Arranging, moving and calling off a meeting, and forgetting where it was."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from activities.actions import occasions, planning
from activities.actions.reaching import insist, of_programme, reach, unchanged
from activities.domain import course, scheduling
from activities.domain.people import Participant
from activities.queries import meetings as kept
from activities.queries import series
from activities.tables import Meeting
from chassis.work import Work
from contracts.activities import why_called_off
from contracts.refusals import Refused

Row = Mapping[str, Any]


def schedule(work: Work, *, participants: Iterable[Mapping[str, Any]], **wanted: Any) -> Row:
    """Arrange a meeting for a request, a match or an activity.

    Raises:
        Refused: the first thing that speaks against its occasion, kind, company, time or place.
    """
    named = {name: wanted.pop(name) for name in planning.OCCASIONS.values()}
    held = occasions.held(work, kind=wanted["kind"], **named)
    if intake_id := named["intake_id"]:
        insist(scheduling.objections_to_another(kept.planned_for(work.session, intake_id)))
    if not wanted["place"] and not wanted["venue_id"]:
        raise Refused("nowhere", field="place")
    people = tuple(Participant(**each) for each in participants)
    (meeting,) = planning.put_down(work, held, [planning.Planned(participants=people, **wanted)])
    _insist_apart(work, meeting)
    return kept.as_meeting(meeting)


def move(work: Work, meeting_id: UUID, version: int | None, **to: Any) -> Row:
    """Give a meeting another time, under the same rules as when it was arranged."""
    meeting = reach(work, meeting_id)
    insist(course.objections_to_change(meeting.state))
    unchanged(meeting, version)
    named = {name: getattr(meeting, name) for name in planning.OCCASIONS.values()}
    occasions.held(work, kind=meeting.kind, **named)
    planning.retime(work, meeting, **to)
    _insist_apart(work, meeting)
    return kept.as_meeting(meeting)


def arrange(work: Work, meeting_id: UUID, version: int | None, *, arranged: Sequence[str]) -> Row:
    """Write down what is arranged for a meeting that is ahead."""
    meeting = reach(work, meeting_id)
    insist(course.objections_to_change(meeting.state))
    unchanged(meeting, version)
    meeting.arranged = list(dict.fromkeys(arranged))
    work.session.flush()
    return kept.as_meeting(meeting)


def call_off(work: Work, meeting_id: UUID, *, reason: str) -> Row:
    """Call a meeting off; whoever takes part may and needs no leave from anybody, unless it is for others as well."""
    meeting = reach(work, meeting_id)
    arranges = work.caller.reaches(organisation=meeting.organisation)
    of_activity, over = bool(meeting.activity_id), meeting.ends_at <= work.now
    insist(course.objections_to_calling_off(meeting.state, of_activity=of_activity, arranges=arranges, over=over))
    take_off(work, meeting, reason)
    work.session.flush()
    return kept.as_meeting(meeting)


def take_off(work: Work, meeting: Meeting, reason: str) -> None:
    """Mark a meeting as called off and tell it."""
    meeting.state, meeting.called_off_reason = course.State.CALLED_OFF.value, reason
    planning.release(work, meeting)
    work.emit("meeting.called_off.v1", meeting.id, why_called_off(reason), **of_programme(meeting))


def _insist_apart(work: Work, meeting: Meeting) -> None:
    """Insist that an activity meets at one time only: whoever signs up for all of it could not be at both."""
    if meeting.activity_id is None:
        return
    span = meeting.starts_at, meeting.ends_at
    others = series.spans(work.session, meeting.activity_id, span, but=[meeting.id])
    insist(scheduling.objections_to_meeting_twice(*span, others))


def forget_places(work: Work) -> None:
    """Empty the places of meetings that are long over."""
    for meeting in kept.with_place(work.session, work.now - timedelta(days=work.settings["place_days"])):
        meeting.place = None
