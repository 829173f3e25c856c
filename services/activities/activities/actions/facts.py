"""What other services have told, a column a fact, and what follows from it for meetings that are still to come.

Every order of arrival and every repetition ends in the same rows. What follows is drawn from all facts together, by one
function that every door calls after it has written its own.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from activities.actions import feeds, occasions, rows
from activities.actions.meetings import take_off
from activities.domain import course, ending
from activities.queries import meetings as kept
from activities.tables import Family, Intake, Match, Volunteer, Withdrawal
from chassis.work import Work
from contracts.envelope import Event

ASKED = ("person", "contact_route", "wanted", "area", "professional", "professional_organisation")
MATCHED = ("family", "volunteer", "kind", "area")


def note_intake(work: Work, event: Event) -> None:
    """A family has asked to meet the coordinator."""
    intake = rows.made(work.session, Intake, id=event.subject)
    _set(intake, **_some(event, ASKED), **_ours(work, event), requested_at=event.time)


def note_match(work: Work, event: Event) -> None:
    """A family and a volunteer are matched."""
    match = rows.made(work.session, Match, id=event.subject)
    guardians = [str(guardian) for guardian in event.data["guardians"]]
    _set(match, **_some(event, MATCHED), **_ours(work, event), guardians=guardians, matched_at=event.time)
    _settle(work, match)
    _let_calendars_end(work, event.data["family"])


def note_match_ended(work: Work, event: Event) -> None:
    """A match is over."""
    match = rows.made(work.session, Match, id=event.subject)
    _set(match, ended_at=event.time, ended_reason=event.data["reason"])
    _settle(work, match)


def note_family_left(work: Work, event: Event) -> None:
    """A family takes part no longer."""
    family = rows.made(work.session, Family, id=event.subject)
    family.left_at = _later(family.left_at, event.time)
    _settle_all(work, event.subject)
    _let_calendars_end(work, event.subject)


def note_consent(work: Work, event: Event) -> None:
    """Somebody has changed a consent; what we look for is that it is withdrawn from us."""
    data = event.data
    if data["state"] != "withdrawn" or data["receiver"] != work.organisation:
        return
    withdrawal = rows.made(work.session, Withdrawal, family=event.subject, purpose=data["purpose"])
    withdrawal.withdrawn_at = _later(withdrawal.withdrawn_at, event.time)
    _settle_all(work, event.subject)


def note_approval(work: Work, event: Event) -> None:
    """A volunteer's vetting holds until a day."""
    volunteer = rows.made(work.session, Volunteer, id=event.subject)
    if volunteer.approved_at is None or volunteer.approved_at < event.time:
        _set(volunteer, approved_at=event.time, valid_until=event.data["valid_until"])


def note_volunteer_left(work: Work, event: Event) -> None:
    """A volunteer has stopped. The matches that this ends are told one by one."""
    volunteer = rows.made(work.session, Volunteer, id=event.subject)
    volunteer.left_at = _later(volunteer.left_at, event.time)
    feeds.stop_of(work, [event.subject], volunteer.left_at)


def _settle_all(work: Work, family: UUID) -> None:
    for match_id in work.session.scalars(select(Match.id).where(Match.family == family).order_by(Match.id)).all():
        _settle(work, rows.made(work.session, Match, id=match_id))


def _settle(work: Work, match: Match) -> None:
    """Call off what a match that is over still has ahead; a better reason known by now replaces one drawn before."""
    reason = occasions.why_over(work.session, match)
    if reason is None:
        return
    for meeting in kept.of_match(work.session, match.id):
        if meeting.state == course.State.PLANNED and meeting.starts_at > work.now:
            take_off(work, meeting, reason)
        elif meeting.called_off_reason in ending.FROM_FACTS:
            meeting.called_off_reason = reason


def _let_calendars_end(work: Work, family_id: UUID) -> None:
    family = work.session.get(Family, family_id)
    if family and family.left_at:
        feeds.stop_of_family(work, family_id, family.left_at)


def _some(event: Event, names: Iterable[str]) -> dict[str, Any]:
    return {name: event.data[name] for name in names}


def _ours(work: Work, event: Event) -> dict[str, Any]:
    return {
        "organisation": work.organisation,
        "programme": event.programme,
        "programmeversion": event.programmeversion,
    }


def _set(row: Any, **facts: Any) -> None:
    for name, value in facts.items():
        setattr(row, name, value)


def _later(known: datetime | None, told: datetime) -> datetime:
    return told if known is None else max(known, told)
