"""Reading covers: who is free to be asked, who was asked when, and what stands."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matching.queries import portions
from matching.tables import Cover, CoverAsk, Ruling, Volunteer

WANTED = ("open", "found")


def wanted_at(session: Session, match: UUID, on: date, slot: str) -> Cover | None:
    """What is looked for, or has been found, for a time of a match."""
    query = select(Cover).where(Cover.match_id == match, Cover.happens_on == on, Cover.slot == slot)
    return session.scalar(query.where(Cover.state.in_(WANTED)))


def standing(session: Session) -> Sequence[Cover]:
    """Every cover that is looked for or found and not long over."""
    return session.scalars(select(Cover).where(Cover.state.in_(WANTED)).order_by(Cover.id)).all()


def standing_of(session: Session, match: UUID) -> Sequence[Cover]:
    """What is looked for or found for a match."""
    query = select(Cover).where(Cover.match_id == match, Cover.state.in_(WANTED))
    return session.scalars(query.order_by(Cover.id)).all()


def standing_with(session: Session, volunteer: UUID) -> Sequence[tuple[Cover, CoverAsk]]:
    """The days to which a volunteer has said yes, or about which the volunteer is being asked."""
    query = select(Cover, CoverAsk).join(CoverAsk, CoverAsk.cover_id == Cover.id)
    query = query.where(CoverAsk.volunteer_id == volunteer, CoverAsk.answer.is_(None) | (CoverAsk.answer == "yes"))
    found = session.execute(query.where(Cover.state.in_(WANTED)).order_by(Cover.id))
    return [(cover, ask) for cover, ask in found]


def page(session: Session, caller: Any, wanted: Any, *, state: str | None) -> Sequence[Cover]:
    """A page of the covers of the caller's organisation, in one state or in all."""
    query = select(Cover).where(Cover.organisation == caller.organisation)
    query = query.where(Cover.id > wanted.after) if wanted.after else query
    query = query.where(Cover.state == state) if state else query
    return session.scalars(query.order_by(Cover.id).limit(wanted.limit + 1)).all()


def asks(session: Session, cover: UUID) -> Sequence[CoverAsk]:
    """Who was asked, in turn."""
    return session.scalars(select(CoverAsk).where(CoverAsk.cover_id == cover).order_by(CoverAsk.number)).all()


def last_asked(session: Session) -> dict[UUID, datetime]:
    """When each volunteer was last asked for any cover."""
    query = select(CoverAsk.volunteer_id, func.max(CoverAsk.asked_at)).group_by(CoverAsk.volunteer_id)
    return dict(session.execute(query).all())


def offered(session: Session, organisation: str, programme: str) -> Sequence[Any]:
    """What everybody who volunteers in a programme offers, without loading them: id, kinds, languages, slots, place."""
    columns = (Volunteer.id, Volunteer.kinds, Volunteer.languages, Volunteer.slots, Volunteer.area)
    query = select(*columns, Volunteer.municipality).where(Volunteer.programme == programme)
    query = query.where(Volunteer.organisation == organisation, Volunteer.left_at.is_(None))
    return session.execute(query.order_by(Volunteer.id)).all()


def forbidden(session: Session, need: UUID) -> set[UUID]:
    """The volunteers whom a coordinator does not want proposed for a need."""
    query = select(Ruling.volunteer_id).where(Ruling.need_id == need, Ruling.word == "forbid")
    return set(session.scalars(query.where(Ruling.lifted_at.is_(None))))


def taken(session: Session, ids: Collection[UUID], on: date, *, apart_from: UUID) -> dict[UUID, set[tuple[date, str]]]:
    """The times of a day for which volunteers have said yes, or are being asked, by volunteer."""
    asked = select(CoverAsk.volunteer_id, Cover.slot).join(Cover, Cover.id == CoverAsk.cover_id)
    asked = asked.where(Cover.state == "open", CoverAsk.answer.is_(None))
    found = select(Cover.volunteer_id, Cover.slot).where(Cover.state == "found")
    times: dict[UUID, set[tuple[date, str]]] = defaultdict(set)
    for query, whose in ((asked, CoverAsk.volunteer_id), (found, Cover.volunteer_id)):
        of_day = query.where(Cover.happens_on == on, Cover.id != apart_from)
        for volunteer, slot in portions.rows(session, of_day, whose, ids):
            times[volunteer].add((on, slot))
    return times
