"""The next step of a course: suggested with its reason to the family and who prepares it, and never a bar."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from activities.domain import steps
from activities.tables import Activity, Meeting, Participant, Person, SignedUp, SignUp
from chassis.testing import Stage
from contracts.programmes import load
from contracts.refusals import Refused
from tests.activities.make import CHILD, COORDINATOR, GUARDIAN, NOON, STRANGER, family_left, stage
from tests.activities.make_activities import opened

LADDER = load()["boligsocialt_hus"]
READY = load()["omraadeplan"]
STEPS = steps.steps_of(LADDER, "early_course")
FIRST, SECOND, THIRD = STEPS
FAMILY = UUID(int=13)
HOUSE, ELSEWHERE = ("coordinator", "boligsocialt-hus", COORDINATOR), ("coordinator", "odense", COORDINATOR)
OWN = ("family", "boligsocialt-hus", GUARDIAN)


@pytest.mark.parametrize(
    ("taken", "next", "why"),
    [
        ([], FIRST, "begin"),
        ([FIRST], SECOND, "go_on"),
        ([FIRST, SECOND], THIRD, "go_on"),
        ([SECOND], THIRD, "go_on"),
        ([FIRST, SECOND, THIRD], None, "all_taken"),
        ([THIRD], None, "all_taken"),
    ],
)
def test_the_next_step_comes_after_the_furthest_and_nobody_is_sent_back(taken, next, why):
    found = steps.suggest(STEPS, taken, in_steps=True)
    assert (found.next, found.why) == (next, why)


def test_the_reason_names_both_steps_in_both_languages():
    words = steps.suggest(STEPS, [FIRST], in_steps=True).words
    assert "Besøg hos nye forældre" in words["da"]
    assert "Small meeting at a family's home" in words["en"]


@given(st.sets(st.sampled_from(list(STEPS))), st.booleans())
def test_a_suggestion_is_something_the_family_has_not_taken(taken, in_steps):
    found = steps.suggest(STEPS, taken, in_steps=in_steps)
    assert found.next is None or found.next in found.left
    assert set(found.left) == set(STEPS) - taken
    assert (found.next is None) or in_steps


def test_where_order_is_free_everybody_takes_what_they_are_ready_for():
    topics = steps.steps_of(READY, "competence_course")
    assert list(topics) == list(READY.courses["competence_course"].topics)
    found = steps.suggest(topics, ["social"], in_steps=False)
    assert (found.next, found.why) == (None, "any_order")
    assert "social" not in found.left


def test_in_an_order_that_is_free_without_topics_the_parts_are_the_kinds_of_meeting():
    assert list(steps.steps_of(READY, "leisure_and_network")) == ["family_afternoon", "visit_to_an_offer"]


def test_a_course_without_steps_suggests_none():
    for course, code in (("family_course", "no_steps"), ("hearing", "unknown_course")):
        with pytest.raises(Refused) as refused:
            steps.steps_of(LADDER, course)
        assert refused.value.code == code


# Through the door


@pytest.fixture
def on() -> Stage:
    """The house with a ladder, in whose activity one family takes part."""
    made = stage()
    sent: dict[str, Any] = {
        "course": "early_course",
        "kind": None,
        "programme": LADDER.code,
        "area": next(iter(LADDER.areas)),
    }
    activity = opened(made, as_=HOUSE, **sent, planned_with=4, topics=["upbringing"])
    with made.rehearsal.work() as work:
        people = [SignedUp(person=GUARDIAN, role="guardian"), SignedUp(person=CHILD, role="child")]
        how: dict[str, Any] = {"role": "participant", "state": "taken", "asked_at": NOON, "asked_by": GUARDIAN}
        sign_up = SignUp(id=work.new_id(), activity_id=UUID(activity["id"]), family=FAMILY, people=people, **how)
        work.session.add(sign_up)
        work.session.add_all(Person(id=person) for person in (GUARDIAN, CHILD, STRANGER))
    return made


def held(on: Stage, kind: str, *, person: UUID = CHILD, came: bool | None = True, days: int = 0) -> None:
    """A meeting of the ladder that has been held."""
    with on.rehearsal.work() as work:
        starts_at = NOON - timedelta(days=60 - days)
        meeting = Meeting(
            id=work.new_id(),
            organisation="boligsocialt-hus",
            programme=LADDER.code,
            kind=kind,
            activity_id=work.session.scalars(select(Activity.id)).one(),
            area=next(iter(LADDER.areas)),
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=1),
            state="held",
            participants=[Participant(person=person, role="child", came=came)],
        )
        work.session.add(meeting)


def ask(on: Stage, as_=HOUSE, query: str = f"course=early_course&programme={LADDER.code}"):
    return on.call("GET", f"/families/{FAMILY}/next-step?{query}", as_=as_, headers={"Purpose": "preparation"})


def test_the_coordinator_sees_where_a_family_is_and_the_row_that_says_so(on):
    held(on, FIRST, days=3)
    held(on, FIRST, days=10)
    shown = ask(on).json
    assert (shown["next"], shown["why"], shown["rule"]) == (SECOND, "go_on", "S4-09")
    assert [each["last_on"] for each in shown["steps"]] == ["2026-01-18", None, None]


@pytest.mark.parametrize("missed", [{"came": False}, {"came": None}, {"person": STRANGER}])
def test_only_what_the_family_came_to_counts(on, missed):
    held(on, FIRST, **missed)
    assert ask(on).json["why"] == "begin"


def test_the_family_sees_its_own(on):
    assert ask(on, OWN).json["next"] == FIRST


def test_who_does_not_know_the_family_hears_nothing_of_it(on):
    assert ask(on, ELSEWHERE).status == 404
    assert ask(on, ("family", "boligsocialt-hus", STRANGER)).status == 404
    assert ask(on, ("volunteer", "boligsocialt-hus", STRANGER)).status == 403
    reply = ask(on, ("coordinator", "boligsocialt-hus", GUARDIAN))
    assert reply.json["code"] == "not_about_oneself"


def test_one_says_why_one_asks(on):
    reply = on.call("GET", f"/families/{FAMILY}/next-step?course=early_course", as_=HOUSE)
    assert reply.json["code"] == "purpose_missing"


def test_a_course_without_steps_is_refused_with_its_row(on):
    reply = ask(on, query=f"course=family_course&programme={LADDER.code}")
    assert (reply.json["code"], reply.json["rule"]) == ("no_steps", "S4-03")
    assert ask(on, query="course=early_course").json["code"] == "unknown_programme"


def test_a_family_that_has_left_is_still_who_it_was_to_those_who_know_it(on):
    on.hear(replace(family_left(), subject=FAMILY))
    assert ask(on).status == 200
