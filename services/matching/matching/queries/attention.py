"""Reading what needs somebody: every kind of it with its need and its volunteer, so that nobody sees their own.

Deliberately not here: what it means that a proposal awaits somebody; that the domain says from the yeses.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from matching.queries import needs
from matching.queries.matches import RUNNING, TO_SAY_GOODBYE
from matching.tables import (
    STANDING,
    Answer,
    Checkin,
    Match,
    Need,
    Proposal,
    Ruling,
    Run,
    VettingExemption,
    VettingOutcome,
    VettingWarning,
    Volunteer,
)


@dataclass(frozen=True, kw_only=True)
class Found:
    """One row that may need somebody: what it is, when it is due, and who is in it."""

    kind: str
    subject: UUID
    due_on: date
    organisation: str
    programme: str
    guardians: Sequence[str]
    volunteer: UUID

    def of_kind(self, kind: str) -> "Found":
        """The same, once it is known what needs somebody."""
        return replace(self, kind=kind)


@dataclass(frozen=True, kw_only=True)
class Part:
    """So many of each kind, behind a place in the list and without what a person is part of: enough for one page."""

    person: UUID
    #: The day, the kind's place in the order of kinds, and the subject that the list goes on behind.
    after: Any
    order: Mapping[str, int]
    limit: int

    def of(self, query: Any, kind: str, subject: Any, due_on: Any) -> Any:
        """The rows of a kind that may be in this part."""
        query = query.where(Proposal.volunteer_id != self.person, ~needs.guarded_by(self.person))
        if self.after:
            query = query.where(_behind(self.after, self.order[kind], subject, due_on))
        return query.order_by(due_on, subject).limit(self.limit)


def of_matches(session: Session, today: date, part: Part | None = None) -> Iterator[Found]:
    """What is due for matches and for the check-ins of matches; all of it, or a part."""
    asked = RUNNING & Checkin.answer.is_(None) & Checkin.talked_on.is_(None) & (Checkin.answer_by < today)
    to_talk = (Checkin.answer == "talk") & Checkin.talked_on.is_(None)
    kinds: dict[str, tuple[Any, Any, Any]] = {
        "first_meeting": (Match.id, Match.meet_by, RUNNING & Match.met_on.is_(None) & (Match.meet_by <= today)),
        "review_due": (Match.id, Match.review_on, RUNNING & (Match.review_on <= today)),
        "support_due": (Match.id, Match.support_on, RUNNING & (Match.support_on <= today)),
        "goodbye_due": (Match.id, Match.goodbye_by, TO_SAY_GOODBYE),
        "checkin_silent": (Checkin.id, Checkin.answer_by, asked),
        "talk_wanted": (Checkin.id, Checkin.answered_on, to_talk),
    }
    for kind, (subject, due_on, condition) in kinds.items():
        query = _whose(subject, due_on).join(Match, Match.proposal_id == Proposal.id)
        query = query.join(Checkin, Checkin.match_id == Match.id) if subject is Checkin.id else query
        query = query.where(condition)
        yield from _found(session, kind, part.of(query, kind, subject, due_on) if part else query)


def open_proposals(session: Session) -> Iterator[Found]:
    """Proposals that somebody is still to answer; of which kind each is depends on whom it awaits."""
    yield from _found(session, "", _whose(Proposal.id, Proposal.expires_on).where(Proposal.state == "open"))


def lapsed_proposals(session: Session, since: date, today: date) -> Iterator[Found]:
    """Proposals that nobody answered in time, for whose need nothing stands since."""
    another = aliased(Proposal)
    stands = exists().where(another.need_id == Need.id, another.state.in_(STANDING))
    query = _whose(Proposal.id, Proposal.expires_on)
    late = (Proposal.state == "lapsed") & (Proposal.expires_on < today) & (Proposal.expires_on >= since)
    yield from _found(session, "proposal_lapsed", query.where(late, Proposal.unanswered, ~stands))


def impossible_pins(session: Session) -> Iterator[Found]:
    """Pins that nothing came of in the latest run of their programme, while they count and their need waits."""
    stands = exists().where(Proposal.need_id == Ruling.need_id, Proposal.state.in_(STANDING))
    latest = select(Run.programme, Run.decided_at, Run.impossible_pins).where(Run.decided_at == _latest_of_programme())
    for programme, decided_at, told in session.execute(latest):
        pairs = {(each["need"], each["volunteer"]) for each in told or ()}
        query = select(Ruling, Need.guardians).join(Need, Need.id == Ruling.need_id)
        query = query.where(Ruling.programme == programme, Ruling.word == "pin", Ruling.lifted_at.is_(None), ~stands)
        for pin, guardians in session.execute(query):
            if (pin.need_id.hex, pin.volunteer_id.hex) in pairs:
                yield _found_alone("pin_impossible", pin, pin.volunteer_id, decided_at.date(), guardians or ())


def vetting_ahead(session: Session, today: date) -> Iterator[Found]:
    """Volunteers of whom it was said that a step of vetting runs out, and nothing was recorded about it since."""
    passed = exists().where(*_since(VettingOutcome))
    excused = exists().where(*_since(VettingExemption), VettingExemption.until > VettingWarning.expires_on)
    due_on = func.min(VettingWarning.expires_on)
    query = select(Volunteer, due_on).join(VettingWarning, VettingWarning.volunteer_id == Volunteer.id)
    query = query.where(VettingWarning.expires_on >= today, Volunteer.left_at.is_(None), ~passed, ~excused)
    for volunteer, day in session.execute(query.group_by(Volunteer.id)):
        yield _found_alone("vetting_ahead", volunteer, volunteer.id, day, ())


def yeses_of_open(session: Session) -> dict[UUID, dict[str, UUID]]:
    """Who has said yes to the proposals that are open, by proposal and side."""
    query = select(Answer.proposal_id, Answer.side, Answer.person).join(Proposal, Proposal.id == Answer.proposal_id)
    found: dict[UUID, dict[str, UUID]] = {}
    for proposal, side, person in session.execute(query.where(Proposal.state == "open", Answer.answer == "yes")):
        found.setdefault(proposal, {})[side] = person
    return found


def _latest_of_programme() -> Any:
    another = aliased(Run)
    same = another.programme == Run.programme, another.organisation == Run.organisation
    return select(func.max(another.decided_at)).where(*same).correlate(Run).scalar_subquery()


def _since(table: Any) -> tuple[Any, ...]:
    same = table.volunteer_id == VettingWarning.volunteer_id, table.step == VettingWarning.step
    return *same, table.recorded_at > VettingWarning.said_at


def _found_alone(kind: str, row: Any, volunteer: UUID, due_on: date, guardians: Sequence[str]) -> Found:
    """What is about a row that stands in no proposal."""
    return Found(
        kind=kind,
        subject=row.id,
        due_on=due_on,
        organisation=row.organisation,
        programme=row.programme,
        guardians=guardians,
        volunteer=volunteer,
    )


def _behind(after: Any, kind: int, subject: Any, due_on: Any) -> Any:
    if kind != after.kind:
        return due_on >= after.day if kind > after.kind else due_on > after.day
    return or_(due_on > after.day, and_(due_on == after.day, subject >= after.subject))


def _whose(subject: Any, due_on: Any) -> Any:
    whose = Proposal.organisation, Need.programme, Need.guardians, Proposal.volunteer_id
    return select(subject, due_on, *whose).select_from(Proposal).join(Need, Need.id == Proposal.need_id)


def _found(session: Session, kind: str, query: Any) -> Iterator[Found]:
    for subject, due_on, organisation, programme, guardians, volunteer in session.execute(query):
        yield Found(
            kind=kind,
            subject=subject,
            due_on=due_on,
            organisation=organisation,
            programme=programme,
            guardians=guardians or (),
            volunteer=volunteer,
        )
