"""Expenses: pages of them, what a meeting and an activity have cost, and what bookkeeping is given."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, func, or_, select, update
from sqlalchemy.orm import Session

from activities.queries.attendance import HELD
from activities.queries.reach import after
from activities.tables import Activity, Expense, Meeting

Row = Mapping[str, Any]
TURNED_DOWN = "turned_down"
AGREED = ("approved", "reimbursed")


def within_reach(session: Session, caller: Any, id: UUID) -> Expense | None:
    """The row of an expense, if the caller may know of it."""
    return session.scalar(select(Expense).where(Expense.id == id, _reached(caller)))


def page(session: Session, caller: Any, portion: Any, *, state: str | None, activity_id: UUID | None) -> list[Row]:
    """The expenses of the caller's organisation, or the caller's own."""
    query = select(Expense).where(_reached(caller), *after(Expense.id, portion))
    query = query.where(Expense.state == state) if state else query
    query = query.where(Expense.activity_id == activity_id) if activity_id else query
    return [as_expense(row) for row in session.scalars(query.order_by(Expense.id).limit(portion.limit + 1))]


def hold_meeting(session: Session, meeting: UUID) -> Meeting:
    """The meeting, so that what is approved for it is counted one after the other."""
    return session.get_one(Meeting, meeting, with_for_update=True)


def spent(session: Session, meeting: UUID, allowance: str) -> int:
    """How many øre have been approved for a meeting."""
    query = select(func.sum(Expense.amount)).where(Expense.meeting_id == meeting, Expense.allowance == allowance)
    return int(session.scalar(query.where(Expense.state.in_(AGREED))) or 0)


def is_claimed(session: Session, meeting: UUID, claimant: UUID, receipt: str, allowance: str) -> bool:
    """Whether somebody has claimed the same receipt before."""
    query = select(Expense.id).where(Expense.meeting_id == meeting, Expense.claimant == claimant)
    same = query.where(Expense.receipt == receipt, Expense.allowance == allowance, Expense.state != TURNED_DOWN)
    return session.scalar(same.limit(1)) is not None


def activity(session: Session, caller: Any, id: UUID) -> Activity | None:
    """An activity of the caller's organisation."""
    return session.scalar(select(Activity).where(Activity.id == id, Activity.organisation == caller.organisation))


def kinds_held(session: Session, activity_id: UUID) -> Sequence[str]:
    """The kind of each meeting of an activity that was held."""
    return session.scalars(select(Meeting.kind).where(Meeting.activity_id == activity_id, Meeting.state == HELD)).all()


def sums(session: Session, activity_id: UUID) -> dict[tuple[str, str], tuple[int, int]]:
    """How much was claimed for an activity, and how much of it beyond the allowance, by allowance and state."""
    by = (Expense.allowance, Expense.state)
    query = select(*by, func.sum(Expense.amount), func.sum(Expense.over)).where(Expense.activity_id == activity_id)
    return {
        (name, state): (int(amount), int(over)) for name, state, amount, over in session.execute(query.group_by(*by))
    }


def approved_between(session: Session, organisation: str, first: date, last: date) -> list[tuple[Expense, str]]:
    """What was approved on these days, both included, and for which kind of meeting."""
    query = (
        select(Expense, Meeting.kind)
        .join(Meeting, Meeting.id == Expense.meeting_id)
        .where(Expense.organisation == organisation, Expense.state.in_(AGREED))
        .where(Expense.ruled_on >= first, Expense.ruled_on <= last)
        .order_by(Expense.ruled_on, Expense.id)
    )
    return [(row, kind) for row, kind in session.execute(query)]


def forget_claimants(session: Session, *, spent_before: date, turned_down_before: date) -> None:
    """Empty who laid it out, and by which receipt, of what need not be accounted for any longer."""
    old = or_(
        Expense.spent_on < spent_before,
        and_(Expense.state == TURNED_DOWN, Expense.ruled_on < turned_down_before),
    )
    named = or_(Expense.claimant.is_not(None), Expense.ruled_by.is_not(None), Expense.receipt.is_not(None))
    session.execute(update(Expense).where(old, named).values(claimant=None, ruled_by=None, receipt=None))


def waiting(session: Session) -> dict[tuple[str, ...], float]:
    """How many wait, to be approved or to be paid, by programme and state."""
    by = (Expense.programme, Expense.state)
    query = select(*by, func.count()).where(Expense.state.in_(("claimed", "approved"))).group_by(*by)
    return {(programme, state): float(number) for programme, state, number in session.execute(query)}


def as_expense(row: Expense) -> Row:
    """What the API says about an expense."""
    return {
        "id": row.id,
        "meeting_id": row.meeting_id,
        "activity_id": row.activity_id,
        "spent_on": row.spent_on,
        "allowance": row.allowance,
        "amount": row.amount,
        "receipt": row.receipt,
        "state": row.state,
        "claimant": row.claimant,
        "ruled_on": row.ruled_on,
        "over": row.over,
        "reason": row.reason,
        "reimbursed_on": row.reimbursed_on,
        "voucher": row.voucher,
    }


def _reached(caller: Any) -> ColumnElement[bool]:
    reached = {"organisation": Expense.organisation == caller.organisation, "own": Expense.claimant == caller.subject}
    return or_(false(), *(condition for relation, condition in reached.items() if relation in caller.relations))
