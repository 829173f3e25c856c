"""Builders of meetings that are put down: activities, venues, things, and what a coordinator sends."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from activities.actions import occasions, planning
from activities.domain.people import Participant
from activities.tables import Activity, Meeting
from chassis.testing import AT, Rehearsal, Stage, caller
from chassis.work import Work
from tests.activities.make import AREA, COORDINATOR, HOUR, NOON, PROGRAMME

ACTIVITY, OTHER_ACTIVITY = UUID(int=31), UUID(int=32)
COORDINATING = caller("coordinator", subject=COORDINATOR)


def activity(id: UUID = ACTIVITY, **changes: Any) -> Activity:
    """An activity of shared meals."""
    ours: dict[str, Any] = {
        "organisation": "kfum",
        "programme": PROGRAMME.code,
        "programmeversion": PROGRAMME.version,
        "course": None,
        "kind": "shared_meal",
        "area": AREA,
        "state": "open",
        "responsible": COORDINATOR,
        "topics": [],
        "arranged": [],
        "languages": [],
        "opened_at": AT,
    }
    return Activity(id=id, **(ours | changes))


def with_activity(made: Rehearsal, *ids: UUID) -> Rehearsal:
    """The rehearsal, with activities of shared meals."""
    with made.work() as work:
        work.session.add_all(activity(id) for id in ids or (ACTIVITY,))
    return made


def person(number: int, role: str = "guardian") -> Participant:
    """The person with this number."""
    return Participant(person=UUID(int=number), role=role)


def plan(*people: int, starts_at: datetime = NOON, hours: float = 1, **changes: Any) -> planning.Planned:
    """A shared meal with these people."""
    ours = {"kind": "shared_meal", "place": "Fælleshuset", "participants": tuple(map(person, people))}
    return planning.Planned(**(ours | {"starts_at": starts_at, "ends_at": starts_at + hours * HOUR} | changes))


def put_down(work: Work, *plans: planning.Planned, activity_id: UUID = ACTIVITY) -> list[Meeting]:
    """Put these meetings of an activity down, in which whoever is named has a place."""
    held = occasions.held(work, activity_id=activity_id)
    members = (*held.members, *(one for plan in plans for one in plan.participants))
    return planning.put_down(work, replace(held, members=tuple(dict.fromkeys(members))), plans)


def as_coordinator(made: Rehearsal | Stage) -> Any:
    """One transaction of a coordinator."""
    rehearsal = made.rehearsal if isinstance(made, Stage) else made
    return rehearsal.work(COORDINATING)
