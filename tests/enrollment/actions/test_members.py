"""Who belongs to a family, and who decides: newcomers, departures, custody. What was said stays as it was said."""

from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest

from chassis.testing import caller
from chassis.work import Caller
from contracts.refusals import Refused
from enrollment import actions
from tests.enrollment.make import AMAL, BABY, JONAS, OURS, PARTNER, SARA, STRANGER
from tests.enrollment.story import BIRGIT, PEOPLE, Story

AS_BIRGIT = ("coordinator", BIRGIT)
CHILD: dict[str, Any] = {"kind": "child", "name": "Nur Haddad Holm", "born": date(2026, 2, 20)}
PARENT: dict[str, Any] = {"kind": "guardian", "name": "Mikkel Krog", "born": date(1984, 9, 9)}
PLAIN: dict[str, Any] = {"id": None, "email": None, "language": None, "school_shift": 0, "guardians": []}
# Sara is Amal's alone; Jonas lives with them.
STEPFAMILY = [*PEOPLE[:2], {**PEOPLE[2], "guardians": [0]}]


def add(story: Story, by: tuple[str, UUID] = AS_BIRGIT, **told: Any) -> Any:
    return story.do(actions.add_member, story.family, by=by, **PLAIN | told)


def custody(story: Story, **decide: list[UUID]) -> Any:
    names = {"SARA": SARA, "BABY": BABY}
    children = [{"child": names[name], "guardians": guardians} for name, guardians in decide.items()]
    return story.do(actions.change_custody, story.family, story.seen()["version"], children, by=AS_BIRGIT)


def refused(story: Story, action: Any, *args: Any, **said: Any) -> Refused:
    with pytest.raises(Refused) as caught:
        story.do(action, *args, **said)
    return caught.value


def test_custody_told_by_places_is_kept_by_people(story: Story) -> None:
    family = story.enrol(members=STEPFAMILY)
    assert {each["id"]: tuple(each["guardians"]) for each in family["members"]} == {AMAL: (), JONAS: (), SARA: (AMAL,)}


def test_only_who_has_custody_consents_for_the_child(story: Story) -> None:
    story.enrol(members=STEPFAMILY)
    said = {"person": SARA, "purpose": "messages", "receiver": OURS, "categories": ["meetings"], "expires_on": None}
    assert refused(story, actions.grant, story.family, by=("family", JONAS), **said).code == "not_your_consent"
    family = story.do(actions.grant, story.family, by=("family", AMAL), **said)
    (given,) = family["consents"]
    assert refused(story, actions.withdraw, given["id"], by=("family", JONAS)).code == "not_your_consent"


def test_a_new_baby_is_in_at_once_and_nobody_is_asked(story: Story) -> None:
    story.join()
    family = add(story, **CHILD)
    assert [each["name"] for each in family["members"]][-1] == CHILD["name"]
    assert (family["missing"], family["left_on"]) == ([], None)


def test_a_new_guardian_is_asked_and_nobody_is_put_out_meanwhile(story: Story) -> None:
    story.join()
    family = add(story, **PARENT)
    newcomer = family["members"][-1]["id"]
    assert {(gap["code"], gap["person"]) for gap in family["missing"]} == {
        ("wish_missing", newcomer),
        ("consent_missing", newcomer),
    }
    assert family["left_on"] is None
    assert story.wish(SARA)["left_on"] is None


def test_until_a_new_guardian_has_consented_a_partner_hears_nothing_new_but_still_the_end(story: Story) -> None:
    story.enrol()
    consents = [story.consent(person, "cooperation", PARTNER) for person in (AMAL, JONAS)]
    for person in (AMAL, JONAS, SARA):
        story.wish(person)
    for person in (AMAL, JONAS):
        story.consent(person)
    add(story, **PARENT)
    story.do(actions.leave, story.family, "family_wish")
    assert story.receivers(story.told("family.left.v1")[0]) == {None, consents[0]}


def test_a_need_is_told_anew_when_somebody_comes_who_is_asked_about_it(story: Story) -> None:
    story.join()
    story.consent(AMAL, "one_to_one")
    first = story.need()
    story.rehearsal.later(days=3)
    family = add(story, **PARENT)
    (_, again) = story.told("need.registered.v1")
    assert [event.subject for event in story.told("need.withdrawn.v1")] == [first["id"]]
    assert again.data["guardians"] == [AMAL, JONAS, family["members"][-1]["id"]]
    assert again.data["waiting_since"] == date(2026, 3, 2)


def test_a_need_goes_on_unchanged_when_nothing_that_was_told_of_it_has_changed(story: Story) -> None:
    story.join()
    story.consent(AMAL, "one_to_one")
    story.need()
    add(story, kind="child", name="Older Sister", born=date(2010, 1, 1))
    assert len(story.told("need.registered.v1")) == 1


