"""Reading what may need a coordinator, kind by kind: what waits or is near, with what decides whose it is.

Without a reader it is counted for everybody; a reader finds only what is the organisation's and never what is about the
reader or the reader's own family. Deliberately not here: what the programme says of days; the limits are given.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, String, and_, cast, exists, func, or_, select
from sqlalchemy.orm import Session, lazyload

from activities.queries.follow_ups import is_over
from activities.queries.intakes import is_open
from activities.queries.promises import MISSED, OPEN, is_running, last_missed, not_own
from activities.queries.successes import FAMILY, of_families_of
from activities.queries.venues import ASKED
from activities.tables import (
    Activity,
    Approval,
    Expense,
    FollowUp,
    Intake,
    Match,
    Meeting,
    Participant,
    Promise,
    SignedUp,
    SignUp,
    Venue,
)

PLANNED, OFFERED, CLAIMED = "planned", "offered", "claimed"
# So many of each kind are listed, what waits longest first; the others show as those are done. All are counted.
MOST = 500
Moments = Mapping[str, datetime]


@dataclass(frozen=True, kw_only=True)
class Found:
    """One row that may need somebody."""

    subject: UUID
    at: date | datetime
    programme: str | None
    activity_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Whose list it is."""

    person: UUID
    organisation: str


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A list being read, for one reader or for nobody in particular."""

    session: Session
    reader: Reader | None = None

    def meetings(self, *wanted: Any) -> Sequence[Meeting]:
        """Meetings still planned, the first first; who takes part is read of those that are asked."""
        query = select(Meeting).where(Meeting.state == PLANNED, *wanted, *self._ours(Meeting.organisation))
        if self.reader:
            query = query.where(~_is_about(self.reader.person))
        query = query.options(lazyload(Meeting.participants)).order_by(Meeting.starts_at, Meeting.id)
        return self.session.scalars(query.limit(self._most)).all()

    def approvals(self, today: date) -> Iterator[Found]:
        """Boards that have been asked about days that are not over."""
        query = select(Approval.id, Approval.asked_at).join(Venue, Venue.id == Approval.venue_id)
        query = query.where(Approval.state == ASKED, Approval.until_on >= today, *self._ours(Venue.organisation))
        for id, asked_at in self._some(query, Approval.asked_at):
            yield Found(subject=id, at=asked_at, programme=None)

    def follow_ups(self, reason: str) -> Iterator[Found]:
        """Whom to ask after."""
        query = select(FollowUp.id, FollowUp.opened_at, FollowUp.programme)
        query = query.where(FollowUp.reason == reason, FollowUp.talked_on.is_(None), ~is_over())
        query = query.where(*self._ours(FollowUp.organisation), *self._not_of(FollowUp.family))
        if self.reader:
            query = query.where(FollowUp.subject != self.reader.person)
        return _found(self._some(query, FollowUp.opened_at))

    def intakes(self) -> Iterator[Found]:
        """Families that wait for their first meeting."""
        query = select(Intake.id, Intake.requested_at, Intake.programme)
        query = query.where(is_open(), Intake.requested_at.is_not(None), *self._ours(Intake.organisation))
        if self.reader:
            query = query.where(Intake.person != self.reader.person)
        return _found(self._some(query, Intake.requested_at))

    def offers(self, until: datetime) -> Iterator[Found]:
        """Places offered to somebody who has not answered."""
        query = select(SignUp.id, SignUp.offered_until, Activity.programme, Activity.id)
        query = query.join(Activity, Activity.id == SignUp.activity_id)
        query = query.where(SignUp.state == OFFERED, SignUp.offered_until <= until)
        query = query.where(*self._ours(Activity.organisation), *self._not_of(SignUp.family))
        if self.reader:
            own = select(SignedUp.sign_up_id).where(SignedUp.person == self.reader.person)
            query = query.where(SignUp.id.not_in(own))
        return _found(self._some(query, SignUp.offered_until))

    def promises_due(self, until: date, rhythms: Sequence[tuple[str, str]]) -> Iterator[Found]:
        """What some rhythms, each by programme and word, have promised until a day and not kept yet."""
        due = Promise.state == OPEN, Promise.due_on <= until, is_running()
        named = or_(*(and_(Promise.programme == code, Promise.rhythm == name) for code, name in rhythms))
        return self._promises(*due, named)

    def promises_missed(self, since: date) -> Iterator[Found]:
        """The latest promise of each line that was missed and has not been kept since."""
        return self._promises(Promise.state == MISSED, Promise.id.in_(last_missed(since)))

    def expenses(self) -> Iterator[Found]:
        """Expenses that nobody has ruled on; never the reader's own."""
        query = select(Expense.id, Expense.claimed_at, Expense.programme, Expense.activity_id)
        query = query.where(Expense.state == CLAIMED, *self._ours(Expense.organisation))
        if self.reader:
            query = query.where(or_(Expense.claimant.is_(None), Expense.claimant != self.reader.person))
        return _found(self._some(query, Expense.claimed_at))

    def _promises(self, *wanted: Any) -> Iterator[Found]:
        query = select(Promise.id, Promise.due_on, Promise.programme, Promise.activity_id)
        query = query.where(*wanted, *self._ours(Promise.organisation))
        if self.reader:
            query = query.where(not_own(self.session, self.reader.person))
        return _found(self._some(query, Promise.due_on))

    @property
    def _most(self) -> int | None:
        return MOST if self.reader else None

    def _ours(self, organisation: Any) -> list[ColumnElement[bool]]:
        return [organisation == self.reader.organisation] if self.reader else []

    def _not_of(self, family: Any) -> list[ColumnElement[bool]]:
        """The condition that something is not about a family of the reader's."""
        families = of_families_of(self.reader.person) if self.reader else ()
        return [or_(family.is_(None), family.not_in(own)) for own in families]

    def _some(self, query: Any, by: Any) -> Sequence[Any]:
        return self.session.execute(query.order_by(by).limit(self._most)).all()


