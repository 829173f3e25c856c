"""Builders of series: a rule over evenings in spring, with its holidays and breaks."""

from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from activities.tables import Meeting, Series
from chassis.testing import Reply, Stage
from tests.activities.make import AS_COORDINATOR
from tests.activities.make_activities import if_match

# Tuesdays from the day after the held clock; Easter and the Easter break lie among them.
TUESDAYS = {"rule": "FREQ=WEEKLY;BYDAY=TU;COUNT=8", "first_on": "2026-03-03", "starts": "19:00", "place": "Fælleshuset"}


def made(
    on: Stage, activity: dict[str, Any], *, as_: tuple[Any, ...] = AS_COORDINATOR, **changes: Any
) -> dict[str, Any]:
    """A series that has been written out."""
    reply = asked(on, activity, as_=as_, **changes)
    assert reply.status == 201, reply.text
    return dict(reply.json)


def asked(
    on: Stage, activity: dict[str, Any], query: str = "", *, as_: tuple[Any, ...] = AS_COORDINATOR, **changes: Any
) -> Reply:
    """What is said to a series."""
    sent = {name: value for name, value in {**TUESDAYS, **changes}.items() if value is not None}
    return on.call("POST", f"/activities/{activity['id']}/series{query}", sent, as_=as_)


def change(on: Stage, series: dict[str, Any], what: str, as_: tuple[Any, ...] = AS_COORDINATOR, **sent: Any) -> Reply:
    """What is said to changing a series."""
    return on.call("POST", f"/series/{series['id']}/{what}", sent, as_=as_, headers=if_match(series["version"]))


def days(series: dict[str, Any], state: str = "planned") -> list[str]:
    """The days a series meets on, as they were put down."""
    return [each["on"] for each in series["meetings"] if each["state"] == state]


def starts(series: dict[str, Any], state: str = "planned") -> list[str]:
    """When a series meets."""
    return [each["starts_at"] for each in series["meetings"] if each["state"] == state]


def rows(on: Stage) -> tuple[int, int]:
    """How many series and meetings there are."""
    with on.desk.store.session(write=False) as session:
        series, meetings = (session.scalar(select(func.count()).select_from(table)) for table in (Series, Meeting))
        return series or 0, meetings or 0


def place(on: Stage, meeting_id: str) -> str | None:
    """Where a meeting is."""
    with on.desk.store.session(write=False) as session:
        return session.get_one(Meeting, UUID(meeting_id)).place
