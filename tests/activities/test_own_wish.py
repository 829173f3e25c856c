"""Nobody is put into an activity's meeting without a place in it, nor a volunteer whose vetting does not hold."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from activities.tables import Activity, Family, Meeting, Participant, Person, SignedUp, SignUp
from chassis.testing import AT, Stage
from contracts.programmes import load
from tests.activities.make import (
    AS_COORDINATOR,
    COORDINATOR,
    DAY,
    HOUR,
    NOON,
    approved,
    body,
    scheduled,
    stage_with_match,
)
from tests.activities.make_sign_ups import (
    ACTIVITY,
    EVENINGS,
    HELPER,
    PROFESSIONAL,
    asks,
    change,
    child,
    consented,
    family,
    guardian,
    help_out,
    joined,
    left,
    of_another_programme,
    sign_up,
    signed_up,
    stage_with,
    vetted,
    withdraw,
)

LATE = NOON + 30 * DAY
SERIES = {"rule": "FREQ=WEEKLY;COUNT=3", "first_on": "2026-04-08", "starts": "19:00", "place": "Fælleshuset"}
ME = {"person": str(COORDINATOR), "role": "coordinator"}


def as_one(person: UUID, role: str) -> dict[str, str]:
    return {"person": str(person), "role": role}


def meet(on: Stage, *people: dict[str, str], **changes: Any) -> Any:
    """What is said to one more evening with these people."""
    ours = {"match_id": None, "activity_id": str(ACTIVITY), "kind": "conversation_salon", "starts_at": LATE}
    sent = body(**{**ours, **changes, "participants": list(people)})
    return on.call("POST", "/meetings", sent, as_=AS_COORDINATOR)


def series(on: Stage, **changes: Any) -> Any:
    return on.call("POST", f"/activities/{ACTIVITY}/series", {**SERIES, **changes}, as_=AS_COORDINATOR)


def at(on: Stage, *ids: str) -> list[set[UUID]]:
    """Who takes part in each of these meetings."""
    with on.desk.store.session(write=False) as session:
        return [{one.person for one in session.get_one(Meeting, UUID(id)).participants} for id in ids]


def number(on: Stage) -> int:
    with on.desk.store.session(write=False) as session:
        return len(session.scalars(select(Meeting.id)).all())


STRANGERS = [(guardian(1), "guardian"), (child(100), "child"), (HELPER, "volunteer"), (PROFESSIONAL, "professional")]


@pytest.mark.parametrize(("person", "role"), STRANGERS)
def test_a_coordinator_puts_nobody_into_an_activity_who_has_no_place_in_it(person, role):
    on = stage_with(1)
    before = number(on)
    for reply in (meet(on, as_one(person, role)), series(on, participants=[ME, as_one(person, role)])):
        # Where the kind has no room for the role that is said first.
        assert reply.json["code"] in ("no_place_in_activity", "role_not_in_kind")
        assert (reply.status, reply.json["code"] == "role_not_in_kind") == (409, role == "professional")
    assert number(on) == before
    assert meet(on, ME).status == 201


def test_whoever_has_a_place_is_named_as_what_they_said_yes_to():
    on = stage_with(1, 2)
    signed_up(on, 1)
    assert meet(on, ME, as_one(guardian(1), "guardian")).status == 201
    assert meet(on, as_one(guardian(1), "child"), starts_at=LATE + DAY).json["code"] == "no_place_in_activity"
    refused = meet(on, as_one(guardian(2), "guardian"), starts_at=LATE + DAY).json
    assert (refused["code"], refused["rule"], refused["field"]) == ("no_place_in_activity", "S0-17", "participants")


def test_who_waits_or_came_to_one_evening_only_is_not_put_into_another():
    on = stage_with(1, 2, 3, capacity=2)
    signed_up(on, 1, meeting_id=str(EVENINGS[0]))
    signed_up(on, 2)
    signed_up(on, 3, waits=True)
    for one in (1, 3):
        assert meet(on, as_one(guardian(one), "guardian")).json["code"] == "no_place_in_activity"


def test_a_day_put_into_a_series_is_for_those_with_a_place_by_then():
    on = stage_with(1, 2, 3)
    for one in (1, 2):
        signed_up(on, one)
    made = series(on, participants=[ME]).json
    last = made["meetings"][-1]["id"]
    signed_up(on, 3, meeting_id=last)
    withdraw(on, signed_up_of(on, 2), ("family", "kfum", guardian(2)))
    changed = on.call(
        "POST", f"/series/{made['id']}/exceptions", {"also": ["2026-04-10"]}, as_=AS_COORDINATOR, headers=version(made)
    ).json
    new = next(each["id"] for each in changed["meetings"] if each["on"] == "2026-04-10")
    assert at(on, last, new) == [
        {COORDINATOR, guardian(1), child(100), guardian(3), child(300)},
        {COORDINATOR, guardian(1), child(100)},
    ]


def test_a_series_is_without_a_volunteer_from_the_day_the_vetting_ends():
    on = stage_with(1)
    on.hear(vetted(valid_until=date(2026, 4, 14), at=AT))
    assert help_out(on).status == 201
    made = series(on, participants=[ME])
    assert made.status == 201, made.text
    there = at(on, *(each["id"] for each in made.json["meetings"]))
    assert [HELPER in people for people in there] == [True, False, False]


def test_a_meeting_does_not_move_to_a_day_on_which_a_volunteers_vetting_no_longer_holds():
    on = stage_with_match()
    on.hear(approved(valid_until=date(2026, 3, 12), at=AT))
    meeting = scheduled(on)
    to = {"starts_at": (NOON + 7 * DAY).isoformat(), "ends_at": (NOON + 7 * DAY + HOUR).isoformat()}
    path = f"/meetings/{meeting['id']}/moving"
    reply = on.call("POST", path, to, as_=AS_COORDINATOR, headers=version(meeting))
    assert (reply.status, reply.json["code"]) == (409, "volunteer_not_vetted")
    again = on.call("GET", f"/meetings/{meeting['id']}", as_=AS_COORDINATOR).json
    assert (again["version"], again["starts_at"]) == (1, meeting["starts_at"])


def test_a_series_does_not_move_beyond_the_vetting_of_one_who_helps():
    on = stage_with(1)
    on.hear(vetted(valid_until=date(2026, 4, 22), at=AT))
    help_out(on)
    made = series(on, participants=[ME]).json
    sent = {"since": "2026-04-08", "weekday": "fri"}
    reply = on.call("POST", f"/series/{made['id']}/moving", sent, as_=AS_COORDINATOR, headers=version(made))
    assert (reply.status, reply.json["code"]) == (409, "volunteer_not_vetted")
    shown = on.call("GET", f"/series/{made['id']}", as_=AS_COORDINATOR).json
    assert [each["starts_at"] for each in shown["meetings"]] == [each["starts_at"] for each in made["meetings"]]


def version(row: Any) -> dict[str, str]:
    return {"If-Match": f'"{row["version"]}"'}


def signed_up_of(on: Stage, family: int) -> dict[str, Any]:
    """The sign-up of a family."""
    found = on.call("GET", "/sign-ups", as_=("family", "kfum", guardian(family))).json["items"]
    return dict(found[0])


def after_a_course() -> Stage:
    """A family course that was completed; the first family was there, the second had a place and never came. # S3-17"""
    house = load()["boligsocialt_hus"]
    on = of_another_programme(house.code, "course_evening", course="family_course", area=next(iter(house.areas)))
    on.hear(joined(2))
    with on.rehearsal.work() as work:
        work.session.get_one(Family, family(2)).programme = house.code
        for number in (1, 2):
            row = SignUp(id=UUID(int=600 + number), activity_id=ACTIVITY, role="participant", state="ended")
            row.family, row.asked_by, row.asked_at, row.ended_reason = (
                family(number),
                guardian(number),
                AT,
                "activity_ended",
            )
            row.people = [SignedUp(person=guardian(number), role="guardian")]
            work.session.add_all([row, Person(id=guardian(number))])
        work.session.flush()
        activity, evening = work.session.get_one(Activity, ACTIVITY), work.session.get_one(Meeting, EVENINGS[0])
        activity.state, evening.state, evening.starts_at, evening.ends_at = "ended", "held", AT - 2 * HOUR, AT - HOUR
        evening.participants = [Participant(person=guardian(one), role="guardian", came=one == 1) for one in (1, 2)]
    return on


