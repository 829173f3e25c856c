"""Doors for volunteers who help at activities, and for professionals who are invited."""

from typing import Any

from activities import access, schemas
from activities.actions import following, helping, inviting, vetted_in_time
from chassis.doors import every, get, post
from chassis.web.request import Request
from chassis.work import Work

HOUR = 3600


class Helping:
    """Volunteers are needed and help; professionals are invited."""

    @get("/activities/{activity_id}/volunteers-needed", allow=access.READ_NEEDED, reply=schemas.VolunteersNeeded)
    def show_volunteers_needed(self, work: Work, request: Request) -> Any:
        """Show how many volunteers are needed and still needed, meeting by meeting."""
        return helping.needed(work, request.path["activity_id"])

    @post(
        "/activities/{activity_id}/volunteers",
        allow=access.VOLUNTEER,
        body=schemas.NewVolunteer,
        reply=schemas.SignUp,
        status=201,
    )
    def volunteer(self, work: Work, request: Request) -> Any:
        """Help at an activity, or at one meeting of it."""
        return helping.volunteer(work, request.path["activity_id"], **request.body)

    @post(
        "/activities/{activity_id}/invitations",
        allow=access.INVITE,
        body=schemas.NewInvitation,
        reply=schemas.SignUp,
        status=201,
    )
    def invite(self, work: Work, request: Request) -> Any:
        """Invite a professional."""
        return inviting.invite(work, request.path["activity_id"], **request.body)

    @every(seconds=HOUR)
    def follow_vetting(self, work: Work) -> None:
        following.follow_vetting(work)

    @every(seconds=HOUR)
    def call_off_unvetted(self, work: Work) -> None:
        vetted_in_time.call_off_unvetted(work)
