"""A family's plan in somebody's hands: whether they may have it, through whose eyes, and that a change is a change.

The nouns of the plan share this; each has a file of its own (`goals`, `efforts`, `guides`), and `plans` shows it all.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from sqlalchemy.orm.attributes import flag_modified

from chassis.work import Work
from contracts.programmes import Programme
from contracts.refusals import Refused
from enrollment import queries
from enrollment.actions import facts
from enrollment.domain import families, plans, seeing, sharing
from enrollment.queries import plans as asked
from enrollment.tables import Effort, Family, Goal, Plan


@dataclass
class View:
    """A family's plan as one caller has it: `eyes` are the words under which something is shown to them."""

    work: Work
    row: Family
    plan: Plan | None
    eyes: seeing.Eyes

    @cached_property
    def programme(self) -> Programme:
        return facts.programme_of(self.row)

    @cached_property
    def family(self) -> families.Family:
        return facts.family(self.row)

    @property
    def is_own(self) -> bool:
        """Whether it is the family itself that looks."""
        return self.eyes is seeing.FAMILY

    @property
    def in_the_house(self) -> bool:
        """Whether it is the family, or a coordinator of the organisation it has joined."""
        return self.is_own or "coordinator" in (self.eyes or ())

    @property
    def is_guide(self) -> bool:
        """Whether the caller guides this family, with its yes."""
        return not self.is_own and self.plan is not None and _guides(self.work, self.plan)

    def sees(self, id: UUID, seen_by: Iterable[str], under: UUID | None = None) -> bool:
        """Whether something of the plan is shown to the caller."""
        goals = (shown(each) for each in self.goals())
        thing = seeing.Shown(id=id, under=under, seen_by=frozenset(seen_by))
        return id in seeing.seen(self.eyes, (*goals, thing))

    def goals(self) -> list[Goal]:
        """Every goal of the family, seen or not."""
        return list(asked.goals_of(self.work.session, self.row.id))


def view(work: Work, family_id: UUID) -> View:
    """The plan of a family, to those who may have anything of it; to anybody else it does not exist."""
    row = queries.family(work.session, family_id)
    if row is None:
        raise Refused("not_found")
    plan = work.session.get(Plan, family_id)
    return View(work=work, row=row, plan=plan, eyes=_eyes(work, row, plan))


def change(view: View, version: int | None = None) -> Plan:
    """Let the plan's version grow. `version` is the one that was read; only a family that takes part has a plan."""
    if view.row.joined_at is None or view.row.left_at is not None:
        raise Refused("not_taking_part")
    if version is not None and version != (view.plan.version if view.plan else 0):
        raise Refused("stale")
    if view.plan is None:
        view.plan = Plan(family_id=view.row.id)
        view.work.session.add(view.plan)
    view.plan.changed_at = view.work.now
    flag_modified(view.plan, "changed_at")
    return view.plan


def steer(view: View, person: UUID | None) -> None:
    """Refuse what is not this one's of the family to decide; `person` is whose goal it is."""
    work = view.work
    if objection := plans.at_the_helm(view.programme, view.family, work.caller.subject, person, work.today):
        raise objection


def shown(goal: Goal) -> seeing.Shown:
    """What it takes to know who sees a goal."""
    return seeing.Shown(id=goal.id, under=goal.under, seen_by=frozenset(goal.seen_by))


def fact(goal: Goal) -> plans.Goal:
    """What the rules need to know of a goal."""
    state = plans.state(accepted=goal.accepted_at is not None, reached=goal.reached_at is not None)
    return plans.Goal(id=goal.id, under=goal.under, person=goal.person, state=state)


def own_words(view: View) -> list[str]:
    """To whom something is shown that others than the family propose: to those who propose it."""
    plan = view.plan
    return [plan.guide_role if view.is_guide and plan and plan.guide_role else view.work.caller.organisation]


def seen_by(view: View, wanted: list[str]) -> list[str]:
    """The actors to show something to, each once, if the programme has them."""
    if objection := seeing.objection(view.programme, wanted):
        raise objection
    return sorted(set(wanted))


def settle_proposal(view: View, row: Goal | Effort, *, accepted: bool) -> None:
    """The family takes up what was proposed to it, or leaves it, and then nothing is kept of it. # S3-16"""
    if row.accepted_at is not None:
        raise Refused("already_done")
    if accepted:
        row.accepted_at = view.work.now
    else:
        view.work.session.delete(row)


def _eyes(work: Work, row: Family, plan: Plan | None) -> seeing.Eyes:
    caller = work.caller
    if "family" in caller.roles and caller.subject in {each.person for each in facts.present(row)}:
        return seeing.FAMILY
    if "coordinator" in caller.roles and caller.organisation == row.organisation:
        guiding = {plan.guide_role} if plan and plan.guide_role and _guides(work, plan) else set()
        return frozenset({row.organisation, "coordinator", *guiding})
    if row.left_at is None and caller.organisation in _consented(work, row):
        return frozenset({caller.organisation})
    raise Refused("not_found")


def _guides(work: Work, plan: Plan) -> bool:
    return plan.guide_agreed_at is not None and plan.guide == work.caller.subject


def _consented(work: Work, row: Family) -> Iterable[str]:
    heard = sharing.hearing(facts.programme_of(row), facts.family(row), sharing.PLAN, work.today)
    return heard if {"coordinator", "professional"} & work.caller.roles else ()
