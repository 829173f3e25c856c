"""What can still be said about a sign-up: an offered place has an answer once and in time, and what is over is over."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from activities.domain.places import LIVE, State
from contracts.refusals import Refused

OF_FAMILIES = "participant"


def objections(state: str, until: datetime | None, now: datetime) -> Iterator[Refused]:
    """Why there is nothing to answer."""
    if state != State.OFFERED or until is None:
        yield Refused("no_place_offered")
    elif until <= now:
        yield Refused("offer_lapsed")


def objections_to_ending(state: str) -> Iterator[Refused]:
    """Why nothing can be given up."""
    if state not in LIVE:
        yield Refused("sign_up_has_ended")


def objections_to_change(state: str, role: str) -> Iterator[Refused]:
    """Why nobody can come in the place of others: each volunteer and professional says yes alone."""
    yield from objections_to_ending(state)
    if role != OF_FAMILIES:
        yield Refused("each_for_themselves", field="people")


def objections_to_names(persons: Sequence[UUID]) -> Iterator[Refused]:
    """Why this is no list of people."""
    if len(set(persons)) < len(persons):
        yield Refused("participant_twice", field="people")
