"""Builders: the people and events of a small story, of which a test names only what it cares about."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from activities.domain.people import Occasion, Participant, Role
from activities.service import Activities
from activities.tables import metadata
from chassis.testing import AT, Stage
from contracts.envelope import Event
from contracts.events import REGISTER
from contracts.programmes import load

COORDINATOR, GUARDIAN, OTHER_GUARDIAN, CHILD, VOLUNTEER, PROFESSIONAL, STRANGER = (UUID(int=n) for n in range(1, 8))
INTAKE, MATCH, FAMILY, NEED, PROPOSAL, CONSENT = (UUID(int=n) for n in range(11, 17))
PROGRAMME = load()["kvartervenner"]
AREA = next(iter(PROGRAMME.areas))
NOON = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SETTINGS = {"place_days": 30}
AS_COORDINATOR = ("coordinator", "kfum", COORDINATOR)

numbers = count(1000)


def stage() -> Stage:
    """The whole service, without a network."""
    return Stage(Activities, metadata, settings=SETTINGS)


def stage_with_match() -> Stage:
    """The service, which has heard of a vetted volunteer and a match."""
    made = stage()
    made.hear(approved(), matched())
    return made


def participant(person: UUID, role: Role) -> Participant:
    return Participant(person=person, role=role.value)


def request(**changes: Any) -> Occasion:
    return Occasion(**{"name": "intake", "family": (GUARDIAN,), "professional": PROFESSIONAL, **changes})


def match(**changes: Any) -> Occasion:
    return Occasion(**{"name": "match", "family": (GUARDIAN, OTHER_GUARDIAN), "volunteer": VOLUNTEER, **changes})


def event(type: str, subject: UUID, data: Mapping[str, Any], *, at: datetime = AT - HOUR) -> Event:
    """An event of its owner in our own organisation."""
    known = REGISTER[type]
    return Event(
        id=UUID(int=next(numbers)),
        source=f"/kfum/{known.owner}",
        type=type,
        subject=subject,
        time=at,
        data=data,
        correlationid=UUID(int=99),
        sequence=1,
        programme=PROGRAMME.code,
        programmeversion=PROGRAMME.version,
        dataclassification=known.classification,
    )


def asked(intake: UUID = INTAKE, *, person: UUID = GUARDIAN, professional: UUID | None = PROFESSIONAL) -> Event:
    data = {
        "person": person,
        "contact_route": "postcard",
        "wanted": "joint_meeting",
        "area": AREA,
        "professional": professional,
        "professional_organisation": "kolding" if professional else None,
    }
    return event("intake.requested.v1", intake, data)


def approved(*, valid_until: date = date(2029, 3, 1), at: datetime = AT - 3 * DAY) -> Event:
    data = {"kinds": ["network_person"], "area": AREA, "valid_until": valid_until}
    return event("volunteer.approved.v1", VOLUNTEER, data, at=at)


def volunteer_left(*, at: datetime = AT) -> Event:
    return event("volunteer.left.v1", VOLUNTEER, {"reason": "volunteer_wish"}, at=at)


def matched(match_id: UUID = MATCH, *, at: datetime = AT - DAY) -> Event:
    data = {
        "proposal": PROPOSAL,
        "need": NEED,
        "family": FAMILY,
        "guardians": [GUARDIAN, OTHER_GUARDIAN],
        "volunteer": VOLUNTEER,
        "kind": "network_person",
        "area": AREA,
    }
    return event("volunteer.matched.v1", match_id, data, at=at)


def ended(reason: str = "need_met", *, match_id: UUID = MATCH, at: datetime = AT) -> Event:
    data = {"need": NEED, "family": FAMILY, "volunteer": VOLUNTEER, "reason": reason}
    return event("match.ended.v1", match_id, data, at=at)


def family_left(*, at: datetime = AT) -> Event:
    return event("family.left.v1", FAMILY, {"reason": "family_wish"}, at=at)


def consent(
    state: str = "withdrawn", *, purpose: str = "one_to_one", receiver: str = "kfum", at: datetime = AT
) -> Event:
    data = {
        "consent": CONSENT,
        "person": GUARDIAN,
        "purpose": purpose,
        "receiver": receiver,
        "categories": ["needs"],
        "state": state,
        "expires_on": None,
    }
    return event("consent.changed.v1", FAMILY, data, at=at)


def body(**changes: Any) -> dict[str, Any]:
    """What a coordinator sends to arrange the first meeting of a match."""
    starts_at = changes.pop("starts_at", NOON)
    sent = {
        "kind": "one_to_one",
        "match_id": MATCH,
        "starts_at": starts_at.isoformat(),
        "ends_at": changes.pop("ends_at", starts_at + HOUR).isoformat(),
        "place": "Biblioteket",
        **changes,
    }
    return {name: value for name, value in sent.items() if value is not None}


def joint(**changes: Any) -> dict[str, Any]:
    """What a coordinator sends to arrange a joint meeting for a request."""
    return body(**{"kind": "joint_meeting", "match_id": None, "intake_id": INTAKE, **changes})


def scheduled(on: Stage, sent: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """A meeting that has been arranged."""
    reply = on.call("POST", "/meetings", sent or body(), as_=AS_COORDINATOR)
    assert reply.status == 201, reply.text
    return dict(reply.json)


def told(on: Stage) -> list[Event]:
    """What the service has told others so far."""
    return on.rehearsal.stored()
