"""The order for a sheet: what is public, and the code. No row changes, and nothing is told."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from contracts.refusals import Refused
from enrollment import actions
from enrollment.tables import Information
from tests.enrollment.story import BIRGIT, CONTACT_PAGE, PIA, TELLING, Story

WANTED = {"sheet": "postcard", "language": "tr"}
PUBLIC = {"sheet", "language", "programme", "area", "organisation", "meetings", "code", "last_day", "address", "link"}


def ordered(story: Story, given: Any, by: tuple[str, UUID] = ("professional", PIA)) -> Any:
    return story.do(actions.print_code, given["id"], by=by, code=given["code"], **WANTED)


@pytest.fixture
def given(story: Story) -> Any:
    return story.do(actions.inform, by=("professional", PIA), **TELLING)


def test_the_order_holds_what_is_public_and_the_code(story: Story, given: Any) -> None:
    order = ordered(story, given)
    assert set(order) == PUBLIC
    assert order["link"].startswith(f"{CONTACT_PAGE}/")
    assert order["link"].endswith(f"#{given['code']}")
    assert order["last_day"] == given["expires_on"].isoformat()


def test_nothing_changes_and_nothing_is_told(story: Story, given: Any) -> None:
    before, version = len(story.told()), _version(story)
    ordered(story, given)
    assert (len(story.told()), _version(story)) == (before, version)


@pytest.mark.parametrize("by", [("professional", BIRGIT), ("coordinator", PIA)])
def test_another_person_or_the_same_id_of_another_organisation_is_given_nothing(
    story: Story, given: Any, by: tuple[str, UUID]
) -> None:
    with pytest.raises(Refused) as refused:
        ordered(story, given, by=by)
    assert refused.value.code == "not_found"


def _version(story: Story) -> int:
    with story.rehearsal.work() as work:
        return work.session.scalars(select(Information.version)).one()
