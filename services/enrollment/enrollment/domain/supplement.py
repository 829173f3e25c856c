"""Voluntary help never replaces public help: where one ends as the other begins, both sides are asked. # S1-03, S2-19

The question is neutral: it stops nothing, and no side sees the other's answer. Of the public offer only topic and last
day are known, never what it was.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from contracts.programmes import Programme, Words
from contracts.refusals import Refused

QUESTION = Words(
    da="Træder den frivillige i stedet for noget, kommunen gav?",
    en="Does the volunteer take the place of something the municipality gave?",
)


class Side(StrEnum):
    """Who is asked."""

    FAMILY = "family"
    COORDINATOR = "coordinator"


class Reply(StrEnum):
    """What one may say to it."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


@dataclass(frozen=True, kw_only=True)
class PublicOffer:
    """Something public about a topic, that ends on a day."""

    topic: str
    ends_on: date


def objection(programme: Programme, offers: Iterable[PublicOffer]) -> Refused | None:
    """Why something told of a public offer is not understood."""
    unknown = sorted({offer.topic for offer in offers} - set(programme.topics))
    return Refused("unknown_topic", field="public_offers", topic=unknown[0]) if unknown else None


def ending(
    programme: Programme, topics: Collection[str], wanted_on: date, offers: Iterable[PublicOffer]
) -> PublicOffer | None:
    """The public offer of the same topic whose end is nearest to the start that is wanted, if one is near enough."""
    near = [
        (apart, offer.topic, offer)
        for offer in offers
        if offer.topic in topics and (apart := abs((offer.ends_on - wanted_on).days)) <= programme.supplement.near_days
    ]
    return min(near, key=lambda each: each[:2])[2] if near else None
