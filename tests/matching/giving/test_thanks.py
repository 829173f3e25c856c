"""Thanks come at the right time, and whoever has not been heard of is noticed gently, or we notice ourselves."""

from datetime import date, timedelta
from typing import Any

import pytest

from contracts.programmes import load
from matching.actions import thanks
from matching.domain import courtesy, thanking
from matching.domain.quiet import Seen, quiet
from matching.tables import Volunteer
from tests.matching import make
from tests.matching.giving.make import GivingTown, held, scheduled
from tests.matching.make import CODE, TODAY, VIBEKE, uid

QUIET_AFTER = load()[CODE].matching.quiet_after_days


class ThankfulTown(GivingTown):
    """A town that says thank you and hello."""

    def thanks(self) -> list[tuple[str, int]]:
        with self.rehearsal.work(make.matcher()) as work:
            shown = thanks.thanks(work, programme=CODE)
        assert {each["volunteer"] for each in shown["thanks"]} <= {VIBEKE}
        return [(each["occasion"], each["number"]) for each in shown["thanks"]]

    def quiet(self) -> list[tuple[Any, str]]:
        with self.rehearsal.work(make.matcher()) as work:
            return [(each["volunteer"], each["who"]) for each in thanks.quiet_ones(work, programme=CODE)["quiet"]]


@pytest.fixture
def town() -> ThankfulTown:
    return ThankfulTown()


def test_the_first_match_is_a_reason_for_thanks_for_two_weeks(town: ThankfulTown) -> None:
    town.has_match()
    assert town.thanks() == [("first_match", 1)]
    town.rehearsal.later(days=courtesy.THANKS_DAYS)
    assert town.thanks() == []


def test_the_tenth_meeting_is_a_reason_for_thanks(town: ThankfulTown) -> None:
    town.has_volunteer()
    for number in range(10):
        assert town.thanks() == []
        meeting = uid(f"meeting {number}")
        town.hear(scheduled(meeting, starts_at=make.NOW - timedelta(days=number, hours=1)), held(meeting))
    assert town.thanks() == [("meetings", 10)]


@pytest.mark.parametrize(
    ("since", "today", "years"),
    [
        (date(2024, 3, 2), date(2026, 3, 2), [2]),
        (date(2024, 3, 3), date(2026, 3, 2), []),
        (date(2024, 2, 17), date(2026, 3, 2), [2]),
        (date(2024, 2, 16), date(2026, 3, 2), []),
        (date(2024, 2, 29), date(2025, 2, 28), [1]),
        (date(2024, 12, 30), date(2026, 1, 5), [1]),
        (date(2026, 3, 1), date(2026, 3, 2), []),
    ],
)
def test_another_year_is_a_reason_for_thanks(since: date, today: date, years: list[int]) -> None:
    given = thanking.Given(volunteer=VIBEKE, since=since, first_match=None, meetings=[])
    assert [each.number for each in thanking.thanks(given, today)] == years


def test_every_occasion_is_said_in_both_languages() -> None:
    for occasion in thanking.WORDS:
        for number in (1, 2):
            each = thanking.Thanks(volunteer=VIBEKE, occasion=occasion, number=number, on=TODAY)
            assert each.text("da") != each.text("en")
            assert "{" not in each.text("da") + each.text("en")


def test_who_was_never_asked_anything_is_not_quiet_we_are(town: ThankfulTown) -> None:
    town.has_volunteer()
    town.rehearsal.later(days=QUIET_AFTER - 1)
    assert town.quiet() == []
    town.rehearsal.later(days=1)
    assert town.quiet() == [(VIBEKE, "we")]


def test_a_proposal_the_volunteer_never_heard_of_is_no_question(town: ThankfulTown) -> None:
    proposal = town.has_proposal()
    town.answers(proposal, make.matcher(), "no")
    town.rehearsal.later(days=QUIET_AFTER)
    assert town.quiet() == [(VIBEKE, "we")]


def test_who_was_asked_and_has_done_nothing_since_is_noticed(town: ThankfulTown) -> None:
    proposal = town.has_proposal()
    town.all_but_the_last_say_yes(proposal)
    town.answers(proposal, make.frivillig(), "no")
    town.rehearsal.later(days=QUIET_AFTER)
    assert town.quiet() == [(VIBEKE, "they")]


def test_who_has_a_match_or_a_meeting_is_not_quiet(town: ThankfulTown) -> None:
    match = town.has_match()
    town.rehearsal.later(days=QUIET_AFTER)
    assert town.quiet() == []
    town.ends(match, make.guardian(), "need_met")
    assert town.quiet() == []
    town.rehearsal.later(days=QUIET_AFTER)
    assert town.quiet() == [(VIBEKE, "we")]
    soon = make.NOW + timedelta(days=2 * QUIET_AFTER + 3)
    town.hear(scheduled(starts_at=soon))
    assert town.quiet() == []
    town.hear(held())
    town.rehearsal.later(days=10)
    assert town.quiet() == []


def test_nobody_is_removed_for_being_quiet(town: ThankfulTown) -> None:
    town.has_volunteer()
    town.days_pass(QUIET_AFTER)
    town.quiet()
    with town.look() as work:
        assert work.session.get_one(Volunteer, VIBEKE).left_at is None


@pytest.mark.parametrize("known", [{"is_busy": True}, {"is_away": True}, {"active_on": TODAY}])
def test_who_is_busy_on_a_pause_or_just_here_is_left_in_peace(known: dict[str, Any]) -> None:
    said: dict[str, Any] = {
        "volunteer": VIBEKE,
        "active_on": TODAY - timedelta(days=90),
        "asked_on": None,
        "is_busy": False,
        "is_away": False,
    }
    assert quiet(Seen(**said), today=TODAY, after_days=90)
    assert quiet(Seen(**said | known), today=TODAY, after_days=90) is None


def test_who_is_quiet_is_said_in_both_languages() -> None:
    for asked in (None, TODAY):
        seen = Seen(volunteer=VIBEKE, active_on=date(2026, 1, 9), asked_on=asked, is_busy=False, is_away=False)
        found = quiet(seen, today=TODAY, after_days=30)
        assert found
        assert "9.1.2026" in found.suggestion("da")
        assert "2026-01-09" in found.suggestion("en")
