"""The doors to what meetings cost: claimed, approved by somebody else, paid, summed up and given to bookkeeping."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from activities.tables import Expense, Meeting
from chassis.testing import Reply, Stage
from tests.activities.make import AS_COORDINATOR, COORDINATOR, HOUR
from tests.activities.make_presence import ACTIVITY, DAD, HELPER, MUM, begins, club, entry, meeting, outcomes, send

AS_HELPER, AS_OTHER = ("volunteer", "kfum", HELPER), ("coordinator", "kfum", DAD)
PATH = f"/meetings/{meeting()}/expenses"


@pytest.fixture
def on() -> Stage:
    """A club of which one meeting was held, the helper and the coordinator among those who came."""
    made = club(people=[MUM, DAD, HELPER, COORDINATOR])
    assert outcomes(send(made, entry(1, came=[MUM, HELPER, COORDINATOR], absent=[DAD]))) == ["recorded"]
    return made


def claim(on: Stage, amount: Any = 20_000, *, as_: tuple[Any, ...] = AS_HELPER, **more: Any) -> Reply:
    sent = {"allowance": "food", "amount": amount, "receipt": f"R-{amount}", **more}
    return on.call("POST", PATH, sent, as_=as_)


def approve(on: Stage, claimed: Reply, reason: str | None = None, as_: tuple[Any, ...] = AS_COORDINATOR) -> Reply:
    assert claimed.status == 201, claimed.text
    return on.call("POST", f"/expenses/{claimed.json['id']}/approval", {"reason": reason}, as_=as_)


def pay(
    stage: Stage, expense: Reply, *, as_: tuple[Any, ...] = AS_COORDINATOR, on: str = "2026-03-02", voucher: str = "17"
) -> Reply:
    sent = {"on": on, "voucher": voucher}
    return stage.call("POST", f"/expenses/{expense.json['id']}/reimbursement", sent, as_=as_)


def exported(on: Stage, first: str = "2026-01-01", until: str = "2026-12-31") -> list[list[str]]:
    reply = on.call("GET", f"/expenses/export?from={first}&until={until}", as_=AS_COORDINATOR)
    assert (reply.status, reply.headers["Content-Type"]) == (200, "text/csv; charset=utf-8")
    return [line.strip('"').split('";"') for line in reply.content.decode().splitlines()][1:]


def test_a_volunteer_is_paid_what_was_laid_out_for_a_meeting(on):
    claimed = claim(on)
    assert (claimed.json["state"], claimed.json["spent_on"]) == ("claimed", "2026-01-05")
    assert (approve(on, claimed).json["state"], approve(on, claimed).json["code"]) == ("approved", "already_done")
    paid = pay(on, claimed)
    assert (paid.json["state"], paid.json["voucher"], paid.json["over"]) == ("reimbursed", "17", 0)


def test_nobody_approves_or_pays_their_own(on):
    own = claim(on, as_=AS_COORDINATOR)
    assert approve(on, own).json["code"] == "not_about_oneself"
    turned = on.call("POST", f"/expenses/{own.json['id']}/turning-down", {"reason": "not_agreed"}, as_=AS_COORDINATOR)
    assert turned.json["code"] == "not_about_oneself"
    assert approve(on, own, as_=AS_OTHER).status == 200
    assert pay(on, own).json["code"] == "not_about_oneself"
    assert approve(on, claim(on), as_=AS_HELPER).status == 403


def test_beyond_the_allowance_a_reason_is_given_and_it_is_the_programmes_row(on):
    assert approve(on, claim(on, 40_000)).json["over"] == 0
    more = claim(on, 15_000)
    refused = approve(on, more)
    assert (refused.status, refused.json["code"], refused.json["rule"]) == (409, "over_allowance", "S4-07")
    assert "50,00" in refused.json["detail"]
    agreed = approve(on, more, "more_people")
    assert (agreed.json["over"], agreed.json["reason"]) == (5_000, "more_people")


def test_a_reason_that_was_not_needed_is_not_kept(on):
    assert approve(on, claim(on), "prices").json["reason"] is None


def test_only_allowances_of_the_kind_are_claimed_by_those_who_were_there(on):
    assert claim(on, allowance="petrol").json["code"] == "unknown_allowance"
    assert claim(on, as_=AS_OTHER).json["code"] == "took_no_part"
    assert claim(on, as_=("volunteer", "kfum", MUM)).json["code"] == "took_no_part"


def test_nothing_is_claimed_before_attendance_is_recorded():
    on = club()
    assert claim(on).json["code"] == "not_recorded_yet"


def test_what_was_bought_for_a_meeting_that_was_called_off_is_paid_for_a_reason(on):
    with on.rehearsal.work() as work:
        row = work.session.get_one(Meeting, meeting())
        row.state = "called_off"
    bought = claim(on, 9_900)
    assert approve(on, bought).json["code"] == "over_allowance"
    assert approve(on, bought, "called_off_late").json["over"] == 9_900


def test_a_receipt_is_claimed_once_on_each_allowance(on):
    first = claim(on)
    assert claim(on).json["code"] == "claimed_before"
    assert claim(on, allowance="activity", receipt="R-20000").status == 201
    on.call("POST", f"/expenses/{first.json['id']}/turning-down", {"reason": "no_receipt"}, as_=AS_COORDINATOR)
    assert claim(on).status == 201


@pytest.mark.parametrize("number", ["9570 12345678", "4571 1234 5678 9012", "DK5000400440116243"])
def test_no_number_of_an_account_is_kept(on, number):
    assert claim(on, receipt=number[:20]).json["code"] == "account_number_not_kept"
    claimed = claim(on)
    approve(on, claimed)
    assert pay(on, claimed, voucher=number[:20]).json["code"] == "account_number_not_kept"


def test_no_cpr_number_is_kept(on):
    reply = claim(on, receipt="010190-1234")
    assert (reply.status, reply.json["errors"][0]["code"]) == (422, "cpr_not_stored")


def test_money_is_whole_oere(on):
    for amount in (0, -1, 12.5, "200", 5_000_001):
        assert claim(on, amount, receipt="R").status == 422


def test_only_what_is_approved_is_paid_and_not_ahead_of_its_day(on):
    claimed = claim(on)
    assert pay(on, claimed).json["code"] == "not_approved"
    approve(on, claimed)
    for day in ("2026-03-01", "2026-03-03"):
        assert pay(on, claimed, on=day).json["code"] == "reimbursed_out_of_order"
    assert (pay(on, claimed).status, pay(on, claimed).json["code"]) == (200, "already_done")


def test_a_claim_is_taken_back_by_whoever_made_it_while_nobody_has_ruled(on):
    claimed = claim(on)
    path = f"/expenses/{claimed.json['id']}/withdrawal"
    assert on.call("POST", path, as_=AS_COORDINATOR).status == 404
    assert on.call("POST", path, as_=AS_HELPER).status == 204
    assert on.call("GET", f"/expenses/{claimed.json['id']}", as_=AS_HELPER).status == 404
    approved = claim(on)
    approve(on, approved)
    gone = on.call("POST", f"/expenses/{approved.json['id']}/withdrawal", as_=AS_HELPER)
    assert gone.json["code"] == "already_done"


def test_volunteers_see_their_own_and_coordinators_those_of_the_organisation(on):
    mine, other = claim(on), claim(on, 1_000, as_=AS_COORDINATOR)
    listed = on.call("GET", "/expenses", as_=AS_HELPER).json["items"]
    assert [each["id"] for each in listed] == [mine.json["id"]]
    assert on.call("GET", f"/expenses/{other.json['id']}", as_=AS_HELPER).status == 404
    assert len(on.call("GET", "/expenses?state=claimed", as_=AS_COORDINATOR).json["items"]) == 2
    assert on.call("GET", "/expenses?state=approved", as_=AS_COORDINATOR).json["items"] == []
    elsewhere = ("coordinator", "rode-kors", COORDINATOR)
    assert on.call("GET", "/expenses", as_=elsewhere).json["items"] == []


def test_an_activity_is_summed_up_beside_what_its_meetings_were_allowed(on):
    paid, beyond = claim(on, 30_000), claim(on, 25_000)
    approve(on, paid)
    pay(on, paid)
    approve(on, beyond, "prices")
    claim(on, 500, allowance="activity")
    reply = on.call("GET", f"/activities/{ACTIVITY}/expenses", as_=AS_COORDINATOR)
    assert (reply.json["meetings"], [each["allowance"] for each in reply.json["sums"]]) == (1, ["activity", "food"])
    assert reply.json["sums"][1] == {
        "allowance": "food", "allowed": 50_000, "claimed": 0, "approved": 25_000, "reimbursed": 30_000, "over": 5_000,
    }  # fmt: skip
    assert (reply.json["sums"][0]["allowed"], reply.json["sums"][0]["claimed"]) == (20_000, 500)
    elsewhere = ("coordinator", "rode-kors", COORDINATOR)
    assert on.call("GET", f"/activities/{ACTIVITY}/expenses", as_=elsewhere).status == 404


def test_bookkeeping_gets_what_was_approved_in_a_period_and_later_the_same_lines(on):
    claim(on, 100)
    approved = claim(on)
    approve(on, approved)
    before = exported(on)
    assert [line[0] for line in before] == [approved.json["id"]]
    on.rehearsal.later(days=40)
    pay(on, approved, on="2026-04-01")
    after = exported(on, "2026-03-01", "2026-03-31")
    assert (before[0][:13], after[0][13:15]) == (after[0][:13], ["01-04-2026", "17"])
    assert exported(on, "2026-04-01") == []


def test_the_period_is_one(on):
    for query, status in (("from=2026-02-01&until=2026-01-01", 409), ("from=2026-02-01", 422), ("until=x", 422)):
        assert on.call("GET", f"/expenses/export?{query}", as_=AS_COORDINATOR).status == status
    assert on.call("GET", "/expenses/export?from=2026-02-01&until=2026-03-01", as_=AS_HELPER).status == 403


def test_who_laid_it_out_is_known_for_five_years_after_the_financial_year(on):
    claimed, refused = claim(on), claim(on, 300)
    approve(on, claimed)
    on.call("POST", f"/expenses/{refused.json['id']}/turning-down", {"reason": "no_receipt"}, as_=AS_COORDINATOR)

    def claimants(day: date) -> dict[str, bool]:
        on.rehearsal.later(days=(day - on.desk.clock.today()).days)
        with on.rehearsal.work() as work:
            on.service.forget_claimants(work)
            return {str(row.id): row.claimant is not None for row in work.session.scalars(select(Expense))}

    one, other = claimed.json["id"], refused.json["id"]
    assert claimants(date(2026, 5, 31)) == {one: True, other: True}
    assert claimants(date(2026, 6, 2)) == {one: True, other: False}
    assert claimants(date(2031, 12, 31)) == {one: True, other: False}
    assert claimants(date(2032, 1, 1)) == {one: False, other: False}


def test_attendance_that_is_corrected_afterwards_leaves_a_claim_as_it_is(on):
    claimed = claim(on)
    send(on, entry(2, came=[MUM], absent=[HELPER], at=begins() + 2 * HOUR))
    assert approve(on, claimed).status == 200
    assert claim(on, 1).json["code"] == "took_no_part"
