"""Claiming what was laid out for a meeting, approving it, and noting that it was paid.

Four eyes are on every claim: whoever laid it out neither approves it nor notes it as paid. What a meeting costs beyond
the programme's allowance is approved with a word for why.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from activities.actions.reaching import insist, reach
from activities.domain import account_free, bookkeeping, course, kinds, local, spending
from activities.domain.spending import State
from activities.queries import expenses as kept
from activities.tables import Expense, Meeting
from chassis.work import Work
from contracts.programmes import load
from contracts.programmes.shape import MeetingKind
from contracts.refusals import Refused

Row = Mapping[str, Any]
YEARS = 5  # after the financial year, which is the calendar's: bogføringsloven, lov nr. 700 of 24 May 2022
TURNED_DOWN_KEPT = timedelta(days=90)


def claim(work: Work, meeting_id: UUID, *, allowance: str, amount: int, receipt: str) -> Row:
    """Claim what one receipt says.

    Raises:
        Refused: the first thing that speaks against it.
    """
    meeting = reach(work, meeting_id)
    kind = _kind(meeting)
    called_off = meeting.state == course.State.CALLED_OFF
    if not called_off:
        insist(course.objections_to_afterwards(meeting.state))
    own = next((one for one in meeting.participants if one.person == work.caller.subject), None)
    role, came = (own.role, own.came) if own else (None, None)
    insist(spending.objections_to_claim(role, came, called_off=called_off, counted=not kind.attendance))
    insist(spending.objections_to_allowance(allowance, kind.allowances, meeting.kind))
    insist(account_free.objections(receipt, field="receipt"))
    kept.hold_meeting(work.session, meeting.id)
    if kept.is_claimed(work.session, meeting.id, work.caller.subject, receipt, allowance):
        raise Refused("claimed_before", field="receipt")
    row = _new(work, meeting)
    row.allowance, row.amount, row.receipt = allowance, amount, receipt
    work.session.add(row)
    return kept.as_expense(row)


def show(work: Work, expense_id: UUID) -> Row:
    """One expense."""
    return kept.as_expense(_reached(work, expense_id))


def approve(work: Work, expense_id: UUID, *, reason: str | None) -> Row:
    """Approve a claim; beyond the allowance only for a reason."""
    row = _reached(work, expense_id)
    meeting = kept.hold_meeting(work.session, row.meeting_id)
    work.session.refresh(row)
    insist(spending.objections_to_ruling(row.state, row.claimant, work.caller.subject))
    kind, held = _kind(meeting), meeting.state == course.State.HELD
    insist(spending.objections_to_allowance(row.allowance, kind.allowances, meeting.kind))
    allowed = spending.allowed(kind.allowances, row.allowance, held=held)
    over = spending.over(row.amount, spent=kept.spent(work.session, row.meeting_id, row.allowance), allowed=allowed)
    rule = load()[row.programme].rows.get(f"meetings.{meeting.kind}.allowances.{row.allowance}")
    insist(spending.objections_to_going_over(over, reason, allowed=allowed, rule=rule))
    _rule(work, row, State.APPROVED)
    row.over, row.reason = over, reason if over else None
    return kept.as_expense(row)


def turn_down(work: Work, expense_id: UUID, *, reason: str) -> Row:
    """Say that a claim is not paid, and why."""
    row = _reached(work, expense_id)
    insist(spending.objections_to_ruling(row.state, row.claimant, work.caller.subject))
    _rule(work, row, State.TURNED_DOWN)
    row.reason = reason
    return kept.as_expense(row)


def withdraw(work: Work, expense_id: UUID) -> None:
    """Take one's own claim back while nobody has ruled on it; nothing is kept of it."""
    row = _reached(work, expense_id)
    if row.claimant != work.caller.subject:
        raise Refused("not_found")
    if row.state != State.CLAIMED:
        raise Refused("already_done")
    work.session.delete(row)


