"""Reading runs, what they kept, and the rows a run may still put forward."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import exists, func, select, tuple_
from sqlalchemy.orm import Session

from matching.queries import needs as of_needs
from matching.queries import portions, volunteers
from matching.queries.needs import still_wanted
from matching.queries.proposals import of_others
from matching.tables import STANDING, Need, Proposal, Run, RunPart, Volunteer


def page(session: Session, caller: Any, wanted: Any, *, programme: str | None) -> Sequence[Run]:
    """A page of the runs of the caller's organisation, the latest first."""
    query = select(Run).where(Run.organisation == caller.organisation)
    query = query.where(Run.programme == programme) if programme else query
    if before := session.get(Run, wanted.after) if wanted.after else None:
        query = query.where(tuple_(Run.decided_at, Run.id) < (before.decided_at, before.id))
    return session.scalars(query.order_by(Run.decided_at.desc(), Run.id.desc()).limit(wanted.limit + 1)).all()


def proposals(session: Session, run: UUID, person: UUID, *, after: UUID | None, limit: int) -> Sequence[Proposal]:
    """What a run has put forward, after an id; not to a person whom it concerns."""
    query = select(Proposal).where(Proposal.run_id == run, *of_others(person))
    query = query.where(Proposal.id > after) if after else query
    return session.scalars(query.order_by(Proposal.id).limit(limit)).all()


def pairs(session: Session, run: UUID) -> set[tuple[UUID, UUID]]:
    """Which needs and volunteers a run has put forward."""
    query = select(Proposal.need_id, Proposal.volunteer_id).where(Proposal.run_id == run)
    return {(need, volunteer) for need, volunteer in session.execute(query)}


def parts(session: Session, run: UUID, kind: str, *, after: UUID | None = None) -> Iterator[bytes]:
    """What a run has kept of a kind, piece by piece; only pieces with something after an id."""
    query = select(RunPart.number).where(RunPart.run_id == run, RunPart.kind == kind)
    query = query.where(RunPart.last > after) if after else query
    for number in session.scalars(query.order_by(RunPart.number)).all():
        part = session.get_one(RunPart, (run, kind, number))
        session.expunge(part)  # a large run is read through, not kept
        yield part.body


def before(moment: Any) -> Any:
    """The runs decided before a moment."""
    return select(Run.id).where(Run.decided_at < moment)


def needs(session: Session, ids: Sequence[UUID]) -> Sequence[Need]:
    """Needs by their ids, open or not."""
    return list(portions.scalars(session, select(Need), Need.id, ids))


def still_waiting(session: Session, programme: str, ids: Sequence[UUID]) -> Sequence[Any]:
    """What is known of those of these needs that are open and have nobody proposed for them."""
    stands = exists().where(Proposal.need_id == Need.id, Proposal.state.in_(STANDING))
    query = select(*of_needs.KNOWN).where(*still_wanted(programme), ~stands)
    return list(portions.rows(session, query, Need.id, ids))


def still_present(session: Session, programme: str, ids: Sequence[UUID]) -> Sequence[Any]:
    """What is known of those of these volunteers who have not left."""
    query = select(*volunteers.KNOWN).where(Volunteer.programme == programme, Volunteer.left_at.is_(None))
    return list(portions.rows(session, query, Volunteer.id, ids))


def nobody_fits_per_programme(session: Session) -> dict[tuple[str], int]:
    """For how many needs the latest run found nobody in the whole pool who could be asked."""
    latest = select(Run.programme, func.max(Run.decided_at)).group_by(Run.programme)
    rows = session.scalars(select(Run).where(tuple_(Run.programme, Run.decided_at).in_(latest)))
    return {(row.programme,): (row.figures or {}).get("nobody_fits", 0) for row in rows}
