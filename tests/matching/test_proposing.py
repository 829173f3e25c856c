"""Proposals: waiting first, then fit, then id; and for every other need what is in the way."""

from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from matching.domain.facts import Need, Volunteer
from matching.solving.columns import Frame
from matching.solving.gathering import gather
from matching.solving.running import Answer, decided
from tests.matching.make import STEPS, TODAY, need, passed, programme, uid, volunteer


def proposals(needs: list[Need], volunteers: list[Volunteer], at: date = TODAY) -> Answer:
    return decided(gather(Frame(programme(), "", at), needs, volunteers))


def pairs(found: Answer) -> dict[UUID, UUID]:
    return {UUID(each["need"]): UUID(each["volunteer"]) for each in found["proposed"]}


def codes(unmatched: Answer) -> list[str]:
    return [blocked["code"] for blocked in unmatched["blocked_by"]]


def waiting(name: str, days: int, **known: Any) -> Need:
    return need(name, wanted_on=TODAY - timedelta(days=days), **known)


def only_unmatched(needs: list[Need], volunteers: list[Volunteer]) -> Answer:
    [unmatched] = proposals(needs, volunteers)["unmatched"]
    return dict(unmatched)


def test_the_need_that_has_waited_longest_is_proposed_for_first() -> None:
    found = proposals([waiting("new", 1), waiting("old", 40)], [volunteer()])
    assert pairs(found) == {uid("old"): uid("Vibeke")}


def test_a_long_wait_outweighs_a_better_fit() -> None:
    fits_better = waiting("new", 1, topics=frozenset({"leisure"}))
    fits_less = waiting("old", 2, topics=frozenset())
    assert pairs(proposals([fits_better, fits_less], [volunteer()])) == {uid("old"): uid("Vibeke")}


def test_the_volunteer_who_fits_best_is_proposed() -> None:
    others = [volunteer("Anna", topics=frozenset()), volunteer("Bo", area="kolding_two", east=5_000)]
    assert pairs(proposals([need()], [*others, volunteer("Vibeke")])) == {uid("need"): uid("Vibeke")}


def test_the_better_fit_gives_way_so_that_nobody_is_left_out() -> None:
    """Both volunteers can help the first need, only one the second."""
    first = waiting("first", 9, languages=frozenset({"ar", "da"}))
    second = waiting("second", 3, languages=frozenset({"ar"}))
    best = volunteer("best", languages=frozenset({"ar", "da"}))
    other = volunteer("other", languages=frozenset({"da"}), topics=frozenset())
    assert pairs(proposals([first, second], [best, other])) == {uid("first"): uid("other"), uid("second"): uid("best")}


def test_a_volunteer_is_never_proposed_to_more_families_than_there_is_room_for() -> None:
    needs = [waiting(f"need {number}", number) for number in range(5)]
    found = proposals(needs, [volunteer(capacity=3, taken=1)])
    assert set(pairs(found)) == {uid("need 4"), uid("need 3")}


def test_the_same_facts_give_the_same_proposals_in_whatever_order_they_come() -> None:
    needs = [waiting(f"need {number}", number % 3) for number in range(8)]
    volunteers = [volunteer(f"volunteer {number}", capacity=1 + number % 2) for number in range(4)]
    expected = proposals(needs, volunteers)
    for seed in range(20):
        Random(seed).shuffle(needs)
        Random(seed).shuffle(volunteers)
        assert proposals(needs, volunteers) == expected


def test_the_hash_changes_with_every_fact_that_is_decided_on() -> None:
    found = [
        proposals([need()], [volunteer()]),
        proposals([need(consents=frozenset())], [volunteer()]),
        proposals([need()], [volunteer(outcomes=())]),
        proposals([need()], [volunteer()], TODAY + timedelta(days=1)),
    ]
    assert len({each["hash"] for each in found}) == 4


def test_without_volunteers_it_says_so() -> None:
    unmatched = only_unmatched([need()], [])
    assert (unmatched["nearest"], codes(unmatched)) == (None, ["no_volunteers"])


def test_the_volunteer_with_the_least_in_the_way_shows_the_smallest_change() -> None:
    lacks_two_things = volunteer("Anna", outcomes=passed(*STEPS[2:]), languages=frozenset({"uk"}))
    lacks_one_thing = volunteer("Bo", outcomes=passed(*STEPS[:-1]))
    unmatched = only_unmatched([need()], [lacks_two_things, lacks_one_thing])
    assert (UUID(unmatched["nearest"]), codes(unmatched)) == (uid("Bo"), ["vetting_missing"])


def test_who_is_possible_for_but_taken_by_a_longer_wait_is_said() -> None:
    unmatched = only_unmatched([waiting("old", 5), waiting("new", 1)], [volunteer()])
    assert (UUID(unmatched["need"]), codes(unmatched)[0]) == (uid("new"), "others_waited_longer")
