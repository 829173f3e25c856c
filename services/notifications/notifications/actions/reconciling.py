"""Reconciling: the messages there are, brought into line with the messages the facts ask for.

An event reaches as far as what it is about: a meeting, or what one person takes part in. What a whole series asks for
is worked out once for many events (`settling`).
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TypeAlias, TypeVar
from uuid import UUID

from sqlalchemy import select

from chassis.work import Work
from notifications.actions.gathering import addressees, enquiry_facts, match_facts
from notifications.actions.gathering_meetings import invited
from notifications.domain import words
from notifications.domain.reminders import Wish, about_enquiry, about_match, about_meeting
from notifications.queries import messages_about
from notifications.tables import Enquiry, Match, Meeting, Message, Series

Subject: TypeAlias = Meeting | Series | Match | Enquiry
Wished: TypeAlias = tuple[Subject, Wish]
Row = TypeVar("Row", Meeting, Series, Match, Enquiry)


def reconsider(work: Work, about: Collection[UUID], people: Collection[UUID] | None = None) -> None:
    """Work the messages about these subjects out anew, for these people or for everybody; a series is to be settled."""
    held = _held(work, about)
    for each in held:
        if isinstance(each, Series):
            each.unsettled_since = each.unsettled_since or work.now
    bring_into_line(work, [*_of_meetings(work, held, people), *_of_others(work, held, people)], people)


def bring_into_line(work: Work, wished: Sequence[Wished], people: Collection[UUID] | None = None) -> None:
    """Make the messages that are wished for, and let those there are follow. What is under way or settled stays."""
    found = messages_about(work.session, {subject.id for subject, _ in wished}, people)
    messages = {(each.about, each.template, each.person, each.occasion): each for each in found}
    for subject, wish in wished:
        message = messages.get((subject.id, *wish.key)) or _made(work, subject, wish)
        if message.settled_at is None and message.state != words.SENDING:
            _follow(message, wish, subject)


def _held(work: Work, about: Collection[UUID]) -> list[Subject]:
    """These subjects; everybody holds them in the same order, so that nobody waits in a ring."""
    meetings, series = _hold(work, Meeting, about), _hold(work, Series, about)
    return [*meetings, *series, *_hold(work, Match, about), *_hold(work, Enquiry, about)]


def _hold(work: Work, table: type[Row], ids: Collection[UUID]) -> Sequence[Row]:
    """The rows with these ids, as they are once they are ours."""
    query = select(table).where(table.id.in_(ids)).order_by(table.id).with_for_update()
    return work.session.scalars(query, execution_options={"populate_existing": True}).all()


def _of_meetings(work: Work, held: Iterable[Subject], people: Collection[UUID] | None) -> Iterator[Wished]:
    meetings = {each.id: each for each in held if isinstance(each, Meeting)}
    for each in invited(work, list(meetings.values()), people) if meetings else ():
        yield from ((meetings[each.meeting.id], wish) for wish in about_meeting(each.meeting, [each.who]))


def _of_others(work: Work, held: Iterable[Subject], people: Collection[UUID] | None) -> Iterator[Wished]:
    for each in held:
        wishes = _of_match_or_enquiry(work, each)
        yield from ((each, wish) for wish in wishes if people is None or wish.person in people)


def _of_match_or_enquiry(work: Work, subject: Subject) -> list[Wish]:
    if isinstance(subject, Enquiry):
        return about_enquiry(enquiry_facts(work, subject))
    if isinstance(subject, Match):
        return about_match(match_facts(work, subject), addressees(work, subject.id))
    return []


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
