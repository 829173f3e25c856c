"""Reconciling: the messages there are, brought into line with the messages the facts ask for."""

from typing import TypeAlias
from uuid import UUID

from chassis.work import Work
from notifications.actions.gathering import addressees, enquiry_facts, match_facts, meeting_facts
from notifications.domain import words
from notifications.domain.reminders import Wish, about_enquiry, about_match, about_meeting
from notifications.queries import messages_about
from notifications.tables import Enquiry, Match, Meeting, Message

Subject: TypeAlias = Meeting | Match | Enquiry


def reconsider(work: Work, about: UUID) -> None:
    """Work the messages about this meeting, match or enquiry out anew. What is under way or settled stays as it is."""
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
    match = meeting or work.session.get(Match, about, with_for_update=True)
    return match or work.session.get(Enquiry, about, with_for_update=True)


def _wishes(work: Work, subject: Subject) -> list[Wish]:
    if isinstance(subject, Enquiry):
        return about_enquiry(enquiry_facts(work, subject))
    people = addressees(work, subject.id)
    if isinstance(subject, Meeting):
        return about_meeting(meeting_facts(work, subject), people)
    return about_match(match_facts(work, subject), people)


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
    if wish.cancelled:
        message.state, message.reason, message.next_at = words.CANCELLED, wish.cancelled, None
    elif message.next_at is None:
        message.state, message.reason, message.next_at = words.WAITING, None, wish.due_at
