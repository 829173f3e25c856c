"""Hours come from attendance, the volunteer has the last word on them, and staff see sums."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from matching.domain.hours import A_DAY, MOST_AT_ONCE, objections
from matching.queries import hours as queries
from matching.tables import HoursSaid
from tests.matching import make
from tests.matching.giving.make import LATER, MEETING, GivingTown, called_off, held, moved, scheduled
from tests.matching.make import CODE, TODAY, VIBEKE, uid
from tests.matching.town import refused

ANNA = uid("Anna")
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def town() -> GivingTown:
    town = GivingTown()
    town.has_volunteer()
    town.rehearsal.later(days=2)
    return town


def test_a_meeting_that_was_held_counts_for_who_came(town: GivingTown) -> None:
    town.has_volunteer(ANNA)
    town.hear(scheduled(volunteers=[VIBEKE, ANNA]))
    assert town.hours_of()["minutes"] == 0
    town.hear(held())
    assert (town.hours_of()["minutes"], town.hours_of()["meetings"]) == (90, 1)
    assert town.hours_of(ANNA)["minutes"] == 0


def test_a_meeting_counts_as_long_as_it_was_once_it_was_moved(town: GivingTown) -> None:
    town.hear(held(), moved(starts_at=LATER, minutes=45), scheduled())
    assert town.hours_of()["minutes"] == 45


def test_a_meeting_that_was_called_off_counts_nothing(town: GivingTown) -> None:
    town.hear(scheduled(), called_off())
    assert town.hours_of()["entries"] == []


def test_the_latest_correction_counts_and_the_earlier_are_kept(town: GivingTown) -> None:
    town.hear(scheduled(), held())
    town.corrects(120)
    shown = town.corrects(30)
    assert (shown["minutes"], shown["entries"][0]["told"]) == (30, 90)
    with town.look() as work:
        kept = work.session.execute(select(HoursSaid.number, HoursSaid.minutes, HoursSaid.superseded_at)).all()
    assert [(number, minutes) for number, minutes, _ in kept] == [(1, 120), (2, 30)]
    assert [superseded is None for *_, superseded in kept] == [False, True]


def test_a_correction_outlives_what_is_told_later(town: GivingTown) -> None:
    town.hear(scheduled(), held())
    town.corrects(30)
    town.hear(held(came=[], sequence=5))
    assert town.hours_of()["minutes"] == 30


def test_who_was_thought_absent_may_say_how_long_it_was(town: GivingTown) -> None:
    town.hear(scheduled(), held(came=[]))
    assert town.hours_of()["minutes"] == 0
    assert town.corrects(60)["minutes"] == 60


def test_nobody_corrects_a_meeting_that_was_not_held_or_is_not_theirs(town: GivingTown) -> None:
    town.hear(scheduled())
    with refused("not_found"):
        town.corrects(60)
    town.hear(held())
    town.has_volunteer(ANNA)
    with refused("not_found"):
        town.corrects(60, by=ANNA)


def test_time_given_beside_meetings_is_added_and_corrected(town: GivingTown) -> None:
    [entry] = town.adds(20)["entries"]
    assert (entry["what"], entry["minutes"], entry["programme"]) == ("telephone", 20, CODE)
    shown = town.corrects(0, about=UUID(str(entry["id"])))
    assert (shown["minutes"], shown["meetings"], len(shown["entries"])) == (0, 0, 1)


def test_hours_are_not_given_in_advance(town: GivingTown) -> None:
    with refused("hours_in_the_future"):
        town.adds(20, on=TODAY + timedelta(days=3))


def test_a_day_has_no_more_than_its_hours_and_a_correction_replaces_what_it_corrects(town: GivingTown) -> None:
    first = town.adds(MOST_AT_ONCE)["entries"][0]["id"]
    town.adds(MOST_AT_ONCE)
    with refused("more_than_a_day"):
        town.adds(1)
    assert town.corrects(MOST_AT_ONCE, about=UUID(str(first)))["minutes"] == A_DAY


@given(before=st.integers(0, A_DAY), minutes=st.integers(0, MOST_AT_ONCE))
def test_no_day_ever_gets_more_than_its_hours(before: int, minutes: int) -> None:
    said = list(objections(on=TODAY, today=TODAY, minutes=minutes, that_day=before))
    assert bool(said) == (before + minutes > A_DAY)


def test_only_the_volunteer_sees_each_entry(town: GivingTown) -> None:
    town.hear(scheduled(), held())
    seen = town.hours_of(by=make.matcher())
    assert (seen["minutes"], seen["entries"]) == (90, [])


def test_sums_are_by_programme_and_period_and_only_counts(town: GivingTown) -> None:
    town.has_volunteer(ANNA)
    town.hear(scheduled(volunteers=[VIBEKE, ANNA]), held(came=[VIBEKE, ANNA]))
    town.corrects(120)
    town.adds(20)
    expected: dict[str, Any] = {
        "programme": CODE,
        "volunteers": 2,
        "meetings": 1,
        "minutes_at_meetings": 210,
        "minutes_beside": 20,
    }
    assert town.sums() == [expected]
    assert town.sums(since=TOMORROW) == [expected | {"minutes_beside": 0}]
    assert town.sums(until=TODAY) == [
        expected | {"volunteers": 1, "meetings": 0, "minutes_at_meetings": 0, "minutes_beside": 20}
    ]
    with town.look() as work:
        assert queries.minutes_per_programme(work.session) == {(CODE,): 230}


def test_sums_are_of_ones_own_organisation(town: GivingTown) -> None:
    town.hear(scheduled(), held())
    from chassis.testing import caller
    from matching.actions import hours

    with town.rehearsal.work(caller("matcher", organisation="rode-kors")) as work:
        assert hours.sums(work, since=None, until=None) == {"programmes": []}


def test_what_came_to_nothing_counts_nowhere(town: GivingTown) -> None:
    town.hear(scheduled(), held())
    town.corrects(0, about=MEETING)
    assert town.hours_of()["meetings"] == 0
    assert town.sums() == []
