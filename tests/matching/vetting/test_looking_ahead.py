"""Whose vetting is to be looked after: narrowed down first and read page by page, and nobody is lost on the way."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from uuid import UUID

import pytest
from sqlalchemy import or_, select

from chassis.web.request import Page
from chassis.work import Work
from contracts.programmes import load
from matching.actions import vetted
from matching.actions.contact import with_young
from matching.actions.knowing import volunteers_known
from matching.domain import vetting
from matching.domain.endings import BY_VETTING
from matching.tables import Volunteer
from tests.matching import make
from tests.matching.make import TODAY, uid
from tests.matching.town import Town
from tests.matching.vetting.acts import assigns, excuses, has_group, joins, of, orders

PLAN = "familien_i_fokus"
STEPS = load()[PLAN].vetting.steps
HORIZONS = (0, 90, 400, 1_000)
MANY = 30


def has_anybody(town: Town, random: Random, number: int, group: UUID) -> None:
    """Somebody who has come some way with vetting, perhaps with something unusual about it."""
    person, staff = uid(f"{number}"), of("coordinator", PLAN)
    is_young = random.random() < 0.2
    kinds = random.choice((["mentor"], ["network_person"], ["mentor", "network_host"]))
    joins(town, PLAN, person, kinds=kinds, born=date(2011, 3, 20) if is_young else date(1980, 1, 1))
    for step in STEPS[:-1] if is_young else random.choice((STEPS, STEPS, STEPS[:-1], STEPS[1:], ())):
        outcome = "failed" if random.random() < 0.05 else "passed"
        town.vets(person, step, outcome=outcome, on=TODAY - timedelta(days=random.randrange(1, 1_300)), by=staff)
    if random.random() < 0.3:
        failed = random.choice(STEPS[2:]) if not is_young else STEPS[2]
        town.vets(person, failed, outcome="failed", on=TODAY, by=staff)
        town.vets(person, STEPS[1], on=TODAY, by=staff)
    if random.random() < 0.2:
        excuses(town, STEPS[0], TODAY + timedelta(days=random.randrange(1, 365)), person, by=staff)
    if random.random() < 0.2 and not is_young:
        orders(town, person, on=TODAY - timedelta(days=random.randrange(40)), by=staff)
    if random.random() < 0.3:
        begins = TODAY + timedelta(days=random.randrange(-300, 100))
        until = random.choice((None, begins + timedelta(days=200)))
        town.pauses(begins, until, person=person, by=of("volunteer", PLAN, person))
    if random.random() < 0.3:
        assigns(town, group, person)


def worked_out(work: Work, days: int) -> Iterator[tuple[UUID, list[str], list[str]]]:
    """The same, asked of everybody there is."""
    here = or_(Volunteer.left_at.is_(None), Volunteer.left_reason.in_(BY_VETTING))
    rows = work.session.scalars(select(Volunteer).where(here, Volunteer.born.is_not(None)).order_by(Volunteer.id)).all()
    young = with_young(work, rows)
    for row, known in zip(rows, volunteers_known(work, rows), strict=True):
        said = vetting.expiring(load()[PLAN], known, work.today, young_child=row.id in young)
        runs_out = [step for step, last in said if last <= work.today + timedelta(days=days)]
        missing = list(vetting.missing(load()[PLAN], known, work.today, young_child=row.id in young))
        if runs_out or missing or known.certificate_asked:
            yield row.id, runs_out, missing


@pytest.mark.parametrize("seed", range(3))
def test_nobody_is_lost_by_narrowing_down(seed: int) -> None:
    town, random = Town(), Random(seed)
    group = has_group(town, programme=PLAN, area="slagelse", kind="family_network")
    for number in range(MANY):
        has_anybody(town, random, number, group)
    for _ in range(4):
        for days in HORIZONS:
            with town.rehearsal.work(of("coordinator", PLAN)) as work:
                found = vetted.ahead(work, Page(limit=200), days=days)
                assert [
                    (each["id"], [one["step"] for one in each["runs_out"]], [one["step"] for one in each["missing"]])
                    for each in found
                ] == list(worked_out(work, days))
        town.days_pass(random.randrange(20, 200))


def test_who_goes_on_without_children_still_lacks_the_certificate_that_was_failed() -> None:
    town, person = Town(), uid("Otto")
    joins(town, PLAN, person, kinds=["mentor", "network_host"])
    town.vets(person, *STEPS)
    town.vets(person, STEPS[-1], outcome="failed", on=TODAY)
    with town.rehearsal.work(of("coordinator", PLAN)) as work:
        [shown] = vetted.ahead(work, Page(limit=10), days=0)
    assert [each["step"] for each in shown["missing"]] == [STEPS[-1]]


@pytest.mark.parametrize("limit", [1, 3, 200])
def test_it_is_read_page_by_page(limit: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vetted, "AT_A_TIME", 2)
    town = Town()
    for number in range(7):
        town.registers(uid(f"{number}"))
    town.has_volunteer(uid("vetted for long"))
    found: list[UUID] = []
    with town.rehearsal.work(make.coordinator()) as work:
        while rows := vetted.ahead(work, Page(limit=limit, after=found[-1] if found else None), days=90):
            assert len(rows) <= limit + 1
            found += [each["id"] for each in rows[:limit]]
    assert found == sorted(uid(f"{number}") for number in range(7))


def test_nobody_looks_after_their_own_vetting() -> None:
    town = Town()
    town.registers()
    for number, who in ((1, make.MADS), (0, make.VIBEKE)):
        with town.rehearsal.work(make.person("coordinator", "volunteer", subject=who)) as work:
            assert len(vetted.ahead(work, Page(limit=10), days=90)) == number
