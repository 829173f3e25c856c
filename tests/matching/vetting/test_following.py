"""What stands follows the vetting at once, and each match what it really takes."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from contracts.programmes import load
from matching.actions import pauses, volunteers
from matching.domain import vetting
from matching.domain.facts import Pause
from matching.solving.columns import Frame
from matching.solving.gathering import gather
from matching.tables import Volunteer
from tests.matching import make
from tests.matching.make import STEPS, TODAY, VIBEKE, uid
from tests.matching.town import Town
from tests.matching.vetting.acts import joins, orders

FOCUS = "familien_i_fokus"
PLACE: dict[str, Any] = {"area": "slagelse", "municipality": "0330", "topics": []}
THREE_YEARS = 3 * 365 + 2
YOUNG, GROWN = date(2040, 1, 1), None


@pytest.fixture
def town() -> Town:
    return Town()


def has_volunteer(town: Town, *kinds: str, steps: tuple[str, ...] = STEPS) -> None:
    joins(town, FOCUS, kinds=list(kinds), capacity=3, **PLACE)
    town.vets(VIBEKE, *steps)


def meets(town: Town, *, kind: str, under_15_until: date | None) -> UUID:
    """A match that answers a need of this kind, in a programme where one kind of volunteer meets no children."""
    need = uid(f"need {kind} {under_15_until}")
    told: dict[str, Any] = {"family": uid(f"family of {need}"), "kind": kind, "under_15_until": under_15_until}
    purpose = load()[FOCUS].needs[kind].consent
    town.hear(make.consent_changed(family=told["family"], purpose=purpose))
    town.hear(replace(make.need_registered(need, **PLACE, **told), programme=FOCUS))
    with town.look() as work:
        work.session.get_one(Volunteer, VIBEKE).organisation = "kfum"  # whose service this town is
    [proposal] = [each for each in town.runs(programme=FOCUS)["proposals"] if each["need"] == need]
    return town.all_say_yes(proposal["id"])


def left(town: Town) -> list[str]:
    return [event.data["reason"] for event in town.told("volunteer.left.v1")]


def approved(town: Town) -> list[tuple[list[str], date]]:
    events = town.told("volunteer.approved.v1")
    return [(sorted(event.data["kinds"]), event.data["valid_until"]) for event in events]


def test_only_the_match_with_young_children_ends_for_somebody_whose_kind_meets_none(town: Town) -> None:
    has_volunteer(town, "mentor")
    meets(town, kind="mentor", under_15_until=YOUNG)
    meets(town, kind="mentor", under_15_until=GROWN)
    town.days_pass(THREE_YEARS)
    assert [event.data["reason"] for event in town.told("match.ended.v1")] == ["vetting_expired"]
    assert (town.matches_running(), left(town)) == (1, [])


def test_a_failed_certificate_ends_what_asks_for_one_and_leaves_the_rest_until_something_else_is_recorded_too(
    town: Town,
) -> None:
    has_volunteer(town, "mentor", "network_host")
    meets(town, kind="mentor", under_15_until=YOUNG)
    meets(town, kind="mentor", under_15_until=GROWN)
    town.vets(VIBEKE, "children_certificate", outcome="failed", on=TODAY)
    assert (town.matches_running(), left(town), approved(town)[-1][0]) == (1, [], ["mentor"])
    town.vets(VIBEKE, "interview", on=TODAY)
    assert (town.matches_running(), left(town)) == (1, [])
    town.vets(VIBEKE, "interview", outcome="failed", on=TODAY)
    assert (town.matches_running(), left(town)) == (0, ["vetting_failed"])


def test_a_younger_child_in_the_family_is_followed_as_soon_as_it_is_heard_of(town: Town) -> None:
    has_volunteer(town, "mentor", steps=STEPS[:-1])
    meets(town, kind="mentor", under_15_until=GROWN)
    need = uid(f"need mentor {GROWN}")
    told: dict[str, Any] = {"family": uid(f"family of {need}"), "kind": "mentor", "under_15_until": YOUNG, **PLACE}
    town.hear(replace(make.need_registered(need, sequence=9, **told), programme=FOCUS))
    assert [event.data["reason"] for event in town.told("match.ended.v1")] == ["vetting_expired"]
    assert (town.matches_running(), left(town)) == (0, [])


def test_a_child_who_turns_fifteen_in_time_lets_the_match_go_on_without_a_certificate(town: Town) -> None:
    has_volunteer(town, "mentor")
    meets(town, kind="mentor", under_15_until=TODAY + timedelta(days=THREE_YEARS))
    town.days_pass(THREE_YEARS)
    assert (town.matches_running(), left(town)) == (1, [])


def test_whoever_is_of_two_kinds_stays_approved_for_the_one_that_meets_no_children(town: Town) -> None:
    has_volunteer(town, "mentor", "network_person")
    meets(town, kind="network_person", under_15_until=YOUNG)
    meets(town, kind="mentor", under_15_until=GROWN)
    town.days_pass(THREE_YEARS)
    assert (town.matches_running(), left(town)) == (1, [])
    assert approved(town)[-1] == (["mentor"], vetting.WITHOUT_END)
    town.vets(VIBEKE, "children_certificate", on=TODAY + timedelta(days=THREE_YEARS))
    assert approved(town)[-1][0] == ["mentor", "network_person"]
    told = len(town.rehearsal.emitted)
    town.days_pass(1)
    assert len(town.rehearsal.emitted) == told


def test_whoever_meets_children_by_kind_is_sent_home_and_everything_ends(town: Town) -> None:
    has_volunteer(town, "network_person")
    meets(town, kind="network_person", under_15_until=GROWN)
    town.days_pass(THREE_YEARS)
    assert (town.matches_running(), left(town)) == (0, ["vetting_expired"])


def test_consent_that_does_not_come_ends_only_what_takes_a_certificate(town: Town) -> None:
    has_volunteer(town, "mentor")
    meets(town, kind="mentor", under_15_until=YOUNG)
    meets(town, kind="mentor", under_15_until=GROWN)
    orders(town, on=TODAY)
    town.days_pass(15)
    assert (town.matches_running(), left(town)) == (1, [])


def test_who_takes_on_another_kind_keeps_the_approval_for_the_one_that_was_vetted(town: Town) -> None:
    has_volunteer(town, "mentor", steps=STEPS[:-1])
    assert approved(town) == [(["mentor"], vetting.WITHOUT_END)]
    shown = corrects(town, kinds=["mentor", "network_person"])
    assert [each["step"] for each in shown["missing"]] == ["children_certificate"]
    assert (approved(town)[-1], left(town)) == ((["mentor"], vetting.WITHOUT_END), [])


def test_who_lacks_the_certificate_of_one_kind_is_proposed_to_adults_as_the_other(town: Town) -> None:
    has_volunteer(town, "mentor", "network_person", steps=STEPS[:-1])
    assert approved(town) == [(["mentor"], vetting.WITHOUT_END)]
    meets(town, kind="mentor", under_15_until=GROWN)
    assert town.matches_running() == 1
    shown = town.vets(VIBEKE, "children_certificate")
    assert (approved(town)[-1][0], shown["missing"]) == (["mentor", "network_person"], [])


def test_who_changes_to_a_kind_that_nobody_has_vetted_is_no_longer_approved(town: Town) -> None:
    has_volunteer(town, "mentor", steps=STEPS[:-1])
    corrects(town, kinds=["network_person"])
    assert left(town) == ["vetting_expired"]


def test_half_a_year_away_asks_for_a_new_certificate_and_the_others_hear_of_it(town: Town) -> None:
    town.has_volunteer()
    goes_away(town)
    assert approved(town)[-1] == (["network_person"], TODAY + timedelta(days=182))
    town.days_pass(182)
    assert left(town) == []
    town.days_pass(1)
    assert left(town) == ["vetting_expired"]


def test_who_comes_back_after_half_a_year_takes_a_new_certificate() -> None:
    town = Town()
    town.has_volunteer()
    town.says_goodbye()
    town.rehearsal.later(days=184)
    shown = town.registers()
    assert [each["code"] for each in shown["missing"]] == ["certificate_before_pause"]


def test_whom_vetting_sent_home_for_half_a_year_needs_a_new_certificate_too(town: Town) -> None:
    town.has_volunteer()
    town.vets(VIBEKE, "interview", outcome="failed", on=TODAY)
    town.rehearsal.later(days=183)
    shown = town.vets(VIBEKE, "interview", on=TODAY + timedelta(days=183))
    assert shown["approved_until"] is None
    shown = town.vets(VIBEKE, "children_certificate", on=TODAY + timedelta(days=183))
    assert (shown["left_at"], shown["missing"]) == (None, [])


def test_who_comes_back_soon_keeps_the_certificate(town: Town) -> None:
    town.has_volunteer()
    town.says_goodbye()
    town.rehearsal.later(days=20)
    assert town.registers()["missing"] == []


def test_a_run_asks_anew_of_volunteers_who_differ_by_a_pause_alone() -> None:
    outcomes = make.passed(on=TODAY - timedelta(days=300))
    long_ago = Pause(begins=TODAY - timedelta(days=200), until=TODAY - timedelta(days=2))
    anna = make.volunteer("Anna", outcomes=outcomes)
    bo = make.volunteer("Bo", outcomes=outcomes, pauses=(long_ago,))
    pool = gather(Frame(programme=make.programme(), organisation="", at=TODAY), [], [anna, bo]).pool
    vetted = dict(zip(pool.volunteers.ids.tolist(), pool.volunteers.vetted_for_young.tolist(), strict=True))
    assert vetted == {anna.id.hex.encode(): True, bo.id.hex.encode(): False}


def corrects(town: Town, **known: Any) -> Any:
    offer = make.offer(contributions=[], capacity=3, **PLACE | known)
    del offer["programme"]
    with town.rehearsal.work(make.frivillig()) as work:
        version = work.session.get_one(Volunteer, VIBEKE).version
        return volunteers.correct(work, VIBEKE, version, **offer)


def goes_away(town: Town, until: date | None = None) -> None:
    with town.rehearsal.work(make.frivillig()) as work:
        pauses.take(work, VIBEKE, begins=TODAY, until=until)
