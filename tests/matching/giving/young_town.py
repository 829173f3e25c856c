"""A housing plan where young people try trades with role models and follow coaches."""

import json
from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta
from typing import Any
from uuid import UUID

from chassis import doors
from chassis.testing import Rehearsal, caller
from chassis.work import Caller
from contracts.programmes import load
from matching.actions import answers, caseloads, runs, trials, vetting, volunteers
from matching.service import Matching
from matching.solving import groups
from matching.tables import metadata
from tests.matching import make
from tests.matching.giving.make import GivingTown, perhaps
from tests.matching.make import TODAY, uid

PLAN = "omraadeplan"
OURS = load()[PLAN].organisation
KIND = "role_model"
AREA = sorted(load()[PLAN].areas)[0]
PLACE = {"area": AREA, "municipality": load()[PLAN].areas[AREA].municipality}
AT_LEAST = load()[PLAN].needs[KIND].group.at_least


def staff(name: str = "Mads") -> Caller:
    """A matcher of the plan."""
    return caller("matcher", organisation=OURS, subject=uid(name))


def somebody(role: str, person: UUID) -> Caller:
    """A young person or a volunteer of the plan, for themselves."""
    return caller(role, organisation=OURS, subject=person, relations=frozenset({"own"}))


class Beside:
    """Looks for groups in the test's own process, and lets everybody ask at once; runs are computed as ever."""

    def __init__(self, others: Any) -> None:
        others.declare(doors.asides_of(Matching))
        self.others = others

    def alone(self, _purpose: str) -> AbstractContextManager[None]:
        return nullcontext()

    def __call__(self, purpose: str, order: Any) -> bytes:
        made: bytes = self.others(purpose, order) if purpose == "solving" else groups.propose(_sent(order))
        return made


def _sent(order: Any) -> Any:
    return json.loads(json.dumps(order))


class YoungTown(GivingTown):
    """A town where the young wait for groups and coaches."""

    def __init__(self, url: str = "sqlite://") -> None:
        settings = make.SETTINGS | {"organisation": OURS}
        super().__init__(Rehearsal("matching", metadata, settings=settings, url=url))
        beside: Any = Beside(self.rehearsal.desk.aside)
        self.rehearsal.desk.aside = beside

    def has_role_model(self, name: str, kind: str = KIND, **known: Any) -> UUID:
        offer = {
            "programme": PLAN,
            "kinds": [kind],
            "slots": ["tue_evening"],
            "topics": ["job"],
            "contributions": [],
            "capacity": 6,
            **PLACE,
        }
        person = uid(name)
        with self.rehearsal.work(somebody("volunteer", person)) as work:
            volunteers.register(work, **make.offer(**{"email": make.email_of(person)} | offer | known))
        for step in load()[PLAN].vetting.steps:
            with self.rehearsal.work(staff()) as work:
                vetting.record(work, person, step=step, outcome="passed", on=TODAY - timedelta(days=1))
        return person

    def waits(self, name: str, days: int = 10, kind: str = KIND, tell: Any = None, **known: Any) -> UUID:
        """A young person who waits; `name` is the need's and the person's."""
        person, family, need = uid(f"young {name}"), uid(f"home of {name}"), uid(name)
        told = {
            "kind": kind,
            "guardians": [person],
            "topics": ["job"],
            "slots": ["tue_evening"],
            "under_15_until": None,
            "languages": ["da"],
            "wanted_on": TODAY - timedelta(days=days),
            **PLACE,
        }
        purpose = load()[PLAN].needs[kind].consent
        consent: dict[str, Any] = {
            "consent": uid(f"consent of {name}"),
            "person": person,
            "purpose": purpose,
            "programme": PLAN,
        }
        consent["receiver"] = OURS
        registered = make.event(
            "need.registered.v1", need, {"family": family, "tracks": None} | told | known, programme=PLAN
        )
        (tell or self.hear)(make.consent_changed(family=family, **consent), registered)
        return need

    def finds(self, *, dry: bool = False, kind: str = KIND) -> Any:
        errand = self.rehearsal.errand(staff())
        return trials.propose(errand, programme=PLAN, kind=kind, dry=dry)

    def group(self, id: Any, by: Any = None) -> Any:
        with self.rehearsal.work(by or staff()) as work:
            return trials.trial(work, UUID(str(id)))

    def say_yes(self, member: Any, name: str, model: UUID) -> None:
        """Matchers, the young person and the role model, in the order they are asked."""
        matchers = load()[PLAN].matching.matchers
        own = [staff(f"matcher {number}") for number in range(matchers)]
        for each in [*own, somebody("family", uid(f"young {name}")), somebody("volunteer", model)]:
            with perhaps("not_your_turn"), self.rehearsal.work(each) as work:
                answers.answer(work, member["proposal"], answer="yes", reason=None)

    def caseloads(self) -> Any:
        with self.rehearsal.work(staff()) as work:
            return caseloads.overview(work, programme=PLAN)

    def runs_plan(self) -> Any:
        """An ordinary run over the plan."""
        errand = self.rehearsal.errand(staff())
        return runs.run(errand, programme=PLAN, organisations=[], dry=False)
