"""Expenses on their way in and out. Money is whole øre; there is no field for any account."""

from activities.domain.spending import REASONS, TURNED_DOWN, State
from contracts.fields import Strict, count, day, nested, slug, text, uuid, word

MOST = 5_000_000  # øre on one receipt
ALL_TOGETHER = 1_000_000_000
STATES = tuple(state.value for state in State)


class NewExpense(Strict):
    """What somebody has laid out for a meeting, by one receipt."""

    allowance = slug(means="Which of the programme's allowances for the kind of meeting it is on.")
    amount = count(1, MOST, means="In øre.")
    receipt = text(20, means="The number of the receipt, never of an account or a card.")


class ExpenseApproval(Strict):
    """Yes to a claim."""

    reason = word(REASONS, null=True, means="Why it may cost more than the allowance; asked for if it does.")


class ExpenseTurningDown(Strict):
    """No to a claim."""

    reason = word(TURNED_DOWN)


class Reimbursement(Strict):
    """It was paid."""

    on = day()
    voucher = text(20, means="The number of the voucher in the bookkeeping, never of an account or a card.")


class Expenses(Strict):
    """Which expenses to list."""

    state = word(STATES, null=True)
    activity_id = uuid(null=True)


class Expense(Strict):
    """One claim, and what has become of it."""

    id = uuid()
    meeting_id = uuid()
    activity_id = uuid(null=True)
    spent_on = day(means="The day of the meeting.")
    allowance = slug()
    amount = count(1, MOST, means="In øre.")
    receipt = text(20, null=True)
    state = word(STATES)
    claimant = uuid(null=True, means="Who laid it out; emptied once accounts need it no longer.")
    ruled_on = day(null=True)
    over = count(0, MOST, means="How many øre of it are beyond the allowance.")
    reason = word((*REASONS, *TURNED_DOWN), null=True)
    reimbursed_on = day(null=True)
    voucher = text(20, null=True)


class ExpenseSum(Strict):
    """What an activity has cost on one allowance, in øre."""

    allowance = slug()
    allowed = count(0, ALL_TOGETHER, means="For the meetings held so far.")
    claimed = count(0, ALL_TOGETHER, means="Waits to be approved.")
    approved = count(0, ALL_TOGETHER, means="Waits to be paid.")
    reimbursed = count(0, ALL_TOGETHER)
    over = count(0, ALL_TOGETHER, means="How much of what was approved was beyond the allowance of its meeting.")


class ExpenseSums(Strict):
    """What an activity has cost."""

    activity_id = uuid()
    meetings = count(means="How many were held.")
    sums = nested(ExpenseSum, many=True)


# `from` is a word of Python's own, which no attribute can be called.
ExpensePeriod = Strict.from_dict(
    {"from": day(means="The first day of approval."), "until": day(means="The last one.")}, name="ExpensePeriod"
)
