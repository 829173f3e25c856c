"""Runs are looked at afterwards: page by page, replayed on what they decided on, and forgotten in time."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select

from chassis.testing import caller
from chassis.web.request import Page
from chassis.work import Caller
from matching.actions import showing_runs
from matching.domain import parcels
from matching.tables import Run, RunPart
from tests.matching import make
from tests.matching.found import Answering, answer
from tests.matching.make import NEED, VIBEKE, uid
from tests.matching.runs.crowd import gather, needs_of
from tests.matching.town import Town, refused

ELSEWHERE = caller("matcher", organisation="rode-kors", relations=frozenset({"organisation"}))


@pytest.fixture
def town() -> Town:
    return Town()


def walked(town: Town, show: Any, *said: Any, limit: int) -> list[UUID]:
    """The ids of every row, page by page."""
    found: list[UUID] = []
    after = None
    while True:
        with town.rehearsal.work(make.matcher()) as work:
            rows = show(work, *said, Page(limit=limit, after=after))
        found += [row["id"] for row in rows[:limit]]
        if len(rows) <= limit:
            return found
        after = found[-1]


def test_a_replay_comes_to_the_same(town: Town) -> None:
    gather(town, needs=30, volunteers=20)
    run = town.runs()
    assert town.replays(run["id"]) == {"same_hash": True, "same_pairs": True, "lost": [], "new": []}


def test_a_replay_decides_on_what_was_known_then(town: Town) -> None:
    town.has_volunteer()
    town.has_need()
    run = town.runs()
    town.hear(make.consent_changed("withdrawn", sequence=3))
    town.says_goodbye()
    assert town.replays(run["id"])["same_pairs"]


def test_a_replay_counts_what_was_found_and_could_no_longer_be_proposed(town: Town) -> None:
    town.has_volunteer()
    town.has_need()
    found = town.rehearsal.desk.aside("solving", {"programme": make.CODE, "organisation": "kfum", "at": "2026-03-02"})
    real = town.rehearsal.desk.aside
    Answering(town.rehearsal, found, lambda: town.hear(make.consent_changed("withdrawn", sequence=3)))
    run = town.runs()
    assert run["figures"]["changed_meanwhile"] == 1
    town.rehearsal.desk.aside = real
    assert town.replays(run["id"])["same_pairs"]


def test_a_replay_that_comes_to_something_else_says_what(town: Town) -> None:
    town.has_volunteer()
    town.has_need()
    run = town.runs()
    Answering(town.rehearsal, answer((uid("other"), VIBEKE)))
    replayed = town.replays(run["id"])
    assert not replayed["same_hash"]
    assert (replayed["lost"], replayed["new"]) == (
        [{"need": NEED, "volunteer": VIBEKE}],
        [{"need": uid("other"), "volunteer": VIBEKE}],
    )


def test_what_a_run_decided_on_is_deleted_in_time_and_that_it_took_place_is_not(town: Town) -> None:
    town.has_volunteer()
    town.has_need()
    run = town.runs()
    town.days_pass(30)  # nobody's place is kept for longer than who they are
    assert town.replays(run["id"])["same_pairs"]
    town.days_pass(1)
    with refused("snapshot_gone"):
        town.replays(run["id"])
    assert town.count(select(func.count()).select_from(RunPart)) == 0
    with town.rehearsal.work(make.matcher()) as work:
        assert showing_runs.run(work, run["id"])["figures"]["proposed"] == 1


def test_the_needs_without_a_proposal_are_shown_page_by_page_and_each_once(town: Town) -> None:
    total = parcels.NEEDS + 50
    gather(town, needs=total, volunteers=10)
    run = town.runs()
    shown = walked(town, showing_runs.unmatched, run["id"], limit=60)
    proposed = {each["need"] for each in run["proposals"]}
    assert (len(proposed), len(shown)) == (10, total - 10)
    assert shown == sorted(needs_of(total) - proposed)


def test_what_changed_meanwhile_stands_among_the_needs_without_a_proposal(town: Town) -> None:
    town.has_volunteer()
    town.has_need()
    town.hear(*(make.need_registered(uid(f"other {number}")) for number in range(5)))
    others = tuple(uid(f"other {number}") for number in range(5))
    Answering(
        town.rehearsal,
        answer((NEED, VIBEKE), unmatched=others),
        lambda: town.hear(make.need_withdrawn()),
    )
    run = town.runs()
    assert walked(town, showing_runs.unmatched, run["id"], limit=2) == sorted([NEED, *others])


def test_what_a_run_has_put_forward_is_shown_page_by_page(town: Town) -> None:
    gather(town, needs=30, volunteers=40)
    run = town.runs()
    assert walked(town, showing_runs.put_forward, run["id"], limit=7) == sorted(each["id"] for each in run["proposals"])


def test_the_latest_run_comes_first(town: Town) -> None:
    runs = []
    for _ in range(5):
        runs.append(town.runs()["id"])
        town.rehearsal.later(hours=1)
    assert walked(town, lambda work, page: showing_runs.page(work, page), limit=2) == runs[::-1]


@pytest.mark.parametrize("show", [showing_runs.run, lambda work, id: showing_runs.unmatched(work, id, Page(limit=9))])
def test_another_organisation_finds_no_run_of_ours(town: Town, show: Any) -> None:
    run = town.runs()
    with refused("not_found"):
        seen(town, ELSEWHERE, show, run["id"])
    with town.rehearsal.work(ELSEWHERE) as work:
        assert showing_runs.page(work, Page(limit=9)) == []


def seen(town: Town, by: Caller, show: Any, id: UUID) -> Any:
    with town.rehearsal.work(by) as work:
        return show(work, id)


def test_what_the_runs_keep_of_the_pool_says_how_long_it_is_kept() -> None:
    info = RunPart.__table__.columns["body"].info
    assert info["personal"]
    assert "snapshot_days" in info["retention"]
    assert not [column.name for column in Run.__table__.columns if column.info.get("personal")]


def test_of_what_several_runs_left_out_the_first_are_named_and_all_counted(town: Town) -> None:
    town.has_need()
    town.runs()
    many = [{"id": str(uid(str(number))), "why": "no_slots"} for number in range(showing_runs.FIRST + 1)]
    with town.rehearsal.work(make.matcher()) as work:
        [row] = work.session.scalars(select(Run))
        row.left_out = many
        work.session.flush()
        [listed], one = showing_runs.page(work, Page(limit=5)), showing_runs.run(work, row.id)
    assert (len(listed["left_out"]), listed["left_out_number"]) == (showing_runs.FIRST, showing_runs.FIRST + 1)
    assert one["left_out"] == many
