"""What can be asked about plans, bridges and mandates."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload, selectinload

from enrollment.tables import Bridge, Effort, Family, Goal, Mandate, Match, Member, Need, Success


def goals_of(session: Session, family_id: UUID) -> Sequence[Goal]:
    """The goals of a family's plan, the dearest of each level first."""
    theirs = select(Goal).filter_by(family_id=family_id)
    return session.scalars(theirs.order_by(Goal.place, Goal.added_at, Goal.id)).all()


def efforts_of(session: Session, family_id: UUID) -> Sequence[Effort]:
    """Everybody's efforts in a family's plan, with their appointments."""
    theirs = select(Effort).filter_by(family_id=family_id).options(joinedload(Effort.appointments))
    return session.scalars(theirs.order_by(Effort.begins_on, Effort.id)).unique().all()


def successes_of(session: Session, family_id: UUID, most: int) -> Sequence[Success]:
    """What went well for a family at meetings, the newest first."""
    theirs = select(Success).filter_by(family_id=family_id)
    return session.scalars(theirs.order_by(Success.noted_on.desc(), Success.id).limit(most)).all()


def bridges_of(session: Session, families: Collection[UUID]) -> Sequence[Bridge]:
    """Every bridge some families have had."""
    theirs = select(Bridge).where(Bridge.family_id.in_(families)).order_by(Bridge.opened_at, Bridge.id)
    return session.scalars(theirs).all() if families else ()


def bridges_to_ask_about(
    session: Session, organisation: str, on: date, *, after: UUID | None, limit: int
) -> Sequence[Bridge]:
    """Bridges that were crossed long enough ago to ask whether they landed, and nobody has asked."""
    open_still = Bridge.landed.is_(None) & Bridge.withdrawn_at.is_(None) & Family.left_at.is_(None)
    due = select(Bridge).join(Bridge.family).where(Family.organisation == organisation, open_still, Bridge.ask_on <= on)
    if after:
        due = due.where(Bridge.id > after)
    return session.scalars(due.order_by(Bridge.id).limit(limit)).all()


def families_with_births(
    session: Session,
    organisation: str,
    born: Mapping[str, Sequence[tuple[date, date]]],
    *,
    after: UUID | None,
    limit: int,
) -> Sequence[Family]:
    """Families taking part in which somebody was born between these days, by programme."""
    spans = [
        and_(Family.programme == programme, Member.born.between(first, last))
        for programme, times in born.items()
        for first, last in times
    ]
    if not spans:
        return ()
    now = and_(Family.organisation == organisation, Family.joined_at.is_not(None), Family.left_at.is_(None))
    theirs = select(Member.family_id).join(Family, Family.id == Member.family_id).where(now, or_(*spans))
    if after:
        theirs = theirs.where(Member.family_id > after)
    wanted = theirs.distinct().order_by(Member.family_id).limit(limit)
    found = select(Family).where(Family.id.in_(wanted)).order_by(Family.id).options(selectinload(Family.members))
    return session.scalars(found).all()


def mandates_of(session: Session, family_id: UUID) -> Sequence[Mandate]:
    """Every mandate a family has given, the earliest first."""
    return session.scalars(select(Mandate).filter_by(family_id=family_id).order_by(Mandate.given_at, Mandate.id)).all()


def live_mandate(session: Session, family_id: UUID, kind: str, body: str, on: date) -> Mandate | None:
    """A family's mandate of this kind towards a body, if it holds that day: given by all who were asked, not ended."""
    live = select(Mandate).where(Mandate.kind == kind, Mandate.body == body, *_holds(family_id, on))
    return session.scalars(live.order_by(Mandate.agreed_on, Mandate.id).limit(1)).first()


def mandated_bodies(session: Session, family_id: UUID, on: date) -> frozenset[str]:
    """The bodies that a mandate of a family, of whatever kind, covers that day."""
    return frozenset(session.scalars(select(Mandate.body).where(*_holds(family_id, on))))


def accompanies(session: Session, family: UUID, volunteer: UUID, kinds: Collection[str]) -> bool:
    """Whether somebody is the volunteer of a running match of a family, for a need of one of these kinds."""
    runs = select(Match.id).where(Match.matched_at.is_not(None), Match.ended_because.is_(None))
    theirs = runs.join(Need, Need.id == Match.need).where(Need.family_id == family, Need.kind.in_(kinds))
    return session.scalar(theirs.where(Match.volunteer == volunteer).limit(1)) is not None


def mandate_covers(
    body: InstrumentedAttribute[str], family_id: InstrumentedAttribute[UUID], on: date
) -> ColumnElement[bool]:
    """Whether a mandate of the family in the same row, of whatever kind, covers the body there that day."""
    return exists().where(Mandate.body == body, *_holds(family_id, on))


def _holds(family_id: UUID | InstrumentedAttribute[UUID], on: date) -> tuple[ColumnElement[bool], ...]:
    """As the rules say it (`domain.mandates.holds`), for the database."""
    return (
        Mandate.family_id == family_id,
        Mandate.agreed_on <= on,
        Mandate.withdrawn_on.is_(None) | (Mandate.withdrawn_on > on),
        Mandate.expires_on.is_(None) | (Mandate.expires_on >= on),
        Mandate.family.has(Family.left_at.is_(None)),
    )
