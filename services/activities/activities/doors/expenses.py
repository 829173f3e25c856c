"""Doors to expenses, from the claim to the file for bookkeeping."""

from typing import Any

from activities import access, schemas
from activities.actions import expenses
from activities.queries import expenses as kept
from chassis.doors import every, get, measure, post
from chassis.web.request import Request
from chassis.work import Work

DAY = 86_400


class Expenses:
    """What meetings cost is claimed, approved and paid."""

    @post(
        "/meetings/{meeting_id}/expenses",
        allow=access.CLAIM,
        body=schemas.NewExpense,
        reply=schemas.Expense,
        status=201,
    )
    def claim_expense(self, work: Work, request: Request) -> Any:
        """Claim what you have laid out for a meeting you took part in."""
        return expenses.claim(work, request.path["meeting_id"], **request.body)

    @get("/expenses", allow=access.READ_EXPENSES, query=schemas.Expenses, reply=schemas.Expense, paged=True)
    def list_expenses(self, work: Work, request: Request) -> Any:
        """List the organisation's expenses, or your own."""
        return kept.page(work.session, work.caller, request.page, **request.query)

    @get("/expenses/export", allow=access.KEEP_BOOKS, query=schemas.ExpensePeriod, produces="text/csv; charset=utf-8")
    def export_expenses(self, work: Work, request: Request) -> Any:
        """Get what was approved in a period as a file for bookkeeping."""
        return expenses.export(work, request.query["from"], request.query["until"])

    @get("/expenses/{expense_id}", allow=access.READ_EXPENSES, reply=schemas.Expense)
    def show_expense(self, work: Work, request: Request) -> Any:
        """Show an expense."""
        return expenses.show(work, request.path["expense_id"])

    @post(
        "/expenses/{expense_id}/approval",
        allow=access.APPROVE_EXPENSE,
        body=schemas.ExpenseApproval,
        reply=schemas.Expense,
    )
    def approve_expense(self, work: Work, request: Request) -> Any:
        """Approve what somebody else has claimed; beyond the allowance with a reason."""
        return expenses.approve(work, request.path["expense_id"], **request.body)

    @post(
        "/expenses/{expense_id}/turning-down",
        allow=access.APPROVE_EXPENSE,
        body=schemas.ExpenseTurningDown,
        reply=schemas.Expense,
    )
    def turn_down_expense(self, work: Work, request: Request) -> Any:
        """Say that a claim is not paid, and why."""
        return expenses.turn_down(work, request.path["expense_id"], **request.body)

    @post("/expenses/{expense_id}/withdrawal", allow=access.CLAIM)
    def withdraw_expense(self, work: Work, request: Request) -> Any:
        """Take your own claim back while nobody has ruled on it. Nothing is kept of it."""
        return expenses.withdraw(work, request.path["expense_id"])

    @post(
        "/expenses/{expense_id}/reimbursement",
        allow=access.KEEP_BOOKS,
        body=schemas.Reimbursement,
        reply=schemas.Expense,
    )
    def reimburse_expense(self, work: Work, request: Request) -> Any:
        """Note that an approved expense was paid, and by which voucher of the bookkeeping."""
        return expenses.reimburse(work, request.path["expense_id"], **request.body)

    @get("/activities/{activity_id}/expenses", allow=access.KEEP_BOOKS, reply=schemas.ExpenseSums)
    def sum_expenses(self, work: Work, request: Request) -> Any:
        """Sum up what an activity has cost, beside what its meetings were allowed to."""
        return expenses.sums(work, request.path["activity_id"])

    @every(seconds=DAY)
    def forget_claimants(self, work: Work) -> None:
        expenses.forget_claimants(work)

    @measure("samspil_expenses_waiting", "Expenses to be approved or paid.", labels=("programme", "state"))
    def waiting_expenses(self, session: Any) -> Any:
        return kept.waiting(session)
