"""Everybody's efforts in a family's plan, and the appointments they bring."""

from typing import Any

from chassis.doors import post, put
from chassis.web.request import Request
from chassis.work import Work
from enrollment import access, actions, schemas


class Efforts:
    """Everybody's efforts in a family's plan, and the appointments they bring."""

    @post(
        "/families/{family_id}/efforts",
        allow=access.TAKE_PART_IN_PLAN,
        body=schemas.NewEffort,
        reply=schemas.Plan,
        status=201,
    )
    def add_effort(self, work: Work, request: Request) -> Any:
        """Add what somebody does for the family; from others than the family it is a proposal."""
        return actions.add_effort(work, request.path["family_id"], **request.body)

    @put(
        "/efforts/{effort_id}",
        allow=access.STEER_PLAN,
        body=schemas.ChangedEffort,
        reply=schemas.Plan,
        versioned=True,
    )
    def change_effort(self, work: Work, request: Request) -> Any:
        """Say an effort in other words, for another goal or until another day."""
        return actions.change_effort(work, request.path["effort_id"], request.version, **request.body)

    @put(
        "/efforts/{effort_id}/seen-by",
        allow=access.STEER_PLAN,
        body=schemas.SeenBy,
        reply=schemas.Plan,
        versioned=True,
    )
    def show_effort(self, work: Work, request: Request) -> Any:
        """Decide who sees an effort."""
        return actions.show_effort(work, request.path["effort_id"], request.version, request.body["seen_by"])

    @post("/efforts/{effort_id}/answer", allow=access.STEER_PLAN, body=schemas.Answered, reply=schemas.Plan)
    def answer_effort(self, work: Work, request: Request) -> Any:
        """Take up an effort that was proposed, or leave it."""
        return actions.answer_effort(work, request.path["effort_id"], **request.body)

    @post("/efforts/{effort_id}/removal", allow=access.STEER_PLAN, reply=schemas.Plan)
    def take_out_effort(self, work: Work, request: Request) -> Any:
        """Take an effort out of the plan."""
        return actions.take_out_effort(work, request.path["effort_id"])

    @post(
        "/efforts/{effort_id}/appointments",
        allow=access.TAKE_PART_IN_PLAN,
        body=schemas.NewAppointment,
        reply=schemas.Plan,
        status=201,
    )
    def appoint(self, work: Work, request: Request) -> Any:
        """Note a day on which an effort asks for the family's time."""
        return actions.appoint(work, request.path["effort_id"], **request.body)

    @put(
        "/appointments/{appointment_id}",
        allow=access.TAKE_PART_IN_PLAN,
        body=schemas.NewAppointment,
        reply=schemas.Plan,
        versioned=True,
    )
    def move_appointment(self, work: Work, request: Request) -> Any:
        """Put an appointment on another day."""
        return actions.move_appointment(work, request.path["appointment_id"], request.version, **request.body)

    @post("/appointments/{appointment_id}/calling-off", allow=access.TAKE_PART_IN_PLAN, reply=schemas.Plan)
    def call_off_appointment(self, work: Work, request: Request) -> Any:
        """Call an appointment off."""
        return actions.call_off_appointment(work, request.path["appointment_id"])
