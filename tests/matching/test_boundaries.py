"""Who stands where: nobody of another organisation runs what is ours, and nobody decides or reads about themselves."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from chassis.testing import caller
from chassis.web.request import Page
from chassis.work import Caller, Work
from matching.actions import (
    candidates,
    caseloads,
    exclusions,
    matches,
    reviews,
    rulings,
    runs,
    showing,
    showing_runs,
    trials,
)
from matching.tables import Proposal, Run, Volunteer
from tests.matching import make
from tests.matching.giving.young_town import KIND, PLAN, YoungTown
from tests.matching.make import BIRGIT, CODE, FAMILY, NEED, TODAY, VIBEKE, uid
from tests.matching.town import Town, refused

ELSEWHERE = caller("matcher", organisation="rode-kors", relations=frozenset({"organisation"}))
NEIGHBOUR = next(each for each in sorted(make.programme().organisations) if each != "kfum")


@pytest.fixture
def town() -> Town:
    return Town()


@pytest.mark.parametrize(
    "asks",
    [
        lambda town: runs.run(town.rehearsal.errand(ELSEWHERE), programme=CODE, organisations=[], dry=True),
        lambda town: runs.run(town.rehearsal.errand(ELSEWHERE), programme=CODE, organisations=[], dry=False),
        lambda town: trials.propose(town.rehearsal.errand(ELSEWHERE), programme=PLAN, kind=KIND, dry=True),
        lambda town: in_one(town, lambda work: runs.prepare(work, programme=CODE)),
        lambda town: in_one(town, lambda work: caseloads.overview(work, programme=PLAN)),
        lambda town: in_one(town, lambda work: candidates.of_need(work, NEED)),
    ],
)
def test_staff_of_another_organisation_have_nothing_proposed_or_explained_here(
    town: Town, asks: Callable[[Town], Any]
) -> None:
    town.has_volunteer()
    town.has_need()
    with refused("not_found"):
        asks(town)


def in_one(town: Town, do: Callable[[Work], Any]) -> Any:
    with town.rehearsal.work(ELSEWHERE) as work:
        return do(work)


def test_a_volunteer_who_is_a_guardian_elsewhere_does_not_speak_for_the_child(town: Town) -> None:
    match = town.has_match()
    both = make.person("family", "volunteer", subject=VIBEKE)
    with refused("not_found"), town.rehearsal.work(both) as work:
        matches.meet_first(work, match, met_on=TODAY, child_says="yes")


@pytest.mark.parametrize("about", ["review", "support"])
def test_staff_who_are_in_a_match_neither_review_nor_support_it(town: Town, about: str) -> None:
    match = town.has_match()
    both = make.person("coordinator", "volunteer", subject=VIBEKE)
    with refused("not_found"), town.rehearsal.work(both) as work:
        if about == "review":
            reviews.review(work, match, goes_on=True, next_on=None, reason=None)
        else:
            reviews.support(work, match, on=TODAY)


def test_a_coordinator_neither_reads_nor_lifts_what_was_ruled_about_the_coordinator(town: Town) -> None:
    town.has_volunteer()
    town.has_need()
    ruling = town.rules("forbid", "safety")
    about_oneself = caller("coordinator", subject=VIBEKE, relations=frozenset({"organisation"}))
    with town.rehearsal.work(about_oneself) as work:
        assert rulings.page(work, Page(limit=10), standing=True) == []
    with refused("not_found"), town.rehearsal.work(about_oneself) as work:
        rulings.lift(work, ruling["id"])
    with town.rehearsal.work(make.coordinator()) as work:
        assert len(rulings.page(work, Page(limit=10), standing=True)) == 1


def test_a_guardian_who_is_employed_neither_reads_nor_lifts_what_was_ruled_about_the_family(town: Town) -> None:
    town.has_volunteer()
    town.has_need(guardians=[BIRGIT])
    with town.rehearsal.work(caller("coordinator", subject=uid("Bo"), relations=frozenset({"organisation"}))) as work:
        ruling = rulings.rule(work, need=NEED, volunteer=VIBEKE, word="forbid", rule=None, reason="safety")
    with town.rehearsal.work(make.coordinator()) as work:
        assert rulings.page(work, Page(limit=10), standing=True) == []
    with refused("not_found"), town.rehearsal.work(make.coordinator()) as work:
        rulings.lift(work, ruling["id"])


def test_an_employee_does_not_lift_what_staff_have_said_about_the_employee(town: Town) -> None:
    town.has_volunteer()
    town.has_need()
    said = town.excludes(make.coordinator())
    for about_oneself in (make.person("coordinator", subject=VIBEKE), make.person("matcher", subject=make.AMAL)):
        with refused("not_found"):
            town.lifts(said["id"], about_oneself)


def test_an_employed_guardian_does_not_choose_for_the_own_family(town: Town) -> None:
    town.has_volunteer()
    town.has_need(guardians=[BIRGIT])
    with refused("not_found"), town.rehearsal.work(make.coordinator()) as work:
        candidates.of_need(work, NEED)


@pytest.mark.parametrize("who", [VIBEKE, BIRGIT])
def test_staff_who_are_to_meet_find_no_proposal_in_a_list_before_they_are_asked(town: Town, who: UUID) -> None:
    town.has_volunteer()
    town.hear(make.consent_changed(person=BIRGIT), make.need_registered(guardians=[BIRGIT]))
    run = town.runs()
    for shown, read in ((0, who), (1, make.MADS)):
        with town.rehearsal.work(caller("matcher", subject=read, relations=frozenset({"organisation"}))) as work:
            assert len(showing.page(work, Page(limit=10), state=None)) == shown
            assert len(showing_runs.put_forward(work, UUID(str(run["id"])), Page(limit=10))) == shown
            assert len(showing_runs.run(work, UUID(str(run["id"])))["proposals"]) == shown


def staff(person: UUID) -> Caller:
    return caller("matcher", subject=person, relations=frozenset({"organisation"}))


def tried(town: Town, person: UUID) -> Any:
    return runs.run(town.rehearsal.errand(staff(person)), programme=CODE, organisations=[], dry=True)


@pytest.mark.parametrize("who", [VIBEKE, BIRGIT])
def test_a_dry_run_tells_nobody_about_themselves(town: Town, who: UUID) -> None:
    town.has_volunteer()
    town.registers(uid("Otto"), slots=[])
    town.hear(make.consent_changed(person=BIRGIT), make.need_registered(guardians=[BIRGIT]))
    assert [each["volunteer"] for each in tried(town, make.MADS)["would_propose"]] == [VIBEKE]
    assert tried(town, who)["would_propose"] == []
    assert len(tried(town, make.MADS)["left_out"]) == 1
    assert tried(town, uid("Otto"))["left_out"] == []


def test_why_there_is_no_proposal_is_not_told_to_a_guardian_who_is_employed(town: Town) -> None:
    town.has_volunteer(languages=["uk"])
    town.hear(make.consent_changed(person=BIRGIT), make.need_registered(guardians=[BIRGIT], languages=["da"]))
    town.rules("pin", "special_skill", by=make.person("coordinator", subject=uid("Bo")))
    run = UUID(str(town.runs()["id"]))
    for number, who in ((1, make.MADS), (0, BIRGIT)):
        with town.rehearsal.work(staff(who)) as work:
            shown, [listed] = showing_runs.run(work, run), showing_runs.page(work, Page(limit=10))
            assert len(showing_runs.unmatched(work, run, Page(limit=10))) == number
            assert [len(shown["unmatched"]), len(shown["impossible_pins"])] == [number, number]
            assert len(listed["impossible_pins"]) == number
        assert len(tried(town, who)["unmatched"]) == len(tried(town, who)["impossible_pins"]) == number


def test_nobody_hears_that_they_come_nearest_nor_what_is_in_the_way(town: Town) -> None:
    town.has_volunteer(languages=["uk"])
    town.has_need(languages=["da"])
    run = UUID(str(town.runs()["id"]))
    for nearest, who in ((VIBEKE, make.MADS), (None, VIBEKE)):
        with town.rehearsal.work(staff(who)) as work:
            [unmatched] = showing_runs.unmatched(work, run, Page(limit=10))
            beside = candidates.of_need(work, NEED)["nearest"]
        assert (unmatched["need"], unmatched["nearest"]) == (NEED, nearest)
        assert bool(unmatched["blocked_by"]) == bool(beside) == (who == make.MADS)


def test_a_volunteer_who_is_employed_is_not_among_the_candidates_of_a_need(town: Town) -> None:
    town.has_volunteer()
    town.has_need()
    for number, who in ((1, make.MADS), (0, VIBEKE)):
        with town.rehearsal.work(staff(who)) as work:
            assert len(candidates.of_need(work, NEED)["candidates"]) == number


def test_what_a_replay_finds_anew_is_not_told_to_whom_it_concerns(town: Town) -> None:
    town.has_proposal()
    with town.rehearsal.work() as work:
        run = work.session.query(Run.id).scalar()
        work.session.query(Proposal).delete()
    for number, who in ((1, make.MADS), (0, VIBEKE), (0, make.AMAL)):
        again = runs.replay(town.rehearsal.errand(staff(who)), run)
        assert (again["same_pairs"], len(again["new"])) == (False, number)


def shown_to(town: Town, by: Caller) -> Any:
    with town.rehearsal.work(by) as work:
        return showing.volunteer(work, VIBEKE)


def test_another_organisation_sees_the_offer_and_not_how_vetting_went(town: Town) -> None:
    town.registers(shares_with=[NEIGHBOUR])
    town.vets(VIBEKE, "references")
    town.vets(VIBEKE, "interview", outcome="failed")
    neighbour = caller("matcher", organisation=NEIGHBOUR, relations=frozenset({"shared"}))
    seen = shown_to(town, neighbour)
    assert (seen["vettings"], seen["exemptions"], seen["missing"], seen["certificate_request"]) == ([], [], [], None)
    assert shown_to(town, make.matcher())["vettings"]


def test_who_is_not_shared_is_named_to_nobody_who_looks_for_a_group_or_a_coach() -> None:
    town = YoungTown()
    model = town.has_role_model("Mia", slots=["mon_day"])
    coach = town.has_role_model("Carl", kind="coach", slots=["mon_day"])
    town.waits("Ali")
    town.waits("Bea", kind="coaching")
    with town.rehearsal.work() as work:
        for id in (model, coach):
            work.session.get_one(Volunteer, id).organisation = "another"
    assert [each["nearest"] for each in town.finds(dry=True)["left"]] == [None]
    found = town.caseloads()
    assert (found["coaches"], [each["nearest"] for each in found["waiting"]]) == ([], [None])


def test_nobody_rules_about_a_volunteer_who_is_not_shared(town: Town) -> None:
    town.has_volunteer()
    town.has_need()
    with town.rehearsal.work() as work:
        work.session.get_one(Volunteer, VIBEKE).organisation = NEIGHBOUR
    with refused("not_found"):
        town.rules("forbid", "safety")


def test_who_is_not_shared_is_in_no_pool_of_ours(town: Town) -> None:
    town.has_volunteer(slots=[])
    town.has_need()
    with town.rehearsal.work() as work:
        work.session.get_one(Volunteer, VIBEKE).organisation = NEIGHBOUR
    run = town.runs(dry=True, organisations=[NEIGHBOUR])
    assert (run["left_out"], run["figures"]["volunteers"]) == ([], 0)
    with town.rehearsal.work() as work:
        work.session.get_one(Volunteer, VIBEKE).shares_with = ["kfum"]
    run = town.runs(dry=True, organisations=[NEIGHBOUR])
    assert [UUID(each["volunteer"]) for each in run["left_out"]] == [VIBEKE]


def test_the_family_is_known_by_what_it_said(town: Town) -> None:
    """Exclusions of an employee's own family stay hidden although the employee has a staff role."""
    town.has_volunteer()
    town.has_need(guardians=[BIRGIT])
    with town.rehearsal.work(caller("coordinator", subject=uid("Bo"), relations=frozenset({"organisation"}))) as work:
        exclusions.exclude(work, family=FAMILY, volunteer=VIBEKE)
    with town.rehearsal.work(make.coordinator()) as work:
        assert exclusions.page(work, Page(limit=10), family=None, volunteer=None) == []
