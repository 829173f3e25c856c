"""A volunteer who is away is not asked, and back as soon as they say so."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.domain.facts import Pause
from matching.domain.pauses import check, ended, is_over
from matching.domain.programmes import place_of
from matching.queries import pauses as queries
from matching.tables import Proposal, Volunteer
from tests.matching import make
from tests.matching.make import NEED, TODAY, VIBEKE, uid
from tests.matching.town import Town, refused

DAY = timedelta(days=1)
days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
pauses = st.builds(
    lambda begins, length: Pause(begins=begins, until=None if length is None else begins + length * DAY),
    days,
    st.none() | st.integers(0, 60),
)


@pytest.fixture
def town() -> Town:
    return Town()


def away(pause: Pause, on: date) -> bool:
    return make.volunteer(pauses=(pause,)).is_away(on)


@given(pauses, days)
def test_whoever_ends_a_pause_is_back_that_day_and_was_away_as_long_as_before(pause: Pause, today: date) -> None:
    left = ended(pause, today)
    assert left is None or not away(left, today)
    for ago in range(1, 40):
        day = today - ago * DAY
        if not is_over(pause, today):
            assert away(pause, day) == (left is not None and away(left, day))


@given(pauses, pauses)
def test_two_pauses_share_a_day_or_can_both_be_taken(one: Pause, other: Pause) -> None:
    days = (min(one.begins, other.begins) + number * DAY for number in range(400))
    if any(away(one, day) and away(other, day) for day in days):
        with refused("pause_overlaps"):
            check(one, [other])
    else:
        check(one, [other])


def test_a_pause_that_ends_before_it_begins_is_refused(town: Town) -> None:
    town.registers()
    with refused("pause_ends_before_it_begins"):
        town.pauses(TODAY, TODAY - DAY)
    assert town.pauses(TODAY, TODAY)["items"]


def test_a_pause_in_the_days_of_another_is_refused(town: Town) -> None:
    town.registers(pauses=[(TODAY, TODAY + 10 * DAY)])
    with refused("pause_overlaps"):
        town.pauses(TODAY + 10 * DAY)
    assert len(town.pauses(TODAY + 11 * DAY)["items"]) == 2


def test_a_pause_that_begins_today_lets_an_open_proposal_lapse(town: Town) -> None:
    town.has_proposal()
    town.pauses(TODAY + DAY)
    assert town.standing() == 1
    town.days_pass(1)
    assert town.standing() == 0


def test_who_says_goodbye_for_now_need_not_answer_first(town: Town) -> None:
    proposal = town.has_proposal()
    town.pauses(TODAY)
    with town.look() as work:
        assert work.session.get_one(Proposal, proposal).state == "lapsed"


def test_a_match_goes_on_through_a_pause(town: Town) -> None:
    town.has_match()
    town.pauses(TODAY, TODAY + 30 * DAY)
    town.days_pass(2)
    assert (town.matches_running(), town.told("match.ended.v1")) == (1, [])


def test_a_pause_is_ended_early_and_one_that_never_was_leaves_no_trace(town: Town) -> None:
    town.registers()
    [pause] = town.pauses(TODAY - 10 * DAY)["items"]
    [left] = town.is_back(pause["id"])["items"]
    assert left["until"] == TODAY - DAY
    with refused("already_done"):
        town.is_back(pause["id"])
    later = town.pauses(TODAY + DAY)["items"][-1]
    assert town.is_back(later["id"])["items"] == [left]


def test_nobody_ends_anybody_elses_pause(town: Town) -> None:
    town.registers()
    town.registers(uid("Anna"))
    [pause] = town.pauses(TODAY)["items"]
    with refused("not_found"):
        town.is_back(pause["id"], person=uid("Anna"))
    with refused("not_found"):
        town.pauses(TODAY + DAY, person=VIBEKE, by=make.frivillig(uid("Anna")))


def test_who_has_said_goodbye_takes_no_pause(town: Town) -> None:
    town.registers()
    town.says_goodbye()
    with refused("volunteer_has_left"):
        town.pauses(TODAY)


def test_a_proposal_to_somebody_away_cannot_be_agreed_to(town: Town) -> None:
    """Nor is anybody away proposed, which the rules say of a pair."""
    town.has_volunteer(pauses=[(TODAY, None)])
    town.has_need()
    assert town.runs()["proposals"] == []
    town.is_back(*pauses_of(town))
    assert [proposal["need"] for proposal in town.runs()["proposals"]] == [NEED]


def pauses_of(town: Town, person: UUID = VIBEKE) -> list[UUID]:
    with town.look() as work:
        return [row.id for row in queries.of_volunteers(work.session, [person])[person]]


def test_pauses_and_place_are_forgotten_with_the_rest(town: Town) -> None:
    town.registers(pauses=[(TODAY, TODAY)], point=(55.49, 9.47))
    town.says_goodbye()
    town.days_pass(31)
    assert pauses_of(town) == []
    with town.look() as work:
        row = work.session.get_one(Volunteer, VIBEKE)
        assert (row.latitude, row.longitude) == (None, None)
        assert (row.east, row.north) == place_of(make.programme(), row.area)
