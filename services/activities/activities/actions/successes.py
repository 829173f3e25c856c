"""Noting that something small went well for a family at a meeting. What becomes of it is the family's. # S3-09"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from activities.actions.reaching import insist, of_programme, reach
from activities.domain import course, successes
from activities.domain.people import FAMILY
from activities.queries import attendance as kept
from activities.queries import successes as noted
from activities.tables import Family, Meeting, Success
from chassis.work import Work
from contracts.refusals import Refused

# Enrollment has heard of it by then; here it would only be told twice.
KEPT = timedelta(days=90)


def note(work: Work, meeting_id: UUID, *, family: UUID, word: str) -> Mapping[str, Any]:
    """Note it, once, and tell enrollment.

    Raises:
        Refused: the first thing that speaks against it.
    """
    meeting = reach(work, meeting_id)
    insist(course.objections_to_afterwards(meeting.state))
    own = noted.own_families(work.session, work.caller.subject)
    insist(successes.objections(came=_came(work, meeting), own=own, family=family))
    if noted.is_noted(work.session, meeting.id, family, word):
        raise Refused("already_done")
    row = Success(id=work.new_id(), meeting_id=meeting.id, family=family, word=word)
    row.noted_by, row.noted_at = work.caller.subject, work.now
    work.session.add(row)
    told = {"family": family, "meeting": meeting.id, "word": word}
    work.emit("success.noted.v1", row.id, told, **of_programme(meeting))
    return {"id": row.id, "meeting_id": meeting.id, "family": family, "word": word}


def forget(work: Work) -> None:
    """What enrollment has heard of, and what is about families that take part no longer, is not kept."""
    noted.forget(work.session, work.now - KEPT)


def _came(work: Work, meeting: Meeting) -> set[UUID]:
    """The families of which somebody came, and that still take part."""
    people = [one.person for one in meeting.participants if one.came and one.role in FAMILY]
    found = set(kept.families(work.session, meeting.activity_id, people).values())
    if meeting.family and people:
        found.add(meeting.family)
    return {family for family in found if not _has_left(work, meeting, family)}


def _has_left(work: Work, meeting: Meeting, family: UUID) -> bool:
    row = work.session.get(Family, family)
    return bool(row and row.left_at and row.left_at > meeting.starts_at)
