"""Who may have heard what of a family, worked out from what people have said and done, and nothing else.

Deliberately without a look at the domain of enrollment: this is what its code is measured against.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
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
from tests.enrollment.make import OURS, PROGRAMME
from tests.enrollment.story import BIRGIT, KARIN

PARTNERS = ("kolding", "library", "school")
RECEIVERS = (OURS, *PARTNERS)
AREAS = ("kolding_one", "kolding_two")
PURPOSES = ("participation", "one_to_one", "cooperation", "evaluation")
TAKING_PART, NEEDS = {"participation", "family_members"}, {"needs"}
ELSEWHERE = "0461"
ALL = 40
COORDINATOR = ("coordinator", BIRGIT)


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


class Heard:
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
                assert event.type != "family.joined.v1" or receiver not in heard.get(self.family, set())
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
        # Whoever may know by now has been told, however late the consent that lets it know.
        if self.joined and not self.has_left:
            assert self._covered(TAKING_PART) <= self.heard.get(self.family, set())
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
