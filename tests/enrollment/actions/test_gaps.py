"""What no programme description says: guardians who differ, a child's no, growing up, fit, and consents that stay."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from unittest.mock import patch
from uuid import UUID

import pytest
from sqlalchemy import select

from chassis import lookups
from contracts.programmes import Programme, load
from contracts.refusals import Refused
from enrollment import actions
from enrollment.actions import terms
from enrollment.tables import Consent
from tests.enrollment.make import AMAL, BABY, JONAS, OURS, PARTNER, PROGRAMME, SARA
from tests.enrollment.story import BIRGIT, PEOPLE, Story, member

AS_BIRGIT = ("coordinator", BIRGIT)
LATER = "later_partner"


def run_by(programme: Programme) -> Any:
    """The programme as it reads in a later version."""
    return patch.object(terms, "_terms", lambda _row, _code: programme)


def gaps(family: Any) -> set[tuple[str, Any]]:
    return {(gap["code"], gap["person"]) for gap in family["missing"]}


def test_two_guardians_disagree_both_are_asked_the_no_counts_and_it_is_said_whose(story: Story) -> None:
    story.enrol()
    for person in (AMAL, JONAS):
        story.consent(person)
    for person in (AMAL, SARA):
        story.wish(person)
    assert gaps(story.seen()) == {("wish_missing", JONAS)}
    assert gaps(story.wish(JONAS, "no")) == {("wish_is_no", JONAS)}
    assert story.told("family.joined.v1") == []


def test_where_one_guardian_is_enough_the_no_of_the_other_still_counts(story: Story) -> None:
    real = load()[PROGRAMME]
    with run_by(replace(real, wish=replace(real.wish, guardians="one"))):
        story.enrol()
        story.consent(AMAL)
        for person, wish in ((SARA, "yes"), (JONAS, "no"), (AMAL, "yes")):
            family = story.wish(person, wish)
        assert gaps(family) == {("wish_is_no", JONAS)}
        assert story.wish(JONAS, "yes")["joined_on"] is not None


def test_the_child_says_no_and_it_ends_for_all_at_once(story: Story) -> None:
    story.join()
    assert story.wish(SARA, "no")["left_because"] == "wish_withdrawn"


def test_a_child_without_a_place_here_can_be_left_out_so_that_the_others_may_join(story: Story) -> None:
    brother = member(BABY, "child", "Ali Haddad Holm", date(2014, 1, 1))
    story.enrol(members=[*PEOPLE, brother])
    for person in (AMAL, JONAS):
        story.consent(person)
    for person in (AMAL, JONAS, SARA):
        story.wish(person)
    story.do(actions.state_wish, story.family, by=AS_BIRGIT, person=BABY, wish="no")
    assert gaps(story.seen()) == {("wish_is_no", BABY)}
    family = story.do(actions.move_out, story.family, BABY, by=AS_BIRGIT)
    assert family["joined_on"] is not None


def test_a_sibling_turns_nineteen_and_the_family_goes_on(story: Story) -> None:
    brother = member(BABY, "child", "Ali Haddad Holm", date(2008, 3, 3))
    story.enrol(members=[*PEOPLE, brother])
    for person in (AMAL, JONAS):
        story.consent(person)
    for person in (AMAL, JONAS, SARA):
        story.wish(person)
    story.do(actions.state_wish, story.family, by=AS_BIRGIT, person=BABY, wish="yes")
    story.rehearsal.later(days=400)
    family = story.wish(SARA)
    assert (family["left_on"], family["missing"]) == (None, [])
    (notice,) = family["notices"]
    assert (notice["code"], notice["person"]) == ("grown_up", BABY)
    assert all([*notice["text"].values(), *notice["would_change"].values()])
    said = {"person": BABY, "purpose": "messages", "receiver": OURS, "categories": ["meetings"], "expires_on": None}
    with pytest.raises(Refused) as refused:
        story.do(actions.grant, story.family, by=("family", AMAL), **said)
    assert refused.value.code == "not_your_consent"
    assert story.do(actions.grant, story.family, by=("family", BABY), **said)["consents"][-1]["expires_on"] is None


def test_a_grown_up_who_wants_no_more_speaks_for_nobody_but_themselves(story: Story) -> None:
    story.join()
    story.rehearsal.later(days=(date(2034, 3, 12) - story.rehearsal.clock.today()) / timedelta(days=1))
    family = story.do(actions.state_wish, story.family, by=("family", SARA), person=SARA, wish="no")
    assert family["left_on"] is None


def test_who_lacked_nothing_but_a_yes_to_fit_joins_with_it_and_nobody_asks_why(story: Story) -> None:
    with run_by(asking_fit()):
        story.enrol()
        for person in (AMAL, JONAS):
            story.consent(person)
        for person in (AMAL, JONAS, SARA):
            story.wish(person)
        assert gaps(story.seen()) == {("fit_missing", None)}
        assert gaps(story.do(actions.say_fit, story.family, fits=False)) == {("fit_is_no", None)}
        assert story.do(actions.say_fit, story.family, by=AS_BIRGIT, fits=True)["joined_on"] is not None
        assert story.do(actions.say_fit, story.family, fits=False)["left_on"] is None


def test_where_fit_is_not_asked_it_is_not_kept(story: Story) -> None:
    story.enrol()
    with pytest.raises(Refused) as refused:
        story.do(actions.say_fit, story.family, fits=True)
    assert refused.value.code == "fit_not_asked"


def test_a_partner_added_to_the_programme_hears_nothing_until_a_consent_names_it(story: Story) -> None:
    real = load()[PROGRAMME]
    story.rehearsal.desk.settings["exports"]["family.left.v1"] = [PARTNER, LATER]
    story.enrol()
    for person in (AMAL, JONAS):
        story.consent(person, "cooperation", PARTNER)
        story.consent(person)
    for person in (AMAL, JONAS, SARA):
        story.wish(person)
    with run_by(replace(real, partners=(*real.partners, LATER))):
        story.do(actions.leave, story.family, "family_wish")
    assert len(story.receivers(story.told("family.left.v1")[0])) == 2
    with story.rehearsal.work() as work:
        assert {each.receiver for each in work.session.scalars(select(Consent))} == {OURS, PARTNER}


def history(story: Story) -> list[tuple[Any, ...]]:
    with story.rehearsal.work() as work:
        rows = work.session.scalars(select(Consent).order_by(Consent.id))
        names = [column.name for column in Consent.__table__.columns]
        return [tuple(getattr(row, name) for name in names) for row in rows]


def test_no_other_operation_clears_a_consent(story: Story) -> None:
    story.join()
    story.consent(AMAL, "one_to_one")
    story.consent(JONAS, "cooperation", PARTNER)
    before = history(story)
    child: dict[str, Any] = {"id": None, "kind": "child", "name": "Nur", "born": date(2026, 1, 1), "guardians": []}
    story.do(actions.add_member, story.family, by=AS_BIRGIT, email=None, language=None, school_shift=0, **child)
    away: dict[str, Any] = {"area": None, "municipality": "0461", "languages": ["da"]}
    story.do(actions.move, story.family, story.seen()["version"], by=AS_BIRGIT, **away)
    family = story.seen()
    told = [{"child": each["id"], "guardians": [AMAL]} for each in family["members"] if each["kind"] == "child"]
    story.do(actions.change_custody, story.family, family["version"], told, by=AS_BIRGIT)
    story.do(actions.move_out, story.family, JONAS, by=AS_BIRGIT)
    with run_by(asking_fit()):
        story.wish(AMAL)
    story.do(actions.leave, story.family, "moved_away")
    story.rehearsal.later(days=300)
    story.do(actions.forget, lookups.forget)
    story.do(actions.let_go_of_the_moved)
    assert history(story) == before
    story.rehearsal.later(days=100)
    story.do(actions.forget, lookups.forget)
    assert history(story) == []


def test_granting_again_is_a_new_consent_beside_the_old(story: Story) -> None:
    story.enrol()
    first = story.consent(AMAL, "messages")
    story.do(actions.withdraw, first)
    before = history(story)
    assert story.consent(AMAL, "messages") != first
    assert [row for row in history(story) if row[0] == first] == before


def test_who_never_heard_of_a_need_does_not_hear_that_it_is_over(story: Story) -> None:
    with run_by(telling_partners_of_needs()):
        story.join()
        story.consent(AMAL, "one_to_one")
        early = [let_partner_know_of_needs(story, person) for person in (AMAL, JONAS)]
        need = story.need()
        assert story.receivers(story.told("need.registered.v1")[0]) == {None, early[0]}
        story.do(actions.withdraw, early[0])
        let_partner_know_of_needs(story, AMAL)
        story.do(actions.withdraw_need, need["id"])
    assert story.receivers(story.told("need.withdrawn.v1")[0]) == {None}


def test_the_family_sees_who_has_been_told_and_until_when(story: Story) -> None:
    story.join()
    for person in (AMAL, JONAS):
        consent = story.consent(person, "cooperation", PARTNER)
    (told,) = overview(story)["told"]
    assert (told["receiver"], told["about"], told["until"]) == (PARTNER, "taking_part", None)
    story.rehearsal.later(days=4)
    story.do(actions.withdraw, consent, by=("family", JONAS))
    assert [each["until"] for each in overview(story)["told"]] == [date(2026, 3, 6)]


def test_a_change_is_made_by_the_consents_of_today_and_not_of_yesterday(story: Story) -> None:
    story.join()
    today = story.rehearsal.clock.today()
    for person in (AMAL, JONAS):
        story.consent(person, "cooperation", PARTNER, expires_on=today)
    story.rehearsal.later(days=1)
    story.do(actions.leave, story.family, "family_wish")
    states = [event.data["state"] for event in story.told("consent.changed.v1")]
    assert states.count("withdrawn") == 2
    assert story.receivers(story.told("family.left.v1")[0]) == {None}


def overview(story: Story) -> Any:
    return story.do(actions.overview, story.family, lambda _session, _ids: [])


def asking_fit() -> Programme:
    real = load()[PROGRAMME]
    return replace(real, target_group=replace(real.target_group, asks_fit=True))


def telling_partners_of_needs() -> Programme:
    real = load()[PROGRAMME]
    wider = replace(real.consents["cooperation"], categories=(*real.consents["cooperation"].categories, "needs"))
    return replace(real, consents={**real.consents, "cooperation": wider})


def let_partner_know_of_needs(story: Story, person: UUID) -> UUID:
    said = {"person": person, "purpose": "cooperation", "receiver": PARTNER, "categories": ["needs"]}
    family = story.do(actions.grant, story.family, by=("family", person), expires_on=None, **said)
    given: UUID = family["consents"][-1]["id"]
    return given
