"""A partner that joins later: it may be named, hears only what a family lets it, and goes with a word to everybody."""

from typing import Any
from uuid import UUID

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from contracts.events import REGISTER
from contracts.programmes import load
from contracts.refusals import Refused
from enrollment import actions
from enrollment.actions.terms import terms_of
from tests.enrollment.directory import LISE, SCOUTS, act, admit, join
from tests.enrollment.make import AMAL, JONAS, OURS, PARTNER, PROGRAMME
from tests.enrollment.story import Story

KFUM = ("organisation_admin", OURS, LISE)
AS_SCOUTS = ("organisation_admin", SCOUTS, LISE)
OPEN = [code for code, asked in load()[PROGRAMME].consents.items() if "partner" in asked.receivers]
SHARED = "evaluation"


def begun() -> Story:
    """Copies to the scouts are agreed, so that nothing but consent keeps anything from them."""
    story = Story()
    agreed: Any = story.rehearsal.desk.settings["exports"]
    agreed.update({type: [PARTNER, SCOUTS] for type in REGISTER})
    join(story)
    return story


@pytest.fixture
def story() -> Story:
    return begun()


def code(story: Story, action: Any, *args: Any, as_: tuple[str, str, UUID] = KFUM) -> str:
    with pytest.raises(Refused) as refused:
        act(story, action, *args, as_=as_)
    return refused.value.code


def heard(story: Story) -> list[tuple[str, Any]]:
    """What has gone out under a consent to the scouts, with the consent's state in the event if it has one."""
    copies = [event for event in story.rehearsal.stored() if event.consentref in consents_to(story)]
    return [(event.type, event.data.get("state")) for event in copies]


def consents_to(story: Story) -> set[UUID]:
    return {each["id"] for each in story.seen()["consents"] if each["receiver"] == SCOUTS}


def test_nobody_can_name_an_organisation_that_is_not_admitted(story: Story) -> None:
    story.join()
    row = load()[PROGRAMME].row_of(f"consents.{SHARED}.receivers")
    with pytest.raises(Refused) as refused:
        story.consent(AMAL, SHARED, SCOUTS)
    assert (refused.value.code, refused.value.rule) == ("unknown_receiver", row)
    admit(story, PROGRAMME)
    assert story.consent(AMAL, SHARED, SCOUTS) in consents_to(story)


def test_everybody_sees_that_a_partner_may_now_be_named_and_for_what(story: Story) -> None:
    assert admit(story, PROGRAMME)["purposes"] == OPEN
    shown = act(story, see, as_=KFUM)
    assert shown["partners"][-1] == SCOUTS
    named = [each["purpose"] for each in shown["consents"] if SCOUTS in each["receivers"]]
    assert named == OPEN


def see(work: Any) -> Any:
    return actions.programme(work.session, PROGRAMME)


def test_within_one_transaction_the_terms_follow_at_once(story: Story) -> None:
    assert act(story, in_and_out, as_=KFUM) == [False, True, False]


def in_and_out(work: Any) -> list[bool]:
    named = [SCOUTS in terms_of(work.session, PROGRAMME).partners]
    for step in (actions.admit_partner, actions.remove_partner):
        step(work, PROGRAMME, SCOUTS)
        named.append(SCOUTS in terms_of(work.session, PROGRAMME).partners)
    return named


def test_being_admitted_tells_a_partner_nothing(story: Story) -> None:
    story.join()
    admit(story, PROGRAMME)
    story.wish(AMAL, "no")
    assert heard(story) == []


def test_a_removal_lists_and_ends_every_consent_that_names_the_partner_and_nothing_else(story: Story) -> None:
    story.join()
    admit(story, PROGRAMME)
    mine, other = story.consent(AMAL, SHARED, SCOUTS), story.consent(JONAS, SHARED, PARTNER)
    told_before = act(story, actions.partner, PROGRAMME, SCOUTS, as_=KFUM)["consents"]
    removed = act(story, actions.remove_partner, PROGRAMME, SCOUTS, as_=KFUM)
    assert removed["consents"] == told_before == [{"id": mine, "family": story.family, "purpose": SHARED}]
    assert (removed["removed_on"].isoformat(), removed["purposes"]) == ("2026-03-02", [])
    states = {each["id"]: each["state"] for each in story.seen()["consents"]}
    assert (states[mine], states[other]) == ("withdrawn", "granted")
    assert heard(story)[-1] == ("consent.changed.v1", "withdrawn")
    assert story.seen()["left_on"] is None
    assert act(story, actions.partner, PROGRAMME, SCOUTS, as_=KFUM)["consents"] == []
    with pytest.raises(Refused):
        story.consent(AMAL, SHARED, SCOUTS)


