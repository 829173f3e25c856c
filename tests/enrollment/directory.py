"""The directory of organisations and offers in tests: who is there, and what they offer. Everybody is invented."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from chassis.testing import caller
from enrollment import actions, schemas
from tests.enrollment.make import AREA, MUNICIPALITY, OURS
from tests.enrollment.story import Story

SCOUTS = "scouts"
LISE, RUTH = UUID(int=31), UUID(int=32)
CVR = "29189706"

SCOUTING: dict[str, Any] = {
    "names": {"da": "Spejderne", "en": "The Scouts"},
    "about": {"da": "Friluftsliv for børn.", "en": "Children outdoors."},
    "kind": "association",
    "cvr": CVR,
    "municipality": MUNICIPALITY,
    "url": "https://spejder.example",
    "email": "post@spejder.example",
    "phone": "+45 65 15 15 15",
}
CLUB: dict[str, Any] = {
    "names": {"da": "Bålhygge", "en": "Round the fire"},
    "descriptions": {"da": "Vi laver mad over bål.", "en": "We cook over a fire."},
    "kind": "club",
    "topics": ["leisure"],
    "languages": ["da"],
    "ages_from": 6,
    "ages_to": 11,
    "municipalities": [MUNICIPALITY],
    "when": {"da": "Hver tirsdag", "en": "Every Tuesday"},
    "slots": ["tue_evening"],
    "place": "Fælleshuset",
    "postcode": "6000",
    "price": "free",
}
HERE: dict[str, Any] = {"nationwide": False, "municipalities": [], "areas": [AREA]}


def act(story: Story, action: Callable[..., Any], *args: Any, as_: tuple[str, str, UUID], **said: Any) -> Any:
    """One action by somebody of any organisation, who reaches no more than that organisation's own."""
    role, organisation, subject = as_
    who = caller(role, organisation=organisation, subject=subject, relations=frozenset({"organisation"}))
    with story.rehearsal.work(who) as work:
        return action(work, *args, **said)


def told(schema: type, **said: Any) -> dict[str, Any]:
    """What a door would hand on, with everything that may be left out."""
    loaded: dict[str, Any] = schema().load(said)
    return loaded


def join(story: Story, organisation: str = SCOUTS, **changes: Any) -> Mapping[str, Any]:
    said = told(schemas.NewOrganisation, **SCOUTING | changes)
    return act(story, actions.join, as_=("organisation_admin", organisation, LISE), **said)


def offer(story: Story, organisation: str = SCOUTS, **changes: Any) -> Mapping[str, Any]:
    said = told(schemas.NewOffer, **CLUB | changes)
    return act(story, actions.register_offer, as_=("coordinator", organisation, RUTH), **said)


def found(story: Story, **wanted: Any) -> list[str]:
    """The Danish names of what a search finds."""
    said = told(schemas.OfferSearch, **wanted)
    rows = story.do(actions.find_offers, said, after=None, limit=201)
    return [row["names"]["da"] for row in rows]


def admit(story: Story, programme: str, organisation: str = SCOUTS) -> Mapping[str, Any]:
    return act(story, actions.admit_partner, programme, organisation, as_=("organisation_admin", OURS, LISE))
