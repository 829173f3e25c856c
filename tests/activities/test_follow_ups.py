"""Who has stayed away several times in a row is asked after, until they come, send word, or somebody has talked."""

from typing import Any

import pytest

from activities.tables import Activity, Consent, Family, SignUp
from chassis.doors import measures_of
from chassis.testing import Reply, Stage
from tests.activities.make import AS_COORDINATOR, COORDINATOR, DAY, told
from tests.activities.make_presence import (
    ACTIVITY,
    DAD,
    DAUGHTER,
    FIRST,
    HELPER,
    HOUSE,
    MUM,
    SECOND,
    SON,
    begins,
    club,
    entry,
    held,
    known,
    meeting,
    outcomes,
    send,
    walk_in,
)

IN_A_ROW = HOUSE.activities.absences_in_a_row


@pytest.fixture
def on() -> Stage:
    return club(meetings=8)


def absent(on: Stage, *numbers: int, who: tuple[Any, ...] = (DAD, DAUGHTER)) -> None:
    """Somebody stays away from these meetings, and Mum comes."""
    sent = [entry(number, number, came=[MUM], absent=list(who)) for number in numbers]
    assert set(outcomes(send(on, *sent))) == {"recorded"}


def listed(on: Stage, query: str = "open=true", as_: tuple[Any, ...] = AS_COORDINATOR) -> list[dict[str, Any]]:
    reply = on.call("GET", f"/follow-ups?{query}", as_=as_)
    assert reply.status == 200, reply.text
    return list(reply.json["items"])


def talk(on: Stage, row: dict[str, Any], day: str = "2026-03-02") -> Reply:
    return on.call("POST", f"/follow-ups/{row['id']}/talk", {"on": day}, as_=AS_COORDINATOR)


def test_a_family_is_asked_after_once_however_many_of_it_stay_away(on):
    assert IN_A_ROW == 3
    absent(on, 0, 1)
    assert listed(on) == []
    absent(on, 2)
    [row] = listed(on)
    assert (row["family"], row["person"], row["times"], row["reason"]) == (str(SECOND), None, 3, "absences")
    assert (row["activity_id"], row["meeting_id"]) == (str(ACTIVITY), str(meeting(2)))
    assert row["since"] == begins(0).isoformat().replace("+00:00", "Z")


def test_no_event_tells_of_it(on):
    absent(on, 0, 1, 2)
    assert {event.type for event in told(on)} == {"meeting.held.v1"}


def test_one_of_the_family_is_enough(on):
    for number in range(4):
        send(on, entry(number, number, came=[MUM], absent=[SON, DAD, DAUGHTER]))
    assert [row["family"] for row in listed(on)] == [str(SECOND)]  # Mum came, and her son is of her family


@pytest.mark.parametrize("said", [{"excused": [DAD]}, {"walk_ins": [walk_in(DAD, "guardian")]}, {}])
def test_coming_again_or_sending_word_or_not_knowing_takes_the_row_away(on, said):
    absent(on, 0, 1, 2)
    send(on, entry(3, 3, came=[MUM], **said))
    assert listed(on, "") == []
    assert known(on)["asked_after"] == []


def test_a_volunteer_is_asked_after_and_a_colleague_is_not():
    on = club(meetings=3, people=[MUM, HELPER, COORDINATOR])
    absent(on, 0, 1, 2, who=(HELPER, COORDINATOR))
    assert [(row["family"], row["person"]) for row in listed(on, as_=("coordinator", "kfum", DAD))] == [
        (None, str(HELPER))
    ]


def test_what_has_been_talked_about_is_no_reason_to_ask_until_it_happens_again(on):
    absent(on, 0, 1, 2)
    [row] = listed(on)
    assert talk(on, row, "2026-03-03").json["code"] == "talked_in_the_future"
    assert talk(on, row).json["talked_on"] == "2026-03-02"
    assert talk(on, row).json["code"] == "already_done"
    absent(on, 3, 4)
    assert (listed(on), len(listed(on, "open=false"))) == ([], 1)
    absent(on, 5)
    assert [(each["id"], each["times"]) for each in listed(on)] == [(row["id"], 3)]


def test_a_late_registration_is_put_where_it_belongs(on):
    absent(on, 0, 1, 3)
    assert len(listed(on)) == 1
    send(on, entry(2, 2, came=[MUM, DAD]))
    assert listed(on) == []


def test_nobody_is_asked_after_who_takes_part_no_longer(on):
    absent(on, 0, 1, 2)
    with on.rehearsal.work() as work:
        work.session.get_one(SignUp, _of(SECOND)).state = "withdrawn"
    absent(on, 3)
    assert listed(on, "") == []


@pytest.mark.parametrize("over", ["family", "activity"])
def test_what_is_over_is_over_at_once_and_nothing_is_kept_of_it(on, over):
    absent(on, 0, 1, 2)
    with on.rehearsal.work() as work:
        if over == "family":
            work.session.add(Family(id=SECOND, left_at=begins(2) + DAY))
        else:
            work.session.get_one(Activity, ACTIVITY).ended_at = begins(2) + DAY
    assert listed(on, "") == []
    with on.rehearsal.work() as work:
        on.service.forget_attendance(work)
    assert known(on)["asked_after"] == []


