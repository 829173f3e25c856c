"""What devices have collected while they were offline: in any order and any number of times, the same in the end."""

import random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chassis.testing import Stage
from tests.activities.make import AS_COORDINATOR, COORDINATOR, HOUR, told
from tests.activities.make_presence import (
    CLUB,
    DAD,
    DAUGHTER,
    HELPER,
    HOUSE,
    MUM,
    OPEN,
    SON,
    UNHEARD_OF,
    begins,
    club,
    entry,
    held,
    known,
    meeting,
    outcomes,
    send,
    walk_in,
)

EVERYBODY = [MUM, SON, DAD, DAUGHTER, HELPER]


@pytest.fixture
def on() -> Stage:
    return club()


def test_an_entry_is_recorded_once_and_known_when_it_comes_again(on):
    sent = entry(1, came=[MUM, SON, HELPER], absent=[DAD], excused=[DAUGHTER])
    assert outcomes(send(on, sent)) == ["recorded"]
    before = known(on), len(told(on))
    assert outcomes(send(on, sent, sent)) == ["already", "already"]
    assert (known(on), len(told(on))) == before


def test_what_is_told_counts_everybody_and_names_nobody_but_volunteers(on):
    send(on, entry(1, came=[MUM, HELPER], absent=[SON, DAD], excused=[DAUGHTER], unknown_walk_ins=2))
    assert held(on)[meeting()] == {
        "kind": CLUB,
        "family": None,
        "match": None,
        "activity": told(on)[-1].data["activity"],
        "came": 4,
        "absent": 3,
        "excused": 1,
        "walk_ins": 2,
        "families": 1,
        "volunteers_came": [HELPER],
    }


def test_an_order_in_the_lists_is_no_difference(on):
    assert outcomes(send(on, entry(1, came=[MUM, SON]))) == ["recorded"]
    assert outcomes(send(on, entry(1, came=[SON, MUM]))) == ["already"]


def test_a_key_stands_for_one_entry(on):
    assert outcomes(send(on, entry(1, came=[MUM]), entry(1, came=[SON]))) == ["recorded", "key_reused"]


def test_one_bad_entry_stops_no_other():
    on = club(meetings=3)
    bad = entry(2, 1, came=[UNHEARD_OF])
    reply = send(on, entry(1, 0, came=[MUM]), bad, entry(3, 9, came=[MUM]), entry(4, 2, came=[DAD]))
    assert outcomes(reply) == ["recorded", "not_a_participant", "not_found", "recorded"]
    assert [each["key"] for each in reply.json["entries"]][1] == bad["key"]
    said = reply.json["entries"][1]["problem"]
    assert set(said) == {"code", "rule", "field", "detail", "remedy"}
    assert set(held(on)) == {meeting(0), meeting(2)}


def test_a_refused_entry_is_taken_once_it_is_mended_or_its_time_has_come(on):
    ahead = entry(1, came=[MUM], at=on.desk.clock.now() + HOUR)
    assert outcomes(send(on, ahead)) == ["recorded_in_the_future"]
    on.rehearsal.later(hours=1)
    assert outcomes(send(on, ahead)) == ["recorded"]


def test_nothing_is_written_down_before_a_meeting_has_begun(on):
    assert outcomes(send(on, entry(1, came=[MUM], at=begins() - HOUR))) == ["not_yet_started"]
    assert known(on)["keys"] == []


def test_what_was_written_down_later_stands_whatever_comes_first(on):
    early, late = entry(1, came=[MUM, DAD]), entry(2, came=[MUM], absent=[DAD], at=begins() + 2 * HOUR)
    assert outcomes(send(on, late, early)) == ["recorded", "older_than_known"]
    assert held(on)[meeting()]["absent"] == 1
    assert outcomes(send(on, early)) == ["already"]


def test_the_same_said_again_later_is_no_news(on):
    send(on, entry(1, came=[MUM]))
    number = len(told(on))
    assert outcomes(send(on, entry(2, came=[MUM], at=begins() + 2 * HOUR))) == ["recorded"]
    assert len(told(on)) == number


def test_one_delivery_tells_each_meeting_once(on):
    send(on, entry(1, came=[MUM]), entry(2, came=[MUM, SON], at=begins() + 2 * HOUR))
    assert [event.data["came"] for event in told(on) if event.type == "meeting.held.v1"] == [2]


def test_what_is_said_and_taken_back_in_one_delivery_is_no_news(on):
    send(on, entry(1, came=[MUM]))
    number = len(told(on))
    wrong, right = (
        entry(2 + each, came=came, at=begins() + (2 + each) * HOUR) for each, came in ((0, [DAD]), (1, [MUM]))
    )
    assert outcomes(send(on, wrong, right)) == ["recorded", "recorded"]
    assert len(told(on)) == number


def test_what_the_coordinator_sees_and_corrects_is_newer_than_any_device(on):
    send(on, entry(1, came=[MUM]))
    seen = on.call("GET", f"/meetings/{meeting()}/attendance", as_=AS_COORDINATOR)
    sent = {"came": [str(DAD)], "absent": [str(MUM)]}
    path, tag = f"/meetings/{meeting()}/attendance", {"If-Match": seen.headers["ETag"]}
    assert on.call("PUT", path, sent, as_=AS_COORDINATOR, headers=tag).status == 200
    assert outcomes(send(on, entry(2, came=[SON], at=begins() + 2 * HOUR))) == ["older_than_known"]
    assert on.call("PUT", path, sent, as_=AS_COORDINATOR, headers=tag).json["code"] == "stale"


