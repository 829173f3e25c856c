"""Volunteers at the doors."""

from collections.abc import Mapping
from typing import Any

from marshmallow import post_load

from contracts.common import SLOTS
from contracts.fields import (
    Strict,
    count,
    day,
    email,
    language,
    list_of,
    moment,
    municipality,
    nested,
    point,
    slug,
    text,
    uuid,
    word,
    yes_no,
)
from matching.domain.endings import LEAVING
from matching.schemas.pauses import Pause
from matching.schemas.vetting import Progress

VOLUNTEER_STATES = ("approved", "vetting", "paused", "left")
DECIMALS = 2  # of a degree, about a kilometre: who lives near can be said, a door cannot be found


class Correction(Strict):
    """All that a volunteer offers, in the words of the programme: what is left out is offered no longer."""

    kinds = list_of(slug(), min=1, max=20, means="The kinds of volunteer the person would like to be.")
    name = text(200)
    email = email()
    born = day()
    languages = list_of(language(), min=1, max=20, means="The first is the one to write to the volunteer in.")
    area = slug()
    municipality = municipality()
    point = point(null=True, means="Latitude and longitude of the home, kept to two decimals; the area's if not said.")
    reach_km = count(1, 100, null=True, means="How far the volunteer goes; as the programme says if not said.")
    slots = list_of(word(SLOTS), min=1, max=len(SLOTS), means="When the volunteer is free.")
    topics = list_of(slug(), max=50)
    contributions = list_of(slug(), max=20)  # S0-21
    meets = list_of(slug(), max=20, default=list, means="Which wishes of families the volunteer answers to.")
    without_young_children = yes_no(default=False, means="Would rather not meet children under 15.")
    capacity = count(1, 200, means="How many families the volunteer would like to meet at a time.")
    source = slug(null=True, means="Where the volunteer was recruited.")  # S2-17
    shares_with = list_of(
        slug(), max=50, default=list, means="Organisations that may see the offer, besides one's own."
    )

    @post_load
    def keep_no_more_than_needed(self, said: Mapping[str, Any], **_: Any) -> Mapping[str, Any]:
        """Let nobody behind the door know the place more closely than it is kept."""
        if said["point"] is None:
            return said
        return {**said, "point": tuple(round(degrees, DECIMALS) for degrees in said["point"])}


class Offer(Correction):
    """What a volunteer offers, in the words of the programme."""

    programme = slug()


class Volunteer(Offer, Progress):
    """A volunteer, for those who give a purpose. Name, e-mail, birthday and place are null once they are forgotten."""

    name = text(200, null=True)
    email = email(null=True)
    born = day(null=True)
    organisation = slug()
    pauses = nested(Pause, many=True, max=1_000)
    perhaps_the_same_as = list_of(uuid(), means="For staff: volunteers with the same e-mail and birthday.")


class Listed(Strict):
    """A volunteer as the staff look through them: without name or address."""

    id = uuid()
    organisation = slug()
    programme = slug()
    kinds = list_of(slug(), max=20)
    languages = list_of(language(), max=20)
    area = slug()
    municipality = municipality()
    slots = list_of(word(SLOTS), max=len(SLOTS))
    topics = list_of(slug(), max=50)
    capacity = count()
    taken = count(means="How many places are in use.")
    source = slug(null=True)
    state = word(VOLUNTEER_STATES)
    approved_until = day(null=True)
    registered_at = moment()
    perhaps_the_same_as = list_of(uuid(), means="Volunteers with the same e-mail and birthday.")


class Volunteers(Strict):
    """Which volunteers to list; what is left out does not matter."""

    programme = slug(null=True)
    kind = slug(null=True)
    area = slug(null=True)
    language = language(null=True)
    slot = word(SLOTS, null=True)
    state = word(VOLUNTEER_STATES, null=True)


class ToldApart(Strict):
    """Who has the same e-mail and birthday and is another person."""

    other = uuid()


class Address(Strict):
    """Where a volunteer can be written to."""

    name = text(200)
    email = email()
    language = language()


class Leaving(Strict):
    """Why a volunteer says goodbye, in one coarse word."""

    reason = word(LEAVING)
