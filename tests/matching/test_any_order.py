"""Whatever the order in which a family's facts arrive, and whatever people do in between, it ends the same.

Every order of the events of a story is played with every way to place a run and the yeses of each side among
them.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import combinations, permutations
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.testing import Rehearsal
from chassis.work import Caller, Work
from contracts.envelope import Event
from contracts.refusals import Refused
from matching.actions import answers
from matching.queries import proposals
from matching.tables import STANDING, Match, Proposal, metadata
from tests.matching import make
from tests.matching.found import put_forward
from tests.matching.make import AMAL, JONAS, NEED, uid
from tests.matching.town import DOORS, Town

Act = Callable[[Work], Any]

#: Stories in which the family changes its mind, and the one reason for which a match then ends.
CHANGES_OF_MIND = {
    "consent_withdrawn": [
        make.need_registered(),
        make.consent_changed("granted", sequence=1),
        make.consent_changed("withdrawn", sequence=3),
        make.need_withdrawn(reason="consent_withdrawn"),
    ],
    "family_left": [
        make.need_registered(),
        make.consent_changed("granted", sequence=1),
        make.need_withdrawn(reason="family_left"),
        make.family_left(),
    ],
}
GIVEN_ANEW = [
    make.need_registered(),
    make.consent_changed("granted", sequence=1),
    make.consent_changed("withdrawn", sequence=3),
    make.consent_changed("granted", sequence=4, consent=uid("anew")),
    make.family_left(sequence=0),
]
FACTS = [metadata.tables[name] for name in ("needs", "consents", "families")]


class Scene:
    """One playing of a story. Nothing of it is kept, so that the next begins where this one did."""

    def __init__(self, rehearsal: Rehearsal, session: Session) -> None:
        self.rehearsal, self.session = rehearsal, session
        self.told: list[Event] = []

    def hears(self, event: Event) -> None:
        work = self._work(self.rehearsal.desk.itself)
        DOORS[event.type](work, event)
        self.told += [copy.event for copy in work.outgoing]

    def tries(self, caller: Caller, act: Act) -> Any:
        """What the act comes to; nothing at all, if a rule says no."""
        work = self._work(caller)
        try:
            with self.session.begin_nested():
                result = act(work)
        except Refused:
            return None
        self.told += [copy.event for copy in work.outgoing]
        return result

    def endings(self) -> list[str]:
        return [event.data["reason"] for event in self.told if event.type == "match.ended.v1"]

    def matches(self) -> int:
        return sum(event.type == "volunteer.matched.v1" for event in self.told)

    def facts(self) -> dict[str, list[str]]:
        """Every column that events have told, by table; the version counts writes and is not among them."""
        self.session.flush()
        told = {table: [column for column in table.columns if column.key != "version"] for table in FACTS}
        return {table.name: sorted(map(str, self.session.execute(select(*told[table])))) for table in FACTS}

    def _work(self, caller: Caller) -> Work:
        return self.rehearsal.desk.work(self.session, caller=caller, correlation_id=uid("correlation"))


def run_and_agree(scene: Scene) -> Any:
    scene.tries(make.matcher(), put_forward)
    return answers_by(make.matcher(), make.second_matcher())(scene)


def answers_by(*callers: Caller) -> Callable[[Scene], Any]:
    def say_yes(scene: Scene) -> Any:
        proposal = proposals.of_need(scene.session, NEED)
        return proposal and [
            scene.tries(caller, lambda work: answers.answer(work, proposal.id, answer="yes", reason=None))
            for caller in callers
        ]

    return say_yes


ACTS = (run_and_agree, answers_by(*map(make.guardian, (AMAL, JONAS))), answers_by(make.frivillig()))


def interleaved(events: Sequence[Event]) -> Iterator[list[Any]]:
    """Every order of the events with the acts, in their one order, at every choice of places.

    Not before two events, since a need without a consent or a consent without a need has nobody propose anything.
    """
    length = len(events) + len(ACTS)
    for order in permutations(events):
        for places in combinations(range(2, length), len(ACTS)):
            acts, heard = iter(ACTS), iter(order)
            yield [next(acts) if place in places else next(heard) for place in range(length)]


@contextmanager
def played(town: Town, steps: Sequence[Any]) -> Iterator[Scene]:
    with town.rehearsal.store.session() as session:
        scene = Scene(town.rehearsal, session)
        for step in steps:
            if isinstance(step, Event):
                scene.hears(step)
            else:
                step(scene)
        yield scene


@pytest.fixture
def town() -> Town:
    town = Town()
    town.has_volunteer()
    return town


@pytest.mark.parametrize(("reason", "story"), CHANGES_OF_MIND.items(), ids=CHANGES_OF_MIND)
def test_nothing_stands_after_a_change_of_mind_whatever_people_did_in_between(
    town: Town, reason: str, story: list[Event]
) -> None:
    facts, matched = [], 0
    for steps in interleaved(story):
        with played(town, steps) as scene:
            facts.append(scene.facts())
            assert scene.endings() == [reason] * scene.matches(), steps
            assert not standing(scene.session), steps
            assert not run_and_agree(scene), steps
            matched += scene.matches()
    assert all(each == facts[0] for each in facts)
    assert matched, "in no order at all did anybody meet"


@pytest.mark.parametrize("story", [*CHANGES_OF_MIND.values(), GIVEN_ANEW], ids=[*CHANGES_OF_MIND, "given_anew"])
def test_the_same_facts_are_known_after_every_order_and_every_repetition(town: Town, story: list[Event]) -> None:
    with played(town, story) as scene:
        known = scene.facts()
    for order in permutations(story):
        for heard in (order, [*order, *order], [event for event in order for _ in range(2)]):
            with played(town, heard) as scene:
                assert scene.facts() == known


def test_a_consent_given_anew_lets_them_meet_in_every_order_of_arrival(town: Town) -> None:
    for order in permutations(GIVEN_ANEW):
        with played(town, [*order, *ACTS]) as scene:
            assert (scene.matches(), scene.endings()) == (1, [])


def standing(session: Session) -> list[object]:
    running = session.scalars(select(Match).where(Match.ended_at.is_(None))).all()
    return [*running, *session.scalars(select(Proposal).where(Proposal.state.in_(STANDING)))]
