"""Reading what needs somebody: every kind of it with its need and its volunteer, so that nobody sees their own.

A kind is read a part at a time or counted, never whole; only pins are few enough for that, as people make them by hand.
Deliberately not here: what it means that a proposal awaits somebody; the domain says whose yes is asked for.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import and_, exists, func, null, or_, select
from sqlalchemy.orm import Session, aliased

from matching.queries import needs
from matching.queries.matches import RUNNING, TO_SAY_GOODBYE
from matching.tables import STANDING, Answer, Checkin, Match, Need, Proposal, Ruling, Run, VettingWarning, Volunteer


@dataclass(frozen=True, kw_only=True)
class Found:
    """One row that needs somebody: what it is, when it is due, and who is in it."""

    kind: str
    subject: UUID
    due_on: date
    organisation: str
    programme: str
    guardians: Sequence[str]
    volunteer: UUID


@dataclass(frozen=True, kw_only=True)
class Part:
    """So many of each kind, behind a place in the list and without what a person is part of: enough for one page."""

    person: UUID
    organisation: str
    #: The day, the kind's place in the order of kinds, and the subject that the list goes on behind.
    after: Any
    order: Mapping[str, int]
    limit: int


@dataclass(frozen=True, kw_only=True)
class Kind:
    """Everything of one kind, by the columns that say what it is, when it is due, and whose."""

    name: str
    rows: Any
    subject: Any
    due_on: Any
    about: Any
    #: The condition that it is for somebody, who is in no part of it and has not done it yet.
    is_for: Callable[[UUID], Any]

    def part(self, session: Session, part: Part) -> Iterator[Found]:
        """What may be in a part of the list."""
        query = self.rows.where(self.about.organisation == part.organisation, self.is_for(part.person))
        if part.after:
            query = query.where(_behind(part.after, part.order[self.name], self.subject, self.due_on))
        for row in session.execute(query.order_by(self.due_on, self.subject).limit(part.limit)):
            subject, due_on, organisation, programme, guardians, volunteer = row
            whose: dict[str, Any] = {"organisation": organisation, "programme": programme, "volunteer": volunteer}
            yield Found(kind=self.name, subject=subject, due_on=due_on, guardians=guardians or (), **whose)

    def numbers(self, session: Session) -> dict[str, int]:
        """How many there are, by programme."""
        programme = Volunteer.programme if self.about is Volunteer else Need.programme
        query = self.rows.with_only_columns(programme, func.count(), maintain_column_froms=True)
        return dict(session.execute(query.group_by(programme)).all())


def of_matches(today: date) -> Iterator[Kind]:
    """What is due for matches and for the check-ins of matches."""
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
        query = _of_pairs(subject, due_on).join(Match, Match.proposal_id == Proposal.id)
        query = query.join(Checkin, Checkin.match_id == Match.id) if subject is Checkin.id else query
        yield _kind(kind, query.where(condition), subject, due_on)


def open_proposals(matchers: Mapping[str, Collection[str]], soon: date) -> Iterator[Kind]:
    """Proposals that await a matcher, of whom each programme asks so many, and others that expire soon."""
    awaits = or_(*(and_(Need.programme == code, or_(*map(_not_said, sides))) for code, sides in matchers.items()))
    query = _of_pairs(Proposal.id, Proposal.expires_on).where(Proposal.state == "open")
    yield _kind("matcher_awaited", query.where(awaits), Proposal.id, Proposal.expires_on, lambda id: ~_has_said(id))
    expires = ~awaits, Proposal.expires_on <= soon
    yield _kind("proposal_expiring", query.where(*expires), Proposal.id, Proposal.expires_on)


def lapsed_proposals(since: date, today: date) -> Kind:
    """Proposals that nobody answered in time, for whose need nothing stands since."""
    another = aliased(Proposal)
    stands = exists().where(another.need_id == Need.id, another.state.in_(STANDING))
    late = (Proposal.state == "lapsed") & (Proposal.expires_on < today) & (Proposal.expires_on >= since)
    query = _of_pairs(Proposal.id, Proposal.expires_on).where(late, Proposal.unanswered, ~stands)
    return _kind("proposal_lapsed", query, Proposal.id, Proposal.expires_on)


def vetting_ahead(today: date) -> Kind:
    """Volunteers of whom it was said that a step of vetting runs out, which it still does."""
    last, volunteer = func.min(VettingWarning.expires_on).label("due_on"), VettingWarning.volunteer_id
    said = select(volunteer, last).where(VettingWarning.expires_on >= today).group_by(volunteer).subquery()
    whose = Volunteer.organisation, Volunteer.programme, null(), Volunteer.id
    query = select(Volunteer.id, said.c.due_on, *whose).join(said, said.c.volunteer_id == Volunteer.id)
    return Kind(
        name="vetting_ahead",
        rows=query.where(Volunteer.left_at.is_(None)),
        subject=Volunteer.id,
        due_on=said.c.due_on,
        about=Volunteer,
        is_for=lambda person: Volunteer.id != person,
    )


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
                yield Found(
                    kind="pin_impossible",
                    subject=pin.id,
                    due_on=decided_at.date(),
                    organisation=pin.organisation,
                    programme=pin.programme,
                    guardians=guardians or (),
                    volunteer=pin.volunteer_id,
                )


def _latest_of_programme() -> Any:
    another = aliased(Run)
    same = another.programme == Run.programme, another.organisation == Run.organisation
    return select(func.max(another.decided_at)).where(*same).correlate(Run).scalar_subquery()


def _behind(after: Any, kind: int, subject: Any, due_on: Any) -> Any:
    if kind != after.kind:
        return due_on >= after.day if kind > after.kind else due_on > after.day
    return or_(due_on > after.day, and_(due_on == after.day, subject >= after.subject))


def _of_pairs(subject: Any, due_on: Any) -> Any:
    whose = Proposal.organisation, Need.programme, Need.guardians, Proposal.volunteer_id
    return select(subject, due_on, *whose).select_from(Proposal).join(Need, Need.id == Proposal.need_id)


def _kind(name: str, rows: Any, subject: Any, due_on: Any, is_for: Any = lambda _person: True) -> Kind:
    """A kind of what is about a need and a volunteer."""
    return Kind(
        name=name,
        rows=rows,
        subject=subject,
        due_on=due_on,
        about=Proposal,
        is_for=lambda person: and_(Proposal.volunteer_id != person, ~needs.guarded_by(person), is_for(person)),
    )


def _not_said(side: str) -> Any:
    return ~exists().where(Answer.proposal_id == Proposal.id, Answer.side == side, Answer.answer == "yes")


def _has_said(person: UUID) -> Any:
    return exists().where(Answer.proposal_id == Proposal.id, Answer.person == person, Answer.answer == "yes")