@pytest.mark.parametrize(
    ("told", "code", "field"),
    [
        (CHILD | {"born": date(2026, 3, 3)}, "born_after_today", "born"),
        (CHILD | {"born": date(2000, 1, 1)}, "not_a_child", "born"),
        (CHILD | {"guardians": [SARA]}, "not_a_guardian", "guardians"),
        (CHILD | {"guardians": [STRANGER]}, "nobody_in_that_place", "guardians"),
        (PARENT | {"guardians": [AMAL]}, "no_custody_of_an_adult", "guardians"),
        (PARENT | {"born": date(2016, 3, 12)}, "guardian_younger_than_child", "guardians"),
        (PARENT | {"id": JONAS}, "person_twice", "id"),
        ({"kind": "child", "name": "Sara Haddad Holm", "born": date(2016, 3, 12)}, "person_twice", "name"),
    ],
)
def test_who_comes_must_be_possible(story: Story, told: dict[str, Any], code: str, field: str) -> None:
    story.enrol()
    no = refused(story, actions.add_member, story.family, by=AS_BIRGIT, **PLAIN | told)
    assert (no.code, no.field) == (code, field)


def test_a_family_does_not_name_somebody_elses_pseudonym(story: Story) -> None:
    story.enrol()
    no = refused(story, actions.add_member, story.family, by=("family", AMAL), **PLAIN | CHILD | {"id": STRANGER})
    assert no.code == "not_yours_to_name"
    assert len(add(story, by=("family", AMAL), **CHILD)["members"]) == 4


def test_a_guardian_who_moves_out_but_has_custody_is_still_asked(story: Story) -> None:
    story.join()
    assert refused(story, actions.move_out, story.family, JONAS, by=AS_BIRGIT).code == "still_has_custody"


def test_when_custody_has_changed_a_guardian_moves_out_and_the_others_go_on(story: Story) -> None:
    story.join()
    custody(story, SARA=[AMAL])
    family = story.do(actions.move_out, story.family, JONAS, by=AS_BIRGIT)
    assert [each["id"] for each in family["members"]] == [AMAL, SARA]
    assert (family["missing"], family["left_on"]) == ([], None)


def test_what_somebody_said_who_has_moved_out_stays_in_the_history(story: Story) -> None:
    story.join()
    before = {each["id"]: each["state"] for each in story.seen()["consents"]}
    custody(story, SARA=[AMAL])
    story.do(actions.move_out, story.family, JONAS, by=AS_BIRGIT)
    assert {each["id"]: each["state"] for each in story.seen()["consents"]} == before


def test_who_has_moved_out_takes_back_their_own_consent_and_sees_only_their_own(story: Story) -> None:
    story.join()
    own = story.consent(JONAS, "messages")
    custody(story, SARA=[AMAL])
    story.do(actions.move_out, story.family, JONAS, by=AS_BIRGIT)
    jonas = caller("family", subject=JONAS, relations=frozenset({"own"}))
    with story.rehearsal.work(jonas) as work:
        seen = actions.withdraw(work, own)
    assert [each["id"] for each in seen["members"]] == [JONAS]
    assert {each["person"] for each in seen["consents"]} == {JONAS}
    with story.rehearsal.work(jonas) as work, pytest.raises(Refused) as no:
        actions.family(work, story.family)
    assert no.value.code == "not_found"


def test_only_oneself_or_who_has_custody_or_the_coordinator_takes_somebody_out(story: Story) -> None:
    story.enrol(members=STEPFAMILY)
    assert refused(story, actions.move_out, story.family, SARA, by=("family", JONAS)).code == "not_yours_to_say"
    assert refused(story, actions.move_out, story.family, STRANGER, by=AS_BIRGIT).code == "not_in_the_family"
    story.do(actions.move_out, story.family, JONAS, by=("family", JONAS))
    assert [each["id"] for each in story.seen()["members"]] == [AMAL, SARA]


def test_nobody_is_left_without_somebody_who_decides(story: Story) -> None:
    story.enrol()
    story.do(actions.move_out, story.family, SARA, by=AS_BIRGIT)
    story.do(actions.move_out, story.family, JONAS, by=AS_BIRGIT)
    assert refused(story, actions.move_out, story.family, AMAL, by=AS_BIRGIT).code == "last_who_decides"


def test_a_guardian_dies_and_the_other_decides_alone(story: Story) -> None:
    story.enrol()
    for person in (AMAL, SARA):
        story.wish(person)
    story.consent(AMAL)
    custody(story, SARA=[AMAL])
    family = story.do(actions.move_out, story.family, JONAS, by=AS_BIRGIT)
    assert family["joined_on"] is not None
    assert story.told("family.joined.v1")[0].data["guardians"] == [AMAL]


