"""What a run has found is put to the rules once more, on the facts of now, before anybody is proposed to anybody."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import eventlet
import pytest
from greenlet import GreenletExit
from sqlalchemy import func, select

from chassis import tables
from matching.actions import putting_forward
from matching.domain import parcels
from matching.tables import Proposal, Run, RunPart, Volunteer
from tests.matching import make
from tests.matching.found import Answering, answer, put_forward
from tests.matching.make import NEED, VIBEKE, uid
from tests.matching.runs.crowd import gather, ids, needs_of
from tests.matching.town import Town

Act = Callable[[Town], Any]
NEIGHBOUR = next(each for each in sorted(make.programme().organisations) if each != "kfum")


@pytest.fixture
def town() -> Town:
    return Town()


def happening(town: Town, act: Act) -> Any:
    """A run that finds the pair of the story, and while it is computed something happens."""
    Answering(town.rehearsal, answer((NEED, VIBEKE)), lambda: act(town))
    return town.runs()


def codes(run: Any) -> list[list[str]]:
    return [[blocked["code"] for blocked in each["blocked_by"]] for each in run["unmatched"]]


def how_many(town: Town, *of: Any) -> list[int]:
    return [town.count(select(func.count()).select_from(table)) for table in of]


MEANWHILE = {
    "a consent is withdrawn": (
        lambda town: town.hear(make.consent_changed("withdrawn", sequence=3)),
        "consent_not_live",
    ),
    "the volunteer leaves": (lambda town: town.says_goodbye(), None),
    "the need is withdrawn": (lambda town: town.hear(make.need_withdrawn()), None),
    "the family leaves": (lambda town: town.hear(make.family_left()), None),
    "the volunteer fails a step": (lambda town: town.vets(VIBEKE, "interview", outcome="failed"), None),
    "the two are forbidden": (lambda town: town.rules("forbid", "family_wish"), "forbidden"),
}


@pytest.mark.parametrize(("act", "why"), MEANWHILE.values(), ids=MEANWHILE)
def test_what_changed_meanwhile_is_told_and_never_proposed(town: Town, act: Act, why: str | None) -> None:
    town.has_volunteer()
    town.has_need()
    run = happening(town, act)
    assert run["proposals"] == []
    assert codes(run) == [["changed_meanwhile", *([why] if why else [])]]
    assert (run["figures"]["proposed"], run["figures"]["changed_meanwhile"]) == (1, 1)
    assert not town.told("match.proposed.v1")


def test_a_place_that_was_taken_meanwhile_is_not_given_twice(town: Town) -> None:
    town.has_volunteer(capacity=1)
    town.has_need()
    town.hear(make.need_registered(uid("other")))
    for need, expected in ((uid("other"), 0), (NEED, 1)):
        with town.rehearsal.work(make.matcher()) as work:
            run = put_forward(work, (need, VIBEKE))
            assert run.figures is not None
            assert run.figures["changed_meanwhile"] == expected
    assert town.standing() == 1


def test_a_run_that_finds_what_no_rule_allows_proposes_none_of_it(town: Town) -> None:
    town.registers(capacity=1)
    town.has_need()
    Answering(town.rehearsal, answer((NEED, VIBEKE)))
    run = town.runs()
    assert run["proposals"] == []
    assert codes(run) == [["changed_meanwhile", "vetting_missing"]]


def test_a_run_that_overbooks_is_kept_from_it(town: Town) -> None:
    town.has_volunteer(capacity=2)
    town.has_need()
    others = [uid(f"other {number}") for number in range(3)]
    town.hear(*(make.need_registered(other) for other in others))
    Answering(town.rehearsal, answer(*((need, VIBEKE) for need in (NEED, *others))))
    run = town.runs()
    assert (len(run["proposals"]), run["figures"]["changed_meanwhile"]) == (2, 2)
    with town.look() as work:
        assert sorted(work.session.scalars(select(Proposal.place))) == [1, 2]


def test_a_pool_of_nobody_comes_to_nothing_and_says_so(town: Town) -> None:
    run = town.runs()
    assert run["proposals"] == run["unmatched"] == []
    assert (run["figures"]["needs"], run["figures"]["volunteers"], run["figures"]["proposed"]) == (0, 0, 0)


def test_a_dry_run_changes_not_one_byte(town: Town) -> None:
    town.has_volunteer()
    town.has_need()
    before = contents(town)
    run = town.runs(dry=True)
    assert [(each["need"], each["volunteer"]) for each in run["would_propose"]] == [(NEED, VIBEKE)]
    assert run["would_propose"][0]["reasons"][0]["text"]["en"]
    assert (run["id"], run["proposals"]) == (None, [])
    assert contents(town) == before
    assert town.runs()["input_hash"] == run["input_hash"]
    assert contents(town) != before


def contents(town: Town) -> bytes:
    connection: Any = town.rehearsal.store.engine.raw_connection().driver_connection
    return bytes(connection.serialize())


def test_a_run_over_many_proposes_each_once_and_tells_of_each(town: Town) -> None:
    gather(town, needs=3 * parcels.PAIRS + 1, volunteers=4 * parcels.PAIRS)
    run = town.runs()
    assert set(ids(run["proposals"])) == needs_of(3 * parcels.PAIRS + 1)
    assert {event.data["need"] for event in town.told("match.proposed.v1")} == needs_of(3 * parcels.PAIRS + 1)
    assert town.standing() == 3 * parcels.PAIRS + 1


@pytest.fixture
def halfway(town: Town, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Callable[[], None]], None]]:
    """Something happens when the second handful of pairs is about to be proposed."""
    gather(town, needs=2 * parcels.PAIRS, volunteers=2 * parcels.PAIRS)
    real, calls = putting_forward._propose, []

    def arrange(happens: Callable[[], None]) -> None:
        def propose(*said: Any) -> Any:
            calls.append(said)
            if len(calls) == 2:
                happens()
            return real(*said)

        monkeypatch.setattr(putting_forward, "_propose", propose)

    yield arrange
    assert len(calls) >= 2


def test_a_run_that_fails_halfway_leaves_nothing(town: Town, halfway: Any) -> None:
    def fail() -> None:
        raise RuntimeError

    halfway(fail)
    with pytest.raises(RuntimeError):
        town.runs()
    assert how_many(town, Run, RunPart, Proposal) == [0, 0, 0]
    assert not town.told("match.proposed.v1")


def test_a_run_whose_thread_is_killed_halfway_leaves_nothing(town: Town, halfway: Any) -> None:
    halfway(lambda: eventlet.kill(eventlet.getcurrent()))
    asking = eventlet.spawn(town.runs)
    with pytest.raises(GreenletExit):
        asking.wait()
    assert how_many(town, Run, RunPart, Proposal) == [0, 0, 0]
    assert how_many(town, tables.outbox) == [len(town.rehearsal.stored())]
    assert not town.told("match.proposed.v1")


def test_runs_at_once_come_one_after_the_other(tmp_path: Path) -> None:
    town = Town(make.rehearsal(f"sqlite:///{tmp_path}/town.db"))
    gather(town, needs=2 * parcels.PAIRS, volunteers=parcels.PAIRS)
    found = [each.wait() for each in [eventlet.spawn(town.runs) for _ in range(3)]]
    assert sorted(len(run["proposals"]) for run in found) == [0, 0, parcels.PAIRS]
    assert [run["figures"]["changed_meanwhile"] for run in found] == [0, 0, 0]


def test_the_hash_does_not_depend_on_the_order_of_the_rows() -> None:
    def told(*events: Any) -> str:
        town = Town()
        town.hear(*events)
        return str(town.runs()["input_hash"])

    events = [make.consent_changed(), make.need_registered(), make.need_registered(uid("other"))]
    assert told(*events) == told(*reversed(events))


def test_volunteers_of_others_are_looked_at_only_if_they_are_asked_for_and_agree(town: Town) -> None:
    town.has_volunteer()
    town.has_need()

    def lives_with(organisation: str, *shares_with: str) -> Any:
        with town.rehearsal.work() as work:
            row = work.session.get_one(Volunteer, VIBEKE)
            row.organisation, row.shares_with = organisation, list(shares_with)
        own, both = (town.runs(dry=True, organisations=others) for others in ([], [NEIGHBOUR]))
        return [len(run["would_propose"]) for run in (own, both)]

    assert lives_with(NEIGHBOUR) == [0, 0]
    assert lives_with(NEIGHBOUR, "kfum") == [0, 1]
    assert [blocked[0] for blocked in codes(town.runs(organisations=[NEIGHBOUR]))] == []
    assert town.standing() == 1
