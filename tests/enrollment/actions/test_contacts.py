"""The family asks for contact itself, with or without a postcard."""

from collections.abc import Callable

import pytest

from contracts.refusals import Refused
from enrollment import actions
from tests.enrollment.make import AMAL, AREA, JONAS, PARTNER
from tests.enrollment.story import EMAIL, PIA, TELLING, Story


def test_a_request_by_postcard_tells_activities_who_may_come_along(story: Story) -> None:
    contact = story.contact(story.postcard())
    (event,) = story.told("intake.requested.v1")
    assert event.subject == contact["id"]
    assert event.data == {
        "person": AMAL,
        "contact_route": "postcard",
        "wanted": "joint_meeting",
        "area": AREA,
        "professional": PIA,
        "professional_organisation": PARTNER,
    }


def test_the_professional_is_named_only_if_the_family_wants_them_along(story: Story) -> None:
    story.contact(story.postcard(), professional_present=False)
    (event,) = story.told("intake.requested.v1")
    assert (event.data["professional"], event.data["professional_organisation"]) == (None, None)


def test_a_family_without_a_postcard_asks_all_the_same(story: Story) -> None:
    assert story.contact(wanted="home_visit")["contact_route"] == "own_contact"


def test_nothing_that_is_told_names_the_family(story: Story) -> None:
    story.contact(story.postcard())
    said = " ".join(str(event.data) for event in story.told())
    assert "Amal" not in said
    assert EMAIL not in said


def used(story: Story) -> str:
    code = story.postcard()
    story.contact(code)
    return code


def expired(story: Story) -> str:
    code = story.postcard()
    story.rehearsal.later(days=91)
    return code


def revoked(story: Story) -> str:
    given = story.do(actions.inform, by=("professional", PIA), **TELLING)
    story.do(actions.revoke_code, given["id"], by=("professional", PIA))
    return str(given["code"])


def never_printed(_story: Story) -> str:
    return "AAAA-BBBB-CCCC"


@pytest.mark.parametrize("spoilt", [used, expired, revoked, never_printed])
def test_whatever_is_wrong_with_a_code_the_answer_is_the_same(story: Story, spoilt: Callable[[Story], str]) -> None:
    code = spoilt(story)
    with pytest.raises(Refused) as refused:
        story.contact(code, by=JONAS)
    no = refused.value
    assert (no.code, no.field, no.because, no.rule) == ("code_not_valid", "code", {}, None)


def test_a_refused_code_stays_usable_by_who_holds_it(story: Story) -> None:
    code = story.postcard()
    with pytest.raises(Refused):
        story.contact(code, area="elsewhere")
    assert story.contact(code.lower())["contact_route"] == "postcard"


def test_a_code_works_on_its_last_day(story: Story) -> None:
    code = story.postcard()
    story.rehearsal.later(days=90)
    assert story.contact(code)["contact_route"] == "postcard"
