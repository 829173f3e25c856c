"""Builders for calendars: meetings, venues and activities as rows, links to their calendars, and readers of both."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from icalendar import Calendar
from icalendar.cal import Event as CalendarEvent

from activities import calendars
from activities.domain.agenda import Entry
from activities.service import Activities
from activities.tables import Activity, Meeting, Participant, Person, Venue, metadata
from chassis.testing import AT, Stage
from tests.activities.make import AREA, COORDINATOR, FAMILY, GUARDIAN, NOON, PROGRAMME, VOLUNTEER

PUBLIC_URL = "https://activities.samspil.example"
SETTINGS = {"place_days": 30, "public_url": PUBLIC_URL}
HOME = "Skovvej 7, 2. tv."
AS_COORDINATOR = ("coordinator", "kfum", COORDINATOR)
AS_GUARDIAN, AS_VOLUNTEER = ("family", "kfum", GUARDIAN), ("volunteer", "kfum", VOLUNTEER)

# What is said of every meeting, besides where there is a venue.
TOLD = {"UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "STATUS", "TRANSP", "SUMMARY"}
MINUTE = timedelta(minutes=1)

numbers = count(50_000)


def stage() -> Stage:
    """The whole service, without a network."""
    return Stage(Activities, metadata, settings=SETTINGS)


def keep(on: Stage, *rows: Any) -> None:
    """Write rows down as they are."""
    with on.rehearsal.store.session() as session:
        for row in rows:
            session.add(row)
            session.flush()
        session.commit()


def people(on: Stage, *ids: UUID) -> None:
    keep(on, *(Person(id=id) for id in ids))


def venue(**changes: Any) -> Venue:
    told = {
        "id": UUID(int=next(numbers)),
        "organisation": "kfum",
        "name": "Fælleshuset",
        "address": "Munkebovej 12, 6000 Kolding",
        "outdoors": False,
        "opening": [],
        "version": 1,
    }
    return Venue(**{**told, **changes})


def activity(**changes: Any) -> Activity:
    told = {
        "id": UUID(int=next(numbers)),
        "organisation": "kfum",
        "programme": PROGRAMME.code,
        "programmeversion": PROGRAMME.version,
        "kind": "joint_meeting",
        "area": AREA,
        "state": "open",
        "responsible": COORDINATOR,
        "topics": [],
        "arranged": [],
        "languages": [],
        "opened_at": NOON,
        "version": 1,
    }
    return Activity(**{**told, **changes})


def meeting(
    *who: UUID, starts_at: datetime = NOON, hours: float = 2, role: str = "guardian", **changes: Any
) -> Meeting:
    told = {
        "id": UUID(int=next(numbers)),
        "organisation": "kfum",
        "programme": PROGRAMME.code,
        "programmeversion": PROGRAMME.version,
        "kind": "joint_meeting",
        "area": AREA,
        "family": FAMILY,
        "state": "planned",
        "place": HOME,
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=hours),
        "sequence": 0,
        "version": 1,
        "participants": [Participant(person=person, role=role) for person in who],
    }
    return Meeting(**{**told, **changes})


def link(on: Stage, as_: tuple[Any, ...] = AS_GUARDIAN, **wanted: Any) -> dict[str, Any]:
    """A new link to a calendar, with all that is told once."""
    made = on.call("POST", "/feeds", {"of": "person", **wanted}, as_=as_)
    assert made.status == 201, made.text
    return dict(made.json)


def path(link: dict[str, Any], kind: str = "ics") -> str:
    return str(link[kind]).removeprefix(PUBLIC_URL)


def read(on: Stage, link: dict[str, Any]) -> Calendar:
    """A calendar as a phone reads it."""
    reply = on.call("GET", path(link))
    assert reply.status == 200, reply.text
    return parsed(reply.content)


def parsed(content: bytes) -> Calendar:
    found = Calendar.from_ical(content)
    assert isinstance(found, Calendar)
    return found


def events(calendar: Calendar) -> list[CalendarEvent]:
    return [event for event in calendar.walk("VEVENT") if isinstance(event, CalendarEvent)]


def at(year: int, month: int, day: int, hour: int = 12, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def on_it(number: int = 1, starts_at: datetime = NOON, minutes: int = 120, **changes: Any) -> Entry:
    told = {"id": UUID(int=number), "starts_at": starts_at, "ends_at": starts_at + minutes * MINUTE, "what": "Møde"}
    return Entry(**{**told, **changes})


def fed(*entries: Entry, name: str = "Mine møder", language: str = "da") -> bytes:
    return calendars.feed(entries, name=name, language=language, made_at=AT)
