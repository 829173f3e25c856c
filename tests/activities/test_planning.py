"""Meetings and the time they take are always in step, and nobody is in two places."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from activities.actions import planning
from activities.domain.people import Participant
from activities.domain.time_taken import ELSEWHERE
from activities.queries import meetings as kept
from activities.tables import Booking, Meeting, Venue
from chassis.testing import Rehearsal, caller
from chassis.work import Work
from contracts.programmes import Programme, load
from contracts.refusals import Refused
from tests.activities.make import COORDINATOR, DAY, HOUR, NOON, stage
from tests.activities.make_planning import (
    ACTIVITY,
    OTHER_ACTIVITY,
    activity,
    as_coordinator,
    person,
    plan,
    put_down,
    with_activity,
)

ANNA, BO, CARL = (number + 500 for number in range(3))


@pytest.fixture
def rehearsal() -> Rehearsal:
    return with_activity(stage().rehearsal, ACTIVITY, OTHER_ACTIVITY)


def booked(rehearsal: Rehearsal) -> set[tuple[int, object]]:
    with rehearsal.store.session(write=False) as session:
        return {(row.subject.int, row.starts_at) for row in session.scalars(select(Booking))}


def test_whoever_takes_part_is_booked_for_the_time(rehearsal):
    with as_coordinator(rehearsal) as work:
        put_down(work, plan(ANNA, BO), plan(ANNA, starts_at=NOON + DAY))
    assert booked(rehearsal) == {(ANNA, NOON), (BO, NOON), (ANNA, NOON + DAY)}


def test_meetings_put_down_together_are_all_put_down_or_none_and_every_day_is_named(rehearsal):
    with as_coordinator(rehearsal) as work:
        (first, _) = put_down(work, plan(ANNA), plan(ANNA, starts_at=NOON + 2 * DAY))
        named = first.id
    days = [plan(ANNA, BO, starts_at=NOON + number * DAY) for number in range(4)]
    with pytest.raises(Refused) as refused, as_coordinator(rehearsal) as work:
        put_down(work, *days, activity_id=OTHER_ACTIVITY)
    assert refused.value.code == "double_booked"
    said: Any = refused.value.because
    assert said["days"] == {"da": "9.3.2026, 11.3.2026", "en": "2026-03-09, 2026-03-11"}
    assert (said["meeting"]["en"], said["who"]["en"]) == (f"the meeting {named}", "One of the participants")
    assert booked(rehearsal) == {(ANNA, NOON), (ANNA, NOON + 2 * DAY)}
    with rehearsal.store.session(write=False) as session:
        assert len(session.scalars(select(Meeting)).all()) == 2


def test_one_meeting_may_begin_when_another_ends(rehearsal):
    with as_coordinator(rehearsal) as work:
        put_down(work, plan(ANNA), plan(ANNA, starts_at=NOON + HOUR), plan(ANNA, starts_at=NOON - HOUR))
    assert len(booked(rehearsal)) == 3


def test_meetings_put_down_together_do_not_overlap_for_anybody(rehearsal):
    with pytest.raises(Refused) as refused, as_coordinator(rehearsal) as work:
        put_down(work, plan(ANNA, BO), plan(BO, CARL, starts_at=NOON + HOUR / 2))
    assert refused.value.code == "meetings_overlap"
    with as_coordinator(rehearsal) as work:
        put_down(work, plan(ANNA), plan(CARL, starts_at=NOON + HOUR / 2))


def test_meetings_moved_together_may_take_one_anothers_time(rehearsal):
    with as_coordinator(rehearsal) as work:
        weekly = put_down(work, *[plan(ANNA, starts_at=NOON + number * DAY) for number in range(3)])
        planning.retime_all(
            work,
            [
                planning.Move(meeting=each, starts_at=each.starts_at + DAY, ends_at=each.ends_at + DAY)
                for each in weekly
            ],
        )
        assert [each.sequence for each in weekly] == [1, 1, 1]
    assert booked(rehearsal) == {(ANNA, NOON + number * DAY) for number in (1, 2, 3)}


def test_people_join_and_leave_a_planned_meeting_with_their_time(rehearsal):
    with as_coordinator(rehearsal) as work:
        (meeting,) = put_down(work, plan(ANNA))
        put_down(work, plan(CARL), activity_id=OTHER_ACTIVITY)
        meeting_id, version = meeting.id, meeting.version
        planning.add_people(work, meeting, [person(ANNA), person(BO)])
        assert meeting.version == version + 1
        with pytest.raises(Refused) as refused:
            planning.add_people(work, meeting, [person(CARL)])
        assert refused.value.code == "double_booked"
    assert booked(rehearsal) == {(ANNA, NOON), (BO, NOON), (CARL, NOON)}
    with as_coordinator(rehearsal) as work:
        planning.remove_people(work, work.session.get_one(Meeting, meeting_id), [person(ANNA).person])
    assert booked(rehearsal) == {(BO, NOON), (CARL, NOON)}


def test_a_released_meeting_takes_nobodys_time(rehearsal):
    with as_coordinator(rehearsal) as work:
        (meeting,) = put_down(work, plan(ANNA))
        planning.release(work, meeting)
        put_down(work, plan(ANNA), activity_id=OTHER_ACTIVITY)
    assert len(booked(rehearsal)) == 1


def test_a_preview_tells_which_times_are_taken_by_which_meetings(rehearsal):
    with as_coordinator(rehearsal) as work:
        (meeting,) = put_down(work, plan(ANNA))
        times = [(NOON + number * HOUR / 2, NOON + (number + 1) * HOUR / 2) for number in range(-1, 3)]
        assert planning.in_the_way(work.session, [person(ANNA).person, person(BO).person], times) == {
            1: [meeting.id],
            2: [meeting.id],
        }
        assert planning.in_the_way(work.session, [person(BO).person], times) == {}


def test_the_responsible_coordinator_comes_where_the_programme_says_that_one_must(rehearsal):
    programme, kind = _that_must_have("coordinator")
    visits = activity(
        UUID(int=33), programme=programme.code, kind=kind, area=next(iter(programme.areas)), responsible=COORDINATOR
    )
    with as_coordinator(rehearsal) as work:
        work.session.add(visits)
        work.session.flush()
        (meeting,) = put_down(work, plan(kind=kind), activity_id=visits.id)
        assert [(one.person, one.role) for one in meeting.participants] == [(COORDINATOR, "coordinator")]
        (named,) = put_down(
            work, plan(kind=kind, participants=(), starts_at=NOON + DAY, arranged=("meal",)), activity_id=visits.id
        )
        assert kept.missing(named) == [each for each in named.needed or () if each not in ("coordinator", "meal")]
        planning.remove_people(work, named, [COORDINATOR])
        assert "coordinator" in kept.missing(named)


def test_an_activity_has_meetings_of_its_own_kind_only(rehearsal):
    with pytest.raises(Refused) as refused, as_coordinator(rehearsal) as work:
        put_down(work, plan(ANNA, kind="conversation_salon"))
    assert refused.value.code == "kind_not_of_course"


@pytest.mark.parametrize(("changes", "code"), [({"state": "ended"}, "activity_ended"), (None, "unknown_activity")])
def test_an_activity_that_has_ended_or_is_not_ours_has_no_more_meetings(rehearsal, changes, code):
    other = UUID(int=34)
    with rehearsal.work() as work:
        work.session.add(activity(other, **(changes or {"organisation": "rode-kors"})))
    coordinating = caller("coordinator", subject=COORDINATOR, relations=frozenset({"organisation"}))
    with pytest.raises(Refused) as refused, rehearsal.work(coordinating) as work:
        put_down(work, plan(ANNA), activity_id=other)
    assert refused.value.code == code


def test_who_only_takes_part_hears_that_time_is_taken_but_not_by_what(rehearsal):
    with as_coordinator(rehearsal) as work:
        (meeting,) = put_down(work, plan(ANNA))
        (other,) = put_down(work, plan(BO), activity_id=OTHER_ACTIVITY)
        ids = meeting.id, other.id
    family = caller("family", subject=person(ANNA).person, relations=frozenset({"own"}))
    with pytest.raises(Refused) as refused, rehearsal.work(family) as work:
        planning.add_people(work, work.session.get_one(Meeting, ids[1]), [person(ANNA)])
    assert refused.value.code == "double_booked"
    assert refused.value.because["meeting"] == ELSEWHERE
    assert str(ids[0]) not in str(refused.value.because)


def test_nobody_joins_beyond_the_room_or_in_a_role_that_does_not_come(rehearsal):
    venue = Venue(id=UUID(int=35), organisation="kfum", name="Hus", outdoors=False, opening=[], room_for=2)
    with as_coordinator(rehearsal) as work:
        work.session.add(venue)
        (meeting,) = put_down(work, plan(ANNA, venue_id=venue.id))
        assert joining(work, meeting, person(BO), person(CARL)) == "venue_too_small"
        assert joining(work, meeting, person(BO)) is None
        assert joining(work, meeting, person(BO + 9, "professional")) == "role_not_in_kind"


def joining(work: Work, meeting: Meeting, *people: Participant) -> str | None:
    try:
        planning.add_people(work, meeting, people)
    except Refused as refused:
        return refused.code
    return None


def _that_must_have(role: str) -> tuple[Programme, str]:
    """A programme's kind of meeting in activities, anywhere, to which somebody in this role must come."""
    return next(
        (programme, kind)
        for programme in load().values()
        for kind, known in programme.meetings.items()
        if known.occasion == "programme" and role in known.must_come and known.arranged == ()
    )
