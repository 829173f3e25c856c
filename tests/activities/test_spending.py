"""What a meeting may cost: whole øre, within the programme's allowance or with a word for why not."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.domain import spending
from activities.domain.spending import State, kroner
from tests.activities.make import COORDINATOR, GUARDIAN, NOON, VOLUNTEER

ore = st.integers(1, 10_000_000)
TODAY = NOON.date()


@given(st.lists(ore, max_size=8), st.integers(0, 10_000_000), st.randoms())
def test_in_whatever_order_claims_are_approved_as_much_lies_beyond_the_allowance(amounts, allowed, random):
    def beyond(order):
        spent = found = 0
        for amount in order:
            found += spending.over(amount, spent=spent, allowed=allowed)
            spent += amount
        return found

    shuffled = random.sample(amounts, len(amounts))
    assert beyond(amounts) == beyond(shuffled) == max(0, sum(amounts) - allowed)


@given(ore, ore, ore)
def test_what_lies_beyond_is_part_of_the_claim(amount, spent, allowed):
    found = spending.over(amount, spent=spent, allowed=allowed)
    assert 0 <= found <= amount
    assert (found == 0) == (spent + amount <= allowed)


@given(ore)
def test_an_amount_is_written_as_it_is_and_can_be_read_again(amount):
    whole, rest = kroner(amount).split(",")
    assert int(whole) * 100 + int(rest) == amount
    assert len(rest) == 2


def test_a_meeting_that_was_called_off_has_no_allowance():
    assert spending.allowed({"food": 500}, "food", held=True) == 50_000
    assert spending.allowed({"food": 500}, "food", held=False) == 0


def test_only_volunteers_and_coordinators_who_were_there_lay_out():
    def no(role, came, *, called_off=False, counted=False):
        return [each.code for each in spending.objections_to_claim(role, came, called_off=called_off, counted=counted)]

    assert no("volunteer", True) == no("coordinator", True) == []
    assert no("volunteer", False) == no("volunteer", None) == no(None, None) == ["took_no_part"]
    assert no("guardian", True) == no("professional", True) == ["took_no_part"]
    assert no("volunteer", None, called_off=True) == no("coordinator", None, counted=True) == []
    assert no("coordinator", False, counted=True) == ["took_no_part"]


def test_nobody_rules_on_their_own_claim_and_nobody_twice():
    def no(state, claimant):
        return [each.code for each in spending.objections_to_ruling(state, claimant, COORDINATOR)]

    assert no(State.CLAIMED, VOLUNTEER) == []
    assert no(State.CLAIMED, COORDINATOR) == ["not_about_oneself"]
    for state in (State.APPROVED, State.TURNED_DOWN, State.REIMBURSED):
        assert no(state, VOLUNTEER) == ["already_done"]


def test_going_beyond_takes_a_reason():
    def no(by, reason):
        return list(spending.objections_to_going_over(by, reason, allowed=50_000, rule="S4-07"))

    assert not no(0, None)
    assert not no(1, "prices")
    [refused] = no(1_250, None)
    assert (refused.code, refused.rule) == ("over_allowance", "S4-07")
    assert refused.because == {"over": "12,50", "allowed": "500,00"}


@pytest.mark.parametrize(
    ("state", "on", "codes"),
    [
        (State.APPROVED, 0, []),
        (State.APPROVED, 2, []),
        (State.APPROVED, -1, ["reimbursed_out_of_order"]),
        (State.APPROVED, 3, ["reimbursed_out_of_order"]),
        (State.CLAIMED, 0, ["not_approved"]),
        (State.TURNED_DOWN, 0, ["not_approved"]),
        (State.REIMBURSED, 0, ["already_done", "not_approved"]),
    ],
)
def test_what_is_approved_is_paid_afterwards_and_never_ahead(state, on, codes):
    ruled_on = None if state == State.CLAIMED else TODAY
    found = spending.objections_to_reimbursing(
        state, VOLUNTEER, GUARDIAN, on=TODAY + timedelta(days=on), ruled_on=ruled_on, today=TODAY + timedelta(days=2)
    )
    assert [each.code for each in found] == codes


def test_meetings_may_cost_together_what_each_may():
    assert spending.together([{"food": 500, "play": 200}, {"food": 500}, {}]) == {"food": 100_000, "play": 20_000}