def test_a_talk_is_forgotten_after_ninety_days(on):
    absent(on, 0, 1, 2)
    talk(on, listed(on)[0])
    for days, left in ((90, 1), (1, 0)):
        on.rehearsal.later(days=days)
        with on.rehearsal.work() as work:
            on.service.forget_attendance(work)
        assert len(known(on)["asked_after"]) == left


def test_nobody_is_told_of_themselves_or_their_own_family(on):
    absent(on, 0, 1, 2, who=(DAD, DAUGHTER, HELPER))
    assert len(listed(on)) == 2
    assert [row["person"] for row in listed(on, as_=("coordinator", "kfum", DAUGHTER))] == [str(HELPER)]
    assert [row["family"] for row in listed(on, as_=("coordinator", "kfum", HELPER))] == [str(SECOND)]
    with on.rehearsal.work() as work:
        work.session.add(Consent(family=SECOND, person=COORDINATOR, purpose="participation", granted=True))
    assert [row["person"] for row in listed(on)] == [str(HELPER)]
    assert listed(on, as_=("coordinator", "rode-kors", COORDINATOR)) == []


def test_the_figure_is_how_many_wait(on):
    absent(on, 0, 1, 2)
    with on.desk.store.session(write=False) as session:
        figures = {door.name: dict(read(session)) for door, read in measures_of(on.service) if not door.dated}
    assert figures["samspil_follow_ups_open"] == {(HOUSE.code, "absences"): 1.0}


def test_a_small_success_is_told_once_and_only_of_a_family_that_was_there(on):
    send(on, entry(1, 0, came=[MUM, SON, HELPER], absent=[DAD]))
    path, sent = f"/meetings/{meeting()}/successes", {"family": str(FIRST), "word": "met_somebody"}
    as_helper = ("volunteer", "kfum", HELPER)
    assert on.call("POST", path, sent, as_=as_helper).status == 201
    event = told(on)[-1]
    assert (event.type, event.data) == (
        "success.noted.v1",
        {"family": FIRST, "meeting": meeting(), "word": "met_somebody"},
    )
    assert on.call("POST", path, sent, as_=AS_COORDINATOR).json["code"] == "already_done"
    there = {"family": str(SECOND), "word": "spoke_up"}
    assert on.call("POST", path, there, as_=as_helper).json["code"] == "family_not_there"
    own = on.call("POST", path, {**sent, "word": "spoke_up"}, as_=("volunteer", "kfum", MUM))
    assert own.json["code"] == "not_about_oneself"
    assert on.call("POST", path, {**sent, "word": "was_quiet_for_once"}, as_=as_helper).status == 422
    assert on.call("POST", path, sent, as_=("volunteer", "kfum", COORDINATOR)).status == 404
    later = f"/meetings/{meeting(1)}/successes"
    assert on.call("POST", later, sent, as_=as_helper).json["code"] == "not_recorded_yet"


def test_a_family_that_walked_in_is_counted_and_its_success_noted_if_it_is_known(on):
    with on.rehearsal.work() as work:
        work.session.add(Consent(family=SECOND, person=COORDINATOR, purpose="participation", granted=True))
    send(on, entry(1, 0, came=[MUM], walk_ins=[walk_in(COORDINATOR, "guardian")]))
    assert held(on)[meeting()]["families"] == 2
    sent = {"family": str(SECOND), "word": "spoke_up"}
    path = f"/meetings/{meeting()}/successes"
    assert on.call("POST", path, sent, as_=("volunteer", "kfum", HELPER)).status == 201


def test_a_success_is_not_kept_here_for_long_or_of_a_family_that_left(on):
    send(on, entry(1, 0, came=[MUM, DAD]))
    for family in (FIRST, SECOND):
        sent = {"family": str(family), "word": "spoke_up"}
        assert on.call("POST", f"/meetings/{meeting()}/successes", sent, as_=AS_COORDINATOR).status == 201
    for days, left in ((0, 1), (91, 0)):
        on.rehearsal.later(days=days)
        with on.rehearsal.work() as work:
            if not days:
                work.session.add(Family(id=SECOND, left_at=on.desk.clock.now() + DAY))
            on.service.forget_attendance(work)
            assert work.session.connection().exec_driver_sql("select count(*) from successes").scalar() == left


def test_nobody_of_a_family_that_left_is_named_again(on):
    with on.rehearsal.work() as work:
        work.session.add(Consent(family=SECOND, person=HELPER, purpose="participation", granted=False))
        work.session.add(Family(id=SECOND, joined_at=begins() - DAY, left_at=begins()))
    walked = entry(1, 0, came=[MUM], walk_ins=[walk_in(COORDINATOR, "guardian")])
    assert outcomes(send(on, walked)) == ["recorded"]
    with on.rehearsal.work() as work:
        work.session.add(Consent(family=SECOND, person=COORDINATOR, purpose="participation", granted=False))
    again = entry(2, 1, came=[MUM], walk_ins=[walk_in(COORDINATOR, "guardian")])
    assert outcomes(send(on, again)) == ["unknown_walk_in"]
    as_volunteer = entry(3, 1, came=[MUM], walk_ins=[walk_in(COORDINATOR, "volunteer")])
    assert outcomes(send(on, as_volunteer)) == ["recorded"]
    assert held(on)[meeting(1)]["walk_ins"] == 1


def _of(family: Any) -> Any:
    return type(family)(int=family.int + 0x100)
