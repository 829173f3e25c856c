"""The line as a machine: whatever people do, places are never exceeded and every place that fits is offered in turn.

The model is the plainest there is: entries in the order of asking, walked through from the front after every change.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import hypothesis.strategies as st
from hypothesis import given, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from activities.actions import following, line, places, sign_ups, taking_part
from activities.domain.places import Party, Room, before, size
from activities.queries import sign_ups as kept
from activities.tables import Meeting, metadata
from chassis.testing import AT, Rehearsal, caller
from chassis.work import Work
from contracts.refusals import Refused
from tests.activities.make import COORDINATOR, SETTINGS
from tests.activities.make_sign_ups import ACTIVITY, EVENINGS, activity, asks, evening, family, guardian, joined, left

FAMILIES = range(1, 6)
COORDINATING = caller("coordinator", subject=COORDINATOR, relations=frozenset({"organisation"}))
SCOPES = [None, *EVENINGS[:2]]
LATER = AT + timedelta(days=300)
FULL_HOUSE = 12

parties = st.builds(
    Party,
    id=st.uuids(),
    size=st.integers(1, 5),
    meeting=st.sampled_from([None, *EVENINGS]),
)
rooms = st.builds(
    Room, capacity=st.none() | st.integers(0, 12), ahead=st.sets(st.sampled_from(EVENINGS)).map(frozenset)
)


@given(rooms, st.lists(parties, max_size=12))
def test_nobody_is_offered_more_than_there_is_and_nobody_who_fits_is_left_out(room, waiting):
    offered = room.next_in_line([], waiting)
    assert [party for party in waiting if party in offered] == offered
    if room.capacity is not None:
        at = [[party for party in offered if party.meeting in (None, each)] for each in room.ahead or {None}]
        assert all(sum(party.size for party in there) <= room.capacity for there in at)
        assert room.most_held(offered) <= room.capacity
    for party in waiting:
        if party not in offered and (party.meeting is None or party.meeting in room.ahead):
            assert not room.fits(offered, party)


@given(rooms, st.lists(parties, min_size=1, max_size=12, unique_by=lambda party: party.id))
def test_those_before_are_counted_by_their_places_and_only_where_they_matter(room, waiting):
    last = waiting[-1]
    number, needed = before(waiting, last)
    mattering = [each for each in waiting[:-1] if None in (each.meeting, last.meeting) or each.meeting == last.meeting]
    assert (number, needed) == (len(mattering) + 1, sum(each.size for each in mattering))


@given(st.integers(1, 50))
def test_a_family_is_one_place_however_many_it_is(people):
    assert (size(people, "families"), size(people, "people")) == (1, people)


@dataclass
class Entry:
    """One sign-up as the model knows it."""

    id: UUID
    family: int
    size: int
    meeting: UUID | None
    state: str


class Line(RuleBasedStateMachine):
    """The service and the model do the same and are always in the same state."""

    @initialize(capacity=st.integers(1, 8))
    def open(self, capacity: int) -> None:
        self.on = Rehearsal("activities", metadata, settings=SETTINGS)
        self.capacity: int = capacity
        self.entries: list[Entry] = []
        with self.on.work() as work:
            work.session.add(activity(capacity=capacity))
            work.session.flush()
            work.session.add_all(evening(number, starts_at=LATER + timedelta(days=number)) for number in range(2))
            for number in FAMILIES:
                following.note_family_joined(work, joined(number))

    @rule(number=st.sampled_from(FAMILIES), people=st.integers(1, 4), meeting=st.sampled_from(SCOPES))
    def ask(self, number: int, people: int, meeting: UUID | None) -> None:
        self.on.later(minutes=1)
        sent = {**asks(number, children=people - 1), "family": family(number), "meeting_id": meeting, "waits": True}
        sent["people"] = [{"person": UUID(each["person"]), "role": each["role"]} for each in sent["people"]]
        mine = [each for each in self.live() if each.family == number]
        twice = any(None in (each.meeting, meeting) or each.meeting == meeting for each in mine)
        row = self.outcome(lambda work: sign_ups.sign_up(work, ACTIVITY, **sent, wished_by=guardian(number)))
        assert (row is None) == (twice or people > self.capacity)
        if row is None:
            return
        entry = Entry(row["id"], number, people, meeting, "waiting")
        entry.state = "taken" if self.fits(entry) else "waiting"
        self.entries.append(entry)
        assert row["state"] == entry.state

    @precondition(lambda self: self.live())
    @rule(data=st.data())
    def withdraw(self, data: st.DataObject) -> None:
        entry = data.draw(st.sampled_from(self.live()))
        with self.on.work(COORDINATING) as work:
            sign_ups.withdraw(work, entry.id)
        self.end(entry)

    @precondition(lambda self: self.offered())
    @rule(data=st.data(), yes=st.booleans())
    def answer(self, data: st.DataObject, yes: bool) -> None:
        entry = data.draw(st.sampled_from(self.offered()))
        with self.on.work(COORDINATING) as work:
            sign_ups.answer(work, entry.id, answer="yes" if yes else "no")
        if yes:
            entry.state = "taken"
        else:
            self.end(entry)

    @precondition(lambda self: self.offered())
    @rule()
    def nobody_answers(self) -> None:
        self.on.later(hours=49)
        with self.on.work() as work:
            line.bring_up_to_date(work, ACTIVITY)
        self.end(*self.offered())

    @rule(capacity=st.integers(1, FULL_HOUSE))
    def resize(self, capacity: int) -> None:
        held = max(sum(each.size for each in self.holding(scope)) for scope in EVENINGS[:2])

        def change(work: Work) -> bool:
            row = places.hold(work, ACTIVITY)
            row.capacity = capacity
            taking_part.insist_on_room(work, row)
            line.move_up(work, row)
            return True

        changed = self.outcome(change)
        assert bool(changed) == (capacity >= held)
        self.capacity = capacity if changed else self.capacity
        self.walk()

    @rule(number=st.sampled_from(FAMILIES))
    def leave_and_come_back(self, number: int) -> None:
        self.on.later(minutes=1)
        now = self.on.clock.now()
        with self.on.work() as work:
            following.note_family_left(work, left(number, at=now))
        self.end(*(each for each in self.live() if each.family == number))
        with self.on.work() as work:
            following.note_family_joined(work, joined(number, at=now + timedelta(seconds=1)))

    @invariant()
    def both_know_the_same(self) -> None:
        if not hasattr(self, "on"):
            return
        with self.on.store.session(write=False) as session:
            live = kept.live(session, ACTIVITY)
            assert [(row.id, row.state) for row in live] == [(each.id, each.state) for each in self.live()]
            for scope in EVENINGS[:2]:
                holding = sum(each.size for each in self.holding(scope))
                assert holding <= self.capacity
                there = [one.person for one in session.get_one(Meeting, scope).participants]
                taken = [each for each in self.holding(scope) if each.state == "taken"]
                assert len(there) == len(set(there)) == sum(each.size for each in taken)

    @invariant()
    def nobody_waits_who_fits(self) -> None:
        assert not any(self.fits(each) for each in self.live() if each.state == "waiting")

    def outcome(self, do: Callable[[Work], Any]) -> Any:
        """What comes of it, or nothing where a rule says no."""
        try:
            with self.on.work(COORDINATING) as work:
                return do(work)
        except Refused:
            return None

    def live(self) -> list[Entry]:
        return [each for each in getattr(self, "entries", []) if each.state != "ended"]

    def offered(self) -> list[Entry]:
        return [each for each in self.live() if each.state == "offered"]

    def holding(self, scope: UUID) -> list[Entry]:
        return [each for each in self.live() if each.state != "waiting" and each.meeting in (None, scope)]

    def fits(self, entry: Entry) -> bool:
        scopes = EVENINGS[:2] if entry.meeting is None else [entry.meeting]
        most = max(sum(each.size for each in self.holding(scope) if each is not entry) for scope in scopes)
        return most + entry.size <= self.capacity

    def end(self, *entries: Entry) -> None:
        for entry in entries:
            entry.state = "ended"
        self.walk()

    def walk(self) -> None:
        for entry in self.live():
            if entry.state == "waiting" and self.fits(entry):
                entry.state = "offered"


TestLine = Line.TestCase
TestLine.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
