"""Whatever is booked, moved, joined, left and called off: time is taken as in a simple model, and by one at a time."""

from datetime import datetime
from typing import Any
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule
from sqlalchemy import select

from activities.actions import meetings, planning
from activities.tables import Booking, Meeting, Resource, Venue
from contracts.refusals import Refused
from tests.activities.make import HOUR, NOON, stage
from tests.activities.make_planning import as_coordinator, person, plan, put_down, with_activity

PEOPLE = range(501, 505)
HOUSE, BUS = UUID(int=601), UUID(int=602)
STARTS = st.integers(0, 10).map(lambda number: NOON + number * HOUR / 2)
LENGTHS = st.integers(1, 5).map(lambda number: number / 2)
COMPANY = st.sets(st.sampled_from(PEOPLE), max_size=3)
Claim = tuple[datetime, datetime, frozenset[UUID]]


class Agenda(RuleBasedStateMachine):
    """The service beside a model: which meeting takes whom from when until when."""

    planned = Bundle("planned")

    def __init__(self) -> None:
        super().__init__()
        self.rehearsal = with_activity(stage().rehearsal)
        with self.rehearsal.work() as work:
            work.session.add(Venue(id=HOUSE, organisation="kfum", name="Hus", outdoors=False, opening=[]))
            work.session.add(Resource(id=BUS, organisation="kfum", name="Bus"))
        self.model: dict[UUID, Claim] = {}

    @rule(target=planned, people=COMPANY, starts_at=STARTS, hours=LENGTHS, house=st.booleans(), bus=st.booleans())
    def book(self, people: set[int], starts_at: datetime, hours: float, house: bool, bus: bool) -> UUID | None:
        things = (BUS,) if bus else ()
        wanted = plan(*people, starts_at=starts_at, hours=hours, venue_id=HOUSE if house else None, resources=things)
        subjects = {*(UUID(int=number) for number in people), *([HOUSE] if house else []), *things}
        claim = (starts_at, starts_at + hours * HOUR, frozenset(subjects))
        made: list[UUID] = []
        self._does(claim, None, lambda work: made.extend(each.id for each in put_down(work, wanted)))
        for id in made:
            self.model[id] = claim
        return made[0] if made else None

    @rule(meeting=planned, starts_at=STARTS, hours=LENGTHS)
    def move(self, meeting: UUID | None, starts_at: datetime, hours: float) -> None:
        if meeting in self.model:
            claim = (starts_at, starts_at + hours * HOUR, self.model[meeting][2])
            if self._does(claim, meeting, lambda work: planning.retime(work, _row(work, meeting), *claim[:2])):
                self.model[meeting] = claim

    @rule(meeting=planned, number=st.sampled_from(PEOPLE))
    def join(self, meeting: UUID | None, number: int) -> None:
        if meeting in self.model:
            start, end, subjects = self.model[meeting]
            new = frozenset({UUID(int=number)})
            people = [person(number)]
            if self._does(
                (start, end, new - subjects),
                meeting,
                lambda work: planning.add_people(work, _row(work, meeting), people),
            ):
                self.model[meeting] = (start, end, subjects | new)

    @rule(meeting=planned, number=st.sampled_from(PEOPLE))
    def leave(self, meeting: UUID | None, number: int) -> None:
        if meeting in self.model:
            start, end, subjects = self.model[meeting]
            with as_coordinator(self.rehearsal) as work:
                planning.remove_people(work, _row(work, meeting), [UUID(int=number)])
            self.model[meeting] = (start, end, subjects - {UUID(int=number)})

    @rule(meeting=consumes(planned))
    def call_off(self, meeting: UUID | None) -> None:
        if meeting in self.model:
            with as_coordinator(self.rehearsal) as work:
                meetings.call_off(work, meeting, reason="illness")
            del self.model[meeting]

    @invariant()
    def bookings_are_those_of_the_model(self) -> None:
        with self.rehearsal.store.session(write=False) as session:
            rows = session.scalars(select(Booking)).all()
        kept = {(row.meeting_id, row.subject, row.starts_at, row.ends_at) for row in rows}
        assert kept == {(id, one, start, end) for id, (start, end, all) in self.model.items() for one in all}

    @invariant()
    def nobody_and_nothing_is_in_two_places(self) -> None:
        claims = list(self.model.values())
        for number, (start, end, subjects) in enumerate(claims):
            for other_start, other_end, others in claims[number + 1 :]:
                assert not (subjects & others and start < other_end and other_start < end)

    def _does(self, claim: Claim, but: UUID | None, act: Any) -> bool:
        """Whether it was done, which it is exactly if the model has nothing in the way."""
        start, end, subjects = claim
        others = (known for id, known in self.model.items() if id != but)
        free = not any(subjects & of and start < until and begins < end for begins, until, of in others)
        said = self._said(act)
        assert said == (None if free else "double_booked")
        return free

    def _said(self, act: Any) -> str | None:
        try:
            with as_coordinator(self.rehearsal) as work:
                act(work)
        except Refused as refused:
            return refused.code
        return None


def _row(work: Any, meeting: UUID) -> Meeting:
    return work.session.get_one(Meeting, meeting)


TestNeverOverlapping = Agenda.TestCase
TestNeverOverlapping.settings = settings(max_examples=25, stateful_step_count=30)
