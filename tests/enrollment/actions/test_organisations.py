"""Organisations that join, change and leave; any association may. # S1-02"""

from typing import Any

import pytest

from contracts.refusals import Refused
from enrollment import actions, schemas
from tests.enrollment.directory import LISE, SCOUTING, SCOUTS, act, found, join, offer, told
from tests.enrollment.make import OURS
from tests.enrollment.story import Story

AS_LISE = ("organisation_admin", SCOUTS, LISE)


def test_any_association_may_join_and_everybody_may_see_it(story: Story) -> None:
    joined = join(story)
    assert joined == story.do(actions.organisation, SCOUTS)
    assert (joined["slug"], joined["cvr"], joined["since"].isoformat()) == (SCOUTS, "29189706", "2026-03-02")


def test_an_organisation_joins_once(story: Story) -> None:
    join(story)
    with pytest.raises(Refused) as refused:
        join(story)
    assert refused.value.code == "already_done"


def test_a_cvr_number_that_cannot_be_one_is_refused(story: Story) -> None:
    with pytest.raises(Refused) as refused:
        join(story, cvr="29189707")
    assert (refused.value.code, refused.value.field) == ("invalid_cvr", "cvr")
    assert story.do(actions.organisation, SCOUTS) is None
    assert join(story, cvr=None)["cvr"] is None


def test_an_organisation_changes_only_what_it_says_of_itself(story: Story) -> None:
    first = join(story)
    said = told(schemas.NewOrganisation, **SCOUTING | {"phone": None})
    changed = act(story, actions.change_organisation, SCOUTS, first["version"], as_=AS_LISE, **said)
    assert (changed["phone"], changed["version"]) == (None, first["version"] + 1)
    assert code(story, actions.change_organisation, SCOUTS, first["version"], as_=AS_LISE, **said) == "stale"
    others: dict[str, Any] = {"as_": ("organisation_admin", OURS, LISE)}
    assert code(story, actions.change_organisation, SCOUTS, changed["version"], **others, **said) == "not_allowed"
    assert code(story, actions.leave_directory, SCOUTS, **others) == "not_allowed"
    assert code(story, actions.leave_directory, "unheard_of", **others) == "not_found"


def test_who_leaves_takes_its_offers_along_and_may_come_back(story: Story) -> None:
    first = join(story)
    offer(story)
    story.rehearsal.later(days=1)
    left = act(story, actions.leave_directory, SCOUTS, as_=AS_LISE)
    assert (left["left_on"].isoformat(), found(story)) == ("2026-03-03", [])
    assert code(story, actions.leave_directory, SCOUTS, as_=AS_LISE) == "not_found"
    with pytest.raises(Refused):
        offer(story)
    again = join(story)
    assert (again["id"], again["left_on"], again["since"].isoformat()) == (first["id"], None, "2026-03-03")
    assert found(story) == []


def code(story: Story, action: Any, *args: Any, **said: Any) -> str:
    with pytest.raises(Refused) as refused:
        act(story, action, *args, **said)
    return refused.value.code
