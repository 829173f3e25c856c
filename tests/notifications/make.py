"""Builders for tests of notifications; they name only what a test cares about."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import select

from chassis.mail import Calendar, Handover, Letter
from chassis.peers import Reply
from chassis.testing import AT, Rehearsal
from chassis.work import Work
from contracts.envelope import Event, check
from contracts.events import REGISTER
from notifications.actions import deliveries, families, matches, meetings, members, questions, settling
from notifications.tables import Message, metadata

PROGRAMME = "kvartervenner"
PEERS = {"enrollment": "http://enrollment", "matching": "http://matching", "activities": "http://activities"}
SETTINGS = {"mail": "print://", "sender": "samspil@kfum.example", "peers": PEERS}
DOORS: Mapping[str, Callable[[Work, Event], None]] = {
    "meeting.scheduled.v1": meetings.schedule,
    "meeting.moved.v1": meetings.move,
    "meeting.called_off.v1": meetings.call_off,
    "volunteer.matched.v1": matches.begin,
    "match.ended.v1": matches.end,
    "answer.asked.v1": questions.ask,
    "checkin.asked.v1": questions.ask,
    "cover.asked.v1": questions.ask,
    "vetting.expiring.v1": questions.ask,
    "activity.place_offered.v1": questions.ask,
    "activity.signed_up.v1": members.join,
    "activity.withdrawn.v1": members.leave,
    "checkin.answered.v1": questions.note_answer,
    "need.withdrawn.v1": questions.withdraw,
    "volunteer.left.v1": questions.leave,
    "consent.changed.v1": families.change_consent,
    "family.left.v1": families.leave,
}


def someone(name: str) -> UUID:
    """The same pseudonym for the same name in every test."""
    return uuid5(UUID(int=7), name)


MEETING, MATCH, FAMILY, AMAL, JONAS, VIBEKE = map(someone, ("meeting", "match", "family", "amal", "jonas", "vibeke"))
PROPOSAL, CHECKIN, COVER = map(someone, ("proposal", "checkin", "cover"))
IN_A_WEEK = AT + timedelta(days=7)
LAST_DAY = date(2026, 3, 9)
SIDES = {"family": [AMAL, JONAS], "volunteer": [VIBEKE]}


def event(
    type: str, subject: UUID, data: Mapping[str, Any], *, sequence: int = 1, at: datetime = AT, **more: Any
) -> Event:
    """An event as its owner would tell it."""
    named = f"{type} {subject} {sequence}"
    return check(
        Event(
            id=someone(named),
            source=f"/kfum/{REGISTER[type].owner}",
            type=type,
            subject=subject,
            time=at,
            data=data,
            correlationid=someone(f"correlation of {more.get('by', named)}"),
            sequence=sequence,
            programme=more.get("programme", PROGRAMME),
            programmeversion="1.0.0",
            dataclassification=REGISTER[type].classification,
        )
    )


def scheduled(starts_at: datetime = IN_A_WEEK, *, people: Mapping[UUID, str] | None = None, **more: Any) -> Event:
    people = people or {AMAL: "guardian", VIBEKE: "volunteer"}
    data = {
        "kind": "one_to_one",
        "intake": None,
        "match": MATCH,
        "family": FAMILY,
        "participants": [{"person": person, "role": role} for person, role in people.items()],
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=2),
        "area": "kolding_one",
        "activity": None,
        "series": None,
    }
    data |= {name: more.pop(name) for name in list(more) if name in data}
    return event("meeting.scheduled.v1", more.pop("meeting", MEETING), data, **more)


def moved(starts_at: datetime, *, sequence: int = 2, at: datetime = AT + timedelta(hours=1), **more: Any) -> Event:
    data = {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=2)}
    return event("meeting.moved.v1", more.pop("meeting", MEETING), data, sequence=sequence, at=at, **more)


def called_off(*, sequence: int = 9, at: datetime = AT + timedelta(hours=2), **more: Any) -> Event:
    data = {"reason": "illness", "cause": None}
    return event("meeting.called_off.v1", more.pop("meeting", MEETING), data, sequence=sequence, at=at, **more)


def matched(*, at: datetime = AT) -> Event:
    data = {
        "proposal": PROPOSAL,
        "need": someone("need"),
        "family": FAMILY,
        "guardians": [AMAL, JONAS],
        "volunteer": VIBEKE,
        "kind": "network_person",
        "area": "kolding_one",
    }
    return event("volunteer.matched.v1", MATCH, data, at=at)


def ended(**more: Any) -> Event:
    data = {"need": someone("need"), "family": FAMILY, "volunteer": VIBEKE, "reason": "family_wish"}
    return event("match.ended.v1", MATCH, data, sequence=2, at=AT + timedelta(hours=3), **more)


def answer_asked(side: str = "family", *, until: date = LAST_DAY, **more: Any) -> Event:
    people = more.pop("people", SIDES[side])
    data = {"need": someone("need"), "family": FAMILY, "side": side, "people": people, "answer_by": until}
    return event("answer.asked.v1", PROPOSAL, data, **more)


def need_withdrawn(need: UUID | None = None, *, at: datetime = AT + timedelta(hours=1)) -> Event:
    data = {"family": FAMILY, "reason": "family_wish"}
    return event("need.withdrawn.v1", need or someone("need"), data, sequence=2, at=at)


def checkin_asked(side: str = "family", *, checkin: UUID = CHECKIN, **more: Any) -> Event:
    data = {"match": MATCH, "family": FAMILY, "side": side, "people": SIDES[side], "answer_by": LAST_DAY}
    return event("checkin.asked.v1", checkin, data, **more)


def checkin_answered(by: str = "family", *, at: datetime = AT + timedelta(hours=1), **more: Any) -> Event:
    return event("checkin.answered.v1", MATCH, {"by": by, "answer": "well"}, at=at, sequence=5, **more)


def cover_asked(volunteer: UUID = VIBEKE, **more: Any) -> Event:
    data = {"volunteer": volunteer, "on": date(2026, 3, 12), "slot": "thu_evening", "answer_by": LAST_DAY}
    return event("cover.asked.v1", COVER, data, **more)


def vetting_expiring(days: int = 90, *, expires_on: date = date(2026, 5, 31), **more: Any) -> Event:
    data = {"step": "children_certificate", "expires_on": expires_on, "days": days}
    return event("vetting.expiring.v1", VIBEKE, data, **more)


def volunteer_left(*, at: datetime = AT + timedelta(hours=1)) -> Event:
    return event("volunteer.left.v1", VIBEKE, {"reason": "volunteer_wish"}, sequence=50, at=at)


def consent(state: str, *, name: str = "first", person: UUID = AMAL, purpose: str = "messages") -> Event:
    data = {
        "consent": someone(f"{name} consent"),
        "person": person,
        "purpose": purpose,
        "receiver": "kfum",
        "categories": ["contact_details"],
        "state": state,
        "expires_on": None,
    }
    sequence = int(someone(f"{name} {state}").int % 1000) + 1
    return event("consent.changed.v1", FAMILY, data, sequence=sequence, at=AT + timedelta(minutes=30))


def family_left(*, at: datetime = AT + timedelta(hours=1)) -> Event:
    return event("family.left.v1", FAMILY, {"reason": "moved_away"}, sequence=99, at=at)


def rehearsal(**settings: Any) -> Rehearsal:
    return Rehearsal("notifications", metadata, settings={**SETTINGS, **settings})


def hear(stage: Rehearsal, *events: Event) -> None:
    """Each event in a transaction of its own; then what was heard of series is settled."""
    for each in events:
        with stage.work(at=stage.clock.now(), correlation_id=each.correlationid) as work:
            DOORS[each.type](work, each)
    settling.settle(stage.desk)


def messages(stage: Rehearsal) -> list[Message]:
    with stage.store.session(write=False) as session:
        found = session.scalars(select(Message).order_by(Message.template, Message.person, Message.occasion)).all()
        session.expunge_all()
        return list(found)


def states(stage: Rehearsal) -> dict[tuple[str, UUID, int], str]:
    """The state of every message, with its reason if it has one, by template, person and occasion."""
    return {
        (each.template, each.person, each.occasion): f"{each.state} {each.reason or ''}".strip()
        for each in messages(stage)
    }


# What activities says of a meeting, as it stands in front of a reader.
ITIP = "\r\n".join(
    [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Samspil//Activities//DA",
        "METHOD:REQUEST",
        "BEGIN:VEVENT",
        f"UID:{MEETING}",
        "SEQUENCE:0",
        "DTSTAMP:20260302T090000Z",
        "DTSTART:20260309T090000Z",
        "DTEND:20260309T110000Z",
        "SUMMARY:En til en\\, Kolding",
        "ORGANIZER:urn:uuid:7b0a3c1e-0000-5000-8000-000000000000",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
).encode()


@dataclass
class Owner:
    """The services that are asked, in one: answers with an address, a link or a calendar, or as it is told to."""

    status: int | None = 200
    link: int | None = 200
    calendar: Reply = field(default_factory=lambda: Reply(200, content=ITIP))
    language: str = "da"
    asked: list[tuple[str, str, str]] = field(default_factory=list)

    def __call__(self, service: str, path: str, *, purpose: str, **_: Any) -> Reply:
        self.asked.append((service, path, purpose))
        if "/link" in path:
            url = f"https://kfum.example/answer/{len(self.asked)}"
            return Reply(self.link, {"url": url} if self.link == 200 else {})
        if service == "activities":
            return self.calendar
        if self.status != 200:
            return Reply(self.status)
        return Reply(200, {"name": "Amal Çelik", "email": "amal@familie.example", "language": self.language})


@dataclass
class Post:
    """A mail system that keeps letters, and takes them as it is told to."""

    answers: Iterable[Handover] = ()
    letters: list[Letter] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._answers = iter(self.answers)

    def __call__(self, _url: str, *, calendar: Mapping[str, Any] | None = None, **letter: Any) -> str:
        self.letters.append(Letter(calendar=Calendar(**calendar) if calendar else None, **letter))
        return next(self._answers, Handover.SENT).value


def deliver(stage: Rehearsal, owner: Owner | None = None, post: Post | None = None) -> Post:
    """One round of deliveries."""
    stage.desk.ask = owner or Owner()
    post = post or Post()
    deliveries.deliver(stage.desk, post)
    return post
