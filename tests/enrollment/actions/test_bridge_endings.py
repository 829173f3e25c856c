"""Who heard that a bridge was agreed hears that it has ended, once, and nobody else does."""

from contextlib import suppress
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contracts.refusals import Refused
from enrollment import actions
from tests.enrollment.actions.test_bridges import AS_BIRGIT, AS_JONAS, AS_SARA, agreed, crossed, opened, share
from tests.enrollment.actions.test_plans import goal
from tests.enrollment.actions.test_plans import share as let_know
from tests.enrollment.make import AMAL, JONAS, PARTNER, SARA
from tests.enrollment.moves import put_in_place
from tests.enrollment.story import Story

AS_AMAL, TODAY = ("family", AMAL), date(2026, 3, 2)
ENDED = "bridge.withdrawn.v1"


@pytest.fixture
def story(monkeypatch: pytest.MonkeyPatch) -> Story:
    put_in_place(monkeypatch)
    story = Story()
    story.join()
    return story


def overview(story: Story) -> list[tuple[str, str, date | None]]:
    seen = story.do(actions.overview, story.family, lambda _session, _ids: [])
    return [(each["receiver"], each["about"], each["until"]) for each in seen["told"]]


@pytest.mark.parametrize("by", [AS_AMAL, AS_JONAS, AS_SARA])
@pytest.mark.parametrize("until", [agreed, crossed])
def test_whoever_of_the_family_ends_it_those_who_heard_of_it_hear_that(
    story: Story, by: tuple[str, UUID], until: Any
) -> None:
    consents = share(story, AMAL, JONAS)
    bridge = until(story)
    assert (PARTNER, "bridge", None) in overview(story)
    story.do(actions.withdraw_bridge, bridge, by=by)
    (event,) = story.told(ENDED)
    assert (event.subject, event.data) == (bridge, {"family": story.family, "reason": "family_wish"})
    assert story.receivers(event) == story.receivers(story.told("bridge.agreed.v1")[0]) == {None, consents[0]}
    assert (PARTNER, "bridge", TODAY) in overview(story)


def test_what_nobody_had_said_yes_to_ends_without_a_word(story: Story) -> None:
    share(story, AMAL, JONAS)
    story.do(actions.withdraw_bridge, opened(story)["id"])
    assert story.told(ENDED) == []


def test_who_was_let_know_later_does_not_hear_of_the_end_of_what_it_never_heard_of(story: Story) -> None:
    bridge = agreed(story)
    share(story, AMAL, JONAS)
    story.do(actions.withdraw_bridge, bridge)
    assert story.receivers(story.told(ENDED)[0]) == {None}


def test_a_family_that_leaves_is_taken_across_no_more(story: Story) -> None:
    consents = share(story, AMAL, JONAS)
    bridge = agreed(story)
    story.do(actions.leave, story.family, "family_wish")
    (event,) = story.told(ENDED)
    assert (event.subject, event.data["reason"]) == (bridge, "family_left")
    assert story.receivers(event) == {None, consents[0]}
    assert [each["state"] for each in story.do(actions.bridges_of, story.family)["items"]] == ["withdrawn"]


def test_who_moves_out_is_taken_across_by_this_family_no_more(story: Story) -> None:
    consents = share(story, AMAL, JONAS)
    bridge = agreed(story)
    story.do(actions.move_out, story.family, SARA, by=AS_BIRGIT)
    (event,) = story.told(ENDED)
    assert (event.subject, event.data["reason"]) == (bridge, "family_wish")
    assert story.receivers(event) == {None, consents[0]}
    assert (PARTNER, "bridge", TODAY) in overview(story)


def test_who_has_gone_across_has_gone_across_also_when_the_family_leaves(story: Story) -> None:
    share(story, AMAL, JONAS)
    crossed(story)
    story.do(actions.leave, story.family, "completed")
    assert story.told(ENDED) == []
    assert [each["state"] for each in story.do(actions.bridges_of, story.family)["items"]] == ["crossed"]


@pytest.mark.parametrize("which", [0, 1])
def test_with_the_consent_it_ends_for_the_receiver_and_for_nobody_else(story: Story, which: int) -> None:
    consents = share(story, AMAL, JONAS)
    bridge = agreed(story)
    story.do(actions.withdraw, consents[which], by=(AS_AMAL, AS_JONAS)[which])
    (event,) = story.told(ENDED)
    assert (event.subject, event.data["reason"]) == (bridge, "consent_withdrawn")
    assert story.receivers(event) == {None, consents[which]}
    assert [each["state"] for each in story.do(actions.bridges_of, story.family)["items"]] == ["agreed"]
    story.do(actions.withdraw_bridge, bridge)
    assert story.receivers(story.told(ENDED)[1]) == {None}


def test_a_consent_to_something_else_takes_no_bridge_with_it(story: Story) -> None:
    share(story, AMAL, JONAS)
    other = set(share(story, AMAL, purpose="evaluation"))
    agreed(story)
    evaluation = [each["id"] for each in story.seen()["consents"] if each["purpose"] == "evaluation"]
    assert set(evaluation) <= other
    story.do(actions.withdraw, evaluation[0])
    assert story.told(ENDED) == []


