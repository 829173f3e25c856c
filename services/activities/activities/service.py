"""The doors of activities: requests, events, a timer and figures. Each translates and calls one action or query."""

from activities import access, queries, schemas
from activities.actions import attendance, facts, meetings
from chassis.doors import every, get, measure, on_event, post, put

HOUR = 3600


class Activities:
    """Meetings are arranged, moved, called off, held and counted."""

    name = "activities"
    settings = schemas.Settings

    @get("/intakes", allow=access.READ_INTAKES, query=schemas.Intakes, reply=schemas.Intake, paged=True)
    def list_intakes(self, work, request):
        """List the families that have asked to meet the coordinator."""
        return queries.intakes(work.session, work.caller, request.page, open=request.query["open"])

    @post("/meetings", allow=access.ARRANGE, body=schemas.Scheduling, reply=schemas.Meeting, status=201)
    def schedule(self, work, request):
        """Arrange a meeting."""
        return meetings.schedule(work, **request.body)

    @get("/meetings", allow=access.READ_MEETINGS, reply=schemas.Meeting, paged=True)
    def list_meetings(self, work, request):
        """List the organisation's meetings, or one's own."""
        return queries.meetings(work.session, work.caller, request.page)

    @get("/meetings/{meeting_id}", allow=access.READ_MEETINGS, reply=schemas.Meeting)
    def show_meeting(self, work, request):
        """Show a meeting."""
        return queries.meeting(work.session, work.caller, request.path["meeting_id"])

    @get("/meetings/{meeting_id}/place", allow=access.READ_PLACE, reply=schemas.Place, purposes=access.PLACE_PURPOSES)
    def show_place(self, work, request):
        """Show where people meet."""
        return queries.place(work.session, work.caller, request.path["meeting_id"])

    @post(
        "/meetings/{meeting_id}/moving",
        allow=access.ARRANGE,
        body=schemas.Moving,
        reply=schemas.Meeting,
        versioned=True,
    )
    def move(self, work, request):
        """Give a meeting another time."""
        return meetings.move(work, request.path["meeting_id"], request.version, **request.body)

    @post("/meetings/{meeting_id}/calling-off", allow=access.CALL_OFF, body=schemas.CallingOff, reply=schemas.Meeting)
    def call_off(self, work, request):
        """Call a meeting off."""
        return meetings.call_off(work, request.path["meeting_id"], **request.body)

    @put(
        "/meetings/{meeting_id}/attendance",
        allow=access.RECORD,
        body=schemas.Attendance,
        reply=schemas.Meeting,
        versioned=True,
    )
    def record_attendance(self, work, request):
        """Record who came to a meeting."""
        return attendance.record(work, request.path["meeting_id"], request.version, **request.body)

    @on_event("intake.requested.v1")
    def when_intake_requested(self, work, event):
        facts.note_intake(work, event)

    @on_event("volunteer.approved.v1")
    def when_volunteer_approved(self, work, event):
        facts.note_approval(work, event)

    @on_event("volunteer.left.v1")
    def when_volunteer_left(self, work, event):
        facts.note_volunteer_left(work, event)

    @on_event("volunteer.matched.v1")
    def when_volunteer_matched(self, work, event):
        facts.note_match(work, event)

    @on_event("match.ended.v1")
    def when_match_ended(self, work, event):
        facts.note_match_ended(work, event)

    @on_event("family.left.v1")
    def when_family_left(self, work, event):
        facts.note_family_left(work, event)

    @on_event("consent.changed.v1")
    def when_consent_changed(self, work, event):
        facts.note_consent(work, event)

    @every(seconds=HOUR)
    def forget_places(self, work):
        meetings.forget_places(work)

    @measure("samspil_meetings", "Meetings, by where they are in their course.", labels=("programme", "state"))
    def meetings_by_state(self, session):
        return queries.meetings_by_state(session)

    @measure("samspil_intakes_open", "Families that wait for their first meeting.", labels=("programme",))
    def open_intakes(self, session):
        return queries.open_intakes(session)
