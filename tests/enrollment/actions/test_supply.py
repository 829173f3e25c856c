"""Whether there are volunteers enough: worked out from needs and matches, told to everybody, a gate to new needs."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from contracts.refusals import Refused
from enrollment import actions
from enrollment.queries.needs import expected_waiting
from enrollment.tables import Family, Match, Need
from tests.enrollment.make import AMAL, JONAS, PROGRAMME, SARA
from tests.enrollment.story import NEEDING, Story

TRACK = "volunteer_contact"
BEGUN = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def asking(story: Story) -> Story:
    """A family that can ask for a volunteer."""
    story.join()
    story.consent(AMAL, "one_to_one")
    return story


def look(story: Story) -> tuple[str, int | None]:
    """How the track stands when it is looked at now."""
    story.do(actions.look_at_supply)
    (track,) = story.do(actions.supplies, PROGRAMME)["items"]
    return track["state"], track["expected_weeks"]


def crowd(story: Story, needs: int, matched: int = 0, *, days: int = 0) -> None:
    """So many needs besides, of which some were matched, `days` ago."""
    at = story.rehearsal.clock.now() - timedelta(days=days)
    plain = {"kind": "network_person", "topics": [], "languages": [], "slots": [], "wanted_on": at.date()}
    with story.rehearsal.work() as work:
        family = work.session.get_one(Family, story.family)
        for number in range(needs):
            need = Need(id=work.new_id(), registered_at=at, **plain)
            family.needs.append(need)
            if number < matched:
                work.session.add(Match(id=work.new_id(), need=need.id, matched_at=at))


def registered(story: Story, for_person: UUID | None = None) -> Any:
    return story.do(actions.register_need, story.family, for_person=for_person, **NEEDING)


def test_before_anybody_has_looked_a_track_is_open(asking: Story) -> None:
    (track,) = asking.do(actions.supplies, PROGRAMME)["items"]
    assert (track["track"], track["state"], track["expected_weeks"]) == (TRACK, "open", None)
    assert track["seen_at"] is None


def test_a_track_is_announced_and_paused_by_the_waiting_that_matches_let_expect(asking: Story) -> None:
    crowd(asking, 20, matched=10)
    assert look(asking) == ("announced", 13)  # 10 wait, 10 were met in 90 days
    crowd(asking, 12)
    assert look(asking) == ("paused", 29)  # 22 times 90 / 10 = 198 days
    crowd(asking, 3, matched=3)
    assert look(asking) == ("paused", 22)  # 153 days are under 180, but not by a fifth
    crowd(asking, 1, matched=1)
    assert look(asking) == ("announced", 21)  # 142 days are


def test_matches_of_another_quarter_let_expect_nothing(asking: Story) -> None:
    crowd(asking, 8, matched=8, days=91)
    crowd(asking, 6)
    assert look(asking) == ("open", 0)
    asking.rehearsal.later(days=63)
    assert look(asking) == ("announced", 9)


def test_what_was_met_or_taken_back_waits_no_longer(asking: Story) -> None:
    need = asking.need()
    asking.rehearsal.later(days=200)
    assert look(asking)[0] == "paused"
    asking.do(actions.withdraw_need, need["id"])
    assert look(asking)[0] == "open"


def test_few_who_wait_cannot_be_known_behind_a_figure(asking: Story) -> None:
    for person in (None, AMAL, JONAS, SARA):
        registered(asking, person)
    asking.rehearsal.later(days=70)
    assert look(asking) == ("announced", None)
    crowd(asking, 1)
    assert look(asking) == ("announced", 10)


def test_who_registers_in_an_announced_track_is_told_how_long_it_takes(asking: Story) -> None:
    crowd(asking, 20, matched=10)
    look(asking)
    need = registered(asking, SARA)
    assert (need["track"], need["track_state"], need["expected_weeks"]) == (TRACK, "announced", 13)


def test_who_asks_which_tracks_are_open_is_told_of_the_waiting_too(asking: Story) -> None:
    crowd(asking, 20, matched=10)
    look(asking)
    answer = asking.do(actions.tracks_for, asking.family, None)
    waited_in = {each["track"]: (each["eligible"], each["state"], each["expected_weeks"]) for each in answer["tracks"]}
    assert waited_in == {"togetherness": (True, None, None), TRACK: (True, "announced", 13)}


def test_a_paused_track_takes_no_new_need_and_says_what_is_open_instead(asking: Story) -> None:
    crowd(asking, 30, matched=10)
    crowd(asking, 20)
    assert look(asking)[0] == "paused"
    with pytest.raises(Refused) as refused:
        registered(asking, SARA)
    no = refused.value
    assert (no.code, no.field, no.rule) == ("track_paused", "kind", "S0-22")
    assert no.because == {"weeks": 52, "open": "togetherness"}
    assert len(asking.told("need.registered.v1")) == 0


def test_who_waits_already_may_change_what_is_asked_for_in_a_paused_track(asking: Story) -> None:
    need = asking.need()
    asking.rehearsal.later(days=200)
    assert look(asking) == ("paused", None)
    said = {name: value for name, value in NEEDING.items() if name != "kind"}
    changed = asking.do(actions.change_need, need["id"], need["version"], **said)
    assert (changed["state"], changed["waiting_since"]) == ("open", date(2026, 3, 2))
    assert look(asking)[0] == "paused"  # it has waited since the first day


def test_the_waiting_is_measured_by_programme_and_track(asking: Story) -> None:
    with asking.rehearsal.store.session(write=False) as session:
        assert expected_waiting(session) == {}
    look(asking)
    with asking.rehearsal.store.session(write=False) as session:
        assert expected_waiting(session) == {}
    asking.need()
    asking.rehearsal.later(days=12)
    look(asking)
    with asking.rehearsal.store.session(write=False) as session:
        assert expected_waiting(session) == {(PROGRAMME, TRACK): 12}


def test_a_programme_nobody_knows_has_no_tracks(story: Story) -> None:
    with pytest.raises(Refused) as refused:
        story.do(actions.supplies, "elsewhere")
    assert refused.value.code == "not_found"
