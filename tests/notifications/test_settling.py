"""A long series costs no more for each thing that is heard of it than a short one, and nothing is told late by that.

What is counted is work, not time: statements to the database, and rows brought back by them.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event as sql

from chassis.testing import AT, Rehearsal, Stage
from contracts.envelope import Event
from notifications.actions.deliveries import claim
from notifications.actions.settling import settle
from notifications.service import Notifications
from notifications.tables import Tables, metadata
from tests.notifications import make
from tests.notifications.make import AMAL, IN_A_WEEK, JONAS, VIBEKE, called_off, consent, hear, moved, someone
from tests.notifications.make_activities import (
    ACTIVITY,
    LATER,
    SECOND,
    SERIES,
    WEEKLY,
    meal,
    series,
    signed_up,
    withdrawn,
)

A_FEW, MANY = 4, 40
TOGETHER = {"kind": "shared_meal", "match": None, "family": None, "activity": ACTIVITY, "series": SERIES}
NEXT_DAY = timedelta(days=1)


def people(number: int) -> Mapping[UUID, str]:
    return {AMAL: "guardian"} | {someone(f"guardian {each}"): "guardian" for each in range(1, number)}


def of_series(number: int, who: Mapping[UUID, str]) -> Event:
    """One meeting of a series, by its number."""
    times, meeting = IN_A_WEEK + timedelta(weeks=number), someone(f"meeting {number}")
    return make.scheduled(times, meeting=meeting, people=who, by="writing down", **TOGETHER)


def after_series(meetings: int, *, among: int = 3) -> Rehearsal:
    """As many meetings of a series have been told of, with as many people."""
    rehearsal = make.rehearsal()
    hear(rehearsal, *(of_series(number, people(among)) for number in range(meetings)))
    return rehearsal


@contextmanager
def counted(rehearsal: Rehearsal) -> Iterator[dict[str, int]]:
    """How many statements are made meanwhile, and how many rows of ours are brought back."""
    found = {"statements": 0, "rows": 0}

    def note_statement(*_: Any) -> None:
        found["statements"] += 1

    def note_row(*_: Any) -> None:
        found["rows"] += 1

    listening = (
        (rehearsal.store.engine, "before_cursor_execute", note_statement),
        *((each.class_, "load", note_row) for each in Tables.registry.mappers),
    )
    for each in listening:
        sql.listen(*each)
    try:
        yield found
    finally:
        for each in listening:
            sql.remove(*each)


def work_of(rehearsal: Rehearsal, *events: Event) -> dict[str, int]:
    """What it takes to hear these events."""
    with counted(rehearsal) as found:
        for each in events:
            with rehearsal.work(correlation_id=each.correlationid) as work:
                make.DOORS[each.type](work, each)
    return found


OF_ONE_MEETING: Mapping[str, Callable[[], Event]] = {
    "one more meeting": lambda: of_series(MANY, people(3)),
    "a meeting that moves": lambda: moved(IN_A_WEEK + NEXT_DAY, meeting=someone("meeting 1")),
    "a meeting that is called off": lambda: called_off(meeting=someone("meeting 1")),
}
OF_ONE_PERSON: Mapping[str, Callable[[], Event]] = {
    "a sign-up": lambda: signed_up(JONAS),
    "a withdrawal": lambda: withdrawn(JONAS),
    "a consent": lambda: consent("withdrawn", person=JONAS),
}


@pytest.mark.parametrize("heard", OF_ONE_MEETING.values(), ids=OF_ONE_MEETING)
def test_what_is_heard_of_one_meeting_costs_the_same_however_long_its_series_is(heard: Callable[[], Event]) -> None:
    assert work_of(after_series(A_FEW), heard()) == work_of(after_series(MANY), heard())


@pytest.mark.parametrize("heard", OF_ONE_PERSON.values(), ids=OF_ONE_PERSON)
def test_what_is_heard_of_one_person_costs_the_same_however_many_others_there_are(heard: Callable[[], Event]) -> None:
    assert work_of(after_series(A_FEW, among=3), heard()) == work_of(after_series(A_FEW, among=MANY), heard())


def test_a_sign_up_takes_as_many_statements_however_many_meetings_there_are() -> None:
    short, long = (work_of(after_series(number), signed_up(JONAS)) for number in (A_FEW, MANY))
    assert short["statements"] == long["statements"]


def test_settling_takes_as_many_statements_however_long_the_series_is() -> None:
    found = []
    for rehearsal in map(after_series, (A_FEW, MANY)):
        work_of(rehearsal, signed_up(JONAS))
        with counted(rehearsal) as settling:
            settle(rehearsal.desk)
        found.append(settling["statements"])
    assert found[0] == found[1]


def test_a_letter_is_written_without_looking_at_who_else_gets_one() -> None:
    found = []
    for rehearsal in (after_series(A_FEW, among=2), after_series(A_FEW, among=MANY)):
        rehearsal.later(minutes=3)
        with counted(rehearsal) as claiming:
            rehearsal.desk.transact(claim)
        found.append(claiming)
    assert found[0] == found[1]


def test_a_series_of_which_nothing_was_heard_is_left_in_peace() -> None:
    rehearsal = after_series(A_FEW)
    with counted(rehearsal) as settling:
        settle(rehearsal.desk)
    assert settling["rows"] == 0


def test_every_unsettled_series_has_its_turn() -> None:
    rehearsal = make.rehearsal()
    work_of(rehearsal, *(meal(each, series=each) for each in WEEKLY))
    settle(rehearsal.desk)
    assert {each.about for each in make.messages(rehearsal) if each.template == "series"} == set(WEEKLY)


def test_no_letter_of_a_series_leaves_before_it_says_all_that_was_heard() -> None:
    stage = make.rehearsal()
    hear(stage, *series(people={AMAL: "guardian"}))
    stage.later(minutes=3)
    work_of(stage, called_off(meeting=SECOND, at=AT + timedelta(minutes=1)))
    assert not make.deliver(stage).letters
    settle(stage.desk)
    letters = [letter.text for letter in make.deliver(stage).letters]
    assert ["Antal gange: 2\n" in text for text in letters].count(True) == 1
    assert len(letters) == 2


def test_what_is_called_off_is_settled_at_once_and_told_after_two_minutes() -> None:
    stage = Stage(Notifications, metadata, settings=make.SETTINGS)
    stage.hear(*series(people={VIBEKE: "volunteer"}), called_off(meeting=SECOND, at=LATER))
    stage.service.settle(stage.desk)
    found = [each for each in make.messages(stage.rehearsal) if each.template == "series_called_off"]
    assert [each.next_at for each in found] == [LATER + timedelta(minutes=2)]
