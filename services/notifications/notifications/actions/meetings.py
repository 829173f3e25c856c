"""Meetings: arranged, moved, called off."""

from chassis.work import Work
from contracts.envelope import Event
from notifications.actions.memory import note_addressees, note_programme, row
from notifications.actions.reconciling import reconsider
from notifications.tables import Activity, Appointment, Meeting, Series


def schedule(work: Work, event: Event) -> None:
    """A meeting has people and its first time."""
    if event.data["activity"]:
        row(work, Activity, event.data["activity"])
    meeting = row(work, Meeting, event.subject)
    note_programme(meeting, event)
    meeting.kind, meeting.family = event.data["kind"], event.data["family"]
    meeting.activity, meeting.series = event.data["activity"], event.data["series"]
    note_addressees(work, meeting.id, ((each["person"], each["role"]) for each in event.data["participants"]))
    _appoint(work, event)
    _look_again(work, meeting, event)


def move(work: Work, event: Event) -> None:
    """The meeting has another time."""
    meeting = row(work, Meeting, event.subject)
    note_programme(meeting, event)
    _appoint(work, event)
    _look_again(work, meeting, event)


def call_off(work: Work, event: Event) -> None:
    """The meeting will not take place."""
    meeting = row(work, Meeting, event.subject)
    note_programme(meeting, event)
    meeting.called_off_at, meeting.called_off_correlation = event.time, event.correlationid
    _look_again(work, meeting, event)


def _look_again(work: Work, meeting: Meeting, event: Event) -> None:
    if meeting.series:
        note_programme(row(work, Series, meeting.series), event)
    reconsider(work, [each for each in (meeting.id, meeting.series) if each])


def _appoint(work: Work, event: Event) -> None:
    if work.session.get(Appointment, (event.subject, event.sequence)) is None:
        work.session.add(
            Appointment(
                meeting=event.subject,
                sequence=event.sequence,
                starts_at=event.data["starts_at"],
                ends_at=event.data["ends_at"],
                said_at=event.time,
                correlation_id=event.correlationid,
            )
        )
