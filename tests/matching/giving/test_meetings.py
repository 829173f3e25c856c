"""Whatever the order in which a meeting's events arrive, the same is known of its volunteers."""

from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from uuid import UUID

import pytest
from sqlalchemy import select

from contracts.common import SLOTS
from contracts.envelope import Event
from matching.domain import slots
from matching.queries import meetings
from matching.tables import Attendance, Meeting
from tests.matching.giving.make import LATER, MEETING, GivingTown, called_off, held, moved, scheduled
from tests.matching.make import TODAY, VIBEKE, uid

ANNA = uid("Anna")
MOVED_TWICE = [moved(starts_at=LATER + timedelta(days=2)), moved(starts_at=LATER + timedelta(days=3), sequence=3)]
STORIES = {
    "held": [scheduled(), moved(starts_at=LATER + timedelta(days=2)), held()],
    "moved twice": [scheduled(), *MOVED_TWICE],
    "called off": [scheduled(), moved(starts_at=LATER + timedelta(days=2)), called_off()],
    "counted anew": [scheduled(volunteers=[VIBEKE, ANNA]), held(came=[VIBEKE, ANNA]), held(came=[ANNA], sequence=5)],
}


@pytest.fixture
def town() -> GivingTown:
    town = GivingTown()
    town.has_volunteer()
    town.has_volunteer(ANNA)
    return town


def facts(town: GivingTown) -> list[str]:
    with town.look() as work:
        told = [column for column in Meeting.__table__.columns if column.key != "version"]
        rows = [*work.session.execute(select(*told)), *work.session.execute(select(*Attendance.__table__.columns))]
        return sorted(map(str, rows))


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_the_same_is_known_after_every_order_and_every_repetition(story: list[Event]) -> None:
    known = []
    for order in permutations(story):
        for heard in (order, [*order, *order]):
            town = GivingTown()
            town.hear(*heard)
            known.append(facts(town))
    assert known[0]
    assert all(each == known[0] for each in known)


def busy(town: GivingTown, on: date, volunteer: UUID = VIBEKE) -> list[datetime]:
    with town.look() as work:
        return [starts for starts, _ in meetings.busy(work.session, [volunteer], on)[volunteer]]


def test_a_volunteer_is_busy_when_the_meeting_is_and_not_when_it_was(town: GivingTown) -> None:
    town.hear(scheduled())
    assert busy(town, slots.day_of(LATER)) == [LATER]
    later = LATER + timedelta(days=10)
    town.hear(moved(starts_at=later))
    assert busy(town, slots.day_of(LATER)) == []
    assert busy(town, slots.day_of(later)) == [later]
    town.hear(called_off())
    assert busy(town, slots.day_of(later)) == []


def test_a_meeting_without_a_volunteer_is_not_kept(town: GivingTown) -> None:
    town.hear(scheduled(volunteers=[]), held(uid("another"), came=[]))
    with town.look() as work:
        assert work.session.get(Meeting, MEETING) is None
        assert work.session.scalars(select(Attendance)).all() == []


def test_nobody_of_a_meeting_is_kept_but_its_volunteers(town: GivingTown) -> None:
    town.hear(scheduled(), held())
    with town.look() as work:
        assert [row.volunteer_id for row in work.session.scalars(select(Attendance))] == [VIBEKE]


@pytest.mark.parametrize(
    ("starts", "minutes", "expected"),
    [
        ("2026-03-03T09:00", 60, {(date(2026, 3, 3), "tue_day")}),
        ("2026-03-03T15:00", 60, {(date(2026, 3, 3), "tue_day")}),  # until five o'clock in Denmark
        ("2026-03-03T15:00", 61, {(date(2026, 3, 3), "tue_day"), (date(2026, 3, 3), "tue_evening")}),
        ("2026-07-07T15:00", 60, {(date(2026, 7, 7), "tue_evening")}),  # summer time
        ("2026-03-03T22:30", 60, {(date(2026, 3, 3), "tue_evening"), (date(2026, 3, 4), "wed_day")}),
        ("2026-03-03T09:00", 0, {(date(2026, 3, 3), "tue_day")}),
    ],
)
def test_a_meeting_takes_the_slots_that_clocks_in_denmark_show(
    starts: str, minutes: int, expected: set[slots.When]
) -> None:
    begin = datetime.fromisoformat(starts).replace(tzinfo=UTC)
    assert slots.touched(begin, begin + timedelta(minutes=minutes)) == expected


def test_the_week_has_the_slots_of_the_agreement() -> None:
    week = [TODAY + timedelta(days=number) for number in range(7)]
    assert all(sum(slots.is_on(slot, day) for day in week) == 1 for slot in SLOTS)
    assert all(sum(slots.is_on(slot, day) for slot in SLOTS) == 2 for day in week)
