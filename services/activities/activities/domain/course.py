"""The course of a meeting: planned, then held or called off, and what can no longer be done to it."""

from collections.abc import Iterator
from enum import StrEnum

from contracts.refusals import Refused


class State(StrEnum):
    """Where a meeting is."""

    PLANNED = "planned"
    HELD = "held"
    CALLED_OFF = "called_off"


def objections_to_change(state: str) -> Iterator[Refused]:
    """Why a meeting in this state can be neither moved nor called off."""
    yield from objections_to_attendance(state)
    if state == State.HELD:
        yield Refused("meeting_held")


def objections_to_calling_off(state: str, *, of_activity: bool, arranges: bool, over: bool) -> Iterator[Refused]:
    """Why somebody does not call off a meeting: of one that is for many, only who arranges it does. # S0-17

    Of one that is over, too: whether it has been is for the one to say who records who came.
    """
    if of_activity and not arranges:
        yield Refused("withdraw_instead")
    yield from objections_to_change(state)
    if over and not arranges:
        yield Refused("meeting_over")


def objections_to_attendance(state: str) -> Iterator[Refused]:
    """Why nobody can have come to a meeting in this state."""
    if state == State.CALLED_OFF:
        yield Refused("meeting_called_off")


def objections_to_afterwards(state: str) -> Iterator[Refused]:
    """Why nothing that comes after a meeting belongs to one in this state."""
    yield from objections_to_attendance(state)
    if state != State.HELD:
        yield Refused("not_recorded_yet")
