"""Meetings of a match on days for which the volunteer's vetting does not hold after all are called off in time.

They were arranged when it held. An activity goes on with others (`following`); of two who meet, nobody can be left out.
It is decided shortly before, so that a renewal on its way comes in time and every order of events ends alike.
"""

from datetime import timedelta

from activities.actions.meetings import take_off
from activities.domain import course, kinds, vetting
from activities.domain.local import local_day
from activities.domain.people import CHILDREN
from activities.queries import helping as kept
from activities.tables import Meeting, Volunteer
from chassis.work import Work
from contracts.programmes import load

NOTICE = timedelta(days=2)
NO_VOLUNTEERS = "no_volunteers"


def call_off_unvetted(work: Work) -> None:
    """Call off what begins soon with a volunteer who may not be with the child that day."""
    for meeting, volunteer in kept.with_matched(work.session, (work.now, work.now + NOTICE)):
        # Of two volunteers of one meeting the first may have had it called off.
        if meeting.state == course.State.PLANNED and _meets_children(meeting) and not _holds(volunteer, meeting):
            take_off(work, meeting, NO_VOLUNTEERS)
    work.session.flush()


def _meets_children(meeting: Meeting) -> bool:
    found = kinds.programme_named(meeting.programme, load()).meetings.get(meeting.kind)
    return found is None or bool(CHILDREN & set(found.roles))


def _holds(volunteer: Volunteer | None, meeting: Meeting) -> bool:
    row = volunteer or Volunteer()
    known = vetting.Vetted(approved_at=row.approved_at, valid_until=row.valid_until, left_at=row.left_at)
    return known.on(local_day(meeting.starts_at))
