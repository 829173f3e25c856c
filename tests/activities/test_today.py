"""What needs a coordinator today: everything that waits, each with its door, and never about the one who looks."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from activities.domain.today import ABOUT, KINDS, PLACES, Thing
from activities.service import Activities
from activities.tables import Approval, Consent, Expense, FollowUp, Meeting, Participant, Person, SignUp, Venue
from chassis.doors import measures_of, routes_of
from chassis.testing import AT, Stage
from contracts.programmes import load
from tests.activities import make
from tests.activities.make import AS_COORDINATOR, COORDINATOR, DAY, FAMILY, GUARDIAN, HOUR, STRANGER, VOLUNTEER, stage
from tests.activities.make_presence import HOUSE
from tests.activities.make_promises import COUNSELLING, COURSE, FIRST, at, course, number, planned, settle

AS_STRANGER = ("coordinator", "et-andet-sted", COORDINATOR)
OWN = {"organisation": "kfum", "programme": HOUSE.code}


def listed(on: Stage, *, as_: tuple[Any, ...] = AS_COORDINATOR, query: str = "") -> list[dict[str, Any]]:
    reply = on.call("GET", f"/today{query}", as_=as_)
    assert reply.status == 200, reply.text
    return list(reply.json["items"])


def kinds(on: Stage, **how: Any) -> list[str]:
    return [each["kind"] for each in listed(on, **how)]


def put(on: Stage, *rows: Any) -> None:
    with on.rehearsal.work() as work:
        work.session.add_all(rows)


def follow_up(reason: str = "absences", *, subject: UUID = FAMILY, family: UUID | None = FAMILY) -> FollowUp:
    words = {
        "reason": reason,
        "subject": subject,
        "family": family,
        "line": COURSE,
        "meeting_id": number(1),
    }
    return FollowUp(id=UUID(int=0xF0), since=FIRST, through=FIRST, opened_at=FIRST, times=3, **OWN, **words)


def counselling_of(on: Stage, starts_at: datetime) -> None:
    at(on, starts_at - 30 * DAY)
    planned(on, COUNSELLING, starts_at)


def test_a_meeting_of_today_is_on_the_list_of_the_local_day() -> None:
    on = stage()
    counselling_of(on, datetime(2026, 6, 1, 22, 30, tzinfo=AT.tzinfo))  # half past midnight in Denmark, on the second
    at(on, datetime(2026, 6, 1, 12, 0, tzinfo=AT.tzinfo))
    assert "meeting_today" not in kinds(on)
    at(on, datetime(2026, 6, 1, 22, 15, tzinfo=AT.tzinfo))
    (today,) = listed(on, query="?kind=meeting_today")
    assert (today["on"], today["subject"]) == ("2026-06-02", str(number(1)))


def test_what_nobody_recorded_in_time_is_asked_for_until_it_is() -> None:
    on = stage()
    counselling_of(on, FIRST)
    at(on, FIRST + DAY)
    assert "attendance_missing" not in kinds(on)
    at(on, FIRST + 3 * DAY)
    (missing,) = listed(on, query="?kind=attendance_missing")
    assert missing["door"] == f"PUT /meetings/{number(1)}/attendance"
    assert missing["row"] == HOUSE.row_of("activities.register_within_days")
    with on.rehearsal.work() as work:
        work.session.get_one(Meeting, number(1)).state = "held"
    assert "attendance_missing" not in kinds(on)


def test_a_meeting_that_is_near_is_looked_after_until_all_is_arranged() -> None:
    on = stage()
    counselling_of(on, FIRST)
    with on.rehearsal.work() as work:
        work.session.get_one(Meeting, number(1)).needed = ["professional", "interpreter"]
    assert "not_arranged" not in kinds(on)
    at(on, FIRST - 3 * DAY)
    assert "not_arranged" in kinds(on)
    with on.rehearsal.work() as work:
        meeting = work.session.get_one(Meeting, number(1))
        meeting.arranged = ["interpreter"]
        work.session.add(Person(id=STRANGER))
        work.session.flush()
        meeting.participants.append(Participant(person=STRANGER, role="professional"))
    assert "not_arranged" not in kinds(on)


def test_boards_follow_ups_offers_and_expenses_wait_with_their_doors() -> None:
    on = stage()
    course(on)
    planned(on, "family_club_evening", FIRST, activity=COURSE)
    at(on, FIRST - HOUR)
    offer = {"activity_id": COURSE, "role": "participant", "state": "offered", "asked_at": FIRST, "asked_by": GUARDIAN}
    put(on, Venue(id=UUID(int=1), organisation="kfum", name="Huset", outdoors=False, opening=[], board="b"))
    put(
        on,
        follow_up(),
        SignUp(id=UUID(int=2), offered_until=FIRST + HOUR, family=FAMILY, **offer),
        _approval(),
        _expense(VOLUNTEER),
    )
    doors = {each["kind"]: each["door"] for each in listed(on)}
    assert doors["absences"] == f"POST /follow-ups/{UUID(int=0xF0)}/talk"
    assert doors["offer_lapsing"] == f"POST /sign-ups/{UUID(int=2)}/answer"
    assert doors["approval_awaited"] == f"POST /approvals/{UUID(int=3)}/answer"
    assert doors["expense_waiting"] == f"POST /expenses/{UUID(int=4)}/approval"
    assert doors["volunteers_needed"] == f"POST /activities/{COURSE}/volunteers"


def _approval() -> Approval:
    days = {"from_on": FIRST.date(), "until_on": FIRST.date()}
    said = {"board": "b", "state": "asked", "asked_at": FIRST - DAY, "asked_by": COORDINATOR, "recorded": False}
    return Approval(id=UUID(int=3), venue_id=UUID(int=1), **days, **said)


def _expense(claimant: UUID) -> Expense:
    said = {"meeting_id": number(1), "spent_on": FIRST.date(), "allowance": "food", "amount": 100, "over": 0}
    return Expense(id=UUID(int=4), state="claimed", claimant=claimant, claimed_at=FIRST - DAY, **OWN, **said)


def test_a_family_that_waits_for_its_first_meeting_is_on_the_list_until_it_has_one() -> None:
    on = stage()
    on.hear(make.asked())
    assert kinds(on) == ["intake_waiting"]
    make.scheduled(on, make.joint())
    assert "intake_waiting" not in kinds(on)


def test_what_was_promised_is_due_in_its_week_and_then_missed_once_a_line() -> None:
    on = stage()
    counselling_of(on, FIRST)
    at(on, FIRST - 4 * HOUR)
    settle(on)
    assert kinds(on) == ["meeting_today", "promise_due"]
    at(on, FIRST + 20 * DAY)
    settle(on)
    assert sorted(kinds(on)) == ["attendance_missing", "promise_due", "promise_missed"]


def test_nobody_sees_another_organisation_nor_what_is_about_themselves() -> None:
    on = stage()
    counselling_of(on, FIRST)
    at(on, FIRST + 3 * DAY)
    put(on, follow_up(), _expense(COORDINATOR), Consent(family=FAMILY, person=COORDINATOR, purpose="participation"))
    assert kinds(on, as_=AS_STRANGER) == []
    assert sorted(kinds(on)) == ["attendance_missing"]
    other = ("coordinator", "kfum", STRANGER)
    assert sorted(kinds(on, as_=other)) == ["absences", "attendance_missing", "expense_waiting"]
    assert on.call("GET", "/today", as_=("family", "kfum", GUARDIAN)).status == 403


def test_who_is_matched_does_not_find_the_meetings_of_the_own_match() -> None:
    on = make.stage_with_match()
    meeting = make.scheduled(on)
    at(on, datetime.fromisoformat(meeting["starts_at"]) - HOUR)
    assert "meeting_today" in kinds(on)
    assert kinds(on, as_=("coordinator", "kfum", VOLUNTEER)) == []
    assert kinds(on, as_=("coordinator", "kfum", GUARDIAN)) == []


def test_the_list_is_read_page_by_page_and_each_thing_once() -> None:
    on = stage()
    at(on, FIRST - 30 * DAY)
    planned(on, COUNSELLING, *(FIRST + number * HOUR for number in range(5)))
    at(on, FIRST + 10 * DAY)
    found, path = [], "/today?limit=2"
    while path:
        reply = on.call("GET", path, as_=AS_COORDINATOR)
        found += [each["id"] for each in reply.json["items"]]
        path = f"/today?limit=2&after={reply.json['next']}" if reply.json["next"] else ""
    assert len(found) == len(set(found)) == 5
    assert found == sorted(found)


def test_what_is_listed_is_counted() -> None:
    on = stage()
    counselling_of(on, FIRST)
    at(on, FIRST + 3 * DAY)
    (read,) = (read for door, read in measures_of(on.service) if door.name == "samspil_today")
    with on.desk.store.session(write=False) as session:
        assert read(session, on.desk.clock.today()) == {(HOUSE.code, "attendance_missing"): 1}


def test_every_door_on_the_list_is_one_and_every_rule_is_the_programmes() -> None:
    known = {(route.method, _shape(route.path)) for route in routes_of(Activities())}
    for kind in KINDS.values():
        method, path = kind.door.split(" ")
        assert (method, _shape(path)) in known
        assert kind.about in ABOUT
        for programme in load().values() if kind.path else ():
            assert programme.row_of(kind.path or "")


def _shape(path: str) -> str:
    return "/".join("{}" if part.startswith("{") else part for part in path.split("/"))


def test_earlier_days_come_first_and_the_kinds_of_a_day_in_their_order() -> None:
    subject, today = UUID(int=1 << 100), AT.date()
    things = [
        Thing(kind=kind, subject=subject, on=day, programme=None)
        for day in (today, today + timedelta(days=1))
        for kind in sorted(KINDS, key=PLACES.__getitem__)
    ]
    assert [each.id for each in things] == sorted(each.id for each in things)
