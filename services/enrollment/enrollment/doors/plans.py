"""The family's own plan: its goals, what is shown of them to whom, and who guides. Efforts have doors of their own."""

from typing import Any

from chassis.doors import get, on_event, post, put
from chassis.web.request import Request
from chassis.work import Work
from contracts.envelope import Event
from enrollment import access, actions, schemas


class Plans:
    """The family's own plan: its goals, what is shown of them to whom, and who guides."""

    @get(
        "/families/{family_id}/plan",
        allow=access.TAKE_PART_IN_PLAN,
        reply=schemas.Plan,
        purposes=access.READING_PURPOSES,
    )
    def plan(self, work: Work, request: Request) -> Any:
        """See the family's own plan, and of it what the family shows one."""
        return actions.plan(work, request.path["family_id"])

    @post(
        "/families/{family_id}/goals",
        allow=access.PROPOSE_GOAL,
        body=schemas.NewGoal,
        reply=schemas.Plan,
        status=201,
    )
    def add_goal(self, work: Work, request: Request) -> Any:
        """Add a goal, a sub-goal or a small success; the family's guide proposes it."""
        return actions.add_goal(work, request.path["family_id"], **request.body)

    @put("/goals/{goal_id}", allow=access.STEER_PLAN, body=schemas.GoalWords, reply=schemas.Plan, versioned=True)
    def change_goal(self, work: Work, request: Request) -> Any:
        """Say a goal in other words."""
        return actions.change_goal(work, request.path["goal_id"], request.version, **request.body)

    @put("/goals/{goal_id}/seen-by", allow=access.STEER_PLAN, body=schemas.SeenBy, reply=schemas.Plan, versioned=True)
    def show_goal(self, work: Work, request: Request) -> Any:
        """Decide who sees a goal."""
        return actions.show_goal(work, request.path["goal_id"], request.version, request.body["seen_by"])

    @post("/goals/{goal_id}/reaching", allow=access.STEER_PLAN, reply=schemas.Plan)
    def reach_goal(self, work: Work, request: Request) -> Any:
        """Say that it is reached."""
        return actions.reach_goal(work, request.path["goal_id"])

    @post("/goals/{goal_id}/answer", allow=access.STEER_PLAN, body=schemas.Answered, reply=schemas.Plan)
    def answer_goal(self, work: Work, request: Request) -> Any:
        """Take up a goal that was proposed, or leave it."""
        return actions.answer_goal(work, request.path["goal_id"], **request.body)

    @post("/goals/{goal_id}/removal", allow=access.STEER_PLAN, reply=schemas.Plan)
    def take_out_goal(self, work: Work, request: Request) -> Any:
        """Take a goal out of the plan, and what hangs under it."""
        return actions.take_out_goal(work, request.path["goal_id"])

    @on_event("success.noted.v1")
    def when_success_noted(self, work: Work, event: Event) -> None:
        actions.keep_success(work, event)

    @post("/successes/{success_id}/removal", allow=access.STEER_PLAN, reply=schemas.Plan)
    def take_out_success(self, work: Work, request: Request) -> Any:
        """Take what was noted at a meeting out of the plan."""
        return actions.take_out_success(work, request.path["success_id"])

    @post(
        "/families/{family_id}/plan/order",
        allow=access.STEER_PLAN,
        body=schemas.Order,
        reply=schemas.Plan,
        versioned=True,
    )
    def order_goals(self, work: Work, request: Request) -> Any:
        """Say what matters most, all at once."""
        return actions.order_goals(work, request.path["family_id"], request.version, **request.body)

    @post("/families/{family_id}/plan/guide", allow=access.NAME_GUIDE, body=schemas.Guide, reply=schemas.Plan)
    def name_guide(self, work: Work, request: Request) -> Any:
        """Ask the family whether somebody may guide it."""
        return actions.name_guide(work, request.path["family_id"], **request.body)

    @post("/families/{family_id}/plan/guide/answer", allow=access.STEER_PLAN, body=schemas.Answered, reply=schemas.Plan)
    def answer_guide(self, work: Work, request: Request) -> Any:
        """Say yes or no to a guide."""
        return actions.answer_guide(work, request.path["family_id"], **request.body)

    @post("/families/{family_id}/plan/guide/ending", allow=access.END_GUIDING, reply=schemas.Plan)
    def end_guiding(self, work: Work, request: Request) -> Any:
        """Be guided no more."""
        return actions.end_guiding(work, request.path["family_id"])
