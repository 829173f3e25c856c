"""Delivering: each message that is due is taken out, carried and recorded, in two short transactions.

While the network is asked no transaction is open. A message taken out by a process that dies comes back when its lease
runs out; it then goes out under the same Message-ID.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from typing import Any, Protocol, TypeVar
from uuid import UUID

from chassis.work import Work
from notifications import calendars
from notifications.actions.matters import matter
from notifications.actions.reconciling import reconsider
from notifications.domain import attempts, words
from notifications.domain.attempts import Outcome
from notifications.domain.errands import CALENDAR_OWNER, Errand, channel, message_id
from notifications.domain.letters import compose
from notifications.queries import next_due
from notifications.tables import Message

ROUND = 50
# Longer than asking for an address and handing a letter over can ever take.
LEASE = timedelta(minutes=2)

T = TypeVar("T")
# Hands a letter over to the place a URL names: `sent`, `later` or `refused`.
HandOver = Callable[..., str]


class Desk(Protocol):
    """What delivering needs of the running service."""

    settings: Mapping[str, Any]
    clock: Any
    ask: Callable[..., Any]

    def transact(self, do: Callable[[Work], T], *, correlation_id: UUID | None = None) -> T: ...


def deliver(desk: Desk, hand_over: HandOver) -> None:
    """One round: what is due, one message at a time."""
    for _ in range(ROUND):
        errand = desk.transact(claim)
        if errand is None:
            return
        outcome = carry(desk, hand_over, errand)
        desk.transact(partial(record, errand=errand, outcome=outcome), correlation_id=errand.correlation_id)


def claim(work: Work) -> Errand | None:
    """Take the next message that is due in hand."""
    message = next_due(work.session, work.now)
    if message is None:
        return None
    message.state, message.next_at = words.SENDING, work.now + LEASE
    message.attempts += 1
    return Errand(
        id=message.id,
        about=message.about,
        person=message.person,
        role=message.role,
        attempts=message.attempts,
        useless_after=message.useless_after,
        correlation_id=message.correlation_id,
        matter=matter(work, message),
    )


def carry(desk: Desk, hand_over: HandOver, errand: Errand) -> Outcome:
    """Ask the owner for the address, write the letter, hand it over; what came of it."""
    if errand.is_useless(desk.clock.now()) or errand.attempts > attempts.MOST:
        return Outcome(state=words.FAILED, reason=words.GAVE_UP)
    reply = desk.ask(errand.owner, errand.path, purpose=errand.purpose, correlation_id=errand.correlation_id)
    if outcome := attempts.without_address(errand.role, errand.attempts, reply.status, reply.body):
        return outcome
    link, outcome = _link(desk, errand)
    if outcome:
        return outcome
    letter = compose(errand.matter, language=reply.body.get("language", ""), name=reply.body["name"], link=link)
    handed_over = hand_over(
        desk.settings["mail"],
        id=message_id(errand.id, desk.settings["sender"]),
        sender=desk.settings["sender"],
        to=reply.body["email"],
        subject=letter.subject,
        text=letter.text,
        at=desk.clock.now(),
        calendar=_calendar(desk, errand, reply.body),
    )
    return attempts.after_handover(errand.attempts, handed_over)


def _link(desk: Desk, errand: Errand) -> tuple[str, Outcome | None]:
    """The reader's own link, where the letter has one; it is made when the letter is written and kept nowhere here."""
    if errand.link is None:
        return "", None
    service, path, purpose = errand.link
    reply = desk.ask(service, path, purpose=purpose, correlation_id=errand.correlation_id)
    return reply.body.get("url", ""), attempts.without_link(errand.attempts, reply.status, reply.body)


def _calendar(desk: Desk, errand: Errand, reader: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """What the letter tells the reader's calendar. No letter waits for it: what it says is in the text as well."""
    method = errand.calendar_method
    if method is None or CALENDAR_OWNER not in desk.settings["peers"]:
        return None
    reply = desk.ask(
        CALENDAR_OWNER,
        errand.calendar_path(reader.get("language", "")),
        purpose=errand.purpose,
        correlation_id=errand.correlation_id,
        accept=calendars.MEDIA_TYPE,
    )
    content = calendars.addressed(reply.content, reader["email"]) if reply.status == 200 else None
    return {"method": method.upper(), "content": content} if content else None


def record(work: Work, *, errand: Errand, outcome: Outcome) -> None:
    """Keep what came of it, and tell when it is final."""
    message = work.session.get_one(Message, errand.id)
    if message.attempts != errand.attempts:
        return  # The lease ran out and somebody else has taken it over.
    message.state, message.reason = outcome.state, outcome.reason
    message.channel = channel(work.settings["mail"])
    message.next_at = work.now + outcome.again_in if outcome.again_in else None
    if outcome.again_in:
        # While it was under way, it may have become superfluous.
        reconsider(work, [message.about], [message.person])
    else:
        message.settled_at = work.now
        _tell(work, message)


def _tell(work: Work, message: Message) -> None:
    if message.reason == words.ANSWERED:
        return  # What was answered meanwhile is nobody's failure.
    sent = message.state == words.SENT
    work.emit(
        "message.delivered.v1" if sent else "message.failed.v1",
        message.id,
        {
            "template": message.template,
            "channel": message.channel,
            "about": message.about,
            "attempts": message.attempts,
            **({} if sent else {"reason": message.reason}),
        },
        programme=message.programme,
        programmeversion=message.programmeversion,
    )
