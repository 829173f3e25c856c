"""Which messages a meeting, a match or an enquiry asks for, and which no longer: a function of the facts alone.

Since neither the clock nor what was sent before is asked, any order in which facts arrive ends in the same messages.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from notifications.domain import words
from notifications.domain.facts import Addressee, Appointment, Enquiry, Match, Meeting, Question, Said
from notifications.domain.moments import end_of

ONLY_ONE = 0


@dataclass(frozen=True, kw_only=True)
class Wish:
    """One message that should exist. `occasion` tells apart several of one template about one thing.

    After `useless_after` it is better not sent; `cancelled` says why it should not be sent at all.
    """

    template: str
    person: UUID
    role: str
    occasion: int
    due_at: datetime
    useless_after: datetime | None
    correlation_id: UUID
    cancelled: str | None

    @property
    def key(self) -> tuple[str, UUID, int]:
        """What makes it this message and no other about the same thing."""
        return self.template, self.person, self.occasion


def about_meeting(meeting: Meeting, addressees: Iterable[Addressee]) -> list[Wish]:
    """Everybody hears of each time the meeting is given, is reminded of the last one, and is told if it is off.

    Of a series only the reminders are the meeting's own (`series`).
    """
    return [wish for who in addressees for wish in _of_meeting(meeting, who)]


def about_match(match: Match, addressees: Iterable[Addressee]) -> list[Wish]:
    """Both sides hear that all have said yes; the volunteer gets a goodbye."""
    return [wish for who in addressees for wish in _of_match(match, who)]


def about_enquiry(enquiry: Enquiry) -> list[Wish]:
    """Whoever is asked hears of it once, unless it is answered meanwhile or nobody can answer any more."""
    return [_of_question(each, _why_not_ask(enquiry, each)) for each in enquiry.questions]


def _of_meeting(meeting: Meeting, who: Addressee) -> Iterator[Wish]:
    if not meeting.appointments:
        return
    for appointment in meeting.appointments:
        cancelled = why_not(meeting, who) or (None if appointment == meeting.appointments[-1] else words.MOVED)
        known_at = max(appointment.said.at, who.joined_at or appointment.said.at)
        if not meeting.in_series:
            told = words.INVITATION if is_first(meeting, appointment, who) else words.MOVED
            yield _of_appointment(told, who, appointment, known_at, cancelled)
        if meeting.hours_before is not None:
            due_at = appointment.starts_at - timedelta(hours=meeting.hours_before)
            yield _of_appointment(words.REMINDER, who, appointment, max(due_at, known_at), cancelled)
    if meeting.called_off and not meeting.in_series and hears_of_calling_off(meeting, who):
        useless_after = meeting.appointments[-1].ends_at
        yield _only_one(words.CALLED_OFF, who, meeting.called_off, useless_after, refusal(who) or gone(meeting, who))


def _of_match(match: Match, who: Addressee) -> Iterator[Wish]:
    if match.matched:
        left = _left(match.family_left_at, match.matched)
        cancelled = refusal(who) or (words.ENDED if match.ended else None) or left
        yield _only_one(words.MATCH_MADE, who, match.matched, None, cancelled)
    if match.ended and who.role == words.VOLUNTEER:
        yield _only_one(words.GOODBYE, who, match.ended, None, None)


def is_first(meeting: Meeting, appointment: Appointment, who: Addressee) -> bool:
    """Whether this is a time that somebody has never known another of."""
    return appointment == meeting.appointments[0] or bool(who.joined_at and appointment.said.at <= who.joined_at)


def why_not(meeting: Meeting, who: Addressee) -> str | None:
    """Why somebody is not to hear when a meeting is."""
    called_off = words.CALLED_OFF if meeting.called_off else None
    withdrawn = words.WITHDRAWN if who.left_at else None
    return refusal(who) or called_off or withdrawn or _left(meeting.family_left_at, meeting.appointments[0].said)


def hears_of_calling_off(meeting: Meeting, who: Addressee) -> bool:
    """Whether somebody was to come when it was called off."""
    return not (meeting.called_off and who.joined_at and meeting.called_off.at < who.joined_at)


def gone(meeting: Meeting, who: Addressee) -> str | None:
    """Whether somebody no longer took part when it was called off; what ends together is told all the same."""
    return words.WITHDRAWN if meeting.called_off and who.left_at and who.left_at < meeting.called_off.at else None


def _why_not_ask(enquiry: Enquiry, question: Question) -> str | None:
    if question.refuses:
        return words.NO_CONSENT
    if question.left_at and question.said.at <= question.left_at:
        return words.VOLUNTEER_LEFT
    if enquiry.ended:
        return words.ENDED
    if enquiry.need_withdrawn_at and question.said.at <= enquiry.need_withdrawn_at:
        return words.NEED_WITHDRAWN
    return _left(enquiry.family_left_at, question.said) or _answered(enquiry, question)


def _answered(enquiry: Enquiry, question: Question) -> str | None:
    answered_at = enquiry.answered_at.get(question.role)
    later = [each for each in enquiry.questions if each.sequence > question.sequence]
    if enquiry.settled or any(_comes_next(question, each) for each in later):
        return words.ANSWERED
    if answered_at and question.said.at <= answered_at:
        return words.ANSWERED
    return words.ASKED_AGAIN if any(each.person == question.person for each in later) else None


def _comes_next(question: Question, later: Question) -> bool:
    """Whether somebody is asked because this one has answered: the other side, or another who might take the day."""
    another = question.template == words.COVER_ASKED and later.person != question.person
    return another or (later.role in words.OF_A_FAMILY) != (question.role in words.OF_A_FAMILY)


def refusal(who: Addressee) -> str | None:
    """Why somebody is not written to at all."""
    return words.NO_CONSENT if who.refuses else None


def _left(left_at: datetime | None, said: Said) -> str | None:
    # A family that comes back is written to about what is agreed from then on.
    return words.FAMILY_LEFT if left_at and said.at <= left_at else None


def _of_question(question: Question, cancelled: str | None) -> Wish:
    return Wish(
        template=question.template,
        person=question.person,
        role=question.role,
        occasion=question.sequence,
        due_at=question.said.at,
        useless_after=question.answer_by or end_of(question.until),
        correlation_id=question.said.correlation_id,
        cancelled=cancelled,
    )


def _of_appointment(
    template: str, who: Addressee, appointment: Appointment, due_at: datetime, cancelled: str | None
) -> Wish:
    return Wish(
        template=template,
        person=who.person,
        role=who.role,
        occasion=appointment.sequence,
        due_at=due_at,
        useless_after=appointment.ends_at,
        correlation_id=appointment.said.correlation_id,
        cancelled=cancelled,
    )


def _only_one(template: str, who: Addressee, said: Said, useless_after: datetime | None, cancelled: str | None) -> Wish:
    return Wish(
        template=template,
        person=who.person,
        role=who.role,
        occasion=ONLY_ONE,
        due_at=said.at,
        useless_after=useless_after,
        correlation_id=said.correlation_id,
        cancelled=cancelled,
    )
