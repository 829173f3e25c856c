"""Builders that name only what a test cares about; everything else fits together."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid5

from chassis import doors
from chassis.testing import Rehearsal, caller
from chassis.work import Caller
from contracts.envelope import Event
from contracts.programmes import Programme, load
from matching.domain import facts
from matching.service import Matching
from matching.tables import metadata

SPACE = UUID("5a4d0000-0000-4000-8000-000000000000")
TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
CODE = "kvartervenner"
STEPS = ("references", "interview", "approval_course", "confidentiality", "children_certificate")
SETTINGS = {"snapshot_days": 90, "forget_after_days": 30, "public_url": "https://matching.samspil.example"}


def uid(name: str) -> UUID:
    """The id of whoever or whatever has this name in a test."""
    return uuid5(SPACE, name)


AMAL, JONAS, VIBEKE, MADS, MALENE, BIRGIT, FAMILY, NEED, CONSENT = map(
    uid, ("Amal", "Jonas", "Vibeke", "Mads", "Malene", "Birgit", "family", "need", "consent")
)


def programme() -> Programme:
    return load()[CODE]


def passed(*steps: str, on: date = TODAY - timedelta(days=30)) -> tuple[facts.Outcome, ...]:
    """Outcomes of steps that went well; of all of them if none is named."""
    return tuple(facts.Outcome(step=step, passed=True, on=on) for step in steps or STEPS)


def need(name: str = "need", **known: Any) -> facts.Need:
    """A need that the volunteer of `volunteer` can answer."""
    fitting: dict[str, Any] = {
        "id": uid(name),
        "family": FAMILY,
        "guardians": frozenset({AMAL, JONAS}),
        "kind": "network_person",
        "topics": frozenset({"leisure"}),
        "languages": frozenset({"ar", "da"}),
        "area": "kolding_one",
        "municipality": "0621",
        "slots": frozenset({"tue_day", "thu_evening"}),
        "under_15_until": date(2031, 1, 1),
        "wanted_on": TODAY - timedelta(days=10),
        "consents": frozenset({facts.Consent(person=AMAL, purpose="one_to_one", granted=True)}),
    }
    return facts.Need(**fitting | known)


def volunteer(name: str = "Vibeke", **known: Any) -> facts.Volunteer:
    """A vetted volunteer who can answer the need of `need`."""
    fitting: dict[str, Any] = {
        "id": uid(name),
        "kinds": frozenset({"network_person"}),
        "born": date(1979, 2, 1),
        "languages": frozenset({"da"}),
        "area": "kolding_one",
        "municipality": "0621",
        "slots": frozenset({"tue_day"}),
        "topics": frozenset({"leisure"}),
        "outcomes": passed(),
        "capacity": 1,
    }
    return facts.Volunteer(**fitting | known)


def email_of(person: UUID) -> str:
    """Everybody has an address of their own, and Vibeke the one of `offer`."""
    return "vibeke@frivillig.example" if person == VIBEKE else f"{person.hex[:8]}@frivillig.example"


def offer(**known: Any) -> dict[str, Any]:
    """What a volunteer says at registration."""
    return {
        "programme": CODE,
        "kinds": ["network_person"],
        "name": "Vibeke Frivillig",
        "email": "vibeke@frivillig.example",
        "born": date(1979, 2, 1),
        "languages": ["da", "ar"],
        "area": "kolding_one",
        "municipality": "0621",
        "slots": ["tue_day", "thu_evening"],
        "topics": ["leisure"],
        "contributions": ["listening_ears"],
        "capacity": 1,
        "point": None,
        "reach_km": None,
        "meets": [],
        "without_young_children": False,
        "source": None,
        "shares_with": [],
    } | known


def rehearsal(url: str = "sqlite://") -> Rehearsal:
    made = Rehearsal("matching", metadata, settings=SETTINGS, url=url)
    made.desk.aside.declare(doors.asides_of(Matching))
    return made


def event(type: str, subject: UUID, data: dict[str, Any], *, sequence: int = 1, **known: Any) -> Event:
    """An event from enrollment; its id follows from what it says, so that saying it twice is a duplicate."""
    time_told = known.pop("time", NOW + timedelta(minutes=sequence))
    return Event(
        id=uid(f"{type} {subject} {sequence} {data} {time_told}"),
        source="/kfum/enrollment",
        type=type,
        subject=subject,
        time=time_told,
        data=data,
        correlationid=uid("correlation"),
        causationid=None,
        sequence=sequence,
        programme=known.pop("programme", CODE),
        programmeversion="1.0.0",
        consentref=None,
        dataclassification="pseudonymous",
        traceparent=None,
    )


def need_registered(need: UUID = NEED, *, family: UUID = FAMILY, sequence: int = 1, **known: Any) -> Event:
    said = {
        "family": family,
        "guardians": [AMAL, JONAS],
        "kind": "network_person",
        "topics": ["leisure"],
        "languages": ["ar", "da"],
        "area": "kolding_one",
        "municipality": "0621",
        "slots": ["tue_day"],
        "under_15_until": date(2031, 1, 1),
        "wanted_on": TODAY,
    }
    return event("need.registered.v1", need, said | known, sequence=sequence)


def need_withdrawn(
    need: UUID = NEED, *, family: UUID = FAMILY, reason: str = "family_wish", sequence: int = 5
) -> Event:
    return event("need.withdrawn.v1", need, {"family": family, "reason": reason}, sequence=sequence)


def consent_changed(state: str = "granted", *, family: UUID = FAMILY, sequence: int = 1, **known: Any) -> Event:
    said = {
        "consent": uid(f"consent of {family}"),
        "person": AMAL,
        "purpose": "one_to_one",
        "receiver": "kfum",
        "categories": ["needs"],
        "state": state,
        "expires_on": None,
    }
    return event("consent.changed.v1", family, said | known, sequence=sequence)


def family_left(family: UUID = FAMILY, *, sequence: int = 7) -> Event:
    return event("family.left.v1", family, {"reason": "family_wish"}, sequence=sequence)


def matcher() -> Caller:
    return caller("matcher", subject=MADS)


def second_matcher() -> Caller:
    return caller("matcher", subject=MALENE)


def coordinator() -> Caller:
    return caller("coordinator", subject=BIRGIT, relations=frozenset({"organisation"}))


def guardian(person: UUID = AMAL) -> Caller:
    return caller("family", subject=person, relations=frozenset({"own"}))


def frivillig(person: UUID = VIBEKE) -> Caller:
    """Somebody with the role of a volunteer."""
    return caller("volunteer", subject=person, relations=frozenset({"own"}))


def person(*roles: str, subject: UUID, organisation: str = "kfum") -> Caller:
    """Somebody with several roles at once."""
    return Caller(
        organisation=organisation,
        roles=frozenset(roles),
        subject=subject,
        relations=frozenset({"own", "organisation"}),
    )


def at(day: date) -> datetime:
    """Nine o'clock on a day."""
    return datetime.combine(day, time(9), UTC)


def everybody(volunteer: UUID = VIBEKE, guardians: Sequence[UUID] = (AMAL, JONAS)) -> list[Caller]:
    """Everybody who is asked about a proposal, in the right order."""
    return [matcher(), second_matcher(), *map(guardian, guardians), frivillig(volunteer)]
