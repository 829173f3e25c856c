"""The doors of notifications: what it hears, how often it delivers, what it can be asked."""

from collections.abc import Mapping
from typing import Any

from chassis import mail
from chassis.desk import Desk
from chassis.doors import every, get, measure, on_event
from chassis.web.request import Request
from chassis.work import Work
from contracts.envelope import Event
from notifications import access, queries, schemas
from notifications.actions import deliveries, families, matches, meetings, members, questions, settling, templates


def hand_over(url: str, *, calendar: Mapping[str, Any] | None = None, **letter: Any) -> str:
    """Hand a letter over to the mail system at `url`; what became of it, in a word."""
    return mail.send(url, mail.Letter(calendar=mail.Calendar(**calendar) if calendar else None, **letter)).value


class Notifications:
    """People are told in time, in their own language, and only as long as they wish it."""

    name = "notifications"
    settings = schemas.Settings

    @on_event("meeting.scheduled.v1")
    def when_meeting_scheduled(self, work: Work, event: Event) -> None:
        meetings.schedule(work, event)

    @on_event("meeting.moved.v1")
    def when_meeting_moved(self, work: Work, event: Event) -> None:
        meetings.move(work, event)

    @on_event("meeting.called_off.v1")
    def when_meeting_called_off(self, work: Work, event: Event) -> None:
        meetings.call_off(work, event)

    @on_event("volunteer.matched.v1")
    def when_volunteer_matched(self, work: Work, event: Event) -> None:
        matches.begin(work, event)

    @on_event("match.ended.v1")
    def when_match_ended(self, work: Work, event: Event) -> None:
        matches.end(work, event)

    @on_event("activity.signed_up.v1")
    def when_signed_up(self, work: Work, event: Event) -> None:
        members.join(work, event)

    @on_event("activity.withdrawn.v1")
    def when_withdrawn(self, work: Work, event: Event) -> None:
        members.leave(work, event)

    @on_event(
        "answer.asked.v1", "checkin.asked.v1", "cover.asked.v1", "vetting.expiring.v1", "activity.place_offered.v1"
    )
    def when_asked(self, work: Work, event: Event) -> None:
        questions.ask(work, event)

    @on_event("checkin.answered.v1")
    def when_checkin_answered(self, work: Work, event: Event) -> None:
        questions.note_answer(work, event)

    @on_event("need.withdrawn.v1")
    def when_need_withdrawn(self, work: Work, event: Event) -> None:
        questions.withdraw(work, event)

    @on_event("volunteer.left.v1")
    def when_volunteer_left(self, work: Work, event: Event) -> None:
        questions.leave(work, event)

    @on_event("consent.changed.v1")
    def when_consent_changed(self, work: Work, event: Event) -> None:
        families.change_consent(work, event)

    @on_event("family.left.v1")
    def when_family_left(self, work: Work, event: Event) -> None:
        families.leave(work, event)

    @every(seconds=1, own_transactions=True)
    def settle(self, desk: Desk) -> None:
        settling.settle(desk)

    @every(seconds=1, own_transactions=True)
    def deliver(self, desk: Desk) -> None:
        deliveries.deliver(desk, hand_over)

    @get("/messages", allow=access.READ_MESSAGES, query=schemas.WantedMessages, reply=schemas.Message, paged=True)
    def messages(self, work: Work, request: Request) -> Any:
        """List messages and what has become of them."""
        ours = work.caller.reaches(organisation=work.organisation)
        return queries.messages(work.session, request.query, request.page) if ours else []

    @get("/templates", allow=access.READ_TEMPLATES, reply=schemas.Templates)
    def templates(self, _work: Work, _request: Request) -> Any:
        """Read every text that is sent, in each language."""
        return templates.every()

    @measure("samspil_messages_tried_in_vain", "Messages that were tried and are not over.")
    def tried_in_vain(self, session: Any) -> Any:
        return queries.tried_in_vain(session)