def asked_afterwards(on: Stage, number: int) -> tuple[int, str | None]:
    organisation = load()["boligsocialt_hus"].organisation
    sent = body(
        match_id=None,
        activity_id=str(ACTIVITY),
        kind="course_follow_up",
        starts_at=LATE,
        participants=[ME, as_one(guardian(number), "guardian")],
    )
    reply = on.call("POST", "/meetings", sent, as_=("coordinator", organisation, COORDINATOR))
    return reply.status, reply.json.get("code")


def test_after_a_course_those_who_were_there_to_its_end_are_asked_how_it_goes():
    on = after_a_course()
    assert asked_afterwards(on, 2) == (409, "no_place_in_activity")
    assert asked_afterwards(on, 1) == (201, None)


@pytest.mark.parametrize("told", [left(1), consented(1, purpose="participation")])
def test_after_a_course_nobody_is_asked_who_has_left_or_taken_consent_back(told):
    on = after_a_course()
    on.hear(told)
    assert asked_afterwards(on, 1) == (409, "no_place_in_activity")


@pytest.mark.parametrize("somebody", [HELPER, guardian(2)])
def test_nobody_is_brought_along_as_a_child_who_is_known_as_somebody_else(somebody):
    on = stage_with(1, 2)
    signed_up(on, 2)
    people = [as_one(guardian(1), "guardian"), as_one(somebody, "child")]
    for as_, wished_by in ((("family", "kfum", guardian(1)), None), (AS_COORDINATOR, str(guardian(1)))):
        reply = sign_up(on, 1, as_=as_, people=people, wished_by=wished_by)
        assert (reply.status, reply.json["code"], reply.json["field"]) == (409, "not_of_the_family", "people")


