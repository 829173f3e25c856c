"""Volunteers are needed and help where their vetting holds on the day; professionals are invited and say yes or no."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from activities.actions import helping
from activities.tables import Activity, Family, Meeting
from chassis.testing import AT, Stage
from tests.activities.make import COORDINATOR, DAY, HOUR, STRANGER
from tests.activities.make_sign_ups import (
    ACTIVITY,
    AS_COORDINATOR,
    EVENINGS,
    HELPER,
    PROFESSIONAL,
    answer,
    as_family,
    child,
    consented,
    family,
    gone,
    guardian,
    help_out,
    joined,
    left,
    of_another_programme,
    signed_up,
    stage_with,
    there,
    told,
    vetted,
    withdraw,
)

OTHER = UUID(int=902)
AS_PROFESSIONAL = ("professional", "kfum", PROFESSIONAL)


def needed(on: Stage) -> tuple[int, list[int]]:
    shown = on.call("GET", f"/activities/{ACTIVITY}/volunteers-needed", as_=AS_COORDINATOR).json
    return shown["still_needed"], [each["still_needed"] for each in shown["meetings"]]


def follow_vetting(on: Stage) -> None:
    with on.rehearsal.work() as work:
        on.service.follow_vetting(work)


def invite(on: Stage, as_: tuple[Any, ...] = AS_COORDINATOR, **sent: Any) -> Any:
    body = {"professional": str(PROFESSIONAL), **sent}
    return on.call("POST", f"/activities/{ACTIVITY}/invitations", body, as_=as_)


def with_professionals(**columns: Any) -> Stage:
    """An activity of large joint meetings, to which professionals come. # S4-09"""
    on = stage_with(1, 2, programme="boligsocialt_hus", kind="large_meeting", **columns)
    with on.rehearsal.work() as work:
        for number in (1, 2):
            work.session.get_one(Family, family(number)).programme = "boligsocialt_hus"
        work.session.get_one(Activity, ACTIVITY).organisation = "kfum"
        for each in EVENINGS:
            work.session.get_one(Meeting, each).kind = "large_meeting"
    # kfum runs it for boligsocialt hus, so both families have said that it may know.
    on.hear(*[consented(number, "granted") for number in (1, 2)])
    return on


def test_a_volunteer_helps_and_fewer_are_still_needed():
    on = stage_with(volunteers_needed=2)
    assert needed(on) == (2, [2, 2, 2])
    row = help_out(on).json
    assert (row["role"], row["state"]) == ("volunteer", "taken")
    assert (there(on, 2), needed(on)) == ({HELPER}, (1, [1, 1, 1]))
    on.hear(vetted(OTHER))
    assert help_out(on, OTHER, meeting_id=str(EVENINGS[0])).status == 201
    assert needed(on) == (1, [0, 1, 1])


def test_a_volunteer_is_nobody_whose_place_a_family_has():
    on = stage_with(1, capacity=2)
    help_out(on)
    assert signed_up(on, 1)["state"] == "taken"


def test_a_volunteer_helps_of_their_own_wish_or_is_signed_up_by_a_coordinator_who_is_somebody_else():
    on = stage_with(volunteers_needed=1)
    path = f"/activities/{ACTIVITY}/volunteers"
    assert on.call("POST", path, {"volunteer": str(OTHER)}, as_=("volunteer", "kfum", HELPER)).status == 404
    assert on.call("POST", path, {}, as_=AS_COORDINATOR).json["code"] == "not_about_oneself"
    assert on.call("POST", path, {"volunteer": str(HELPER)}, as_=("coordinator", "rode-kors", STRANGER)).status == 404
    row = on.call("POST", path, {"volunteer": str(HELPER)}, as_=AS_COORDINATOR).json
    assert (row["asked_by"], row["people"][0]["person"]) == (str(COORDINATOR), str(HELPER))


