"""Two decisions at the same moment, on PostgreSQL: no need is proposed for twice and no volunteer overbooked."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import eventlet
import pytest
from sqlalchemy import func, select

from chassis.testing import Rehearsal
from chassis.work import Caller, Work
from contracts.refusals import Refused
from matching.actions import answers, volunteers
from matching.queries import proposals
from matching.tables import STANDING, Match, Proposal
from tests.matching import make
from tests.matching.make import VIBEKE, uid
from tests.matching.town import DOORS, Town


@pytest.fixture
def town(database: str) -> Iterator[Town]:
    rehearsal = make.rehearsal(database)
    yield Town(rehearsal)
    rehearsal.store.engine.dispose()


def at_once(rehearsal: Rehearsal, *acts: tuple[Caller, Callable[[Work], Any]]) -> list[Any]:
    """What comes of acts that all begin before any of them is over."""

    def perform(caller: Caller, act: Callable[[Work], Any]) -> Any:
        try:
            return rehearsal.desk.transact(act, caller=caller)
        except Refused as no:
            return no.code

    threads = [eventlet.spawn(perform, caller, act) for caller, act in acts]
    return [thread.wait() for thread in threads]


def hear(event: Any) -> tuple[Caller, Callable[[Work], Any]]:
    return make.matcher(), lambda work: DOORS[event.type](work, event)


def standing(town: Town) -> dict[UUID, int]:
    with town.look() as work:
        query = select(Proposal.volunteer_id, func.count()).where(Proposal.state.in_(STANDING))
        return dict(work.session.execute(query.group_by(Proposal.volunteer_id)).all())


def test_runs_at_the_same_moment_propose_every_need_once_and_overbook_nobody(town: Town) -> None:
    town.has_volunteer(capacity=2)
    town.has_volunteer(uid("Anna"), capacity=1)
    town.has_need()
    for number in range(5):
        town.hear(make.need_registered(uid(f"need {number}")))
    threads = [eventlet.spawn(town.runs) for _ in range(4)]
    assert sorted(len(thread.wait()["proposals"]) for thread in threads) == [0, 0, 0, 3]
    assert standing(town) == {VIBEKE: 2, uid("Anna"): 1}


def test_people_of_one_side_who_answer_at_the_same_moment_each_answer_once(town: Town) -> None:
    proposal = town.has_proposal()
    town.answers(proposal, make.matcher())

    def yes(work: Work) -> Any:
        return answers.answer(work, proposal, answer="yes", reason=None)["awaits"]

    second, again = at_once(town.rehearsal, (make.second_matcher(), yes), (make.matcher(), yes))
    assert second == "guardian"
    assert again in ("answers_once", "not_your_turn")
    said = at_once(town.rehearsal, (make.guardian(), yes), (make.guardian(make.JONAS), yes), (make.guardian(), yes))
    assert {"second_guardian", "volunteer"} < set(said)
    assert set(said) <= {"second_guardian", "volunteer", "answers_once", "not_your_turn"}


@pytest.mark.parametrize("attempt", range(10))
def test_a_withdrawal_at_the_moment_of_the_last_yes_leaves_nothing_standing(town: Town, attempt: int) -> None:
    proposal = town.has_proposal()
    town.all_but_the_last_say_yes(proposal)

    def yes(work: Work) -> Any:
        return answers.answer(work, proposal, answer="yes", reason=None)["match"]

    acts = [(make.frivillig(), yes), hear(make.consent_changed("withdrawn", sequence=3))]
    at_once(town.rehearsal, *(acts if attempt % 2 else reversed(acts)))
    assert standing(town) == {}
    types = [event.type for event in town.rehearsal.stored()]
    assert types.count("volunteer.matched.v1") == types.count("match.ended.v1")


def test_a_goodbye_at_the_moment_of_the_last_yes_leaves_nothing_standing(town: Town) -> None:
    proposal = town.has_proposal()
    town.all_but_the_last_say_yes(proposal)
    goodbye = make.matcher(), lambda work: volunteers.leave(work, VIBEKE, reason="volunteer_wish")
    yes = make.frivillig(), lambda work: answers.answer(work, proposal, answer="yes", reason=None)
    at_once(town.rehearsal, yes, goodbye)
    assert standing(town) == {}
    assert town.count(select(func.count()).where(Match.ended_at.is_(None))) == 0


def test_the_last_two_steps_recorded_at_the_same_moment_approve_the_volunteer_once(town: Town) -> None:
    from matching.actions import vetting

    town.registers()
    town.vets(VIBEKE, *make.STEPS[:-2])

    def passes(step: str) -> tuple[Caller, Callable[[Work], Any]]:
        return make.matcher(), lambda work: vetting.record(work, VIBEKE, step=step, outcome="passed", on=make.TODAY)

    at_once(town.rehearsal, *map(passes, make.STEPS[-2:]))
    assert [event.type for event in town.rehearsal.stored()] == ["volunteer.approved.v1"]


def test_facts_at_the_same_moment_about_a_need_nobody_knows_yet_all_arrive(town: Town) -> None:
    town.has_volunteer()
    events = [make.need_registered(), make.need_withdrawn(), make.consent_changed()]
    at_once(town.rehearsal, *map(hear, events))
    with town.look() as work:
        assert proposals.of_need(work.session, make.NEED) is None
    assert town.runs()["proposals"] == []
