"""A family's way in, played through the actions; a test stops where its own point begins."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from chassis.testing import Rehearsal, caller
from contracts.envelope import Event
from contracts.events import REGISTER
from contracts.programmes import load
from enrollment import actions
from enrollment.tables import metadata
from tests.enrollment.make import AMAL, AREA, JONAS, MUNICIPALITY, OURS, PARTNER, PROGRAMME, SARA

PIA, BIRGIT, KARIN = (UUID(int=number) for number in (21, 22, 23))
CONTACT_PAGE = "https://families.example/contact"
EMAIL = "amal@familie.example"
ASKING: dict[str, Any] = {
    "programme": PROGRAMME,
    "area": AREA,
    "wanted": "joint_meeting",
    "professional_present": True,
    "name": "Amal Haddad",
    "email": EMAIL,
    "language": "ar",
}
TELLING: dict[str, Any] = {
    "programme": PROGRAMME,
    "area": AREA,
    "told": "family",
    "handed": "postcard",
    "contact_route": None,
}
NEEDING: dict[str, Any] = {
    "kind": "network_person",
    "topics": ["leisure"],
    "languages": ["ar"],
    "slots": ["tue_day"],
    "wanted_on": None,
}


def member(person: UUID | None, kind: str, name: str, born: date, email: str | None = None) -> dict[str, Any]:
    return {"id": person, "kind": kind, "name": name, "born": born, "email": email, "language": None}


PEOPLE = [
    member(AMAL, "guardian", "Amal Haddad", date(1988, 5, 4)),
    member(JONAS, "guardian", "Jonas Holm", date(1986, 11, 30), "jonas@familie.example"),
    member(SARA, "child", "Sara Haddad Holm", date(2016, 3, 12)),
]


# As a family says it that enrols itself: only who asked has an id to give.
OURSELVES = [{**told, "id": told["id"] if told["id"] == AMAL else None} for told in PEOPLE]


def enrolling(contact_id: UUID, **changes: Any) -> dict[str, Any]:
    """What a coordinator writes down when the family has been met."""
    home = {"area": AREA, "municipality": MUNICIPALITY, "languages": ["ar", "da"]}
    return {"contact_id": contact_id, "programme": PROGRAMME, "members": PEOPLE, **home, **changes}


class Story:
    """The programme is in force; everything else is told step by step."""

    def __init__(self, url: str = "sqlite://") -> None:
        agreed = {type: [PARTNER] for type in REGISTER}
        settings = {"silent_days": 180, "left_days": 365, "public_url": CONTACT_PAGE, "exports": agreed}
        self.rehearsal = Rehearsal("enrollment", metadata, settings=settings, url=url)
        self.family: UUID = UUID(int=0)
        self.do(actions.put_in_force, PROGRAMME, load()[PROGRAMME].version, by=("organisation_admin", KARIN))

    def do(self, action: Callable[..., Any], *args: Any, by: tuple[str, UUID] = ("family", AMAL), **said: Any) -> Any:
        """One action in a transaction of its own."""
        role, person = by
        organisation = PARTNER if role == "professional" else OURS
        with self.rehearsal.work(caller(role, organisation=organisation, subject=person)) as work:
            return action(work, *args, **said)

    def told(self, type: str | None = None) -> list[Event]:
        """What has been told, each fact once however many hear it."""
        return [event for event in self.rehearsal.emitted if type in (None, event.type)]

    def receivers(self, event: Event) -> set[UUID | None]:
        """The consents under which copies of an event went out; None is our own."""
        return {copy.consentref for copy in self.rehearsal.stored() if copy.id == event.id}

    def postcard(self) -> str:
        code: str = self.do(actions.inform, by=("professional", PIA), **TELLING)["code"]
        return code

    def contact(self, code: str | None = None, by: UUID = AMAL, **changes: Any) -> Mapping[str, Any]:
        asked: Mapping[str, Any] = self.do(actions.ask_for_contact, by=("family", by), code=code, **ASKING | changes)
        return asked

    def enrol(self, **changes: Any) -> Mapping[str, Any]:
        enrolled: Mapping[str, Any] = self.do(
            actions.enrol, by=("coordinator", BIRGIT), **enrolling(self.contact()["id"], **changes)
        )
        self.family = enrolled["id"]
        return enrolled

    def wish(self, person: UUID, wish: str = "yes") -> Mapping[str, Any]:
        by = ("coordinator", BIRGIT) if person == SARA else ("family", person)
        said: Mapping[str, Any] = self.do(actions.state_wish, self.family, by=by, person=person, wish=wish)
        return said

    def consent(
        self, person: UUID, purpose: str = "participation", receiver: str = OURS, *, expires_on: Any = None
    ) -> UUID:
        """Give a consent to everything its purpose has; its id."""
        extent: dict[str, Any] = {
            "categories": list(load()[PROGRAMME].consents[purpose].categories),
            "expires_on": expires_on,
        }
        said = {"person": person, "purpose": purpose, "receiver": receiver, **extent}
        family = self.do(actions.grant, self.family, by=("family", person), **said)
        given: UUID = family["consents"][-1]["id"]
        return given

    def join(self) -> Mapping[str, Any]:
        """Everybody who is asked says yes."""
        self.enrol()
        for person in (AMAL, JONAS, SARA):
            self.wish(person)
        for person in (AMAL, JONAS):
            self.consent(person)
        return self.seen()

    def need(self) -> Mapping[str, Any]:
        need: Mapping[str, Any] = self.do(actions.register_need, self.family, **NEEDING)
        return need

    def seen(self) -> Mapping[str, Any]:
        """The family as it stands."""
        family: Mapping[str, Any] = self.do(actions.family, self.family)
        return family
