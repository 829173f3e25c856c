"""What matching hears of meetings: when its volunteers are busy, and whether they came."""

from chassis.doors import on_event
from chassis.work import Work
from contracts.envelope import Event
from matching.actions import meetings


class Meetings:
    """What activities tells."""

    @on_event("meeting.scheduled.v1")
    def when_meeting_scheduled(self, work: Work, event: Event) -> None:
        meetings.schedule(work, event)

    @on_event("meeting.moved.v1")
    def when_meeting_moved(self, work: Work, event: Event) -> None:
        meetings.move(work, event)

    @on_event("meeting.called_off.v1")
    def when_meeting_called_off(self, work: Work, event: Event) -> None:
        meetings.call_off(work, event)

    @on_event("meeting.held.v1")
    def when_meeting_held(self, work: Work, event: Event) -> None:
        meetings.hold_meeting(work, event)
