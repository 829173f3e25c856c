"""Suggesting the next step of a course to a family, or to the coordinator who prepares it."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from activities.domain import kinds, steps
from activities.domain.local import local_day
from activities.queries import steps as kept
from activities.queries.successes import own_families
from activities.tables import Family
from chassis.work import Work
from contracts.programmes import Programme, load
from contracts.refusals import Refused


def next_step(work: Work, family_id: UUID, *, course: str, programme: str | None) -> Mapping[str, Any]:
    """What could come next for a family in a course, and why.

    Raises:
        Refused: `not_found`, `not_about_oneself`, or that the course is not one of steps.
    """
    _insist_on_knowing(work, family_id)
    row = work.session.get(Family, family_id)
    known = kinds.programme_named(programme or (row.programme if row else None), load())
    named = steps.steps_of(known, course)
    guardians = [UUID(each) for each in (row.guardians or ())] if row else []
    last = _last(work, family_id, guardians, known, course)
    found = steps.suggest(named, last, in_steps=known.courses[course].in_steps)
    return {
        "course": course,
        "steps": [
            {"step": step, "name": {"da": name.da, "en": name.en}, "last_on": last.get(step)}
            for step, name in named.items()
        ],
        "next": found.next,
        "left": found.left,
        "why": found.why,
        "words": found.words,
        "rule": known.row_of(f"courses.{course}.{'in_steps' if known.courses[course].in_steps else 'any_order'}"),
    }


def _last(work: Work, family: UUID, guardians: list[UUID], programme: Programme, course: str) -> dict[str, date]:
    """The day on which the family last took part in each step."""
    by_topic, last = steps.by_topic(programme, course), dict[str, date]()
    wanted = programme.courses[course].meetings
    for kind, topics, starts_at in kept.had(work.session, family, guardians, programme.code, wanted):
        for step in topics if by_topic else [kind]:
            last[step] = max(local_day(starts_at), last.get(step, local_day(starts_at)))
    return last


def _insist_on_knowing(work: Work, family_id: UUID) -> None:
    """The family itself, and coordinators of whoever it takes part with; but those not about their own family."""
    own = family_id in own_families(work.session, work.caller.subject)
    if own and "own" in work.caller.relations:
        return
    if own:
        raise Refused("not_about_oneself")
    known = kept.is_known_to(work.session, family_id, work.caller.organisation)
    if not (known and "organisation" in work.caller.relations):
        raise Refused("not_found")
