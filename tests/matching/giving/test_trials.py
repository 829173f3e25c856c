"""Small groups try a trade with a role model: proposed together, begun when enough say yes, explained to the rest."""

from typing import Any

import pytest
from sqlalchemy import func, select

from chassis.testing import Stage
from matching.domain import trials
from matching.service import Matching
from matching.tables import Proposal, Trial, metadata
from tests.matching import make
from tests.matching.giving.young_town import AT_LEAST, KIND, OURS, PLAN, YoungTown, somebody, staff
from tests.matching.make import uid
from tests.matching.town import refused

NAMES = ("Ali", "Bo", "Cem", "Dina", "Eva", "Fie", "Gry")


@pytest.fixture
def town() -> YoungTown:
    return YoungTown()


def test_those_who_can_at_one_time_are_proposed_as_one_group(town: YoungTown) -> None:
    model = town.has_role_model("Rikke")
    needs = {town.waits(name) for name in NAMES[:3]}
    found = town.finds()
    [group] = found["groups"]
    assert (group["volunteer"], group["slot"], group["topic"], group["state"]) == (
        model,
        "tue_evening",
        "job",
        "waiting",
    )
    assert {member["need"] for member in group["members"]} == needs
    assert found["left"] == []
    assert len(town.told("match.proposed.v1")) == 3


def test_each_place_is_a_proposal_like_any_other_with_its_reasons(town: YoungTown) -> None:
    town.has_role_model("Rikke")
    for name in NAMES[:3]:
        town.waits(name)
    town.finds()
    with town.look() as work:
        rows = work.session.scalars(select(Proposal)).all()
        assert [row.state for row in rows] == ["open"] * 3
        assert sorted(row.place for row in rows) == [1, 2, 3]
        assert all({"common_topics", "common_slots"} <= {each["code"] for each in row.reasons} for row in rows)


def test_nobody_is_proposed_twice_and_a_time_is_used_once(town: YoungTown) -> None:
    town.has_role_model("Rikke", capacity=12)
    for name in NAMES[:3]:
        town.waits(name)
    town.finds()
    assert town.finds() == {"groups": [], "left": []}
    for name in NAMES[3:6]:
        town.waits(name)
    again = town.finds()
    assert again["groups"] == []
    assert len(again["left"]) == 3


def test_too_few_are_no_group_and_it_is_said_how_many_are_missing(town: YoungTown) -> None:
    town.has_role_model("Rikke")
    town.waits("Ali")
    found = town.finds()
    assert found["groups"] == []
    [left] = found["left"]
    assert (left["change"], left["nearest"]) == ("people", None)
    assert str(AT_LEAST - 1) in left["would_change"]["da"]
    for name in NAMES[1:AT_LEAST]:
        town.waits(name)
    assert len(town.finds()["groups"]) == 1


def test_where_nobody_can_be_met_it_is_said_what_is_in_the_way(town: YoungTown) -> None:
    model = town.has_role_model("Rikke", slots=["mon_day"])
    for name in NAMES[:3]:
        town.waits(name)
    left = town.finds()["left"]
    assert [each["change"] for each in left] == ["none"] * 3
    assert {each["nearest"] for each in left} == {model}
    assert {blocked["code"] for each in left for blocked in each["blocked_by"]} == {"no_common_slot"}


def test_whoever_waited_longest_has_the_place_and_one_more_place_would_help_the_other(town: YoungTown) -> None:
    town.has_role_model("Rikke", capacity=3)
    needs = [town.waits(name, days=10 * number) for number, name in enumerate(NAMES[:4], 1)]
    found = town.finds()
    assert {member["need"] for member in found["groups"][0]["members"]} == set(needs[1:])
    [left] = found["left"]
    assert (left["need"], left["change"]) == (str(needs[0]), "place")