def reimburse(work: Work, expense_id: UUID, *, on: date, voucher: str) -> Row:
    """Note that an approved claim was paid, by the voucher of the bookkeeping."""
    row = _reached(work, expense_id)
    insist(
        spending.objections_to_reimbursing(
            row.state, row.claimant, work.caller.subject, on=on, ruled_on=row.ruled_on, today=work.today
        )
    )
    insist(account_free.objections(voucher, field="voucher"))
    row.state, row.reimbursed_on, row.voucher = State.REIMBURSED.value, on, voucher
    return kept.as_expense(row)


def sums(work: Work, activity_id: UUID) -> Row | None:
    """What an activity may have cost by now, and what it has."""
    activity = kept.activity(work.session, work.caller, activity_id)
    if activity is None:
        return None
    programme = kinds.programme_named(activity.programme, load())
    held = [
        programme.meetings[kind] for kind in kept.kinds_held(work.session, activity.id) if kind in programme.meetings
    ]
    allowed, by_state = spending.together(kind.allowances for kind in held), kept.sums(work.session, activity.id)
    names = sorted({*allowed, *(name for name, _ in by_state)})
    return {
        "activity_id": activity.id,
        "meetings": len(held),
        "sums": [{"allowance": name, "allowed": allowed.get(name, 0), **_summed(name, by_state)} for name in names],
    }


def export(work: Work, first: date, last: date) -> bytes:
    """The expenses approved from one day to another, for bookkeeping."""
    if last < first:
        raise Refused("days_reversed", field="until")
    rows = kept.approved_between(work.session, work.caller.organisation, first, last)
    return bookkeeping.written(_line(row, kind) for row, kind in rows)


def forget_claimants(work: Work) -> None:
    """After the years for which accounts are kept nobody needs to know who it was; of what was not paid much sooner."""
    years = date(work.today.year - YEARS, 1, 1)
    kept.forget_claimants(work.session, spent_before=years, turned_down_before=work.today - TURNED_DOWN_KEPT)


def _reached(work: Work, expense_id: UUID) -> Expense:
    row = kept.within_reach(work.session, work.caller, expense_id)
    if row is None:
        raise Refused("not_found")
    return row


def _kind(meeting: Meeting) -> MeetingKind:
    programme = kinds.programme_named(meeting.programme, load())
    if meeting.kind not in programme.meetings:
        raise Refused("unknown_kind", kind=meeting.kind)
    return programme.meetings[meeting.kind]


def _new(work: Work, meeting: Meeting) -> Expense:
    return Expense(
        id=work.new_id(),
        organisation=meeting.organisation,
        programme=meeting.programme,
        programmeversion=meeting.programmeversion,
        meeting_id=meeting.id,
        activity_id=meeting.activity_id,
        spent_on=local.local_day(meeting.starts_at),
        state=State.CLAIMED.value,
        claimant=work.caller.subject,
        claimed_at=work.now,
        over=0,
    )


def _rule(work: Work, row: Expense, state: State) -> None:
    row.state, row.ruled_by, row.ruled_on = state.value, work.caller.subject, work.today


def _summed(name: str, by_state: Mapping[tuple[str, str], tuple[int, int]]) -> Row:
    of = {state: by_state.get((name, state), (0, 0)) for state in State}
    return {
        "claimed": of[State.CLAIMED][0],
        "approved": of[State.APPROVED][0],
        "reimbursed": of[State.REIMBURSED][0],
        "over": of[State.APPROVED][1] + of[State.REIMBURSED][1],
    }


def _line(row: Expense, kind: str) -> bookkeeping.Line:
    return bookkeeping.Line(
        id=row.id,
        spent_on=row.spent_on,
        programme=row.programme,
        activity=row.activity_id,
        meeting=row.meeting_id,
        kind=kind,
        allowance=row.allowance,
        amount=row.amount,
        receipt=row.receipt,
        ruled_on=row.ruled_on or row.spent_on,
        over=row.over,
        reason=row.reason,
        reimbursed_on=row.reimbursed_on,
        voucher=row.voucher,
        claimant=row.claimant,
    )
