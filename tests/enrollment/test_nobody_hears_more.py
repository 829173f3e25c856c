"""In random lives of random families no organisation hears more than their consents let it, at any moment.

What may be heard is worked out from the commands alone (`hearsay`), never asked of the code under test.
"""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.enrollment.hearsay import ALL, AREAS, PARTNERS, PURPOSES, RECEIVERS
from tests.enrollment.lives import World

DAYS = st.sampled_from([None, 0, 3, 20, 400])
# Which partners are let to know, and by whom of the family: mostly by everybody.
EVERYBODY, ONE, OTHER = frozenset(range(ALL)), frozenset({0}), frozenset({1})
WHO = st.sampled_from([EVERYBODY, ONE, OTHER, ONE | OTHER])
CUSTODY: list[set[int]] = [{0}, set(), {1}, {0, 2}]
KNOWN = st.dictionaries(st.sampled_from(PARTNERS), WHO)
number = st.integers(0, 11)


class Lives(RuleBasedStateMachine):
    """One family at a time, which does whatever can be done; what is refused changes nothing."""

    @initialize(
        rule=st.sampled_from(["both", "one"]),
        guardians=st.sampled_from([2, 3, 1]),
        children=st.lists(st.tuples(st.integers(0, 17), st.sampled_from(CUSTODY)), max_size=4),
        known=KNOWN,
    )
    def begin(
        self, rule: str, guardians: int, children: list[tuple[int, set[int]]], known: dict[str, frozenset[int]]
    ) -> None:
        self.world = World(rule)
        self.world.enrol(guardians, children)
        self.everybody_says_yes_to(known)

    def everybody_says_yes_to(self, known: dict[str, frozenset[int]]) -> None:
        for partner, among in sorted(known.items()):
            self.world.all_grant("cooperation", partner, None, among)
        self.world.everybody_says_yes()

    @rule(who=number, wish=st.sampled_from(["yes", "yes", "yes", "no"]))
    def wish(self, who: int, wish: str) -> None:
        self.world.wish(who, wish)

    @rule()
    def everybody_says_yes(self) -> None:
        self.world.everybody_says_yes()

    @rule(
        purpose=st.sampled_from(["cooperation", "one_to_one"]), receiver=st.sampled_from(PARTNERS), days=DAYS, among=WHO
    )
    def some_let_a_partner_know(self, purpose: str, receiver: str, days: int | None, among: frozenset[int]) -> None:
        self.world.all_grant(purpose, receiver, days, among)

    @rule(speaker=number, who=number, purpose=st.sampled_from(PURPOSES), receiver=st.sampled_from(RECEIVERS), days=DAYS)
    def grant(self, speaker: int, who: int, purpose: str, receiver: str, days: int | None) -> None:
        self.world.grant(speaker, who, purpose, receiver, days)

    @rule(which=number, speaker=number)
    def withdraw(self, which: int, speaker: int) -> None:
        self.world.withdraw(which, speaker)

    @rule(days=st.sampled_from([1, 4, 30, 100, 401]))
    def time_passes(self, days: int) -> None:
        self.world.later(days)

    @rule()
    def ask_for_company(self) -> None:
        self.world.ask()

    @rule(which=number)
    def no_longer_ask(self, which: int) -> None:
        self.world.no_longer_ask(which)

    @rule(area=st.sampled_from([*AREAS, None]))
    def move(self, area: str | None) -> None:
        self.world.move(area)

    @rule(kind=st.sampled_from(["guardian", "child", "young_person"]))
    def somebody_comes(self, kind: str) -> None:
        self.world.add(kind)

    @rule(who=number)
    def somebody_moves_out(self, who: int) -> None:
        self.world.move_out(who)

    @rule(stays=st.integers(0, 1))
    def a_guardian_without_custody_moves_out(self, stays: int) -> None:
        self.world.separate(stays)

    @rule(who=number, guardians=st.sets(st.integers(0, 2), min_size=1))
    def custody_changes(self, who: int, guardians: set[int]) -> None:
        self.world.change_custody(who, guardians)

    @rule()
    def leave(self) -> None:
        self.world.leave()

    @precondition(lambda self: self.world.has_left)
    @rule(guardians=st.integers(1, 3), known=KNOWN)
    def come_back(self, guardians: int, known: dict[str, frozenset[int]]) -> None:
        self.world.enrol(guardians, [(8, set())])
        self.everybody_says_yes_to(known)

    @invariant()
    def the_history_of_consents_stays(self) -> None:
        if hasattr(self, "world"):
            self.world.check_history()

    def teardown(self) -> None:
        if hasattr(self, "world"):
            self.world.close()


def test_no_receiver_ever_hears_more_than_live_consents_let_it() -> None:
    run_state_machine_as_test(
        Lives,
        settings=settings(
            max_examples=30,
            stateful_step_count=35,
            deadline=None,
            derandomize=True,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        ),
    )
