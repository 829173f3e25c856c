"""The occasions of meetings as the rules see them: a family's request, a match or an activity, held for the while.

Deliberately not here: meetings. What becomes of those of an ended match is in `facts`.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from activities.actions.members import members
from activities.actions.reaching import insist
from activities.domain import ending, running
from activities.domain.people import Occasion, Participant
from activities.tables import Activity, Family, Intake, Match, Withdrawal
from chassis.work import Work
from contracts.programmes import load
from contracts.refusals import Refused


@dataclass(frozen=True, kw_only=True)
class Held:
    """An occasion with the row behind it."""

    row: Intake | Match | Activity
    occasion: Occasion
    family: UUID | None = None
    members: tuple[Participant, ...] = ()


def held(
    work: Work,
    *,
    intake_id: UUID | None = None,
    match_id: UUID | None = None,
    activity_id: UUID | None = None,
    kind: str | None = None,
) -> Held:
    """The request, the running match or the running activity, held until this work is done.

    For a meeting of the `kind` that follows a course it may have ended: that is when it is for. # S3-17

    Raises:
        Refused: `one_occasion`, or that there is no such one, or that it has ended.
    """
    if sum(map(bool, (intake_id, match_id, activity_id))) != 1:
        raise Refused("one_occasion", field="intake_id")
    if intake_id:
        return _intake(work, intake_id)
    return _match(work, match_id) if match_id else _activity(work, activity_id, kind)


def why_over(session: Session, match: Match) -> str | None:
    """Why no more meetings belong to this match, by all that has been told so far."""
    family = session.get(Family, match.family) if match.family else None
    told = ending.Told(
        matched_at=match.matched_at,
        ended_at=match.ended_at,
        ended_reason=match.ended_reason,
        family_left_at=family.left_at if family else None,
        consent_withdrawn_at=_withdrawn_at(session, match),
    )
    return ending.why_over(told)


def _intake(work: Work, intake_id: UUID) -> Held:
    row = work.session.get(Intake, intake_id, with_for_update=True)
    if row is None or row.person is None or not work.caller.reaches(organisation=row.organisation):
        raise Refused("unknown_intake", field="intake_id")
    return Held(row=row, occasion=Occasion(name="intake", family=(row.person,), professional=row.professional))


def _match(work: Work, match_id: UUID) -> Held:
    row = work.session.get(Match, match_id, with_for_update=True)
    # A match of which only the end has been told belongs to nobody yet.
    if row is None or row.guardians is None or not work.caller.reaches(organisation=row.organisation):
        raise Refused("unknown_match", field="match_id")
    if why_over(work.session, row):
        raise Refused("match_ended", field="match_id")
    guardians = tuple(UUID(guardian) for guardian in row.guardians)
    return Held(row=row, occasion=Occasion(name="match", family=guardians, volunteer=row.volunteer), family=row.family)


def _activity(work: Work, activity_id: UUID | None, kind: str | None) -> Held:
    row = work.session.get(Activity, activity_id, with_for_update=True)
    if row is None or not work.caller.reaches(organisation=row.organisation):
        raise Refused("unknown_activity", field="activity_id")
    if not _follows(row, kind):
        insist(running.objections_to_change(row.state))
    return Held(row=row, occasion=Occasion(name="programme", family=()), members=members(work.session, row.id))


def _follows(row: Activity, kind: str | None) -> bool:
    programme = load().get(row.programme)
    course = programme.courses.get(row.course or "") if programme else None
    return course is not None and kind is not None and course.follow_up_kind == kind


def _withdrawn_at(session: Session, match: Match) -> datetime | None:
    """When the consent was withdrawn that the programme asks for a match of this kind."""
    programme = load().get(match.programme or "")
    need = programme.needs.get(match.kind or "") if programme else None
    withdrawal = session.get(Withdrawal, {"family": match.family, "purpose": need.consent}) if need else None
    return withdrawal.withdrawn_at if withdrawal else None
