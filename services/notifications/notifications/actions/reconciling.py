"""Reconciling: the messages there are, brought into line with the messages the facts ask for."""

from typing import TypeAlias
from uuid import UUID

from chassis.work import Work
from notifications.actions.gathering import addressees, enquiry_facts, match_facts
from notifications.actions.gathering_meetings import invited, of_series
from notifications.domain import words
from notifications.domain.reminders import Wish, about_enquiry, about_match, about_meeting
from notifications.domain.series import about_series
from notifications.queries import messages_about
from notifications.tables import Enquiry, Match, Meeting, Message, Series

Subject: TypeAlias = Meeting | Series | Match | Enquiry


def reconsider(work: Work, about: UUID) -> None:
    """Work the messages about this subject out anew. What is under way or settled stays as it is."""
    subject = _subject(work, about)
    if subject is None:
        return
    messages = {(each.template, each.person, each.occasion): each for each in messages_about(work.session, about)}
    for wish in _wishes(work, subject):
        message = messages.get(wish.key) or _made(work, subject, wish)
        if message.settled_at is None and message.state != words.SENDING:
            _follow(message, wish, subject)


def _subject(work: Work, about: UUID) -> Subject | None:
    meeting = work.session.get(Meeting, about, with_for_update=True)
    series = meeting or work.session.get(Series, about, with_for_update=True)
    match = series or work.session.get(Match, about, with_for_update=True)
    return match or work.session.get(Enquiry, about, with_for_update=True)


def _wishes(work: Work, subject: Subject) -> list[Wish]:
    if isinstance(subject, Enquiry):
        return about_enquiry(enquiry_facts(work, subject))
    if isinstance(subject, Series):
        return about_series(of_series(work, subject))
    if isinstance(subject, Meeting):
        return [wish for each in invited(work, subject) for wish in about_meeting(each.meeting, [each.who])]
    return about_match(match_facts(work, subject), addressees(work, subject.id))


def _made(work: Work, subject: Subject, wish: Wish) -> Message:
    message = Message(
        id=work.new_id(),
        template=wish.template,
        about=subject.id,
        person=wish.person,
        role=wish.role,
        occasion=wish.occasion,
        correlation_id=wish.correlation_id,
        due_at=wish.due_at,
        state=words.WAITING,
        attempts=0,
    )
    work.session.add(message)
    return message


def _follow(message: Message, wish: Wish, subject: Subject) -> None:
    message.programme, message.programmeversion = subject.programme, subject.programmeversion
    message.useless_after = wish.useless_after
    if message.attempts == 0 and message.due_at != wish.due_at:
        # A series is told of by many events, and the first of them may be the last to arrive.
        message.due_at, message.correlation_id, message.next_at = wish.due_at, wish.correlation_id, None
    if wish.cancelled:
        message.state, message.reason, message.next_at = words.CANCELLED, wish.cancelled, None
    elif message.next_at is None:
        message.state, message.reason, message.next_at = words.WAITING, None, wish.due_at
