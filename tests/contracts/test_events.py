"""The register holds the catalogue; nothing in it can carry a person's name or words."""

from collections.abc import Iterator
from typing import Any

import pytest
from marshmallow import fields
from marshmallow.validate import Regexp

from contracts import values
from contracts.common import Heartbeat
from contracts.events import CLASSIFICATIONS, EVERY, FAMILY, PROGRAMME, REGISTER, SERVICE, VOLUNTEER, EventType

CATALOGUE = {
    "enrollment": """family.joined family.left consent.changed need.registered need.withdrawn intake.requested
        goal.reached bridge.agreed bridge.withdrawn outreach.counted person.erased programme.published""",
    "matching": """volunteer.approved volunteer.left match.proposed volunteer.matched match.ended checkin.answered
        answer.asked checkin.asked cover.asked vetting.expiring""",
    "activities": """meeting.scheduled meeting.moved meeting.called_off meeting.held activity.signed_up
        activity.place_offered activity.withdrawn success.noted promise.kept promise.missed""",
    "notifications": "message.delivered message.failed",
    "reporting": "target.at_risk",
    EVERY: "erasure.receipted heartbeat",
}


def test_the_register_is_the_catalogue() -> None:
    assert {(kind.owner, kind.type) for kind in REGISTER.values()} == {
        (owner, f"{name}.v1") for owner, names in CATALOGUE.items() for name in names.split()
    }


@pytest.mark.parametrize("kind", REGISTER.values(), ids=REGISTER)
def test_a_type_says_whom_it_is_about_and_how_sensitive_it_is(kind: EventType) -> None:
    assert kind.about in (FAMILY, VOLUNTEER, PROGRAMME, SERVICE)
    assert kind.classification in CLASSIFICATIONS
    assert (kind.classification == "pseudonymous") == (kind.about in (FAMILY, VOLUNTEER))
    assert kind.summary.endswith((".", "!", "?"))


@pytest.mark.parametrize("kind", REGISTER.values(), ids=REGISTER)
def test_no_event_has_room_for_free_text(kind: EventType) -> None:
    for field in _fields(kind.sent.fields.values()):
        if isinstance(field, values.Text):
            assert any(isinstance(rule, Regexp) for rule in field.validators), field.name
            assert not field.lines


def _fields(given: Any) -> Iterator[fields.Field[Any]]:
    for field in given:
        yield field
        inner = getattr(field, "inner", field)
        if inner is not field:
            yield inner
        if isinstance(inner, values.Inner):
            yield from _fields(inner.schema.fields.values())


def test_the_register_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        REGISTER["x.y.v1"] = REGISTER["heartbeat.v1"]  # type: ignore[index]
    with pytest.raises(AttributeError):
        REGISTER["heartbeat.v1"].owner = "reporting"  # type: ignore[misc]
    assert REGISTER["heartbeat.v1"].schema is Heartbeat


def test_a_contact_route_on_the_bus_is_never_a_referral() -> None:  # S0-18
    route = REGISTER["intake.requested.v1"].sent.fields["contact_route"]
    assert "referral" not in route.validators[0].choices  # type: ignore[attr-defined]
