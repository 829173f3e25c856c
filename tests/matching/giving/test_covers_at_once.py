"""Two wishes at the same moment, on PostgreSQL: the same volunteer is never asked to be in two places."""

from collections.abc import Iterator
from typing import Any

import eventlet
import pytest

from contracts.refusals import Refused
from matching.domain import courtesy
from tests.matching import make
from tests.matching.giving.cover_town import OTHER, TUESDAY, CoverTown, has_second_match
from tests.matching.make import VIBEKE, uid


@pytest.fixture
def town(database: str) -> Iterator[CoverTown]:
    town = CoverTown(make.rehearsal(database))
    yield town
    town.rehearsal.store.engine.dispose()


def at_once(*acts: Any) -> list[Any]:
    """What comes of acts that all begin before any of them is over: what they return, or the code of a no."""

    def perform(act: Any) -> Any:
        try:
            return act()
        except Refused as no:
            return no.code

    return [thread.wait() for thread in [eventlet.spawn(perform, act) for act in acts]]


def test_two_families_on_the_same_day_are_not_promised_the_same_volunteer(town: CoverTown) -> None:
    matches = town.has_match(), has_second_match(town)
    anna = uid("Anna")
    town.has_volunteer(anna)
    covers = at_once(*(lambda match=match: town.wants(match, by=make.matcher()) for match in matches))
    asked = town.asked()
    assert len(asked) == len(set(asked)) == 2
    assert set(asked) <= {anna, VIBEKE, OTHER}
    assert {each["state"] for each in covers} == {"open"}


def test_the_same_day_wanted_twice_at_the_same_moment_is_wanted_once(town: CoverTown) -> None:
    match = town.has_match()
    for name in ("Anna", "Bodil"):
        town.has_volunteer(uid(name))
    came = at_once(*[lambda: town.wants(match)] * 3)
    assert came.count("already_done") == 2
    assert len(town.asked()) == 1


def test_a_yes_and_the_end_of_the_time_at_the_same_moment_leave_one_of_them(town: CoverTown) -> None:
    match = town.has_match()
    for name in ("Anna", "Bodil"):
        town.has_volunteer(uid(name))
    cover = town.wants(match, on=TUESDAY)
    [first] = town.asked()
    town.rehearsal.later(days=courtesy.COVER_ANSWER_DAYS + 1)
    at_once(lambda: town.replies(cover, first), lambda: town.time_passes(0))
    seen = town.sees(cover)
    if seen["state"] == "found":
        assert (seen["volunteer"], town.asked()) == (first, [first])
    else:
        assert (seen["state"], len(town.asked())) == ("open", 2)
