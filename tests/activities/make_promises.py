"""Builders about promises: meetings that are due, the timer that settles, and what is then known and told."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from activities.actions import promises
from activities.tables import Activity, Meeting, Promise
from chassis.testing import AT, Stage
from tests.activities.make import AS_COORDINATOR, COORDINATOR, told
from tests.activities.make_presence import HOUSE

COUNSELLING, CLUB_EVENING = "open_counselling", "family_club_evening"
COURSE = UUID(int=0xC0)
AREA = next(iter(HOUSE.areas))
FIRST = datetime(2026, 1, 5, 16, 0, tzinfo=AT.tzinfo)  # a Monday


def planned(on: Stage, kind: str, *when: datetime, activity: UUID | None = None, match: UUID | None = None) -> None:
    """Meetings that have been put down, numbered from one."""
    with on.rehearsal.work() as work:
        known = work.session.query(Meeting).count()
        work.session.add_all(
            Meeting(
                id=number(known + nth),
                organisation="kfum",
                programme=HOUSE.code,
                programmeversion=HOUSE.version,
                kind=kind,
                activity_id=activity,
                match_id=match,
                area=AREA,
                starts_at=starts_at,
                ends_at=starts_at + timedelta(hours=2),
                state="planned",
            )
            for nth, starts_at in enumerate(when, 1)
        )


def number(nth: int) -> UUID:
    """The id of a meeting that has been put down."""
    return UUID(int=nth << 64)


def course(on: Stage, code: str = "family_club", **changes: Any) -> None:
    """An activity of a course."""
    said = {"state": "open", "topics": [], "arranged": [], "languages": [], "opened_at": AT - timedelta(days=300)}
    said |= {"organisation": "kfum", "programme": HOUSE.code, "programmeversion": HOUSE.version, "area": AREA}
    said |= {"course": code, "kind": HOUSE.courses[code].meetings[0], "responsible": COORDINATOR}
    with on.rehearsal.work() as work:
        work.session.add(Activity(id=COURSE, **{**said, **changes}))


def at(on: Stage, moment: datetime) -> None:
    """Let it be this moment."""
    on.rehearsal.clock.move(moment - on.rehearsal.clock.now())


def settle(on: Stage) -> None:
    """Let the timer run."""
    promises.settle_all(on.desk)


def record(on: Stage, nth: int, came: int = 3) -> None:
    """Record that a meeting to which everybody may drop in was held."""
    entry = {"meeting_id": number(nth), "key": UUID(int=0xE000 + nth), "number": came}
    entry["recorded_at"] = on.rehearsal.clock.now().isoformat()
    reply = on.call("POST", "/attendance", {"entries": [entry]}, as_=AS_COORDINATOR)
    assert reply.json["entries"][0]["outcome"] == "recorded", reply.text


def hold(on: Stage, nth: int) -> None:
    """Let a meeting have been held, and settle what that keeps."""
    with on.rehearsal.work() as work:
        meeting = work.session.get_one(Meeting, number(nth))
        meeting.state = "held"
        work.session.flush()
        promises.follow(work, [meeting])


def call_off(on: Stage, nth: int) -> None:
    reply = on.call("POST", f"/meetings/{number(nth)}/calling-off", {"reason": "illness"}, as_=AS_COORDINATOR)
    assert reply.status == 200, reply.text


def states(on: Stage, rhythm: str = COUNSELLING) -> dict[date, str]:
    """What became of each promise, by its first day."""
    with on.desk.store.session(write=False) as session:
        rows = session.query(Promise).filter(Promise.rhythm == rhythm).order_by(Promise.first_on)
        return {row.first_on: row.state for row in rows}


def said(on: Stage) -> dict[UUID, list[str]]:
    """What has been told of each promise, in order."""
    found: dict[UUID, list[str]] = {}
    for event in told(on):
        if event.type.startswith("promise."):
            found.setdefault(event.subject, []).append(event.type.split(".")[1])
    return found
