"""The family asks for contact itself, with or without a postcard."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event, select

from contracts.common import CONTACT_ROUTES
from contracts.refusals import Refused
from enrollment import actions, schemas
from enrollment.tables import Contact, Family, Information
from tests.enrollment.make import AMAL, AREA, JONAS, PARTNER, SARA
from tests.enrollment.story import BIRGIT, EMAIL, PIA, TELLING, Story, enrolling


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


def test_a_family_that_asks_no_longer_is_forgotten_at_once(story: Story) -> None:
    asked = story.contact()["id"]
    story.do(actions.take_back_contact, asked)
    with story.rehearsal.work() as work:
        assert work.session.get(Contact, asked) is None


def test_a_request_that_a_family_is_enrolled_on_is_not_taken_back(story: Story) -> None:
    story.enrol()
    with story.rehearsal.work() as work:
        contact = work.session.get_one(Family, story.family).contact_id
    with pytest.raises(Refused) as no:
        story.do(actions.take_back_contact, contact)
    assert no.value.code == "enrolled_already"


def test_nothing_that_is_told_names_the_family(story: Story) -> None:
    story.contact(story.postcard())
    said = " ".join(str(event.data) for event in story.told())
    assert "Amal" not in said
    assert EMAIL not in said


@pytest.mark.parametrize(
    ("by", "route", "professional"),
    [
        (("professional", PIA), "partner_invites", PIA),
        (("professional", PIA), "joint_meeting", PIA),
        (("coordinator", BIRGIT), "outreach", None),
        (("coordinator", BIRGIT), "selected_after_dialogue", None),
    ],
)
def test_a_code_says_by_which_route_its_family_comes(
    rich_story: Story, by: tuple[str, UUID], route: str, professional: UUID | None
) -> None:
    code = rich_story.do(actions.inform, by=by, **TELLING | {"handed": "invitation", "contact_route": route})["code"]
    contact = rich_story.contact(code, professional_present=professional is not None)
    assert contact["contact_route"] == route
    (told,) = rich_story.told("intake.requested.v1")
    assert (told.data["contact_route"], told.data["professional"]) == (route, professional)


def test_every_route_fits_where_it_is_kept() -> None:
    for table in (Contact, Information):
        kept: Any = table.__table__.c.contact_route.type
        assert max(map(len, CONTACT_ROUTES)) <= kept.length


def test_a_code_from_before_routes_were_kept_is_a_postcards(story: Story) -> None:
    code = story.postcard()
    with story.rehearsal.work() as work:
        work.session.scalars(select(Information)).one().contact_route = None
    assert story.contact(code)["contact_route"] == "postcard"


def test_a_child_can_be_the_one_who_asks(story: Story) -> None:
    given = story.do(actions.inform, by=("professional", PIA), **TELLING | {"told": "child"})
    assert story.contact(given["code"], by=SARA)["person"] == SARA


def test_requests_wait_in_a_list_without_names_until_the_family_is_enrolled(story: Story) -> None:
    first = story.contact()["id"]
    story.rehearsal.later(days=3)
    second = story.contact(by=JONAS)["id"]
    waiting = listed(story)
    assert {each["id"]: each["waited_days"] for each in waiting} == {first: 3, second: 0}
    story.do(actions.enrol, by=("coordinator", BIRGIT), **enrolling(first))
    assert [each["id"] for each in listed(story)] == [second]
    assert [each["id"] for each in listed(story, limit=0)] == []


def listed(story: Story, limit: int = 50) -> list[Any]:
    found = story.do(actions.waiting_contacts, by=("coordinator", BIRGIT), after=None, limit=limit)
    assert not any({"name", "email"} & {*schemas.WaitingContact().dump(each)} for each in found)
    return list(found)


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


def of_another_programme(story: Story) -> str:
    code = story.postcard()
    with story.rehearsal.work() as work:
        work.session.scalars(select(Information)).one().programme = "another"
    return code


SPOILT = [used, expired, revoked, never_printed, of_another_programme]


@pytest.mark.parametrize("spoilt", SPOILT)
def test_whatever_is_wrong_with_a_code_the_answer_is_the_same(story: Story, spoilt: Callable[[Story], str]) -> None:
    code = spoilt(story)
    with pytest.raises(Refused) as refused:
        story.contact(code, by=JONAS)
    no = refused.value
    assert (no.code, no.field, no.because, no.rule) == ("code_not_valid", "code", {}, None)


def test_whatever_is_wrong_with_a_code_the_work_is_the_same() -> None:
    asked = {spoilt: statements(story := Story(), spoilt(story)) for spoilt in SPOILT}
    assert len({tuple(each) for each in asked.values()}) == 1


@pytest.mark.parametrize("wrong", [{"area": "elsewhere"}, {"programme": "unheard_of"}])
def test_a_request_that_is_wrong_otherwise_says_nothing_of_its_code(story: Story, wrong: dict[str, Any]) -> None:
    noes = set()
    for code in (story.postcard(), revoked(story), never_printed(story)):
        with pytest.raises(Refused) as refused:
            story.contact(code, **wrong)
        noes.add((refused.value.code, refused.value.field))
    assert len(noes) == 1


def statements(story: Story, code: str) -> list[str]:
    """What the database is asked for one attempt with a code."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        seen.append(statement)

    engine = story.rehearsal.store.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        with pytest.raises(Refused):
            story.contact(code, by=JONAS)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return seen


def test_a_refused_code_stays_usable_by_who_holds_it(story: Story) -> None:
    code = story.postcard()
    with pytest.raises(Refused):
        story.contact(code, area="elsewhere")
    assert story.contact(code.lower())["contact_route"] == "postcard"


def test_a_code_works_on_its_last_day(story: Story) -> None:
    code = story.postcard()
    story.rehearsal.later(days=90)
    assert story.contact(code)["contact_route"] == "postcard"
