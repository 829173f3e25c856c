"""Participants of one planned meeting, put in and taken out."""

from collections.abc import Collection, Sequence
from uuid import UUID

from activities.actions import rows
from activities.domain.people import Participant
from activities.tables import Meeting
from activities.tables import Participant as ParticipantRow
from chassis.work import Work


def add_people(work: Work, meeting: Meeting, people: Sequence[Participant]) -> None:
    """Let people take part in a meeting."""
    rows.hold_people(work.session, [one.person for one in people])
    meeting.participants.extend(ParticipantRow(person=one.person, role=one.role) for one in people)


def remove_people(work: Work, meeting: Meeting, persons: Collection[UUID]) -> None:
    """Let people no longer take part in a meeting."""
    del work
    for one in [one for one in meeting.participants if one.person in persons]:
        meeting.participants.remove(one)