def test_when_there_are_enough_only_a_coordinator_takes_more():
    on = stage_with(volunteers_needed=1)
    help_out(on)
    on.hear(vetted(OTHER))
    assert help_out(on, OTHER).json["code"] == "volunteers_enough"
    path = f"/activities/{ACTIVITY}/volunteers"
    assert on.call("POST", path, {"volunteer": str(OTHER)}, as_=AS_COORDINATOR).status == 201


def test_a_vetting_must_hold_on_the_day_of_every_meeting():
    on = stage_with(volunteers_needed=1)
    on.hear(vetted(valid_until=date(2026, 3, 16), at=AT))
    reply = help_out(on)
    assert reply.json["code"] == "volunteer_not_vetted_for"
    assert "2026-03-23" in reply.json["detail"]
    assert "2026-03-16" not in reply.json["detail"]
    assert help_out(on, meeting_id=str(EVENINGS[1])).status == 201
    assert help_out(on, STRANGER).json["code"] == "volunteer_not_vetted_for"


def test_where_no_child_can_come_volunteers_may_train_before_they_are_vetted():
    """# S3-04"""
    on = of_another_programme("omraadeplan", "ambassador_training")
    assert help_out(on, STRANGER).status == 201
    assert there(on, 0) == {STRANGER}


def test_the_numbers_are_for_those_whose_organisation_has_a_part_in_the_programme():
    on = stage_with()
    path = f"/activities/{ACTIVITY}/volunteers-needed"
    assert on.call("GET", path, as_=as_family(1)).status == 200
    assert on.call("GET", path, as_=("volunteer", "rode-kors", HELPER)).status == 404


def test_the_check_answers_volunteers_too():
    on = stage_with(volunteers_needed=1)
    path = f"/activities/{ACTIVITY}/sign-up-check?volunteer={STRANGER}"
    shown = on.call("GET", path, as_=AS_COORDINATOR).json
    assert (shown["possible"], [each["code"] for each in shown["reasons"]]) == ("no", ["volunteer_not_vetted_for"])
    path = f"/activities/{ACTIVITY}/sign-up-check?volunteer={HELPER}"
    assert on.call("GET", path, as_=("volunteer", "kfum", HELPER)).json["possible"] == "place"
    assert on.call("GET", path, as_=("volunteer", "kfum", STRANGER)).status == 404


def test_a_volunteer_who_leaves_is_taken_out_at_once_and_more_are_needed():
    on = stage_with(volunteers_needed=1)
    row = help_out(on).json
    on.hear(gone())
    assert (there(on, 0), needed(on)) == (set(), (1, [1, 1, 1]))
    shown = on.call("GET", f"/sign-ups/{row['id']}", as_=AS_COORDINATOR).json
    assert (shown["state"], shown["ended_reason"]) == ("ended", "volunteer_left")
    assert told(on, "activity.withdrawn.v1")[-1].data["persons"] == [HELPER]


def test_a_volunteer_whose_vetting_runs_out_helps_no_longer_and_one_whose_is_renewed_goes_on():
    on = stage_with(volunteers_needed=1)
    on.hear(vetted(valid_until=date(2026, 3, 23), at=AT))
    row = help_out(on).json
    on.hear(vetted(valid_until=date(2026, 3, 10), at=AT + HOUR))
    assert (there(on, 0), there(on, 1), needed(on)) == ({HELPER}, set(), (1, [0, 1, 1]))
    on.hear(vetted(valid_until=date(2027, 3, 10), at=AT + 2 * HOUR))
    assert (there(on, 1), needed(on)) == ({HELPER}, (0, [0, 0, 0]))
    on.hear(vetted(valid_until=date(2026, 3, 10), at=AT + 3 * HOUR))
    on.rehearsal.later(days=9)
    follow_vetting(on)
    shown = on.call("GET", f"/sign-ups/{row['id']}", as_=AS_COORDINATOR).json
    assert (shown["state"], shown["ended_reason"]) == ("ended", "vetting_expired")


def test_volunteers_are_found_before_families_can_sign_up():
    on = stage_with(state="planned")
    assert help_out(on).status == 201
    assert help_out(on).json["code"] == "already_signed_up"


