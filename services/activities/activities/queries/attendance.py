"""What is known of attendance: sheets, keys, whom we know at all, and of which families those who come are."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from activities.queries.reach import within_reach
from activities.tables import (
    Activity,
    Consent,
    Family,
    Intake,
    Match,
    Meeting,
    Participant,
    Person,
    Recording,
    Sheet,
    SignedUp,
    SignUp,
    Volunteer,
)

Row = Mapping[str, Any]
HELD, CALLED_OFF = "held", "called_off"


def held_rows(session: Session, caller: Any, ids: Collection[UUID]) -> dict[UUID, Meeting]:
    """The meetings the caller may know of, held until the transaction ends, in the order of their ids."""
    query = select(Meeting).where(Meeting.id.in_(ids), within_reach(caller)).order_by(Meeting.id)
    rows = session.scalars(query.with_for_update(of=Meeting), execution_options={"populate_existing": True})
    return {row.id: row for row in rows}


def hold_lines(session: Session, meetings: Collection[UUID]) -> None:
    """Let everything else about the activities and matches of these meetings wait for this, so that runs are whole."""
    for table, line in ((Activity, Meeting.activity_id), (Match, Meeting.match_id)):
        lines = select(line).where(Meeting.id.in_(meetings))
        session.execute(select(table.id).where(table.id.in_(lines)).order_by(table.id).with_for_update())


def sheets(session: Session, meetings: Collection[UUID]) -> dict[UUID, Sheet]:
    """What was last written down of each meeting."""
    return {row.meeting_id: row for row in session.scalars(select(Sheet).where(Sheet.meeting_id.in_(meetings)))}


def recordings(session: Session, keys: Collection[UUID]) -> dict[UUID, Recording]:
    """The entries that have come before under any of these keys."""
    return {row.key: row for row in session.scalars(select(Recording).where(Recording.key.in_(keys)))}


def forget_recordings(session: Session, before: datetime) -> None:
    """Delete the keys of entries that came before a moment."""
    session.execute(delete(Recording).where(Recording.received_at < before))


def known(session: Session, people: Collection[UUID]) -> set[UUID]:
    """Those of these people whom we know: they have taken part, signed up, asked for a meeting, or are volunteers."""
    if not people:
        return set()
    known_by = (Person.id, Volunteer.id, SignedUp.person, Intake.person, Consent.person)
    return {person for by in known_by for person in session.scalars(select(by).where(by.in_(people))) if person}


def left(session: Session, people: Collection[UUID]) -> set[UUID]:
    """Those of these people whose family takes part no longer."""
    query = (
        select(Consent.person)
        .join(Family, Family.id == Consent.family)
        .where(Consent.person.in_(people), Family.left_at.is_not(None))
        .where(or_(Family.joined_at.is_(None), Family.left_at > Family.joined_at))
    )
    return set(session.scalars(query)) if people else set()


def families(session: Session, activity_id: UUID | None, people: Collection[UUID]) -> dict[UUID, UUID]:
    """Of which family each is, of those who signed up to an activity with one, or else consent as one of one."""
    if activity_id is None or not people:
        return {}
    consenting = (
        select(Consent.person, Consent.family)
        .where(Consent.person.in_(people), Consent.granted.is_(True))
        .order_by(Consent.family)
    )
    signed_up = (
        select(SignedUp.person, SignUp.family)
        .join(SignUp, SignUp.id == SignedUp.sign_up_id)
        .where(SignUp.activity_id == activity_id, SignUp.family.is_not(None), SignedUp.person.in_(people))
        .order_by(SignUp.asked_at, SignUp.id)
    )
    found = [*session.execute(consenting), *session.execute(signed_up)]
    return {person: family for person, family in found if family}


def elsewhere(session: Session, meeting: Meeting, people: Collection[UUID]) -> UUID | None:
    """Another meeting at the same time that one of these people came to as well."""
    query = (
        select(Meeting.id)
        .join(Participant, Participant.meeting_id == Meeting.id)
        .where(Participant.person.in_(people), or_(Participant.came.is_(True), Meeting.state != HELD))
        .where(Meeting.id != meeting.id, Meeting.state != CALLED_OFF)
        .where(Meeting.starts_at < meeting.ends_at, Meeting.ends_at > meeting.starts_at)
    )
    return session.scalar(query.order_by(Meeting.id).limit(1))


def as_sheet(meeting: Meeting, sheet: Sheet | None) -> Row:
    """What the API says about the attendance of a meeting."""
    return {
        "meeting_id": meeting.id,
        "state": meeting.state,
        "recorded_at": sheet.recorded_at if sheet else None,
        "participants": [
            {
                "person": one.person,
                "role": one.role,
                "came": one.came,
                "excused": one.excused,
                "walk_in": one.walk_in,
            }
            for one in meeting.participants
        ],
        "unknown_walk_ins": sheet.unknown_walk_ins if sheet else 0,
        "number": sheet.counted if sheet else None,
        "version": meeting.version,
    }
