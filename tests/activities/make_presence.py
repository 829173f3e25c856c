"""Builders about attendance: an activity with families in it, meetings of it that are over, and entries of a device."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from activities.service import Activities
from activities.tables import (
    Activity,
    FollowUp,
    Meeting,
    Person,
    Recording,
    Sheet,
    SignedUp,
    SignUp,
    Volunteer,
    metadata,
)
from activities.tables import Participant as ParticipantRow
from chassis.testing import AT, Reply, Stage
from contracts.programmes import load
from tests.activities.make import AS_COORDINATOR, COORDINATOR, DAY, HOUR, SETTINGS

# Two families with two of them each, a volunteer, and somebody nobody has heard of.
HOUSE = load()["boligsocialt_hus"]
ACTIVITY, FIRST, SECOND = UUID(int=0xA0), UUID(int=0xF1), UUID(int=0xF2)
MUM, SON, DAD, DAUGHTER, HELPER, UNHEARD_OF = (UUID(int=n) for n in range(0x31, 0x37))
OF = {MUM: FIRST, SON: FIRST, DAD: SECOND, DAUGHTER: SECOND}
ROLES = {
    MUM: "guardian",
    SON: "child",
    DAD: "guardian",
    DAUGHTER: "child",
    HELPER: "volunteer",
    COORDINATOR: "coordinator",
}
CLUB, OPEN = "family_club_evening", "open_counselling"
EVENING = datetime(2026, 1, 5, 16, 0, tzinfo=AT.tzinfo)


def club(
    kind: str = CLUB,
    *,
    meetings: int = 1,
    people: Iterable[UUID] = (MUM, SON, DAD, DAUGHTER, HELPER),
    url: str = "sqlite://",
) -> Stage:
    """The service with an activity whose first `meetings` are over and not recorded yet."""
    on = Stage(Activities, metadata, settings=SETTINGS, url=url)
    with on.rehearsal.work() as work:
        work.session.add(_activity(kind))
        work.session.add(Volunteer(id=HELPER, approved_at=AT - 300 * DAY, valid_until=(AT + 300 * DAY).date()))
        work.session.add_all(Person(id=person) for person in ROLES)
        work.session.flush()
        work.session.add_all(_sign_up(family) for family in (FIRST, SECOND))
        work.session.add_all(_meeting(number, kind, people) for number in range(meetings))
    return on


def meeting(number: int = 0) -> UUID:
    """The id of a meeting of the activity, every second week one."""
    return UUID(int=0xB000 + number)


def begins(number: int = 0) -> datetime:
    return EVENING + number * 7 * DAY


def entry(key: int, nth: int = 0, *, at: datetime | None = None, **said: Any) -> dict[str, Any]:
    """What a device sends about one meeting: everybody named in `said`, a list for each."""
    return {
        "key": str(UUID(int=0xC0DE0000 + key)),
        "meeting_id": str(meeting(nth)),
        "recorded_at": (at or begins(nth) + HOUR).isoformat(),
        **{name: value if isinstance(value, int) else [_sent(one) for one in value] for name, value in said.items()},
    }


def walk_in(person: UUID, role: str) -> dict[str, str]:
    return {"person": str(person), "role": role}


def send(on: Stage, *entries: dict[str, Any], as_: tuple[Any, ...] = AS_COORDINATOR) -> Reply:
    return on.call("POST", "/attendance", {"entries": list(entries)}, as_=as_)


def outcomes(reply: Reply) -> list[str]:
    """What became of each entry; of a refused one its code."""
    assert reply.status == 200, reply.text
    return [each["problem"]["code"] if each["problem"] else each["outcome"] for each in reply.json["entries"]]


def known(on: Stage) -> dict[str, Any]:
    """Everything that is kept of attendance, without what names the order of arrival: ids, and moments of ours."""
    with on.desk.store.session(write=False) as session:
        people = session.query(ParticipantRow).order_by(ParticipantRow.meeting_id, ParticipantRow.person)
        return {
            "people": [(p.meeting_id, p.person, p.role, p.came, p.excused, p.walk_in) for p in people],
            "meetings": [(m.id, m.state) for m in session.query(Meeting).order_by(Meeting.id)],
            "sheets": [
                (s.meeting_id, s.recorded_at, s.key, s.unknown_walk_ins, s.counted)
                for s in session.query(Sheet).order_by(Sheet.meeting_id)
            ],
            "keys": [(r.key, r.meeting_id, r.digest) for r in session.query(Recording).order_by(Recording.key)],
            "asked_after": sorted(
                (f.reason, f.line, f.subject, f.since, f.through, f.times, f.talked_on) for f in session.query(FollowUp)
            ),
        }


def held(on: Stage) -> dict[UUID, dict[str, Any]]:
    """What was last told of each meeting."""
    return {event.subject: dict(event.data) for event in on.rehearsal.stored() if event.type == "meeting.held.v1"}


def _sent(one: Any) -> Any:
    return one if isinstance(one, dict) else str(one)


def _activity(kind: str) -> Activity:
    return Activity(
        id=ACTIVITY,
        organisation="kfum",
        programme=HOUSE.code,
        programmeversion=HOUSE.version,
        kind=kind,
        area=next(iter(HOUSE.areas)),
        state="open",
        responsible=COORDINATOR,
        topics=[],
        arranged=[],
        languages=[],
        opened_at=AT - 300 * DAY,
    )


def _sign_up(family: UUID) -> SignUp:
    people = [SignedUp(person=person, role=ROLES[person]) for person, of in OF.items() if of == family]
    return SignUp(
        id=UUID(int=family.int + 0x100),
        activity_id=ACTIVITY,
        family=family,
        role="participant",
        state="taken",
        asked_at=AT - 200 * DAY,
        asked_by=people[0].person,
        people=people,
    )


def _meeting(number: int, kind: str, people: Iterable[UUID]) -> Meeting:
    return Meeting(
        id=meeting(number),
        organisation="kfum",
        programme=HOUSE.code,
        programmeversion=HOUSE.version,
        kind=kind,
        activity_id=ACTIVITY,
        area=next(iter(HOUSE.areas)),
        starts_at=begins(number),
        ends_at=begins(number) + timedelta(hours=3),
        state="planned",
        participants=[ParticipantRow(person=person, role=ROLES[person]) for person in people],
    )
