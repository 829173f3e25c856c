"""The door to free times."""

from uuid import UUID

import pytest

from activities.tables import Meeting
from chassis.testing import Stage
from tests.activities.make import DAY, GUARDIAN, HOUR, NOON, VOLUNTEER, stage_with_match
from tests.activities.test_service_venues import OPEN_ON_MONDAYS, added, code, meet, post, thing


@pytest.fixture
def on() -> Stage:
    return stage_with_match()


def test_free_times_of_people_a_venue_and_a_thing_are_found_the_earliest_first(on):
    venue, bus = added(on, opening=OPEN_ON_MONDAYS), thing(on)
    meet(on, venue_id=venue["id"], resources=[bus])
    wanted = {
        "people": [GUARDIAN, VOLUNTEER],
        "venue_id": venue["id"],
        "resources": [bus],
        "earliest": (NOON - DAY).isoformat(),
        "latest": (NOON + 8 * DAY).isoformat(),
        "minutes": 90,
    }
    reply = post(on, "/free-times", wanted)
    assert reply.status == 200, reply.text
    assert [(each["starts_at"][:16], each["ends_at"][:16]) for each in reply.json["times"]] == [
        ("2026-03-09T08:00", "2026-03-09T12:00"),
        ("2026-03-09T13:00", "2026-03-09T16:00"),
        ("2026-03-16T08:00", "2026-03-16T16:00"),
    ]
    afternoons = post(on, "/free-times", {**wanted, "parts": ["afternoon"], "most": 1}).json["times"]
    assert [each["starts_at"][:16] for each in afternoons] == ["2026-03-09T13:00"]


def test_free_times_tell_nothing_of_who_is_busy_and_are_for_coordinators(on):
    meet(on, place="Biblioteket")
    wanted = {
        "people": [GUARDIAN, VOLUNTEER],
        "earliest": (NOON - HOUR).isoformat(),
        "latest": (NOON + 2 * HOUR).isoformat(),
        "minutes": 30,
    }
    reply = post(on, "/free-times", wanted)
    assert [set(each) for each in reply.json["times"]] == [{"starts_at", "ends_at"}] * 2
    assert str(GUARDIAN) not in reply.text
    assert post(on, "/free-times", wanted, ("family", "kfum", GUARDIAN)).status == 403


def test_a_partner_learns_of_nobody_who_takes_part_in_nothing_of_its_own(on):
    meet(on, place="Biblioteket")
    as_partner = ("coordinator", "kolding", UUID(int=8))
    wanted = {"earliest": NOON.isoformat(), "latest": (NOON + 2 * HOUR).isoformat(), "minutes": 30}
    for people in ([GUARDIAN], [UUID(int=8), VOLUNTEER], [UUID(int=9)]):
        assert code(post(on, "/free-times", {**wanted, "people": people}, as_partner)) == (404, "not_with_us")
    assert post(on, "/free-times", {**wanted, "people": [UUID(int=8)]}, as_partner).status == 200
    with on.rehearsal.work() as work:
        (one,) = work.session.query(Meeting).all()
        one.organisation = "kolding"
    assert post(on, "/free-times", {**wanted, "people": [GUARDIAN]}, as_partner).json["times"] != []


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"people": []}, (422, "nobody_to_look_for")),
        ({"latest": NOON + 60 * DAY}, (422, "search_too_long")),
        ({"latest": NOON - HOUR}, (409, "ends_before_it_starts")),
        ({"venue_id": UUID(int=8)}, (404, "unknown_venue")),
        ({"resources": [UUID(int=8)]}, (404, "unknown_resource")),
    ],
)
def test_a_search_that_makes_no_sense_is_refused(on, changes, refused):
    wanted = {"people": [GUARDIAN], "earliest": NOON, "latest": NOON + DAY, "minutes": 60, **changes}
    wanted |= {name: wanted[name].isoformat() for name in ("earliest", "latest")}
    assert code(post(on, "/free-times", wanted)) == refused