def test_a_partner_that_comes_back_finds_no_old_consent(story: Story) -> None:
    story.join()
    admit(story, PROGRAMME)
    story.consent(AMAL, SHARED, SCOUTS)
    act(story, actions.remove_partner, PROGRAMME, SCOUTS, as_=KFUM)
    again = admit(story, PROGRAMME)
    assert (again["removed_on"], again["consents"]) == (None, [])


def test_an_organisation_that_leaves_the_directory_is_no_partner_any_more(story: Story) -> None:
    story.join()
    admit(story, PROGRAMME)
    given = story.consent(AMAL, SHARED, SCOUTS)
    act(story, actions.leave_directory, SCOUTS, as_=AS_SCOUTS)
    states = {each["id"]: each["state"] for each in story.seen()["consents"]}
    assert states[given] == "withdrawn"
    assert code(story, actions.admit_partner, PROGRAMME, SCOUTS) == "not_joined"


def test_who_can_and_who_cannot_be_admitted(story: Story) -> None:
    assert code(story, actions.admit_partner, PROGRAMME, OURS) == "own_partner"
    assert code(story, actions.admit_partner, PROGRAMME, PARTNER) == "already_done"
    assert code(story, actions.admit_partner, PROGRAMME, "unheard-of") == "not_joined"
    assert code(story, actions.admit_partner, "unheard-of", SCOUTS) == "not_found"
    admit(story, PROGRAMME)
    assert code(story, actions.admit_partner, PROGRAMME, SCOUTS) == "already_done"


def test_who_can_and_who_cannot_be_removed(story: Story) -> None:
    assert code(story, actions.remove_partner, PROGRAMME, SCOUTS) == "not_found"
    assert code(story, actions.remove_partner, PROGRAMME, PARTNER) == "written_partner"
    admit(story, PROGRAMME)
    act(story, actions.remove_partner, PROGRAMME, SCOUTS, as_=KFUM)
    assert code(story, actions.remove_partner, PROGRAMME, SCOUTS) == "not_found"


@pytest.mark.parametrize("action", [actions.admit_partner, actions.partner, actions.remove_partner])
def test_only_the_programmes_own_organisation_decides_on_partners(story: Story, action: Any) -> None:
    assert code(story, action, PROGRAMME, SCOUTS, as_=AS_SCOUTS) == "not_allowed"


class Comings(RuleBasedStateMachine):
    """Partners come and go, families give and take back: nothing goes out but under a consent that was live."""

    @initialize()
    def begin(self) -> None:
        self.story = begun()
        self.story.join()
        self.partner = False
        self.live: dict[UUID, UUID] = {}

    @precondition(lambda self: not self.partner)
    @rule()
    def admit(self) -> None:
        admit(self.story, PROGRAMME)
        self.partner = True

    @precondition(lambda self: self.partner)
    @rule()
    def remove(self) -> None:
        removed = act(self.story, actions.remove_partner, PROGRAMME, SCOUTS, as_=KFUM)
        assert {each["id"] for each in removed["consents"]} == set(self.live.values())
        self.partner, self.live = False, {}

    @rule(person=st.sampled_from([AMAL, JONAS]))
    def consent(self, person: UUID) -> None:
        if self.partner and person not in self.live:
            self.live[person] = self.story.consent(person, SHARED, SCOUTS)
            return
        with pytest.raises(Refused):
            self.story.consent(person, SHARED, SCOUTS)

    @precondition(lambda self: self.live)
    @rule(data=st.data())
    def take_back(self, data: Any) -> None:
        person = data.draw(st.sampled_from(sorted(self.live)))
        self.story.do(actions.withdraw, self.live.pop(person), by=("family", person))

    def teardown(self) -> None:
        if not hasattr(self, "live"):
            return
        said = heard(self.story)
        given, ended = (said.count(("consent.changed.v1", state)) for state in ("granted", "withdrawn"))
        assert given - ended == len(self.live)
        states = {each["id"]: each["state"] for each in self.story.seen()["consents"] if each["receiver"] == SCOUTS}
        assert {id for id, state in states.items() if state == "granted"} == set(self.live.values())


def test_partners_come_and_go_and_hear_nothing_that_no_family_lets_them() -> None:
    run_state_machine_as_test(Comings, settings=settings(max_examples=12, stateful_step_count=10, deadline=None))
