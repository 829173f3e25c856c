"""Who may have heard what of a family, worked out from what people have said and done, and nothing else.

Deliberately without a look at the domain of enrollment: this is what its code is measured against.
"""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any
from unittest.mock import patch
from uuid import UUID

from sqlalchemy import select

from chassis import tables
from chassis.testing import Rehearsal, caller
from contracts.envelope import Event, decode
from contracts.events import REGISTER
from contracts.programmes import Programme, load
from contracts.refusals import Refused
from enrollment import actions
from enrollment.actions import terms
from enrollment.tables import Consent, metadata
from tests.enrollment.make import MUNICIPALITY, OURS, PROGRAMME
from tests.enrollment.story import ASKING, BIRGIT, KARIN, NEEDING

PARTNERS = ("kolding", "library", "school")
RECEIVERS = (OURS, *PARTNERS)
AREAS = ("kolding_one", "kolding_two")
PURPOSES = ("participation", "one_to_one", "cooperation", "evaluation")
TAKING_PART, NEEDS = {"participation", "family_members"}, {"needs"}
ELSEWHERE = "0461"
ALL = 40


def open_programme(rule: str) -> Programme:
    """The real programme with three partners who may be told of taking part and of needs."""
    real = load()[PROGRAMME]
    wider = {
        purpose: replace(asked, receivers=("organisation", "partner"), categories=(*asked.categories, "needs"))
        if purpose in ("one_to_one", "cooperation")
        else asked
        for purpose, asked in real.consents.items()
    }
    return replace(
        real,
        partners=PARTNERS,
        wish=replace(real.wish, guardians=rule),
        target_group=replace(real.target_group, with_children=False),
        consents=wider,
    )


@dataclass
class Given:
    """A consent as it was said; `until` is its last day."""

    id: UUID
    person: UUID
    receiver: str
    categories: set[str]
    until: date | None
    ended: bool = False


@dataclass
class Somebody:
    """A person of the family, and who decides for them if it is a child."""

    id: UUID
    kind: str
    born: date
    guardians: set[UUID] = field(default_factory=set)
    gone: bool = False