def test_a_family_may_always_become_fewer_but_not_more_or_others_once_it_is_too_late_to_sign_up():
    on = stage_with(1)
    row = signed_up(on, 1, children=2)
    change(on, sign_up_until=AT)
    path, as_ = f"/sign-ups/{row['id']}/people", ("family", "kfum", guardian(1))

    def become(children: int, seen: Any) -> Any:
        return on.call("PUT", path, {"people": asks(1, children=children)["people"]}, as_=as_, headers=version(seen))

    assert become(3, row).json["code"] == "cut_off_passed"
    fewer = become(1, row)
    assert (fewer.status, len(fewer.json["people"])) == (200, 2)
    assert become(2, fewer.json).json["code"] == "cut_off_passed"
    assert at(on, str(EVENINGS[0])) == [{guardian(1), child(100)}]


def test_an_activity_does_not_meet_twice_at_once_so_that_whoever_signs_up_can_be_there():
    on = stage_with(1)
    before = number(on)
    for starts_at in (NOON, NOON + HOUR, NOON - HOUR / 2):
        refused = meet(on, ME, starts_at=starts_at).json
        assert (refused["code"], refused["field"]) == ("series_overlaps", "starts_at")
    assert number(on) == before
    late = meet(on, ME).json
    to = {"starts_at": NOON.isoformat(), "ends_at": (NOON + HOUR).isoformat()}
    path = f"/meetings/{late['id']}/moving"
    assert on.call("POST", path, to, as_=AS_COORDINATOR, headers=version(late)).json["code"] == "series_overlaps"
    assert meet(on, ME, starts_at=NOON + 2 * HOUR).status == 201
