"""A pool read from the rows is the pool of the facts that the rest of the service knows."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from chassis.work import Work
from matching.actions.knowing import needs_known, volunteers_known
from matching.domain import facts, programmes
from matching.queries import needs, volunteers
from matching.solving import moment, reading, snapshot
from matching.solving.columns import Frame
from matching.solving.gathering import Gathered, gather
from matching.tables import (
    Consent,
    Exclusion,
    Need,
    Pause,
    Proposal,
    Ruling,
    Run,
    VettingExemption,
    VettingOutcome,
    Volunteer,
)
from tests.matching import make
from tests.matching.make import AMAL, CODE, NOW, TODAY, uid
from tests.matching.town import Town

FRAME = Frame(programmes.named(CODE), "kfum", TODAY)


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/matching.db"


@pytest.fixture
def town(url: str) -> Town:
    return Town(make.rehearsal(url))


def from_facts(town: Town) -> Gathered:
    """The same pool by way of the queries and facts that everybody else uses."""
    with town.look() as work:
        asks = needs_known(work, needs.waiting(work.session, CODE))
        present = volunteers.present(work.session, CODE)
        offers = volunteers_known(work, [row for row in present if "kfum" in {row.organisation, *row.shares_with}])
        ruled = work.session.scalars(select(Ruling).where(Ruling.lifted_at.is_(None)))
        said = [facts.Ruling(need=r.need_id, volunteer=r.volunteer_id, word=r.word, rule=r.rule) for r in ruled]
        return gather(FRAME, asks, offers, said)


def add(work: Work, *rows: Any) -> None:
    for row in rows:
        work.session.add(row)
        work.session.flush()


def need(name: str, **known: Any) -> Need:
    said: dict[str, Any] = {
        "id": uid(name),
        "registered_at": NOW,
        "programme": CODE,
        "family_id": uid(f"family of {name}"),
        "guardians": [str(AMAL)],
        "kind": "network_person",
        "topics": ["leisure"],
        "languages": ["ar", "da"],
        "area": "kolding_one",
        "municipality": "0621",
        "slots": ["tue_day"],
        "under_15_until": None,
        "wanted_on": TODAY - timedelta(days=9),
    }
    return Need(**said | known)


def consent(name: str, **known: Any) -> Consent:
    said: dict[str, Any] = {"person": AMAL, "purpose": "one_to_one", "granted": True, "sequence": 1}
    return Consent(id=uid(f"consent of {name}"), family_id=uid(f"family of {name}"), **said | known)


def volunteer(name: str, **known: Any) -> Volunteer:
    said = {**make.offer(), "east": 500_000, "north": 6_150_000, "reach_km": 12, "meets": [], "shares_with": []}
    there = {name: value for name, value in said.items() if hasattr(Volunteer, name)}
    there |= {"id": uid(name), "organisation": "kfum", "registered_at": NOW, "told_apart_from": []}
    return Volunteer(**there | known)


def outcome(name: str, number: int, step: str, *, days: int = 30, passed: bool = True) -> VettingOutcome:
    return VettingOutcome(
        id=uid(f"{name} {number}"),
        volunteer_id=uid(name),
        number=number,
        step=step,
        passed=passed,
        happened_on=TODAY - timedelta(days=days),
        recorded_by=AMAL,
        recorded_at=NOW,
    )


def exclusion(of: str, family: UUID, **known: Any) -> Exclusion:
    said: dict[str, Any] = {"organisation": "kfum", "side": "volunteer", "recorded_by": AMAL, "recorded_at": NOW}
    return Exclusion(id=uid(f"{of} {family}"), volunteer_id=uid(of), family_id=family, **said | known)


def proposal(run: Run, of: str, to: str, state: str) -> Proposal:
    return Proposal(
        id=uid(f"{of} {to}"),
        organisation="kfum",
        run_id=run.id,
        need_id=uid(of),
        volunteer_id=uid(to),
        place=1,
        reasons=[],
        proposed_at=NOW,
        expires_on=TODAY,
        state=state,
    )


def settle(town: Town) -> None:
    """People of every sort: who waits, is away, shares, has failed, is excused, was tried, is taken or ruled on."""
    with town.rehearsal.work() as work:
        add(work, *(need(name) for name in ("plain", "tried", "taken", "silent")))
        add(work, need("young", under_15_until=TODAY + timedelta(days=90), wishes=["has_children"], tracks=[]))
        add(work, need("waits", waiting_since=TODAY - timedelta(days=400), guardians=[str(uid("both"))]))
        add(work, need("withdrawn", withdrawn_at=NOW, withdrawn_reason="met"))
        add(work, *(consent(name) for name in ("plain", "tried", "taken", "young")))
        add(work, consent("waits", granted=False))
        names = ("all", "both", "away", "failed", "excused", "fresh", "full")
        add(work, *(volunteer(name, capacity=2) for name in names), volunteer("gone", left_at=NOW))
        add(work, volunteer("other", organisation="red_cross", shares_with=["kfum"], source="union"))
        add(work, volunteer("mute", languages=[]), volunteer("busy", slots=[]), volunteer("lost", area="nowhere"))
        for name in names[:-2]:
            add(work, *(outcome(name, number, step) for number, step in enumerate(make.STEPS, 1)))
        add(work, outcome("failed", 9, "interview", days=2, passed=False))
        add(work, outcome("full", 1, "references", days=5000), Pause(**pause("away")))
        excused = {"step": "references", "reason": "known", "recorded_by": AMAL, "recorded_at": NOW}
        for number, days in ((1, -1), (2, 30)):
            until = TODAY + timedelta(days=days)
            id = uid(f"excused {number}")
            add(work, VettingExemption(id=id, volunteer_id=uid("fresh"), number=number, until=until, **excused))
        add(work, exclusion("all", uid("family of plain")), exclusion("both", uid("family of plain"), lifted_at=NOW))
        run = Run(
            id=uid("run"),
            organisation="kfum",
            programme=CODE,
            programme_version="1",
            decided_at=NOW,
            decided_by=AMAL,
            input_hash="",
        )
        add(work, run, proposal(run, "tried", "all", "declined"), proposal(run, "taken", "full", "open"))
        add(work, *(ruling(*said) for said in RULINGS))


def pause(name: str) -> dict[str, Any]:
    return {"id": uid(name), "volunteer_id": uid(name), "begins": TODAY, "until": None, "recorded_at": NOW}


RULINGS = (
    ("plain", "both", "pin", None, None),
    ("young", "both", "forbid", None, None),
    ("young", "all", "override", "no_common_slot", None),
    ("plain", "all", "forbid", None, NOW),
)


def ruling(of: str, to: str, word: str, rule: str | None, lifted_at: Any) -> Ruling:
    return Ruling(
        id=uid(f"ruling {of} {to} {word}"),
        organisation="kfum",
        programme=CODE,
        need_id=uid(of),
        volunteer_id=uid(to),
        word=word,
        rule=rule,
        reason="knows_both",
        made_at=NOW,
        made_by=AMAL,
        lifted_at=lifted_at,
    )


def test_rows_and_facts_give_the_same_pool(town: Town, url: str) -> None:
    settle(town)
    read = reading.read(url, FRAME, ["red_cross"])
    known = from_facts(town)
    assert snapshot.encode(read.pool) == snapshot.encode(known.pool)
    assert read.left_out == known.left_out
    assert len(read.pool.needs.ids) == 5
    assert read.pool.needs.consented.sum() == 3
    assert {name: len(pairs.need) for name, pairs in read.pool.named.items()} == {
        "own_family": 1,
        "tried": 1,
        "excluded": 1,
        "pinned": 1,
        "forbidden": 1,
        "override:no_common_slot": 1,
    }


def test_whoever_cannot_take_part_is_named_with_the_reason(town: Town, url: str) -> None:
    settle(town)
    left_out = {(each.id, each.reason) for each in reading.read(url, FRAME, []).left_out}
    assert left_out == {
        (uid("mute").hex, "no_language"),
        (uid("busy").hex, "no_availability"),
        (uid("lost").hex, "unknown_area"),
    }


def test_volunteers_of_others_are_not_even_read_unless_asked_for(town: Town, url: str) -> None:
    settle(town)
    alone, together = (reading.read(url, FRAME, others).pool for others in ([], ["red_cross"]))
    assert set(together.volunteers.ids) - set(alone.volunteers.ids) == {uid("other").hex.encode()}


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning", "ignore:Exception ignored in.*_warn_on_fork")
@pytest.mark.parametrize("which", ["url", "database"])  # SQLite, and PostgreSQL
def test_two_processes_read_what_one_does(
    which: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = request.getfixturevalue(which)
    settle(Town(make.rehearsal(url)))
    alone = reading.read(url, FRAME, ["red_cross"])
    assert len(alone.pool.volunteers.ids) > 5
    monkeypatch.setattr(reading, "WORTH_A_PROCESS", 0)
    together = reading.read(url, FRAME, ["red_cross"])
    assert snapshot.encode(together.pool) == snapshot.encode(alone.pool)
    assert together.left_out == alone.left_out


def test_what_reads_cannot_write(town: Town, url: str) -> None:
    with moment.snapshot(url) as connection, pytest.raises(OperationalError):
        connection.exec_driver_sql("DELETE FROM needs")


def test_an_empty_service_has_an_empty_pool(town: Town, url: str) -> None:
    pool = reading.read(url, FRAME, []).pool
    assert (len(pool.needs.ids), len(pool.volunteers.ids)) == (0, 0)
