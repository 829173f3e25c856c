"""Doors to hours given and courses taken."""

from typing import Any

from chassis.doors import get, measure, post
from chassis.web.request import Request
from chassis.work import Work
from matching import access, schemas
from matching.actions import hours, trainings
from matching.queries import hours as queries


class Hours:
    """What volunteers give, and what they have learnt for it."""

    @get("/volunteers/{volunteer_id}/hours", allow=access.READ_HOURS, reply=schemas.Hours)
    def hours(self, work: Work, request: Request) -> Any:
        """Show what a volunteer has given; each entry to the volunteer alone."""
        return hours.given(work, request.path["volunteer_id"])

    @post(
        "/volunteers/{volunteer_id}/hours",
        allow=access.SAY_HOURS,
        body=schemas.HoursBeside,
        reply=schemas.Hours,
        status=201,
    )
    def add_hours(self, work: Work, request: Request) -> Any:
        """Add time given to what was no meeting."""
        return hours.add(work, request.path["volunteer_id"], **request.body)

    @post(
        "/volunteers/{volunteer_id}/hours/{entry_id}/correction",
        allow=access.SAY_HOURS,
        body=schemas.HoursCorrected,
        reply=schemas.Hours,
    )
    def correct_hours(self, work: Work, request: Request) -> Any:
        """Say how long a meeting, or what was added before, really was."""
        return hours.correct(work, request.path["volunteer_id"], request.path["entry_id"], **request.body)

    @get("/hours", allow=access.SUM_HOURS, query=schemas.HoursWanted, reply=schemas.HoursTogether)
    def hours_together(self, work: Work, request: Request) -> Any:
        """Sum up what the organisation's volunteers have given, by programme."""
        return hours.sums(work, **request.query)

    @post(
        "/volunteers/{volunteer_id}/trainings",
        allow=access.RECORD_TRAINING,
        body=schemas.Training,
        reply=schemas.Trainings,
        status=201,
    )
    def record_training(self, work: Work, request: Request) -> Any:
        """Record a course that a volunteer has taken."""
        return trainings.record(work, request.path["volunteer_id"], **request.body)

    @get("/volunteers/{volunteer_id}/trainings", allow=access.READ_HOURS, reply=schemas.Trainings)
    def trainings(self, work: Work, request: Request) -> Any:
        """List the courses that a volunteer has taken."""
        return trainings.taken(work, request.path["volunteer_id"])

    @measure("samspil_volunteer_minutes_given", "Minutes that volunteers have given.", labels=("programme",))
    def minutes_given(self, session: Any) -> Any:
        return queries.minutes_per_programme(session)