def before(limits: Moments, column: Any) -> ColumnElement[bool]:
    """The condition that a meeting's moment is before the one given for its programme."""
    return or_(*(and_(Meeting.programme == code, column <= moment) for code, moment in sorted(limits.items())))


def kinds(programme_kinds: Mapping[str, Sequence[str]]) -> ColumnElement[bool]:
    """The condition that a meeting is of one of these kinds of its programme."""
    found = sorted(programme_kinds.items())
    return or_(*(and_(Meeting.programme == code, Meeting.kind.in_(words)) for code, words in found))


def as_found(meeting: Meeting) -> Found:
    """A meeting as one of the list."""
    return Found(subject=meeting.id, at=meeting.starts_at, programme=meeting.programme, activity_id=meeting.activity_id)


def _found(rows: Sequence[Any]) -> Iterator[Found]:
    for id, at, programme, *activity in rows:
        yield Found(subject=id, at=at, programme=programme, activity_id=activity[0] if activity else None)


def _is_about(person: UUID) -> ColumnElement[bool]:
    """Whether a meeting of a request or a match is about somebody or the family of somebody."""
    there = select(Participant.meeting_id).where(
        Participant.person == person, Participant.role.in_((*FAMILY, "volunteer"))
    )
    guarded = func.coalesce(cast(Match.guardians, String), "").contains(str(person))
    match = exists().where(Match.id == Meeting.match_id, or_(Match.volunteer == person, guarded))
    family = or_(*(and_(Meeting.family.is_not(None), Meeting.family.in_(own)) for own in of_families_of(person)))
    asked = exists().where(Intake.id == Meeting.intake_id, Intake.person == person)
    return and_(Meeting.activity_id.is_(None), or_(Meeting.id.in_(there), match, family, asked))
