"""Builders for tests of reporting: the events of a small story, each naming only what a test cares about."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from chassis.testing import AT, Rehearsal
from contracts.envelope import Event, check
from contracts.events import REGISTER
from reporting import queries
from reporting.actions.listening import hear as listen
from reporting.tables import metadata

PROGRAMME = "kvartervenner"
OTHER_PROGRAMME = "elsewhere"


def someone(name: str) -> UUID:
    """The same pseudonym for the same name in every test."""
    return uuid5(UUID(int=8), name)


FAMILY, AMAL, NEED, MATCH, MEETING, COMMAND = map(someone, ("family", "amal", "need", "match", "meeting", "command"))


def event(type: str, subject: UUID, data: Mapping[str, Any], *, sequence: int = 1, **more: Any) -> Event:
    """An event as its owner would tell it; `programme=None` for one that does not say."""
    return check(
        Event(
            id=someone(f"{type} {subject} {sequence}"),
            source=f"/kfum/{REGISTER[type].owner}",
            type=type,
            subject=subject,
            time=more.get("at", AT + timedelta(minutes=sequence)),
            data=data,
            correlationid=more.get("correlation", COMMAND),
            sequence=sequence,
            programme=more.get("programme", PROGRAMME),
            programmeversion=None,
            dataclassification=REGISTER[type].classification,
        )
    )


def published(code: str = PROGRAMME) -> Event:
    return event("programme.published.v1", someone(code), {"code": code, "version": "1.0.0"}, programme=None)


def joined(family: UUID = FAMILY, *, sequence: int = 1, **more: Any) -> Event:
    data: dict[str, Any] = {
        "area": "kolding_one",
        "municipality": "0621",
        "guardians": [AMAL],
        "children": 1,
        "tracks": ["togetherness"],
    }
    return event("family.joined.v1", family, data, sequence=sequence, **more)


def left(family: UUID = FAMILY, *, sequence: int = 2, **more: Any) -> Event:
    return event("family.left.v1", family, {"reason": "family_wish"}, sequence=sequence, **more)


def registered(*, sequence: int = 1, supplement_question: bool = False, **more: Any) -> Event:
    data: dict[str, Any] = {
        "family": FAMILY,
        "guardians": [AMAL],
        "kind": "network_person",
        "topics": [],
        "languages": ["da"],
        "area": "kolding_one",
        "municipality": "0621",
        "slots": ["tue_day"],
        "under_15_until": None,
        "wanted_on": AT.date(),
        "supplement_question": supplement_question,
    }
    return event("need.registered.v1", NEED, data, sequence=sequence, **more)


def withdrawn(*, sequence: int = 2) -> Event:
    return event("need.withdrawn.v1", NEED, {"family": FAMILY, "reason": "family_wish"}, sequence=sequence)


def matched(*, sequence: int = 1, **more: Any) -> Event:
    data: dict[str, Any] = {
        "proposal": someone("proposal"),
        "need": NEED,
        "family": FAMILY,
        "guardians": [AMAL],
        "volunteer": someone("vibeke"),
        "kind": "network_person",
        "area": "kolding_one",
    }
    return event("volunteer.matched.v1", MATCH, data, sequence=sequence, **more)


def ended(*, sequence: int = 2, **more: Any) -> Event:
    data = {"need": NEED, "family": FAMILY, "volunteer": someone("vibeke"), "reason": "family_wish"}
    return event("match.ended.v1", MATCH, data, sequence=sequence, **more)


def scheduled(*, sequence: int = 1, **more: Any) -> Event:
    starts_at: datetime = AT + timedelta(days=1)
    data: dict[str, Any] = {
        "kind": "one_to_one",
        "intake": None,
        "match": MATCH,
        "family": FAMILY,
        "participants": [],
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=1),
        "area": "kolding_one",
    }
    return event("meeting.scheduled.v1", MEETING, data, sequence=sequence, **more)


def called_off(*, sequence: int = 2, **more: Any) -> Event:
    return event("meeting.called_off.v1", MEETING, {"reason": "illness"}, sequence=sequence, **more)


def held(*, sequence: int = 3, **more: Any) -> Event:
    data = {"kind": "one_to_one", "family": FAMILY, "match": MATCH, "came": 2, "absent": 0}
    return event("meeting.held.v1", MEETING, data, sequence=sequence, **more)


def consent(state: str, *, name: str = "one", sequence: int = 5, **more: Any) -> Event:
    data: dict[str, Any] = {
        "consent": someone(f"consent {name}"),
        "person": AMAL,
        "purpose": "messages",
        "receiver": "kfum",
        "categories": ["contact_details"],
        "state": state,
        "expires_on": None,
    }
    return event("consent.changed.v1", FAMILY, data, sequence=sequence, **more)


def delivered(name: str = "letter", *, about: UUID = MEETING, **more: Any) -> Event:
    data = {"template": "invitation", "channel": "email", "about": about, "attempts": 1}
    return event("message.delivered.v1", someone(name), data, **more)


def rehearsal(*, url: str = "sqlite://", **settings: Any) -> Rehearsal:
    return Rehearsal("reporting", metadata, settings={"suppress_below": 5, **settings}, url=url)


def hear(stage: Rehearsal, *events: Event) -> None:
    """Each event in a transaction of its own."""
    for each in events:
        with stage.work() as work:
            listen(work, each)


def counts(stage: Rehearsal, programme: str = PROGRAMME) -> dict[str, int]:
    """The figures of a programme that are not nought."""
    with stage.store.session(write=False) as session:
        return {name: count for name, count in queries.counts(session).get(programme, {}).items() if count}