def test_a_group_starts_when_enough_have_said_yes(town: YoungTown) -> None:
    model = town.has_role_model("Rikke")
    names = dict(zip(map(town.waits, NAMES[: AT_LEAST + 1]), NAMES, strict=False))
    [group] = town.finds()["groups"]
    for number, member in enumerate(group["members"], 1):
        assert town.group(group["id"])["state"] == ("started" if number > AT_LEAST else "waiting")
        town.say_yes(member, names[member["need"]], model)
    assert town.group(group["id"])["state"] == "started"
    assert len(town.told("volunteer.matched.v1")) == AT_LEAST + 1


def test_a_group_that_lost_too_many_cannot_start(town: YoungTown) -> None:
    town.has_role_model("Rikke")
    for name in NAMES[:AT_LEAST]:
        town.waits(name)
    [group] = town.finds()["groups"]
    town.answers(group["members"][0]["proposal"], staff(), "no")
    assert town.group(group["id"])["state"] == "cannot_start"


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        (["open", "open", "open"], "waiting"),
        (["matched", "matched", "open"], "waiting"),
        (["matched", "matched", "matched"], "started"),
        (["matched", "matched", "ended"], "started"),
        (["matched", "matched", "declined"], "cannot_start"),
        (["matched", "open", "open", "lapsed"], "waiting"),
    ],
)
def test_whether_a_group_has_started_follows_from_its_proposals(states: list[str], expected: str) -> None:
    assert trials.state(3, states) == expected


def test_dry_nothing_is_proposed(town: YoungTown) -> None:
    town.has_role_model("Rikke")
    for name in NAMES[:3]:
        town.waits(name)
    found = town.finds(dry=True)
    assert [len(group["members"]) for group in found["groups"]] == [3]
    assert town.told("match.proposed.v1") == []
    assert town.count(select(func.count()).select_from(Trial)) == 0


def test_what_changed_meanwhile_is_not_proposed(town: YoungTown) -> None:
    town.has_role_model("Rikke")
    needs = [town.waits(name) for name in NAMES[:3]]

    class Meanwhile:
        """The process takes its time, and a young person withdraws."""

        def __init__(self, aside: Any) -> None:
            self.ask, self.alone = aside, aside.alone

        def __call__(self, purpose: str, order: Any) -> bytes:
            answer: bytes = self.ask(purpose, order)
            withdrawn = {"family": uid("home of Ali"), "reason": "family_wish"}
            town.hear(make.event("need.withdrawn.v1", needs[0], withdrawn, sequence=5, programme=PLAN))
            return answer

    aside: Any = Meanwhile(town.rehearsal.desk.aside)
    town.rehearsal.desk.aside = aside
    found = town.finds()
    assert found["groups"] == []
    assert {each["need"] for each in found["left"]} == set(needs)
    assert {each["change"] for each in found["left"]} == {"changed_meanwhile"}
    assert town.told("match.proposed.v1") == []


def test_who_meets_one_to_one_is_not_put_in_a_group(town: YoungTown) -> None:
    with refused("not_in_groups"):
        town.finds(kind="coaching")
    with refused("not_in_the_programme"):
        town.finds(kind="flower_arranging")


def test_a_group_is_shown_to_its_role_model_and_staff_only(town: YoungTown) -> None:
    model = town.has_role_model("Rikke")
    for name in NAMES[:3]:
        town.waits(name)
    [group] = town.finds()["groups"]
    assert town.group(group["id"], somebody("volunteer", model))["kind"] == KIND
    assert town.group(group["id"], somebody("volunteer", uid("stranger"))) is None


def test_the_door_asks_the_process_beside_and_answers_with_what_it_found(town: YoungTown) -> None:
    stage = Stage(Matching, metadata, settings={"organisation": OURS})
    try:
        needs = {str(town.waits(name, tell=stage.hear)) for name in NAMES[:2]}
        found = stage.call("POST", "/trials", {"programme": PLAN, "kind": KIND}, as_=("matcher", OURS, uid("Mads")))
        assert found.status == 200
        assert (found.json["groups"], {each["need"] for each in found.json["left"]}) == ([], needs)
        assert {each["change"] for each in found.json["left"]} == {"none"}
        listed = stage.call("GET", "/trials", as_=("matcher", OURS, uid("Mads")))
        assert listed.json["items"] == []
    finally:
        stage.desk.aside.stop()