def test_meetings_that_are_near_and_lack_volunteers_need_somebody_today():
    on = stage_with(volunteers_needed=1)

    def short() -> list[UUID]:
        with on.rehearsal.work() as work:
            soon = work.session.query(Meeting).filter(Meeting.starts_at <= work.now + 7 * DAY)
            return [each.id for each in helping.short(work.session, soon.order_by(Meeting.starts_at))]

    assert short() == []
    on.rehearsal.later(days=1)
    assert short() == [EVENINGS[0]]
    help_out(on)
    assert short() == []


def test_a_professional_is_invited_says_yes_and_comes():
    on = with_professionals()
    row = invite(on).json
    assert (row["role"], row["state"]) == ("professional", "offered")
    assert told(on, "activity.place_offered.v1")[0].data["people"] == [PROFESSIONAL]
    assert there(on, 0) == set()
    assert answer(on, row, "yes", AS_PROFESSIONAL).json["state"] == "taken"
    assert there(on, 0) == {PROFESSIONAL}
    assert withdraw(on, row, AS_PROFESSIONAL).json["state"] == "ended"
    assert there(on, 0) == set()


def test_a_professional_who_says_no_has_never_signed_up():
    on = with_professionals()
    row = invite(on).json
    assert answer(on, row, "no", AS_PROFESSIONAL).json["ended_reason"] == "declined"
    assert told(on, "activity.withdrawn.v1") == []


def test_no_professional_is_invited_where_the_programme_has_none():
    on = stage_with(1)
    assert invite(on).json["code"] == "no_professionals_here"
    assert invite(on, as_family(1)).status == 403
    assert invite(on, ("coordinator", "rode-kors", COORDINATOR)).status == 404


def test_where_it_is_one_familys_own_the_family_itself_wishes_it():
    on = with_professionals()
    assert invite(on, family=str(family(1))).json["code"] == "sign_up_wish_missing"
    own = ("coordinator", "kfum", guardian(1))
    assert invite(on, own, family=str(family(1)), wished_by=str(guardian(1))).json["code"] == "not_about_oneself"
    row = invite(on, family=str(family(1)), wished_by=str(guardian(1))).json
    assert (row["wished_by"], row["family"]) == (str(guardian(1)), str(family(1)))
    on.hear(left(1))
    assert on.call("GET", f"/sign-ups/{row['id']}", as_=AS_COORDINATOR).json["ended_reason"] == "family_left"


def test_an_activity_for_one_family_has_no_professional_it_has_not_wished_for():
    on = with_professionals(capacity=1)
    people = [{"person": str(guardian(1)), "role": "guardian"}]
    signed_up(on, 1, people=people)
    assert invite(on).json["code"] == "professional_not_wished"
    assert invite(on, family=str(family(2)), wished_by=str(guardian(2))).json["code"] == "professional_not_wished"
    assert invite(on, family=str(family(1)), wished_by=str(guardian(1))).status == 201


@pytest.mark.parametrize("late", [{"answer_by": (AT - DAY).isoformat()}])
def test_nobody_answers_before_being_asked(late):
    assert invite(with_professionals(), **late).json["code"] == "in_the_past"


def test_whoever_is_invited_is_not_invited_again_and_is_no_guardian_there():
    on = with_professionals()
    invite(on)
    assert invite(on).json["code"] == "already_signed_up"
    signed_up(on, 1)
    assert invite(on, professional=str(guardian(1))).json["code"] == "already_signed_up"
    assert child(100) in there(on, 0)


def test_facts_told_twice_or_in_another_order_end_the_same():
    ends = []
    for order in ([joined(1), left(1)], [left(1), joined(1)], [left(1), joined(1), left(1), joined(1)]):
        on = stage_with()
        on.hear(*order)
        ends.append(on.call("POST", f"/activities/{ACTIVITY}/sign-ups", body(), as_=as_family(1)).json["code"])
    assert set(ends) == {"family_not_with_us_any_more"}


def body() -> dict[str, Any]:
    return {"family": str(family(1)), "people": [{"person": str(guardian(1)), "role": "guardian"}]}