class World:
    """Plays commands through the actions, and after each compares what went out with what was allowed to."""

    def __init__(self, rule: str) -> None:
        self.rule = rule
        self.programme = open_programme(rule)
        self.terms = patch.object(terms, "_terms", lambda _row, _code: self.programme)
        self.terms.start()
        settings = {"silent_days": 10_000, "left_days": 10_000, "exports": {type: list(PARTNERS) for type in REGISTER}}
        self.rehearsal = Rehearsal("enrollment", metadata, settings=settings)
        self.seen = 0
        self.given: dict[UUID, Given] = {}
        self.heard: dict[UUID, set[str]] = {}
        self.needs: list[UUID] = []
        self.people: list[Somebody] = []
        self.family, self.asker = UUID(int=0), UUID(int=0)
        self.joined = self.has_left = False
        self.numbers = iter(range(1000, 10_000))
        self._play(actions.put_in_force, PROGRAMME, self.programme.version, by=("organisation_admin", KARIN))

    def close(self) -> None:
        self.terms.stop()
        self.rehearsal.store.engine.dispose()

    # What people do ------------------------------------------------------------------------------------------------

    def enrol(self, guardians: int, children: list[tuple[int, set[int]]]) -> None:
        self.people = [Somebody(self._id(), "guardian", date(1985, 1, 1 + number)) for number in range(guardians)]
        for years, decide in children:
            born = self.today - timedelta(days=years * 365 + 40 + len(self.people))
            named = {self.people[at].id for at in decide if at < guardians}
            self.people.append(Somebody(self._id(), "child", born, named))
        self.asker = self.people[0].id
        asked = self._play(actions.ask_for_contact, by=("family", self.asker), code=None, **ASKING)
        places = {each.id: place for place, each in enumerate(self.people)}
        told = [
            {"id": each.id, "kind": each.kind, "name": f"Somebody {place}", "born": each.born, "email": None}
            | {"language": None, "guardians": sorted(places[one] for one in each.guardians)}
            for each, place in zip(self.people, places.values(), strict=True)
        ]
        home = {"area": AREAS[0], "municipality": MUNICIPALITY, "languages": ["da"]}
        family = self._play(
            actions.enrol, by=COORDINATOR, contact_id=asked["id"], programme=PROGRAMME, members=told, **home
        )
        self.family, self.joined, self.has_left, self.needs = family["id"], False, False, []
        self.check_news()

    def wish(self, who: int, wish: str) -> None:
        one = self._one(who)
        by = COORDINATOR if one.kind == "child" else ("family", one.id)
        self._command(actions.state_wish, self.family, by=by, person=one.id, wish=wish)

    def everybody_says_yes(self) -> None:
        for who, one in enumerate(self.people):
            self.wish(who, "yes")
            if one.kind != "child":
                self.grant(who, who, "participation", OURS, None)

    def grant(self, speaker: int, who: int, purpose: str, receiver: str, days: int | None) -> None:
        one, by = self._one(who), self._one(speaker)
        until = None if days is None else self.today + timedelta(days=days)
        categories = list(self.programme.consents[purpose].categories)
        said = {"person": one.id, "purpose": purpose, "receiver": receiver, "categories": categories}
        before = set(self.given)
        with self._allowed() as done:
            family = self._play(actions.grant, self.family, by=("family", by.id), expires_on=until, **said)
            (new,) = {each["id"] for each in family["consents"]} - before
            if by.id != one.id:
                until = min(until or date.max, _eighteen(one.born) - timedelta(days=1))
            self.given[new] = Given(new, one.id, receiver, set(categories), until)
        if done:
            self.check_news()

    def all_grant(self, purpose: str, receiver: str, days: int | None, among: Collection[int] = range(ALL)) -> None:
        """Everybody with one of these places consents, the children before the guardians."""
        for who in reversed(range(len(self.people))):
            if who in among:
                self.grant(who, who, purpose, receiver, days)

    def withdraw(self, which: int, speaker: int) -> None:
        if self.given:
            consent = list(self.given.values())[which % len(self.given)]
            with self._allowed() as done:
                self._play(actions.withdraw, consent.id, by=("family", self._one(speaker).id))
            if done:
                consent.ended = True
                self.check_news(ended=[consent])

    def later(self, days: int) -> None:
        """Time passes, and the clockwork of the service with it."""
        self.rehearsal.later(days=days)
        over = [each for each in self.given.values() if not each.ended and each.until and each.until < self.today]
        self._play(actions.lapse_consents, by=("service", UUID(int=0)))
        for each in over:
            each.ended = True
        self.check_news(ended=over)
        self._play(actions.let_go_of_the_moved, by=("service", UUID(int=0)))
        self.check_news()

    def ask(self) -> None:
        self.all_grant("one_to_one", OURS, None)
        with self._allowed() as done:
            need = self._play(actions.register_need, self.family, by=("family", self.asker), **NEEDING)
            self.needs.append(need["id"])
        if done:
            self.check_news()

    def no_longer_ask(self, which: int) -> None:
        if self.needs:
            self._command(actions.withdraw_need, self.needs[which % len(self.needs)], by=COORDINATOR)

    def move(self, area: str | None) -> None:
        home = {"area": area, "municipality": MUNICIPALITY if area else ELSEWHERE, "languages": ["da"]}
        self._command(actions.move, self.family, self._version(), by=COORDINATOR, **home)

    def add(self, kind: str) -> None:
        born = {"guardian": date(1980, 2, 2), "child": self.today, "young_person": self.today - timedelta(days=7400)}
        one = Somebody(self._id(), kind, born[kind])
        told = {"id": one.id, "kind": kind, "name": f"Newcomer {one.id.int}", "born": one.born, "guardians": []}
        self.people.append(one)
        if not self._command(
            actions.add_member, self.family, by=COORDINATOR, email=None, language=None, school_shift=0, **told
        ):
            self.people.pop()

    def move_out(self, who: int) -> None:
        one = self._one(who)
        one.gone = True
        if not self._command(actions.move_out, self.family, one.id, by=COORDINATOR):
            one.gone = False

    def separate(self, stays: int) -> None:
        """One guardian has custody of every child from now on, and another moves out."""
        one, children = self._one(stays), [each for each in self.people if each.kind == "child" and not each.gone]
        before = {each.id: each.guardians for each in self.people}
        for each in self.people:
            each.guardians = {one.id} if each in children else set()
        said = [{"child": each.id, "guardians": [one.id]} for each in children]
        if self._command(actions.change_custody, self.family, self._version(), said, by=COORDINATOR):
            self.move_out(1 - stays)
        else:
            for each in self.people:
                each.guardians = before[each.id]

    def change_custody(self, who: int, guardians: set[int]) -> None:
        child, named = self._one(who), {self._one(number).id for number in guardians}
        before = {each.id: each.guardians for each in self.people}
        for each in self.people:
            each.guardians = named if each is child else set()
        said = [{"child": child.id, "guardians": sorted(named, key=str)}]
        if not self._command(actions.change_custody, self.family, self._version(), said, by=COORDINATOR):
            for each in self.people:
                each.guardians = before[each.id]

    def leave(self) -> None:
        self._command(actions.leave, self.family, "family_wish", by=COORDINATOR)

    # What is checked -----------------------------------------------------------------------------------------------

    def check_history(self) -> None:
        """Every consent that was ever given is there, over exactly if it was ended."""
        with self.rehearsal.store.session(write=False) as session:
            rows = {row.id: row.withdrawn_at is not None for row in session.scalars(select(Consent))}
        assert rows == {each.id: each.ended for each in self.given.values()}

    def check_news(self, ended: list[Given] | None = None) -> None:
        """Every copy that has gone out since the last command went to who may have it, and the endings to all."""
        over = ended or []
        news = self._news()
        heard = {about: set(receivers) for about, receivers in self.heard.items()}
        for event, receiver in news:
            if receiver == OURS:
                self._follow(event)
                continue
            consent = self.given[event.consentref] if event.consentref else None
            assert consent is not None
            assert consent.receiver == receiver
            assert not consent.ended or consent in over
            if event.type in ("family.joined.v1", "need.registered.v1"):
                assert consent.person in {each.id for each in self.people if each.kind == "guardian" and not each.gone}
                assert receiver in self._covered(TAKING_PART if event.type == "family.joined.v1" else NEEDS)
                assert event.type != "family.joined.v1" or event.subject == self.family
                self.heard.setdefault(event.subject, set()).add(receiver)
            elif event.type in ("family.left.v1", "need.withdrawn.v1"):
                assert receiver in heard[event.subject]
            else:
                assert event.type == "consent.changed.v1"
                assert event.data["consent"] == consent.id
                assert (event.data["state"] == "withdrawn") == consent.ended
        self._check_all_have_heard(news, heard)
        self._remember(over)

    def _check_all_have_heard(self, news: list[tuple[Event, str]], heard: dict[UUID, set[str]]) -> None:
        """Nobody is forgotten either: not who may hear of something new, and not who knew of what is over."""
        for event in (event for event, receiver in news if receiver == OURS):
            told = {each for other, each in news if other.id == event.id} - {OURS}
            if event.type in ("family.left.v1", "need.withdrawn.v1"):
                assert told == heard.get(event.subject, set())
                self.heard.pop(event.subject, None)
            elif event.type in ("family.joined.v1", "need.registered.v1"):
                assert told == self._covered(TAKING_PART if event.type == "family.joined.v1" else NEEDS)

    def _remember(self, over: list[Given]) -> None:
        if self.joined and not self.has_left:
            self.heard.setdefault(self.family, set()).update(self._covered(TAKING_PART))
        for about, receivers in self.heard.items():
            knows = TAKING_PART if about == self.family else NEEDS
            lost = {each.receiver for each in over if each.categories & knows}
            receivers -= lost - self._covered(knows)

    def _follow(self, event: Event) -> None:
        if event.type == "family.joined.v1":
            self.joined = True
        if event.type == "family.left.v1":
            self.has_left = True
        if event.type == "need.registered.v1" and event.subject not in self.needs:
            self.needs.append(event.subject)

    def _covered(self, knows: set[str]) -> set[str]:
        """The partners that everybody lets know, whom the programme asks, as things stand now."""
        people = [each for each in self.people if not each.gone]
        deciding = [each.id for each in people if each.kind == "guardian"]
        children = [each for each in people if each.kind == "child"]
        live = [each for each in self.given.values() if not each.ended and each.categories & knows]
        covered = set()
        for partner in PARTNERS:
            lets = {each.person for each in live if each.receiver == partner} & set(deciding)
            if self.rule == "both":
                enough = lets == set(deciding)
            else:
                groups = [each.guardians & set(deciding) or set(deciding) for each in children] or [set(deciding)]
                enough = all(group & lets for group in groups)
            if enough:
                covered.add(partner)
        return covered

    # How it is played ----------------------------------------------------------------------------------------------

    @property
    def today(self) -> date:
        return self.rehearsal.clock.today()

    def _command(self, action: Callable[..., Any], *args: Any, **said: Any) -> bool:
        with self._allowed() as done:
            self._play(action, *args, **said)
        if done:
            self.check_news()
        return bool(done)

    @contextmanager
    def _allowed(self) -> Iterator[list[bool]]:
        """What is refused has told nobody anything; otherwise the list holds something afterwards."""
        done: list[bool] = []
        try:
            yield done
        except Refused:
            assert self._news() == []
        else:
            done.append(True)

    def _play(self, action: Callable[..., Any], *args: Any, by: tuple[str, UUID], **said: Any) -> Any:
        role, person = by
        own = frozenset({"own"}) if role == "family" else frozenset({"organisation", "any"})
        with self.rehearsal.work(caller(role, subject=person, relations=own)) as work:
            return action(work, *args, **said)

    def _version(self) -> int:
        version: int = self._play(actions.family, self.family, by=COORDINATOR)["version"]
        return version

    def _news(self) -> list[tuple[Event, str]]:
        outbox = tables.outbox.c
        with self.rehearsal.store.session(write=False) as session:
            rows = session.execute(
                select(outbox.position, outbox.body, outbox.receiver)
                .where(outbox.position > self.seen)
                .order_by(outbox.position)
            ).all()
        self.seen = max((row.position for row in rows), default=self.seen)
        return [(decode(bytes(row.body)), row.receiver) for row in rows]

    def _one(self, who: int) -> Somebody:
        return self.people[who % len(self.people)]

    def _id(self) -> UUID:
        return UUID(int=next(self.numbers))


COORDINATOR = ("coordinator", BIRGIT)


def _eighteen(born: date) -> date:
    try:
        return born.replace(year=born.year + 18)
    except ValueError:
        return date(born.year + 18, 3, 1)
