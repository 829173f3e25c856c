"""What every action about a meeting begins with: the meeting the caller means, unchanged, and the first no."""

from collections.abc import Iterator
from typing import TypedDict
from uuid import UUID

from activities.queries import meetings as kept
from activities.tables import Meeting
from chassis.work import Work
from contracts.refusals import Refused


class OfProgramme(TypedDict):
    """The attributes of an event that name a programme."""

    programme: str
    programmeversion: str | None


def reach(work: Work, meeting_id: UUID) -> Meeting:
    """The meeting, if the caller may know of it.

    Raises:
        Refused: `not_found`.
    """
    meeting = kept.within_reach(work.session, work.caller, meeting_id)
    if meeting is None:
        raise Refused("not_found")
    return meeting


def unchanged(meeting: Meeting, version: int | None) -> None:
    """Insist that the caller has seen the meeting as it is.

    Raises:
        Refused: `stale`.
    """
    if meeting.version != version:
        raise Refused("stale")


def insist(objections: Iterator[Refused]) -> None:
    """Refuse with the first objection, if there is one."""
    for objection in objections:
        raise objection


def of_programme(meeting: Meeting) -> OfProgramme:
    """What the envelope of an event says about the programme of a meeting."""
    return {"programme": meeting.programme, "programmeversion": meeting.programmeversion}