def test_a_consent_that_ran_out_yesterday_is_over_before_the_family_speaks(story: Story) -> None:
    for person in (AMAL, JONAS):
        story.consent(person, "cooperation", PARTNER, expires_on=TODAY)
    bridge = agreed(story)
    story.rehearsal.later(days=1)
    story.do(actions.withdraw_bridge, bridge)
    reasons = [(event.data["reason"], len(story.receivers(event))) for event in story.told(ENDED)]
    assert reasons == [("consent_withdrawn", 2), ("family_wish", 1)]


def test_the_family_sees_who_heard_that_a_goal_is_reached_also_when_it_is_taken_out(story: Story) -> None:
    consents = let_know(story, AMAL, JONAS)
    reached = goal(story, seen_by=[PARTNER])
    story.do(actions.reach_goal, reached)
    assert overview(story) == [(PARTNER, "goal", None)]
    story.do(actions.take_out_goal, reached)
    assert overview(story) == [(PARTNER, "goal", None)]
    story.do(actions.withdraw, consents[0])
    assert overview(story) == [(PARTNER, "goal", TODAY)]
    assert story.told(ENDED) == []


def test_a_goal_nobody_outside_heard_of_stands_in_no_overview(story: Story) -> None:
    let_know(story, AMAL, JONAS)
    story.do(actions.reach_goal, goal(story))
    assert overview(story) == []


# In random lives ------------------------------------------------------------------------------------------------------

GUARDIANS = (AMAL, JONAS)
PURPOSES = ["cooperation", "cooperation", "evaluation"]
STEPS = st.one_of(
    st.tuples(st.just("grant"), st.sampled_from(GUARDIANS), st.sampled_from(PURPOSES), st.sampled_from([None, 3, 8])),
    st.tuples(st.just("withdraw"), st.integers(0, 5)),
    st.tuples(st.sampled_from(["build", "build", "end", "cross", "leave", "say_no"])),
    st.tuples(st.just("later"), st.sampled_from([1, 4, 9])),
)


class Partner:
    """Which bridges a partner goes by, worked out from what was said and done alone."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.consents: dict[UUID, tuple[UUID, str, date | None]] = {}
        self.goes_by: set[UUID] = set()
        self.built: UUID | None = None
        self.crossed = False

    def play(self, step: tuple[Any, ...]) -> None:
        """What is refused changes nothing."""
        name, *said = step
        with suppress(Refused):
            getattr(self, name)(*said)
        if not self.may_hear():
            self.goes_by.clear()

    def may_hear(self) -> bool:
        return {person for person, purpose, _ in self.consents.values() if purpose == "cooperation"} == {AMAL, JONAS}

    def grant(self, person: UUID, purpose: str, days: int | None) -> None:
        until = self.story.rehearsal.clock.today() + timedelta(days=days) if days else None
        self.consents[self.story.consent(person, purpose, PARTNER, expires_on=until)] = (person, purpose, until)

    def withdraw(self, which: int) -> None:
        if self.consents:
            consent = list(self.consents)[which % len(self.consents)]
            self.story.do(actions.withdraw, consent, by=("family", self.consents[consent][0]))
            del self.consents[consent]

    def build(self) -> None:
        self.built, self.crossed = agreed(self.story), False
        self.goes_by |= {self.built} if self.may_hear() else set()

    def end(self) -> None:
        if self.built:
            self.story.do(actions.withdraw_bridge, self.built)
            self.goes_by.discard(self.built)

    def cross(self) -> None:
        if self.built:
            self.story.do(actions.cross, self.built, None, by=AS_BIRGIT)
            self.crossed = True

    def leave(self) -> None:
        self.story.do(actions.leave, self.story.family, "family_wish")
        self._left()

    def say_no(self) -> None:
        self.story.wish(AMAL, "no")
        self._left()

    def later(self, days: int) -> None:
        self.story.rehearsal.later(days=days)
        self.story.do(actions.lapse_consents, by=("service", UUID(int=0)))
        today = self.story.rehearsal.clock.today()
        self.consents = {id: said for id, said in self.consents.items() if said[2] is None or said[2] >= today}

    def _left(self) -> None:
        if not self.crossed:
            self.goes_by.clear()


@given(st.lists(STEPS, max_size=16))
@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_at_every_moment_a_partner_goes_by_what_it_was_told_and_may_know(steps: list[tuple[Any, ...]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        put_in_place(patch)
        story = Story()
        story.join()
        partner = Partner(story)
        shared = [("grant", person, "cooperation", None) for person in GUARDIANS]
        for step in [*shared, ("build",), *steps]:
            partner.play(step)
            assert heard_and_not_over(story) == partner.goes_by
            assert ((PARTNER, "bridge", None) in overview(story)) == bool(partner.goes_by)
        story.rehearsal.store.engine.dispose()


def heard_and_not_over(story: Story) -> set[UUID]:
    """The bridges whose agreement was told outside and whose end was not; nothing is told twice or out of order."""
    open_still: set[UUID] = set()
    for copy in story.rehearsal.stored():
        if copy.consentref and copy.type == "bridge.agreed.v1":
            assert copy.subject not in open_still
            open_still.add(copy.subject)
        elif copy.consentref and copy.type == ENDED:
            open_still.remove(copy.subject)
    return open_still