@pytest.mark.parametrize(
    ("child", "guardians", "code"),
    [
        (SARA, [SARA], "not_a_guardian"),
        (SARA, [STRANGER], "nobody_in_that_place"),
        (AMAL, [JONAS], "no_custody_of_an_adult"),
        (STRANGER, [AMAL], "not_in_the_family"),
    ],
)
def test_custody_must_be_possible(story: Story, child: UUID, guardians: list[UUID], code: str) -> None:
    version = story.enrol()["version"]
    told = [{"child": child, "guardians": guardians}]
    assert refused(story, actions.change_custody, story.family, version, told, by=AS_BIRGIT).code == code


def test_custody_is_changed_on_the_version_that_was_read(story: Story) -> None:
    version = story.enrol()["version"]
    story.wish(AMAL)
    told = [{"child": SARA, "guardians": [AMAL]}]
    assert refused(story, actions.change_custody, story.family, version, told, by=AS_BIRGIT).code == "stale"


def test_a_young_person_is_a_family_of_one_only_where_the_programme_is_for_them(story: Story) -> None:
    alone = [{**PEOPLE[0], "kind": "young_person", "born": date(2004, 5, 4)}]
    contact = story.contact()["id"]
    home = {"area": "kolding_one", "municipality": "0621", "languages": ["da"], "programme": "kvartervenner"}
    no = refused(story, actions.enrol, by=AS_BIRGIT, contact_id=contact, members=alone, **home)
    assert no.code == "no_guardian"


def test_a_young_person_beside_guardians_is_asked_too(story: Story) -> None:
    brother = {**PEOPLE[2], "id": BABY, "kind": "young_person", "name": "Ali Haddad", "born": date(2006, 1, 1)}
    family = story.enrol(members=[*PEOPLE, brother])
    assert ("wish_missing", BABY) in {(gap["code"], gap["person"]) for gap in family["missing"]}
    with pytest.raises(Refused):
        story.do(actions.state_wish, story.family, by=AS_BIRGIT, person=BABY, wish="yes")
    said = story.do(actions.state_wish, story.family, by=("family", BABY), person=BABY, wish="yes")
    assert ("wish_missing", BABY) not in {(gap["code"], gap["person"]) for gap in said["missing"]}


def test_a_consent_a_guardian_gives_for_a_child_ends_before_it_turns_eighteen(story: Story) -> None:
    story.enrol()
    said = {"person": SARA, "purpose": "messages", "receiver": OURS, "categories": ["meetings"], "expires_on": None}
    (given,) = story.do(actions.grant, story.family, by=("family", AMAL), **said)["consents"]
    assert given["expires_on"] == date(2034, 3, 11)
    story.rehearsal.later(days=(date(2034, 3, 12) - story.rehearsal.clock.today()) / timedelta(days=1))
    story.do(actions.lapse_consents)
    assert [event.data["state"] for event in story.told("consent.changed.v1")] == ["granted", "withdrawn"]
    assert [each["state"] for each in story.seen()["consents"]] == ["expired"]
    assert [each["code"] for each in story.seen()["notices"]] == ["grown_up", "outgrown"]


def test_what_a_child_has_taken_back_itself_only_the_child_gives_again(story: Story) -> None:
    story.enrol()
    said = {"person": SARA, "purpose": "messages", "receiver": OURS, "categories": ["meetings"], "expires_on": None}
    (given,) = story.do(actions.grant, story.family, by=("family", AMAL), **said)["consents"]
    story.do(actions.withdraw, given["id"], by=("family", SARA))
    assert refused(story, actions.grant, story.family, by=("family", AMAL), **said).code == "said_no_themselves"
    again = story.do(actions.grant, story.family, by=("family", SARA), **said)["consents"]
    assert sorted(each["state"] for each in again) == ["granted", "withdrawn"]


def test_a_coordinator_elsewhere_who_is_a_parent_here_is_only_a_parent_here(story: Story) -> None:
    story.enrol()
    parent = Caller(
        organisation="another",
        roles=frozenset({"family", "coordinator"}),
        subject=AMAL,
        relations=frozenset({"own", "organisation"}),
    )
    with story.rehearsal.work(parent) as work, pytest.raises(Refused) as no:
        actions.state_wish(work, story.family, person=SARA, wish="yes")
    assert no.value.code == "not_your_wish"
    with story.rehearsal.work(parent) as work, pytest.raises(Refused) as no:
        actions.move_out(work, story.family, JONAS)
    assert no.value.code == "not_yours_to_say"


def test_a_child_does_not_decide_for_the_whole_family(story: Story) -> None:
    story.join()
    version = story.seen()["version"]
    away: dict[str, Any] = {"area": None, "municipality": "0461", "languages": ["da"]}
    for action, said in (
        (actions.leave, {"reason": "family_wish"}),
        (actions.add_member, PLAIN | CHILD),
        (partial(actions.move, version=version), away),
    ):
        no = refused(story, action, family_id=story.family, by=("family", SARA), **said)
        assert no.code == "guardians_decide"
    assert story.do(actions.state_wish, story.family, by=("family", SARA), person=SARA, wish="no")["left_on"]
