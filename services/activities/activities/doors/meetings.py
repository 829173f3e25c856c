"""Doors to meetings."""

from typing import Any

from activities import access, schemas
from activities.actions import meetings
from activities.queries import meetings as kept
from chassis.doors import every, get, measure, post, put
from chassis.web.request import Request
from chassis.work import Work

HOUR = 3600


class Meetings:
    """Meetings are arranged, moved and called off."""

    @post("/meetings", allow=access.ARRANGE, body=schemas.Scheduling, reply=schemas.Meeting, status=201)
    def schedule(self, work: Work, request: Request) -> Any:
        """Arrange a meeting."""
        return meetings.schedule(work, **request.body)

    @get("/meetings", allow=access.READ_MEETINGS, reply=schemas.Meeting, paged=True)
    def list_meetings(self, work: Work, request: Request) -> Any:
        """List the organisation's meetings, or one's own."""
        return kept.page(work.session, work.caller, request.page)

    @get("/meetings/{meeting_id}", allow=access.READ_MEETINGS, reply=schemas.Meeting)
    def show_meeting(self, work: Work, request: Request) -> Any:
        """Show a meeting."""
        return kept.one(work.session, work.caller, request.path["meeting_id"])

    @get("/meetings/{meeting_id}/place", allow=access.READ_PLACE, reply=schemas.Place, purposes=access.PLACE_PURPOSES)
    def show_place(self, work: Work, request: Request) -> Any:
        """Show where people meet."""
        return kept.place(work.session, work.caller, request.path["meeting_id"])

    @post(
        "/meetings/{meeting_id}/moving",
        allow=access.ARRANGE,
        body=schemas.Moving,
        reply=schemas.Meeting,
        versioned=True,
    )
    def move(self, work: Work, request: Request) -> Any:
        """Give a meeting another time."""
        return meetings.move(work, request.path["meeting_id"], request.version, **request.body)

    @put(
        "/meetings/{meeting_id}/arrangements",
        allow=access.ARRANGE,
        body=schemas.Arranging,
        reply=schemas.Meeting,
        versioned=True,
    )
    def arrange(self, work: Work, request: Request) -> Any:
        """Say what is arranged for a meeting: childcare, transport, an interpreter, a meal."""
        return meetings.arrange(work, request.path["meeting_id"], request.version, **request.body)

    @post("/meetings/{meeting_id}/calling-off", allow=access.CALL_OFF, body=schemas.CallingOff, reply=schemas.Meeting)
    def call_off(self, work: Work, request: Request) -> Any:
        """Call a meeting off."""
        return meetings.call_off(work, request.path["meeting_id"], **request.body)

    @every(seconds=HOUR)
    def forget_places(self, work: Work) -> None:
        meetings.forget_places(work)

    @measure("samspil_meetings", "Meetings, by where they are in their course.", labels=("programme", "state"))
    def meetings_by_state(self, session: Any) -> Any:
        return kept.meetings_by_state(session)
