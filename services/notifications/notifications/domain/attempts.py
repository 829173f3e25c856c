"""What comes after an attempt: done, never, or again and when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from notifications.domain import words

# After the first, second … attempt. Together just under three days.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 720, 1440, 1440))
MOST = len(PAUSES) + 1


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """The state a message is in after an attempt, and why if it was not sent. `again_in` is set while it waits."""

    state: str
    reason: str | None = None
    again_in: timedelta | None = None


SENT = Outcome(state=words.SENT)


def again_in(attempts: int) -> timedelta | None:
    """How long to wait after this many attempts; None when there were enough."""
    return PAUSES[attempts - 1] if attempts < MOST else None


def later(attempts: int, reason: str) -> Outcome:
    """It did not work this time: try again, or give up for this reason."""
    pause = again_in(attempts)
    return Outcome(state=words.WAITING if pause else words.FAILED, reason=reason, again_in=pause)


def without_address(role: str, attempts: int, status: int | None, body: Mapping[str, Any]) -> Outcome | None:
    """What the owner's answer means for the message, unless it is an address."""
    if status == 404:
        reason = words.NO_CONSENT if role in words.OF_A_FAMILY else words.NO_ADDRESS
        return Outcome(state=words.CANCELLED, reason=reason)
    if status != 200:
        return later(attempts, words.UNREACHABLE)
    return None if body.get("email") and body.get("name") else Outcome(state=words.FAILED, reason=words.NO_ADDRESS)


def without_link(attempts: int, status: int | None, body: Mapping[str, Any]) -> Outcome | None:
    """What the answer of who makes the link means for the message, unless it is a link."""
    if status == 404:
        return Outcome(state=words.CANCELLED, reason=words.ANSWERED)
    return None if status == 200 and body.get("url") else later(attempts, words.UNREACHABLE)


def after_handover(attempts: int, handover: str) -> Outcome:
    """What became of a letter that was handed over: `sent`, `later` or `refused`."""
    if handover == "refused":
        return Outcome(state=words.FAILED, reason=words.REFUSED_BY_RECEIVER)
    return SENT if handover == "sent" else later(attempts, words.GAVE_UP)
