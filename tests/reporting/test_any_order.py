"""Whatever the order in which events arrive, and however often, the figures are the same in the end."""

from collections.abc import Sequence
from itertools import permutations

import pytest
from sqlalchemy import select

from chassis.testing import Rehearsal
from contracts.envelope import Event
from reporting.actions.listening import hear
from reporting.tables import metadata
from tests.reporting import make

STORIES = {
    "a family that left and came back": [
        make.joined(),
        make.left(),
        make.joined(sequence=3),
        make.consent("granted", sequence=4, programme=None),
        make.consent("withdrawn", sequence=5, programme=None),
    ],
    "a match": [make.registered(), make.matched(programme=None), make.ended(), make.withdrawn(), make.joined()],
    "a need beside a public offer": [
        make.registered(supplement_question=True),
        make.matched(),
        make.ended(),
        make.withdrawn(sequence=3),
        make.registered(sequence=4),
    ],
    "a meeting": [
        make.scheduled(programme=None),
        make.called_off(programme=None),
        make.held(),
        make.held(sequence=4),
        make.delivered(programme=None),
    ],
}


def rows_after(rehearsal: Rehearsal, events: Sequence[Event]) -> dict[str, set[tuple[object, ...]]]:
    """Every row of every table; nothing is kept."""
    with rehearsal.store.session() as session:
        for event in events:
            work = rehearsal.desk.work(session, caller=rehearsal.desk.itself, correlation_id=event.correlationid)
            hear(work, event)
        return {table.name: set(map(tuple, session.execute(select(table)))) for table in metadata.sorted_tables}


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_every_order_of_a_story_ends_the_same(story: list[Event]) -> None:
    rehearsal = make.rehearsal()
    expected = rows_after(rehearsal, story)
    for order in permutations(story):
        assert rows_after(rehearsal, order) == expected, [event.type for event in order]
        assert rows_after(rehearsal, [*order, *order]) == expected


def test_a_late_telling_does_not_undo_a_later_one() -> None:
    stage = make.rehearsal()
    make.hear(stage, make.joined(sequence=3), make.left(sequence=2), make.joined(sequence=1))
    assert make.counts(stage) == {"families_taking_part": 1}
