"""Builders: an activity of three evenings, families that would like to come, and what they send."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from activities.tables import Activity, Booking, Family, Meeting, SignUp
from chassis.testing import AT, Reply, Stage
from contracts.envelope import Event
from contracts.programmes import load
from tests.activities.make import AREA, COORDINATOR, HOUR, NOON, PROGRAMME, event, stage

ACTIVITY = UUID(int=500)
EVENINGS = [UUID(int=501 + number) for number in range(3)]
WEEK = timedelta(days=7)
AS_COORDINATOR = ("coordinator", "kfum", COORDINATOR)
HELPER = UUID(int=900)
PROFESSIONAL = UUID(int=901)


def family(number: int) -> UUID:
    return UUID(int=1_000 + number)


def guardian(number: int) -> UUID:
    return UUID(int=2_000 + number)


def second_guardian(number: int) -> UUID:
    return UUID(int=3_000 + number)


def child(number: int) -> UUID:
    return UUID(int=4_000 + number)


def as_family(number: int) -> tuple[str, str, UUID]:
    return ("family", "kfum", guardian(number))


def joined(number: int, *, at: datetime = AT - 30 * 24 * HOUR) -> Event:
    data = {
        "area": AREA,
        "municipality": "0621",
        "guardians": [guardian(number), second_guardian(number)],
        "children": 1,
        "tracks": [],
    }
    return event("family.joined.v1", family(number), data, at=at)


def left(number: int, *, at: datetime = AT) -> Event:
    return event("family.left.v1", family(number), {"reason": "family_wish"}, at=at)


def consented(number: int, state: str = "withdrawn", *, purpose: str = "participation", **how: Any) -> Event:
    data = {
        "consent": UUID(int=5_000 + number),
        "person": guardian(number),
        "purpose": purpose,
        "receiver": how.get("receiver", "kfum"),
        "categories": ["attendance"],
        "state": state,
        "expires_on": how.get("expires_on"),
    }
    return event("consent.changed.v1", family(number), data, at=how.get("at", AT))


def vetted(person: UUID = HELPER, *, valid_until: date = date(2029, 3, 1), at: datetime = AT - 72 * HOUR) -> Event:
    data = {"kinds": ["network_person"], "area": AREA, "valid_until": valid_until}
    return event("volunteer.approved.v1", person, data, at=at)


def gone(person: UUID = HELPER, *, at: datetime = AT) -> Event:
    return event("volunteer.left.v1", person, {"reason": "volunteer_wish"}, at=at)


def activity(**changes: Any) -> Activity:
    usual = {
        "id": ACTIVITY,
        "organisation": "kfum",
        "programme": PROGRAMME.code,
        "programmeversion": PROGRAMME.version,
        "course": None,
        "kind": "conversation_salon",
        "area": AREA,
        "state": "open",
        "responsible": COORDINATOR,
        "capacity": None,
        "volunteers_needed": None,
        "sign_up_until": None,
        "topics": [],
        "arranged": [],
        "languages": [],
        "opened_at": AT,
    }
    return Activity(**{**usual, **changes})


def evening(number: int, **changes: Any) -> Meeting:
    starts_at = changes.pop("starts_at", NOON + number * WEEK)
    usual = {
        "id": EVENINGS[number],
        "organisation": "kfum",
        "programme": PROGRAMME.code,
        "programmeversion": PROGRAMME.version,
        "kind": "conversation_salon",
        "activity_id": ACTIVITY,
        "area": AREA,
        "starts_at": starts_at,
        "ends_at": starts_at + 2 * HOUR,
        "state": "planned",
    }
    return Meeting(**{**usual, **changes})


def taken(meeting: Meeting, person: UUID) -> Booking:
    """Somebody's time is taken by a meeting."""
    return Booking(
        meeting_id=meeting.id, subject=person, what="person", starts_at=meeting.starts_at, ends_at=meeting.ends_at
    )


def stage_with(*families: int, evenings: int = 3, **changes: Any) -> Stage:
    """The service with an activity of some evenings, and families that take part in the programme."""
    made = stage()
    with made.rehearsal.work() as work:
        work.session.add(activity(**changes))
        work.session.flush()
        work.session.add_all(evening(number) for number in range(evenings))
    made.hear(*[joined(number) for number in families], vetted())
    return made


def asks(number: int, *, children: int = 1, **changes: Any) -> dict[str, Any]:
    """What a family sends that would like to come: one guardian and some children."""
    people = [{"person": str(guardian(number)), "role": "guardian"}]
    people += [{"person": str(child(100 * number + each)), "role": "child"} for each in range(children)]
    return {"family": str(family(number)), "people": people, **changes}


def sign_up(on: Stage, number: int, *, as_: tuple[Any, ...] | None = None, **changes: Any) -> Reply:
    on.rehearsal.later(minutes=1)
    path = f"/activities/{ACTIVITY}/sign-ups"
    return on.call("POST", path, asks(number, **changes), as_=as_ or as_family(number))


def signed_up(on: Stage, number: int, **changes: Any) -> dict[str, Any]:
    reply = sign_up(on, number, **changes)
    assert reply.status == 201, reply.text
    return dict(reply.json)


def read(on: Stage, row: Mapping[str, Any], as_: tuple[Any, ...]) -> dict[str, Any]:
    return dict(on.call("GET", f"/sign-ups/{row['id']}", as_=as_).json)


def withdraw(on: Stage, row: Mapping[str, Any], as_: tuple[Any, ...]) -> Reply:
    return on.call("POST", f"/sign-ups/{row['id']}/withdrawal", as_=as_)


def answer(on: Stage, row: Mapping[str, Any], said: str, as_: tuple[Any, ...]) -> Reply:
    return on.call("POST", f"/sign-ups/{row['id']}/answer", {"answer": said}, as_=as_)


def help_out(on: Stage, person: UUID = HELPER, **sent: Any) -> Reply:
    return on.call("POST", f"/activities/{ACTIVITY}/volunteers", sent, as_=("volunteer", "kfum", person))


def line(on: Stage, as_: tuple[Any, ...] = AS_COORDINATOR) -> dict[str, Any]:
    return dict(on.call("GET", f"/activities/{ACTIVITY}/sign-ups", as_=as_).json)


def there(on: Stage, number: int) -> set[UUID]:
    """Who takes part in one of the evenings."""
    with on.desk.store.session(write=False) as session:
        return {one.person for one in session.get_one(Meeting, EVENINGS[number]).participants}


def told(on: Stage, type: str) -> list[Event]:
    return [event for event in on.rehearsal.stored() if event.type == type]


def count(on: Stage) -> int:
    with on.desk.store.session(write=False) as session:
        return session.scalar(select(func.count()).select_from(SignUp)) or 0


def change(on: Stage, **columns: Any) -> None:
    with on.rehearsal.work() as work:
        row = work.session.get_one(Activity, ACTIVITY)
        for name, value in columns.items():
            setattr(row, name, value)


def of_another_programme(programme: str, kind: str, **columns: Any) -> Stage:
    on = stage_with(1)
    change(on, programme=programme, kind=kind, organisation=load()[programme].organisation, **columns)
    with on.rehearsal.work() as work:
        work.session.get_one(Family, family(1)).programme = programme
        for each in EVENINGS:
            work.session.get_one(Meeting, each).programme = programme
            work.session.get_one(Meeting, each).kind = kind
    return on
