"""Whatever the order in which facts arrive, and however often, the messages are the same in the end."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import permutations

import pytest
from sqlalchemy import select

from chassis.testing import AT, Rehearsal
from chassis.work import Work
from contracts.envelope import Event
from notifications.actions.settling import settle_one
from notifications.queries import unsettled
from notifications.tables import metadata
from tests.notifications import make
from tests.notifications.make import (
    AMAL,
    DOORS,
    IN_A_WEEK,
    VIBEKE,
    called_off,
    consent,
    ended,
    family_left,
    matched,
    moved,
)
from tests.notifications.make_activities import (
    FIRST,
    LATER,
    SECOND,
    WEEKLY,
    meal,
    offered,
    series,
    signed_up,
    withdrawn,
)

STORIES = {
    "a meeting moved twice and called off": [
        make.scheduled(),
        moved(IN_A_WEEK + timedelta(days=1)),
        moved(IN_A_WEEK + timedelta(days=2), sequence=3),
        called_off(),
        consent("withdrawn"),
    ],
    "a consent withdrawn and given anew": [
        make.scheduled(),
        moved(IN_A_WEEK + timedelta(days=1)),
        consent("granted"),
        consent("withdrawn"),
        consent("granted", name="second"),
    ],
    "a match from beginning to end": [
        matched(),
        ended(),
        make.scheduled(),
        family_left(),
        consent("withdrawn"),
    ],
    "a match whose end does not name the programme": [matched(), ended(programme=None), consent("withdrawn")],
    "a proposal asked of both sides and answered": [
        make.answer_asked(),
        make.answer_asked("volunteer", sequence=2, at=AT + timedelta(hours=1)),
        matched(at=AT + timedelta(hours=2)),
        consent("withdrawn"),
        make.volunteer_left(),
    ],
    "a proposal whose need is withdrawn": [
        make.answer_asked(),
        make.answer_asked("volunteer", sequence=2, at=AT + timedelta(minutes=10)),
        make.need_withdrawn(),
        make.answer_asked(sequence=3, at=AT + timedelta(hours=2)),
    ],
    "a match asked how it goes": [
        matched(),
        make.checkin_asked(),
        make.checkin_asked("volunteer", checkin=make.someone("other checkin")),
        make.checkin_answered(),
        ended(),
    ],
    "a volunteer who is asked again and again": [
        make.vetting_expiring(),
        make.vetting_expiring(60, sequence=2, at=AT + timedelta(days=30)),
        make.cover_asked(at=AT + timedelta(hours=2)),
        make.volunteer_left(),
    ],
    "a family that left and came back": [
        make.scheduled(),
        family_left(),
        family_left(at=AT - timedelta(days=100)),
        matched(at=AT + timedelta(hours=4)),
    ],
}
STORIES |= {
    "a series that somebody joins and leaves": [
        *series(people={AMAL: "guardian"})[:2],
        signed_up(VIBEKE, role="volunteer", sign_up=make.someone("other")),
        moved(WEEKLY[SECOND] + timedelta(days=1), meeting=SECOND, at=LATER + timedelta(hours=3)),
        withdrawn(VIBEKE, sign_up=make.someone("other"), at=LATER + timedelta(hours=5)),
    ],
    "a place that is offered and taken": [
        meal(people={VIBEKE: "volunteer"}),
        offered(),
        signed_up(sequence=2),
        withdrawn(sequence=3),
        called_off(meeting=FIRST, at=LATER + timedelta(days=1)),
    ],
    "a meeting that is called off when its activity ends": [
        meal(people={AMAL: "guardian"}),
        signed_up(at=AT - timedelta(days=1)),
        withdrawn(at=LATER),
        called_off(meeting=FIRST, at=LATER),
        consent("withdrawn"),
    ],
}
CHANCE = {"messages": {"id", "version"}}


def settle(work: Work) -> None:
    """What the timer does, in the same transaction."""
    for id in unsettled(work.session, most=9):
        settle_one(work, id=id)
    work.session.flush()


def rows_after(
    rehearsal: Rehearsal, events: Sequence[Event], *, settled_often: bool = False
) -> dict[str, set[tuple[object, ...]]]:
    """Every row of every table, without what is left to chance; nothing is kept."""
    with rehearsal.store.session() as session:
        for event in events:
            work = rehearsal.desk.work(session, caller=rehearsal.desk.itself, correlation_id=event.correlationid)
            DOORS[event.type](work, event)
            if settled_often:
                settle(work)
        settle(work)
        return {
            table.name: {
                tuple(row)
                for row in session.execute(
                    select(*(column for column in table.c if column.name not in CHANCE.get(table.name, ())))
                )
            }
            for table in metadata.sorted_tables
        }


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_every_order_of_a_story_ends_the_same(story: list[Event]) -> None:
    rehearsal = make.rehearsal()
    expected = rows_after(rehearsal, story)
    assert expected["messages"]
    for order in permutations(story):
        assert rows_after(rehearsal, order) == expected, [event.type for event in order]


def test_it_makes_no_difference_how_often_a_series_is_settled_meanwhile() -> None:
    rehearsal = make.rehearsal()
    expected = rows_after(rehearsal, story := STORIES["a series that somebody joins and leaves"])
    for order in permutations(story):
        assert rows_after(rehearsal, order, settled_often=True) == expected, [event.type for event in order]


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_hearing_everything_twice_changes_nothing(story: list[Event]) -> None:
    rehearsal = make.rehearsal()
    expected = rows_after(rehearsal, story)
    assert rows_after(rehearsal, [*story, *story]) == expected
    assert rows_after(rehearsal, [event for event in story for _ in range(2)]) == expected
