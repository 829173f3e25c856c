"""Doors to activities."""

from typing import Any

from activities import access, schemas
from activities.actions import activities, steps
from activities.queries import activities as kept
from chassis.doors import get, measure, post, put
from chassis.web.request import Request
from chassis.work import Work


class RunningActivities:
    """Activities are opened, changed and ended by the organisation that runs them."""

    @post("/activities", allow=access.RUN, body=schemas.OpeningActivity, reply=schemas.Activity, status=201)
    def open_activity(self, work: Work, request: Request) -> Any:
        """Begin an activity."""
        return activities.open_one(work, **request.body)

    @get("/activities", allow=access.READ_ACTIVITIES, query=schemas.Activities, reply=schemas.Activity, paged=True)
    def list_activities(self, work: Work, request: Request) -> Any:
        """List the activities of the programmes one's organisation takes part in."""
        return activities.page(work, request.page, **request.query)

    @get("/activities/{activity_id}", allow=access.READ_ACTIVITIES, reply=schemas.Activity)
    def show_activity(self, work: Work, request: Request) -> Any:
        """Show an activity."""
        return activities.one(work, request.path["activity_id"])

    @get("/activities/{activity_id}/meetings", allow=access.READ_ACTIVITIES, reply=schemas.ActivityMeeting, paged=True)
    def list_activity_meetings(self, work: Work, request: Request) -> Any:
        """List when an activity meets, without those who take part."""
        return activities.meetings(work, request.path["activity_id"], request.page)

    @put(
        "/activities/{activity_id}",
        allow=access.RUN,
        body=schemas.ChangingActivity,
        reply=schemas.Activity,
        versioned=True,
    )
    def change_activity(self, work: Work, request: Request) -> Any:
        """Say anew what can be changed about an activity."""
        return activities.change(work, request.path["activity_id"], request.version, **request.body)

    @post("/activities/{activity_id}/opening", allow=access.RUN, reply=schemas.Activity, versioned=True)
    def open_for_sign_up(self, work: Work, request: Request) -> Any:
        """Let people sign up to an activity that was planned first."""
        return activities.open_for_sign_up(work, request.path["activity_id"], request.version)

    @post(
        "/activities/{activity_id}/ending",
        allow=access.RUN,
        body=schemas.EndingActivity,
        reply=schemas.Activity,
        versioned=True,
    )
    def end_activity(self, work: Work, request: Request) -> Any:
        """End an activity, and call off what it still has ahead."""
        return activities.end(work, request.path["activity_id"], request.version, **request.body)

    @get(
        "/families/{family_id}/next-step",
        allow=access.READ_NEXT_STEP,
        query=schemas.AskingNextStep,
        reply=schemas.NextStep,
        purposes=access.STEP_PURPOSES,
    )
    def suggest_next_step(self, work: Work, request: Request) -> Any:
        """Suggest a family's next step in a course, with the reason; the family itself chooses."""
        return steps.next_step(work, request.path["family_id"], **request.query)

    @measure("samspil_activities", "Activities, by where they are in their course.", labels=("programme", "state"))
    def activities_by_state(self, session: Any) -> Any:
        return kept.activities_by_state(session)
