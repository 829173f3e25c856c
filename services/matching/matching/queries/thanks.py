"""Reading who takes part, since when, and when they were last asked anything."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matching.queries.meetings import CAME, ON
from matching.tables import STANDING, Answer, Assignment, Attendance, CoverAsk, Match, Meeting, Proposal, Volunteer


def approved(session: Session, organisation: str, programme: str) -> Sequence[Volunteer]:
    """The volunteers of an organisation who may be matched."""
    query = select(Volunteer).where(Volunteer.programme == programme, Volunteer.organisation == organisation)
    query = query.where(Volunteer.left_at.is_(None), Volunteer.approved_until.is_not(None))
    return session.scalars(query.order_by(Volunteer.id)).all()


def standing(session: Session) -> set[UUID]:
    """The volunteers with a proposal that stands, or a match that runs."""
    return set(session.scalars(select(Proposal.volunteer_id).where(Proposal.state.in_(STANDING))))


def matched(session: Session) -> dict[UUID, tuple[datetime, datetime | None]]:
    """When volunteers' first match began and their last one ended, by volunteer."""
    query = select(Proposal.volunteer_id, func.min(Match.started_at), func.max(Match.ended_at))
    query = query.join(Match, Match.proposal_id == Proposal.id).group_by(Proposal.volunteer_id)
    return {volunteer: (started, ended) for volunteer, started, ended in session.execute(query)}


def asked(session: Session) -> dict[UUID, datetime]:
    """When volunteers were last asked anything: a proposal that had come to them, or a cover."""
    # A proposal comes to the volunteer with the guardian's yes; before that the volunteer has heard nothing.
    come = select(Proposal.volunteer_id, func.max(Answer.answered_at)).join(Answer, Answer.proposal_id == Proposal.id)
    come = come.where(Answer.side == "guardian", Answer.answer == "yes").group_by(Proposal.volunteer_id)
    covers = select(CoverAsk.volunteer_id, func.max(CoverAsk.asked_at)).group_by(CoverAsk.volunteer_id)
    found: dict[UUID, datetime] = {}
    for query in (come, covers):
        for volunteer, moment in session.execute(query):
            found[volunteer] = max(moment, found.get(volunteer, moment))
    return found


def meetings(session: Session, programme: str) -> dict[UUID, list[date]]:
    """The days of the meetings that volunteers came to, in order, by volunteer."""
    query = select(Attendance.volunteer_id, ON).join(Meeting, Meeting.id == Attendance.meeting_id)
    found: dict[UUID, list[date]] = defaultdict(list)
    rows: Any = session.execute(query.where(Meeting.programme == programme, ON.is_not(None), *CAME).order_by(ON))
    for volunteer, on in rows:
        found[volunteer].append(on)
    return found


def in_groups(session: Session, today: date) -> set[UUID]:
    """The volunteers who help in a group, or soon will."""
    query = select(Assignment.volunteer_id).where(Assignment.until.is_(None) | (Assignment.until >= today))
    return set(session.scalars(query))


def expected(session: Session, programme: str, since: date) -> set[UUID]:
    """The volunteers with a meeting before them."""
    query = select(Attendance.volunteer_id).join(Meeting, Meeting.id == Attendance.meeting_id)
    query = query.where(Meeting.programme == programme, Meeting.called_off_at.is_(None), Attendance.expected)
    return set(session.scalars(query.where(since <= ON)))
