"""Somebody else for a day: a fair turn, one at a time, never a clash, never a match, and told when nobody is left."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from contracts.refusals import Refused
from matching.actions import covers
from matching.domain import covering
from matching.tables import Cover, CoverAsk, Match
from tests.matching import make
from tests.matching.giving.make import GivingTown, called_off, scheduled
from tests.matching.make import AMAL, TODAY, VIBEKE, uid
from tests.matching.town import refused

ANNA, BODIL, CARL = sorted(map(uid, ("Anna", "Bodil", "Carl")))
OTHER = uid("other volunteer")
TUESDAY = date(2026, 3, 10)
SLOT = "tue_day"


class CoverTown(GivingTown):
    """A town with a match whose volunteer cannot always come."""

    def wants(self, match: UUID, by: Any = None, **known: Any) -> Any:
        wanted = {"on": TUESDAY, "slot": SLOT, "family_wishes": True} | known
        with self.rehearsal.work(by or make.frivillig()) as work:
            return covers.want(work, match, **wanted)

    def replies(self, cover: Any, by: UUID, answer: str = "yes") -> Any:
        with self.rehearsal.work(make.frivillig(by)) as work:
            return covers.answer(work, UUID(str(cover["id"])), answer=answer)

    def sees(self, cover: Any, by: Any = None) -> Any:
        with self.rehearsal.work(by or make.matcher()) as work:
            return covers.cover(work, UUID(str(cover["id"])))

    def why(self, cover: Any) -> dict[UUID, set[str]]:
        with self.rehearsal.work(make.matcher()) as work:
            said = covers.reasons(work, UUID(str(cover["id"])))
        assert said
        return {each["volunteer"]: {blocked["code"] for blocked in each["blocked_by"]} for each in said["nearest"]}

    def time_passes(self, days: int) -> None:
        self.rehearsal.later(days=days)
        with self.rehearsal.work() as work:
            covers.let_time_pass(work)

    def asked(self) -> list[UUID]:
        return [event.data["volunteer"] for event in self.told("cover.asked.v1")]


@pytest.fixture
def town() -> CoverTown:
    return CoverTown()


@pytest.fixture
def match(town: CoverTown) -> UUID:
    return town.has_match()


def test_one_at_a_time_is_asked_and_the_first_yes_comes(town: CoverTown, match: UUID) -> None:
    for each in (ANNA, BODIL):
        town.has_volunteer(each)
    cover = town.wants(match)
    assert (cover["state"], town.asked()) == ("open", [ANNA])
    found = town.replies(cover, ANNA)
    assert (found["state"], found["volunteer"], found["family"]) == ("found", ANNA, make.FAMILY)
    assert town.asked() == [ANNA]


def test_a_cover_never_makes_a_match(town: CoverTown, match: UUID) -> None:
    town.has_volunteer(ANNA)
    town.replies(town.wants(match), ANNA)
    assert town.count(select(func.count()).select_from(Match)) == 1
    assert len(town.told("volunteer.matched.v1")) == 1


def test_a_no_passes_the_question_on_and_nobody_is_told_of_it(town: CoverTown, match: UUID) -> None:
    for each in (ANNA, BODIL):
        town.has_volunteer(each)
    cover = town.wants(match)
    town.replies(cover, ANNA, "no")
    assert town.asked() == [ANNA, BODIL]
    assert town.sees(cover, make.frivillig(BODIL))["volunteer"] is None


def test_no_answer_in_time_passes_the_question_on(town: CoverTown, match: UUID) -> None:
    for each in (ANNA, BODIL):
        town.has_volunteer(each)
    cover = town.wants(match)
    town.time_passes(covering.ANSWER_DAYS)
    assert town.asked() == [ANNA]
    town.time_passes(1)
    assert town.asked() == [ANNA, BODIL]
    with refused("cover_settled"):
        town.replies(cover, ANNA)


def test_who_said_yes_may_still_say_no(town: CoverTown, match: UUID) -> None:
    for each in (ANNA, BODIL):
        town.has_volunteer(each)
    cover = town.wants(match)
    town.replies(cover, ANNA)
    assert town.replies(cover, ANNA, "no")["state"] == "open"
    assert town.asked() == [ANNA, BODIL]


def test_whoever_was_asked_longest_ago_is_asked_first_and_who_never_was_before_all(
    town: CoverTown, match: UUID
) -> None:
    for each in (ANNA, BODIL):
        town.has_volunteer(each)
    town.wants(match)
    town.rehearsal.later(hours=1)
    town.wants(match, on=TUESDAY + timedelta(days=7))
    town.rehearsal.later(hours=1)
    town.has_volunteer(CARL)
    for week in (2, 3, 4):
        town.rehearsal.later(hours=1)
        town.wants(match, on=TUESDAY + timedelta(weeks=week))
    assert town.asked() == [ANNA, BODIL, CARL, ANNA, BODIL]


def test_nobody_left_is_said_with_what_is_in_the_way_of_the_nearest(town: CoverTown, match: UUID) -> None:
    town.has_volunteer(ANNA)
    town.has_volunteer(BODIL, slots=["wed_day"])
    town.registers(CARL)
    cover = town.wants(match)
    town.replies(cover, ANNA, "no")
    assert town.sees(cover)["state"] == "nobody"
    assert town.why(cover) == {ANNA: {"asked_already"}, BODIL: {"no_common_slot"}, CARL: {"vetting_missing"}}


def test_with_nobody_at_all_it_is_said_at_once(town: CoverTown, match: UUID) -> None:
    cover = town.wants(match)
    assert (cover["state"], town.why(cover), town.asked()) == ("nobody", {}, [])


def test_who_has_a_meeting_then_is_not_asked(town: CoverTown, match: UUID) -> None:
    town.has_volunteer(ANNA)
    noon = make.at(TUESDAY)
    town.hear(scheduled(volunteers=[ANNA], starts_at=noon))
    cover = town.wants(match)
    assert town.why(cover) == {ANNA: {"busy_then"}}
    town.hear(called_off())
    assert town.wants(match)["state"] == "open"


def test_who_covers_or_is_asked_to_cover_then_is_not_asked_elsewhere(town: CoverTown, match: UUID) -> None:
    other = has_second_match(town)
    first = town.wants(match)
    assert town.asked() == [OTHER]
    second = town.wants(other, by=make.matcher())
    assert town.asked() == [OTHER, VIBEKE]
    town.replies(second, VIBEKE, "no")
    assert town.sees(second)["state"] == "nobody"
    town.replies(first, OTHER)
    with refused("already_done"):
        town.wants(match)
    assert town.wants(other, by=make.matcher(), on=TUESDAY + timedelta(days=7))["state"] == "open"


def test_a_yes_is_not_possible_once_something_else_came_between(town: CoverTown, match: UUID) -> None:
    town.has_volunteer(ANNA)
    cover = town.wants(match)
    town.hear(scheduled(volunteers=[ANNA], starts_at=make.at(TUESDAY)))
    with refused("busy_then"):
        town.replies(cover, ANNA)


def test_who_can_no_longer_come_is_replaced(town: CoverTown, match: UUID) -> None:
    for each in (ANNA, BODIL):
        town.has_volunteer(each)
    cover = town.wants(match)
    town.replies(cover, ANNA)
    town.hear(scheduled(volunteers=[ANNA], starts_at=make.at(TUESDAY)))
    town.time_passes(1)
    assert town.asked() == [ANNA, BODIL]
    town.replies(cover, BODIL)
    town.says_goodbye(BODIL)
    town.time_passes(1)
    assert town.sees(cover)["state"] == "nobody"


def test_nobody_comes_instead_once_the_match_is_over(town: CoverTown, match: UUID) -> None:
    town.has_volunteer(ANNA)
    cover = town.wants(match)
    town.ends(match, make.guardian(), "family_wish")
    assert town.sees(cover)["state"] == "called_off"
    with refused("match_is_over"):
        town.replies(cover, ANNA)
    with refused("match_is_over"):
        town.wants(match)
    town.time_passes(1)
    assert town.asked() == [ANNA]


def test_a_day_that_is_over_is_not_asked_about(town: CoverTown, match: UUID) -> None:
    for each in (ANNA, BODIL):
        town.has_volunteer(each)
    cover = town.wants(match)
    town.time_passes((TUESDAY - TODAY).days + 1)
    assert (town.sees(cover)["state"], town.asked()) == ("nobody", [ANNA])


@pytest.mark.parametrize(
    ("code", "known"),
    [
        ("family_does_not_wish", {"family_wishes": False}),
        ("cover_day_is_over", {"on": TODAY - timedelta(days=6)}),
        ("too_far_ahead", {"on": TUESDAY + timedelta(weeks=52)}),
        ("slot_of_another_day", {"slot": "wed_day"}),
    ],
)
def test_what_makes_no_sense_is_refused(town: CoverTown, match: UUID, code: str, known: dict[str, Any]) -> None:
    with refused(code):
        town.wants(match, **known)


def test_the_same_day_is_asked_about_once(town: CoverTown, match: UUID) -> None:
    town.has_volunteer(ANNA)
    town.wants(match)
    with refused("already_done"):
        town.wants(match, by=make.matcher())


def test_a_stranger_wants_and_sees_nothing(town: CoverTown, match: UUID) -> None:
    from chassis.testing import caller

    town.has_volunteer(ANNA)
    with refused("not_found"):
        town.wants(match, by=make.frivillig(uid("stranger")))
    cover = town.wants(match)
    assert town.sees(cover, make.frivillig(uid("stranger"))) is None
    assert town.sees(cover, caller("matcher", organisation="rode-kors", relations=frozenset({"organisation"}))) is None


def test_who_is_asked_learns_of_the_family_only_with_a_yes(town: CoverTown, match: UUID) -> None:
    town.has_volunteer(ANNA)
    cover = town.wants(match)
    before = town.sees(cover, make.frivillig(ANNA))
    assert (before["family"], before["match"], before["volunteer"], before["asked"]) == (None, None, None, None)
    assert before["answer_by"] == TODAY + timedelta(days=covering.ANSWER_DAYS)
    town.replies(cover, ANNA)
    assert town.sees(cover, make.frivillig(ANNA))["family"] == make.FAMILY


def test_it_can_be_called_off(town: CoverTown, match: UUID) -> None:
    town.has_volunteer(ANNA)
    cover = town.wants(match)
    with town.rehearsal.work(make.guardian(AMAL)) as work:
        assert covers.call_off(work, cover["id"])["state"] == "called_off"
    with refused("cover_settled"):
        town.replies(cover, ANNA)


ACTS = ("first", "second", "yes", "no", "a day passes")
OFFERS = st.fixed_dictionaries(
    {
        "slots": st.lists(st.sampled_from(["tue_day", "tue_evening", "wed_day"]), min_size=1, unique=True),
        "languages": st.sampled_from([["da"], ["ar"], ["uk"]]),
    }
)


@settings(max_examples=15, deadline=None)
@given(offers=st.lists(OFFERS, min_size=1, max_size=4), acts=st.lists(st.sampled_from(ACTS), max_size=10))
def test_whatever_people_answer_there_is_never_a_clash_and_only_who_can_is_asked(
    offers: list[dict[str, Any]], acts: list[str]
) -> None:
    town = CoverTown()
    matches = [town.has_match(), has_second_match(town)]
    people = dict(zip(map(uid, map(str, range(len(offers)))), offers, strict=True))
    for person, offer in people.items():
        town.has_volunteer(person, **offer)
    for act in acts:
        play(town, act, matches)
        found, able = found_at(town), {id for id, offer in people.items() if can(offer)} | {VIBEKE, OTHER}
        assert len(found) == len(set(found)), "somebody is in two places"
        assert {volunteer for volunteer, *_ in found} <= set(town.asked()) <= able


@given(
    asked=st.lists(st.integers(0, 5), max_size=30),
    people=st.sets(st.integers(0, 5), min_size=1),
)
def test_the_turn_is_fair_nobody_is_asked_again_before_everybody_else_was(asked: list[int], people: set[int]) -> None:
    last = {UUID(int=person): make.NOW + timedelta(hours=hour) for hour, person in enumerate(asked)}
    for hour in range(2 * len(people)):
        first = covering.in_turn([UUID(int=person) for person in people], last)[0]
        last[first] = make.NOW + timedelta(days=10, hours=hour)
    times = [last[UUID(int=person)] for person in people]
    assert max(times) - min(times) == timedelta(hours=len(people) - 1)


def play(town: CoverTown, act: str, matches: list[UUID]) -> None:
    """Somebody is wanted for one of two matches, everybody who is asked answers, or a day passes."""
    town.rehearsal.later(minutes=1)
    if act in ("first", "second"):
        with perhaps("already_done"):
            town.wants(matches[act == "second"], by=make.matcher())
    elif act == "a day passes":
        town.time_passes(1)
    else:
        for cover, volunteer in open_asks(town):
            with perhaps("cover_settled"):
                town.replies({"id": cover}, volunteer, act)


@contextmanager
def perhaps(code: str) -> Iterator[None]:
    """A rule may say no, with this code only."""
    try:
        yield
    except Refused as no:
        if no.code != code:
            raise


def open_asks(town: CoverTown) -> list[tuple[UUID, UUID]]:
    with town.look() as work:
        query = select(CoverAsk.cover_id, CoverAsk.volunteer_id).where(CoverAsk.answer.is_(None))
        return [(cover, volunteer) for cover, volunteer in work.session.execute(query)]


def found_at(town: CoverTown) -> list[tuple[UUID, date, str]]:
    with town.look() as work:
        query = select(Cover.volunteer_id, Cover.happens_on, Cover.slot).where(Cover.state == "found")
        return [(volunteer, on, slot) for volunteer, on, slot in work.session.execute(query)]


def can(offer: dict[str, Any]) -> bool:
    return SLOT in offer["slots"] and bool({"da", "ar"} & set(offer["languages"]))


def has_second_match(town: CoverTown) -> UUID:
    """Another need is met by another volunteer."""
    town.has_volunteer(OTHER)
    town.hear(make.need_registered(uid("second need")))
    [proposal] = town.runs()["proposals"]
    return town.all_say_yes(UUID(str(proposal["id"])), volunteer=OTHER)
