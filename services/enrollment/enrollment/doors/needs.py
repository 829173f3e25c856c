"""Needs, the question about public help beside them, how long one waits, and what matching tells of needs."""

from collections.abc import Mapping
from typing import Any

from chassis.doors import every, get, measure, on_event, post, put
from chassis.web.request import Request
from chassis.work import Work
from contracts.envelope import Event
from enrollment import access, actions, schemas
from enrollment.queries import needs

TEN_MINUTES = 600


class Needs:
    """Needs, the question about public help beside them, how long one waits, and what matching tells of needs."""

    @post(
        "/families/{family_id}/needs",
        allow=access.REGISTER_NEED,
        body=schemas.NewNeed,
        reply=schemas.RegisteredNeed,
        status=201,
    )
    def register_need(self, work: Work, request: Request) -> Any:
        """Ask for a volunteer's company."""
        return actions.register_need(work, request.path["family_id"], **request.body)

    @put(
        "/needs/{need_id}",
        allow=access.REGISTER_NEED,
        body=schemas.ChangedNeed,
        reply=schemas.Need,
        versioned=True,
    )
    def change_need(self, work: Work, request: Request) -> Any:
        """Ask for something else instead; the new need has waited as long as the old one."""
        return actions.change_need(work, request.path["need_id"], request.version, **request.body)

    @post("/needs/{need_id}/withdrawal", allow=access.REGISTER_NEED, reply=schemas.Need)
    def withdraw_need(self, work: Work, request: Request) -> Any:
        """No longer ask for it."""
        return actions.withdraw_need(work, request.path["need_id"])

    @get(
        "/supplement-questions",
        allow=access.LIST_QUESTIONS,
        reply=schemas.SupplementQuestion,
        purposes=access.READING_PURPOSES,
        paged=True,
    )
    def supplement_questions(self, work: Work, request: Request) -> Any:
        """List what the coordinators are asked about public help that ends as a volunteer begins."""
        return actions.supplement_questions(work, request.page)

    @post(
        "/supplement-questions/{question_id}/answer",
        allow=access.ANSWER_QUESTION,
        body=schemas.SupplementAnswer,
        reply=schemas.SupplementQuestion,
    )
    def answer_supplement_question(self, work: Work, request: Request) -> Any:
        """Answer for one's own side; the other side is not told."""
        return actions.answer_supplement_question(work, request.path["question_id"], **request.body)

    @get("/programmes/{code}/supply", allow=access.ANYONE, reply=schemas.Supplies)
    def supply(self, work: Work, request: Request) -> Any:
        """See whether there are volunteers enough, and about how long one waits."""
        return actions.supplies(work, request.path["code"])

    @every(seconds=TEN_MINUTES)
    def look_at_supply(self, work: Work) -> None:
        actions.look_at_supply(work)

    @measure("samspil_expected_waiting_days", "How long one waits for a volunteer.", labels=("programme", "track"))
    def expected_waiting(self, session: Any) -> Mapping[tuple[str, str], int]:
        return needs.expected_waiting(session)

    @on_event("volunteer.matched.v1")
    def when_volunteer_matched(self, work: Work, event: Event) -> None:
        actions.note_match(work, event)

    @on_event("match.ended.v1")
    def when_match_ended(self, work: Work, event: Event) -> None:
        actions.note_end_of_match(work, event)
