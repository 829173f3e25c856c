"""Why a match ends, and in whose name."""

import pytest

from contracts import matching as agreement
from contracts.enrollment import NEED_ENDINGS
from contracts.refusals import Refused
from matching.domain import endings
from matching.domain.answers import Side


def after_family(withdrawn: str | None = None, *, left: bool = False, live: bool = True) -> str | None:
    return endings.after_family(withdrawn=withdrawn, family_left=left, consent_live=live)


def test_a_family_that_has_not_changed_its_mind_ends_nothing() -> None:
    assert after_family() is None


def test_what_the_family_says_ends_a_match() -> None:
    assert after_family("met") == "need_met"
    assert after_family(left=True) == "family_left"
    assert after_family(live=False) == "consent_withdrawn"


def test_withdrawing_the_consent_ends_it_for_that_reason_whichever_of_its_two_events_comes_first() -> None:
    assert (
        after_family("consent_withdrawn") == after_family(live=False) == after_family("consent_withdrawn", live=False)
    )


def test_leaving_ends_it_for_that_reason_whichever_of_its_two_events_comes_first() -> None:
    assert after_family("family_left") == after_family(left=True) == after_family("family_left", left=True)


def test_the_words_are_those_of_the_agreement() -> None:
    assert set(endings.AFTER_NEED) == set(NEED_ENDINGS)
    said = {*endings.SAID, *endings.AFTER_NEED.values(), *map(endings.after_leaving, agreement.VOLUNTEER_LEAVING)}
    assert said <= set(agreement.MATCH_ENDINGS)
    assert {*endings.LEAVING, *endings.BY_VETTING} == set(agreement.VOLUNTEER_LEAVING)


@pytest.mark.parametrize(
    ("side", "reason"),
    [(Side.GUARDIAN, "volunteer_wish"), (Side.VOLUNTEER, "family_wish"), (Side.VOLUNTEER, "need_met")],
)
def test_nobody_ends_a_match_in_anothers_name(side: Side, reason: str) -> None:
    with pytest.raises(Refused, match="not_your_reason"):
        endings.check_may_say(reason, {side})


def test_the_matcher_may_note_what_either_side_has_said() -> None:
    for reason in endings.SAID:
        endings.check_may_say(reason, {Side.MATCHER})