def test_a_key_that_is_forgotten_still_changes_nothing(on):
    old, new = entry(1, came=[MUM]), entry(2, came=[SON], at=begins() + 2 * HOUR)
    send(on, old, new)
    on.rehearsal.later(days=61)
    with on.rehearsal.work() as work:
        on.service.forget_attendance(work)
    assert known(on)["keys"] == []
    assert outcomes(send(on, old, new)) == ["older_than_known", "already"]


def test_at_most_five_hundred_are_sent_at_once_and_only_by_coordinators_of_the_organisation(on):
    many = [entry(number, came=[MUM], at=begins() + number * HOUR / 60) for number in range(500)]
    assert outcomes(send(on, *many)) == ["recorded"] * 500
    assert send(on, *many, entry(500, came=[MUM])).status == 422
    assert send(on, entry(501, came=[MUM]), as_=("volunteer", "kfum", HELPER)).status == 403
    assert outcomes(send(on, entry(501, came=[MUM]), as_=("coordinator", "rode-kors", COORDINATOR))) == ["not_found"]


def test_who_walks_in_is_counted_and_booked_nowhere(on):
    assert outcomes(send(on, entry(1, came=[MUM], walk_ins=[walk_in(COORDINATOR, "volunteer")]))) == ["recorded"]
    assert (held(on)[meeting()]["came"], held(on)[meeting()]["walk_ins"]) == (2, 1)
    send(on, entry(2, came=[MUM], at=begins() + 2 * HOUR))
    assert (held(on)[meeting()]["came"], held(on)[meeting()]["walk_ins"]) == (1, 0)
    assert COORDINATOR not in {person for _, person, *_ in known(on)["people"]}


def test_who_is_not_known_is_only_counted(on):
    reply = send(on, entry(1, came=[MUM], walk_ins=[walk_in(UNHEARD_OF, "guardian")]))
    assert outcomes(reply) == ["unknown_walk_in"]
    assert outcomes(send(on, entry(1, came=[MUM], unknown_walk_ins=1))) == ["recorded"]


def test_a_volunteer_who_walked_in_unvetted_was_there_and_is_asked_about(on):
    reply = send(on, entry(1, came=[MUM], walk_ins=[walk_in(COORDINATOR, "volunteer")]))
    assert [each["code"] for each in reply.json["entries"][0]["warnings"]] == ["volunteer_not_vetted"]
    assert [row[0] for row in known(on)["asked_after"]] == ["unvetted_walk_in"]
    send(on, entry(2, came=[MUM], at=begins() + 2 * HOUR))
    assert known(on)["asked_after"] == []


def test_open_counselling_is_a_number_and_nobody():
    assert (HOUSE.meetings[OPEN].attendance, HOUSE.meetings[OPEN].drop_in) == (False, True)
    on = club(OPEN, people=[COORDINATOR])
    reply = send(on, entry(1, came=[COORDINATOR]), entry(2, number=7))
    assert outcomes(reply) == ["attendance_not_kept", "recorded"]
    assert (held(on)[meeting()]["came"], held(on)[meeting()]["families"]) == (7, 0)
    assert outcomes(send(on, entry(3, number=0, at=begins() + 2 * HOUR))) == ["recorded"]
    assert held(on)[meeting()]["came"] == 0  # it was open, and nobody came: the promise was kept


def deliveries() -> st.SearchStrategy[list[dict[str, Any]]]:
    """Entries of two devices about three meetings, each with a key of its own."""
    marks = st.lists(st.sampled_from("caex"), min_size=5, max_size=5)

    def written(key: int, about: tuple[int, int, list[str], bool]) -> dict[str, Any]:
        number, minutes, letters, walks_in = about
        by_letter = {letter: [p for p, at in zip(EVERYBODY, letters, strict=True) if at == letter] for letter in "cae"}
        walk_ins = [walk_in(COORDINATOR, "volunteer")] if walks_in else []
        lists = {"came": by_letter["c"], "absent": by_letter["a"], "excused": by_letter["e"], "walk_ins": walk_ins}
        return entry(key, number, at=begins(number) + minutes * HOUR / 60, **lists)

    about = st.tuples(st.integers(0, 2), st.integers(-1, 3), marks, st.booleans())
    return st.lists(about, min_size=1, max_size=7).map(lambda all: [written(key, each) for key, each in enumerate(all)])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(deliveries(), st.integers(0, 2**32), st.lists(st.integers(0, 6), max_size=5))
def test_whatever_the_order_and_however_often_it_ends_in_the_same(entries, seed, again):
    one, other = club(meetings=3), club(meetings=3)
    send(one, *entries)
    shuffled = [*entries, *(entries[number % len(entries)] for number in again)]
    random.Random(seed).shuffle(shuffled)
    for sent in shuffled:
        send(other, sent)
    assert known(one) == known(other)
    assert held(one) == held(other)
