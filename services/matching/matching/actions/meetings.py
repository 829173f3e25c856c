"""What activities tells about meetings of our volunteers. Every fact has columns of its own, in any order."""

from typing import Any
from uuid import UUID

from chassis.work import Work
from contracts.envelope import Event
from matching.actions.holding import fact_row
from matching.domain import slots
from matching.tables import Attendance, Meeting


def schedule(work: Work, event: Event) -> None:
    """Volunteers are busy. A meeting without one is none of ours."""
    said = event.data
    volunteers = {each["person"] for each in said["participants"] if each["role"] == "volunteer"}
    if not volunteers:
        return
    row = fact_row(work, Meeting, event.subject)
    if _is_news(event, row.scheduled_sequence):
        row.scheduled_sequence, row.programme, row.match_id = event.sequence, event.programme, said["match"]
        row.starts_at, row.ends_at = said["starts_at"], said["ends_at"]
        row.happens_on, row.minutes = _day_and_minutes(said)
    for volunteer in sorted(volunteers):
        _attendance(work, row, volunteer).expected = True


def move(work: Work, event: Event) -> None:
    """They are busy at another time."""
    row = fact_row(work, Meeting, event.subject)
    if _is_news(event, row.moved_sequence):
        row.moved_sequence = event.sequence
        row.moved_starts_at, row.moved_ends_at = event.data["starts_at"], event.data["ends_at"]
        row.moved_on, row.moved_minutes = _day_and_minutes(event.data)


def call_off(work: Work, event: Event) -> None:
    """They are not busy after all."""
    row = fact_row(work, Meeting, event.subject)
    row.called_off_at = max(filter(None, (row.called_off_at, event.time)))


def hold_meeting(work: Work, event: Event) -> None:
    """It took place, and these volunteers came. Told once more, the later word counts."""
    came = event.data["volunteers_came"]
    row = fact_row(work, Meeting, event.subject)
    if _is_news(event, row.held_sequence):
        row.held_sequence = event.sequence
    for volunteer in sorted(came):
        attendance = _attendance(work, row, volunteer)
        attendance.came_sequence = max(attendance.came_sequence or 0, event.sequence)


def _attendance(work: Work, row: Meeting, volunteer: UUID) -> Attendance:
    work.session.flush()
    found = work.session.get(Attendance, (row.id, volunteer))
    if found is None:
        found = Attendance(meeting_id=row.id, volunteer_id=volunteer, expected=False)
        work.session.add(found)
    return found


def _day_and_minutes(said: Any) -> tuple[Any, int]:
    return slots.day_of(said["starts_at"]), slots.minutes_between(said["starts_at"], said["ends_at"])


def _is_news(event: Event, known: int | None) -> bool:
    return known is None or known < event.sequence
