"""Doors to sign-ups: families, those who wait, and the answer to an offered place."""

from typing import Any

from activities import access, schemas
from activities.actions import checking, line, showing_sign_ups, sign_ups
from activities.queries import sign_ups as kept
from chassis.doors import every, get, measure, post, put
from chassis.web.request import Request
from chassis.work import Work

MINUTES = 60
DAY = 86_400


class SignUps:
    """Families sign up, wait, answer and withdraw."""

    @get(
        "/activities/{activity_id}/sign-up-check",
        allow=access.ASK_TO_SIGN_UP,
        query=schemas.Asking,
        reply=schemas.Check,
    )
    def check_sign_up(self, work: Work, request: Request) -> Any:
        """Say everything that speaks against signing up, and what is possible."""
        return checking.check(work, request.path["activity_id"], **request.query)

    @post(
        "/activities/{activity_id}/sign-ups",
        allow=access.SIGN_UP,
        body=schemas.NewSignUp,
        reply=schemas.SignUp,
        status=201,
    )
    def sign_up(self, work: Work, request: Request) -> Any:
        """Sign a family up, or put it on the waiting list."""
        return sign_ups.sign_up(work, request.path["activity_id"], **request.body)

    @get("/activities/{activity_id}/sign-ups", allow=access.READ_LINE, reply=schemas.Line)
    def show_line(self, work: Work, request: Request) -> Any:
        """Show who has a place and who waits, in the order in which they asked."""
        return showing_sign_ups.of_activity(work, request.path["activity_id"])

    @get("/sign-ups", allow=access.READ_SIGN_UP, reply=schemas.SignUp, paged=True)
    def list_sign_ups(self, work: Work, request: Request) -> Any:
        """List one's own sign-ups, or those of the organisation's activities."""
        return showing_sign_ups.page(work, request.page)

    @get("/sign-ups/{sign_up_id}", allow=access.READ_SIGN_UP, reply=schemas.SignUp)
    def show_sign_up(self, work: Work, request: Request) -> Any:
        """Show a sign-up and its place in the line."""
        return showing_sign_ups.show(work, request.path["sign_up_id"])

    @put(
        "/sign-ups/{sign_up_id}/people",
        allow=access.SIGN_UP,
        body=schemas.ThosePeople,
        reply=schemas.SignUp,
        versioned=True,
    )
    def change_people(self, work: Work, request: Request) -> Any:
        """Let more or fewer of a family come."""
        return sign_ups.change_people(work, request.path["sign_up_id"], request.version, **request.body)

    @post("/sign-ups/{sign_up_id}/answer", allow=access.ANSWER, body=schemas.Answer, reply=schemas.SignUp)
    def answer_offer(self, work: Work, request: Request) -> Any:
        """Say yes or no to an offered place or an invitation."""
        return sign_ups.answer(work, request.path["sign_up_id"], **request.body)

    @post("/sign-ups/{sign_up_id}/withdrawal", allow=access.ANSWER, reply=schemas.SignUp)
    def withdraw(self, work: Work, request: Request) -> Any:
        """Give up a place, or a place in the line."""
        return sign_ups.withdraw(work, request.path["sign_up_id"])

    @every(seconds=5 * MINUTES, own_transactions=True)
    def move_the_line(self, desk: Any) -> None:
        line.let_time_pass(desk)

    @every(seconds=DAY)
    def forget_sign_ups(self, work: Work) -> None:
        line.forget(work)

    @measure(
        "samspil_sign_ups", "People who have signed up, by where they stand.", labels=("programme", "role", "state")
    )
    def people_signed_up(self, session: Any) -> Any:
        return kept.by_state(session)
