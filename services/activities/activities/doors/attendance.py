"""Doors to attendance, to whom it gives a reason to ask after, and to small successes."""

from typing import Any

from activities import access, schemas
from activities.actions import absences, attendance, successes
from activities.queries import follow_ups
from chassis.doors import every, get, measure, post, put
from chassis.web.request import Request
from chassis.work import Work

HOUR = 3600


class Attendance:
    """Who came is recorded, and who stays away is asked after."""

    @put(
        "/meetings/{meeting_id}/attendance",
        allow=access.RECORD,
        body=schemas.Attendance,
        reply=schemas.Meeting,
        versioned=True,
    )
    def record_attendance(self, work: Work, request: Request) -> Any:
        """Record who came to a meeting."""
        return attendance.record(work, request.path["meeting_id"], request.version, **request.body)

    @get("/meetings/{meeting_id}/attendance", allow=access.RECORD, reply=schemas.Sheet)
    def show_attendance(self, work: Work, request: Request) -> Any:
        """Show who came to a meeting, as far as it is known."""
        return attendance.show(work, request.path["meeting_id"])

    @post("/attendance", allow=access.RECORD, body=schemas.Entries, reply=schemas.Recorded)
    def record_offline(self, work: Work, request: Request) -> Any:
        """Record what a device has collected while it was offline. The same entries again change nothing."""
        return attendance.record_all(work, request.body["entries"], language=request.language)

    @get("/follow-ups", allow=access.FOLLOW_UP, query=schemas.FollowUps, reply=schemas.FollowUp, paged=True)
    def list_follow_ups(self, work: Work, request: Request) -> Any:
        """List those who have stayed away several times in a row, and volunteers who walked in unvetted."""
        return follow_ups.page(work.session, work.caller, request.page, open=request.query["open"])

    @post("/follow-ups/{follow_up_id}/talk", allow=access.FOLLOW_UP, body=schemas.Talk, reply=schemas.FollowUp)
    def talk(self, work: Work, request: Request) -> Any:
        """Record that you have talked with them."""
        return absences.talk(work, request.path["follow_up_id"], **request.body)

    @post(
        "/meetings/{meeting_id}/successes",
        allow=access.NOTE_SUCCESS,
        body=schemas.NewSuccess,
        reply=schemas.Success,
        status=201,
    )
    def note_success(self, work: Work, request: Request) -> Any:
        """Note that something small went well for a family; it may keep it in its plan."""
        return successes.note(work, request.path["meeting_id"], **request.body)

    @every(seconds=HOUR)
    def forget_attendance(self, work: Work) -> None:
        attendance.forget_keys(work)
        absences.forget(work)
        successes.forget(work)

    @measure("samspil_follow_ups_open", "Whom a coordinator should ask after.", labels=("programme", "reason"))
    def open_follow_ups(self, session: Any) -> Any:
        return follow_ups.open_by_reason(session)
