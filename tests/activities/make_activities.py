"""Builders of activities: programmes with courses of every kind, and activities that have been opened."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from activities.domain.running import Frame, Wanted
from chassis.testing import Stage
from contracts.programmes import Programme, load
from contracts.programmes.parts.meetings import Course
from tests.activities.make import AREA, AS_COORDINATOR, COORDINATOR, PROGRAMME

HOST, PARTNER, CLUB, OUTSIDER = "kfum", "kolding", "familieklubben", "et-andet-sted"
AS_PARTNER = ("coordinator", PARTNER, COORDINATOR)
AS_CLUB = ("coordinator", CLUB, COORDINATOR)
AS_OUTSIDER = ("coordinator", OUTSIDER, COORDINATOR)
OTHER_COORDINATOR = UUID(int=8)
SALON, MEAL = "conversation_salon", "shared_meal"
ROW = "S4-03"
NAME = next(iter(PROGRAMME.meetings.values())).name


def course(**changes: Any) -> Course:
    """A course of two kinds of meeting, of which a test names only what it cares about."""
    said = {"name": NAME, "follow_up_days": (30,), "meetings": (SALON, MEAL), "topics": {"health": NAME, "play": NAME}}
    return Course(**{**said, **changes})


def programme(**courses: Course) -> Programme:
    """The programme with these courses and a club that alone may run what is its own."""
    organisations = {**PROGRAMME.organisations, CLUB: PROGRAMME.organisations[HOST]}
    rows = {f"courses.{code}.name": ROW for code in courses}
    return replace(PROGRAMME, organisations=organisations, courses={**courses}, rows={**PROGRAMME.rows, **rows})


def frame(of: Course | None = None) -> Frame:
    """What a programme says of a course."""
    return Frame(programme=programme(one=of or course()), course="one", kind=SALON)


def wanted(**changes: Any) -> Wanted:
    return Wanted(**{"area": AREA, "capacity": None, "topics": (), "planned_with": None, **changes})


def everywhere(changed: Programme) -> Mapping[str, Programme]:
    """All programmes, one of them changed: what stands in the place of `load`."""
    return {**load(), changed.code: changed}


def opening(**changes: Any) -> dict[str, Any]:
    """What a coordinator sends to begin an activity."""
    sent = {"programme": PROGRAMME.code, "kind": SALON, "area": AREA, **changes}
    return {name: value for name, value in sent.items() if value is not None}


def opened(on: Stage, *, as_: tuple[Any, ...] = AS_COORDINATOR, **changes: Any) -> dict[str, Any]:
    """An activity that has been begun."""
    reply = on.call("POST", "/activities", opening(**changes), as_=as_)
    assert reply.status == 201, reply.text
    return dict(reply.json)


def if_match(version: int) -> dict[str, str]:
    """The header that says which version is meant."""
    return {"If-Match": f'"{version}"'}
