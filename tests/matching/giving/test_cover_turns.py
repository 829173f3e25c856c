"""Whatever people answer and when: nobody is in two places, only who can is asked, and the turn is fair."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from matching.domain import covering
from matching.tables import Cover, CoverAsk
from tests.matching import make
from tests.matching.giving.cover_town import OTHER, SLOT, CoverTown, has_second_match
from tests.matching.giving.make import perhaps
from tests.matching.make import VIBEKE, uid

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


def open_asks(town: CoverTown) -> list[tuple[UUID, UUID]]:
    with town.look() as work:
        query = select(CoverAsk.cover_id, CoverAsk.volunteer_id).where(CoverAsk.answer.is_(None))
        return [(cover, volunteer) for cover, volunteer in work.session.execute(query)]


def found_at(town: CoverTown) -> list[tuple[UUID, date, str]]:
    with town.look() as work:
        query = select(Cover.volunteer_id, Cover.happens_on, Cover.slot).where(Cover.state == "found")
        return [(volunteer, on, slot) for volunteer, on, slot in work.session.execute(query) if volunteer]


def can(offer: dict[str, Any]) -> bool:
    return SLOT in offer["slots"] and bool({"da", "ar"} & set(offer["languages"]))
