"""A small town where people volunteer, families ask and somebody matches them: the actions in the words of a test."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select

from chassis import doors
from chassis.testing import Rehearsal
from chassis.work import Caller, Work
from contracts.envelope import Event
from contracts.refusals import Refused
from matching.actions import answers, exclusions, matches, rulings, runs, upkeep, vetting, volunteers
from matching.actions import pauses as pausing
from matching.service import Matching
from matching.tables import STANDING, Match, Proposal, Volunteer
from tests.matching import make
from tests.matching.make import AMAL, CODE, FAMILY, JONAS, NEED, STEPS, TODAY, VIBEKE

Shown = Mapping[str, Any]
DOORS = doors.subscriptions_of(Matching())


class Town:
    """One transaction an act, on a held clock."""

    def __init__(self, rehearsal: Rehearsal | None = None) -> None:
        self.rehearsal = rehearsal or make.rehearsal()

    def hear(self, *events: Event) -> None:
        """Events arrive, each in a transaction of its own."""
        for event in events:
            with self.rehearsal.work() as work:
                DOORS[event.type](work, event)

    def registers(
        self,
        person: UUID = VIBEKE,
        *,
        by: Caller | None = None,
        pauses: Sequence[tuple[date, date | None]] = (),
        **known: Any,
    ) -> Shown:
        """Somebody volunteers, and perhaps says at once when to be away."""
        with self.rehearsal.work(by or make.frivillig(person)) as work:
            shown = volunteers.register(work, **make.offer(**{"email": make.email_of(person)} | known))
        for begins, until in pauses:
            self.pauses(begins, until, person=person)
        return shown

    def offers_anew(
        self, person: UUID = VIBEKE, *, by: Caller | None = None, version: int | None = None, **known: Any
    ) -> Shown:
        """The volunteer offers what is said here, and otherwise what `make.offer` says."""
        said = make.offer(**{"email": make.email_of(person)} | known)
        with self.rehearsal.work(by or make.frivillig(person)) as work:
            seen = version or work.session.get_one(Volunteer, person).version
            return volunteers.correct(work, person, seen, **{key: said[key] for key in said if key != "programme"})

    def pauses(
        self, begins: date, until: date | None = None, *, person: UUID = VIBEKE, by: Caller | None = None
    ) -> Shown:
        with self.rehearsal.work(by or make.frivillig(person)) as work:
            return pausing.take(work, person, begins=begins, until=until)

    def is_back(self, pause: UUID, person: UUID = VIBEKE) -> Shown:
        with self.rehearsal.work(make.frivillig(person)) as work:
            return pausing.end(work, person, pause)

    def excludes(self, by: Caller, *, family: UUID = FAMILY, volunteer: UUID = VIBEKE) -> Shown:
        """One side says that the two are not to meet."""
        with self.rehearsal.work(by) as work:
            return exclusions.exclude(work, family=family, volunteer=volunteer)

    def lifts(self, exclusion: UUID, by: Caller) -> Shown:
        with self.rehearsal.work(by) as work:
            return exclusions.lift(work, exclusion)

    def vets(
        self,
        person: UUID = VIBEKE,
        *steps: str,
        outcome: str = "passed",
        on: date = TODAY - timedelta(days=1),
        by: Caller | None = None,
    ) -> Shown:
        """Records the steps, or all of them."""
        shown: Shown = {}
        for step in steps or STEPS:
            with self.rehearsal.work(by or make.matcher()) as work:
                shown = vetting.record(work, person, step=step, outcome=outcome, on=on)
        return shown

    def has_volunteer(self, person: UUID = VIBEKE, **known: Any) -> None:
        self.registers(person, **known)
        self.vets(person)

    def says_goodbye(self, person: UUID = VIBEKE, reason: str = "volunteer_wish") -> Shown:
        with self.rehearsal.work(make.frivillig(person)) as work:
            return volunteers.leave(work, person, reason=reason)

    def has_need(self, **known: Any) -> None:
        self.hear(make.consent_changed(), make.need_registered(**known))

    def runs(self, **known: Any) -> Any:
        wanted: dict[str, Any] = {"programme": CODE, "organisations": [], "dry": False}
        return runs.run(self.rehearsal.errand(make.matcher()), **wanted | known)

    def replays(self, run: UUID) -> Shown:
        return runs.replay(self.rehearsal.errand(make.matcher()), run)

    def rules(
        self, word: str, reason: str, *, rule: str | None = None, by: Caller | None = None, **pair: UUID
    ) -> Shown:
        """A coordinator rules on the pair of the story, or another."""
        about = {"need": NEED, "volunteer": VIBEKE} | pair
        with self.rehearsal.work(by or make.coordinator()) as work:
            return rulings.rule(work, **about, word=word, rule=rule, reason=reason)

    def proposals(self) -> list[UUID]:
        """Every proposal there is, also those that whoever had the machine run is part of."""
        with self.look() as work:
            return list(work.session.scalars(select(Proposal.id).order_by(Proposal.id)))

    def has_proposal(self) -> UUID:
        """A vetted volunteer and a need are proposed to each other."""
        self.has_volunteer()
        self.has_need()
        [proposal] = self.runs()["proposals"]
        return UUID(str(proposal["id"]))

    def answers(self, proposal: UUID, by: Caller, answer: str = "yes", reason: str | None = None) -> Shown:
        with self.rehearsal.work(by) as work:
            return answers.answer(work, proposal, answer=answer, reason=reason)

    def all_say_yes(self, proposal: UUID, volunteer: UUID = VIBEKE, guardians: Sequence[UUID] = (AMAL, JONAS)) -> UUID:
        for caller in make.everybody(volunteer, guardians):
            shown = self.answers(proposal, caller)
        return UUID(str(shown["match"]))

    def all_but_the_last_say_yes(self, proposal: UUID) -> None:
        """Everybody but the volunteer."""
        for caller in make.everybody()[:-1]:
            self.answers(proposal, caller)

    def has_match(self) -> UUID:
        return self.all_say_yes(self.has_proposal())

    def ends(self, match: UUID, by: Caller, reason: str | None = None) -> Shown:
        with self.rehearsal.work(by) as work:
            return matches.end(work, match, reason=reason)

    def days_pass(self, days: int) -> None:
        """Time passes, and the timer notices."""
        self.rehearsal.later(days=days)
        with self.rehearsal.work() as work:
            upkeep.let_time_pass(work)

    def told(self, *types: str) -> list[Event]:
        """The events told so far, of these types."""
        return [event for event in self.rehearsal.emitted if event.type in types]

    def standing(self) -> int:
        return self.count(select(func.count()).where(Proposal.state.in_(STANDING)))

    def matches_running(self) -> int:
        return self.count(select(func.count()).where(Match.ended_at.is_(None)))

    def count(self, query: Any) -> int:
        with self.look() as work:
            return int(work.session.scalar(query))

    @contextmanager
    def look(self) -> Iterator[Work]:
        with self.rehearsal.work() as work:
            yield work


@contextmanager
def refused(code: str) -> Iterator[None]:
    """The rule with this code says no."""
    with pytest.raises(Refused) as no:
        yield
    assert no.value.code == code
