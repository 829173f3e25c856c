"""What went well at a meeting comes into the family's plan, for the family alone, which may take it out. # S3-09"""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from chassis.testing import AT
from contracts.envelope import Event, check
from contracts.refusals import Refused
from enrollment import actions
from tests.enrollment.make import AMAL, JONAS, SARA
from tests.enrollment.moves import put_in_place
from tests.enrollment.story import BIRGIT, Story

FIRST, SECOND, MEETING, NOBODY = (UUID(int=number) for number in (901, 902, 903, 904))


@pytest.fixture
def story(monkeypatch: pytest.MonkeyPatch) -> Story:
    put_in_place(monkeypatch)
    story = Story()
    story.join()
    return story


def noted(story: Story, id: UUID = FIRST, *, word: str = "spoke_up", family: UUID | None = None) -> Event:
    """Activities tells that something went well."""
    return check(
        Event(
            id=UUID(int=id.int + 1000),
            source="/kfum/activities",
            type="success.noted.v1",
            subject=id,
            time=AT,
            data={"family": family or story.family, "meeting": MEETING, "word": word},
            correlationid=id,
            sequence=1,
            dataclassification="pseudonymous",
        )
    )


def hear(story: Story, *events: Event) -> None:
    for event in events:
        story.do(actions.keep_success, event, by=("service", BIRGIT))


def successes(story: Story, by: tuple[str, UUID] = ("family", AMAL)) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = story.do(actions.plan, story.family, by=by)["successes"]
    return found


def test_what_went_well_is_in_the_plan_in_both_languages(story: Story) -> None:
    hear(story, noted(story))
    [success] = successes(story)
    assert (success["word"], success["da"], success["en"]) == ("spoke_up", "Sagde noget højt", "Spoke up")
    assert success["noted_on"] == AT.date()


def test_hearing_it_twice_or_in_another_order_changes_nothing(story: Story) -> None:
    one, other = noted(story), noted(story, SECOND, word="helped_others")
    hear(story, other, one, one, other)
    assert [success["id"] for success in successes(story)] == [FIRST, SECOND]


def test_a_word_of_a_later_release_is_good_too(story: Story) -> None:
    hear(story, noted(story, word="sang_along"))
    [success] = successes(story)
    assert (success["da"], success["en"]) == ("Noget gik godt", "Something went well")


def test_it_is_the_familys_alone(story: Story) -> None:
    hear(story, noted(story))
    assert successes(story, by=("coordinator", BIRGIT)) == []
    assert len(successes(story, by=("family", JONAS))) == 1


def test_the_family_takes_out_what_it_does_not_want(story: Story) -> None:
    hear(story, noted(story), noted(story, SECOND))
    plan = story.do(actions.take_out_success, FIRST)
    assert [success["id"] for success in plan["successes"]] == [SECOND]


@pytest.mark.parametrize(
    ("by", "code"), [(("coordinator", BIRGIT), "not_your_goal"), (("family", SARA), "not_your_goal")]
)
def test_only_the_parents_take_it_out(story: Story, by: tuple[str, UUID], code: str) -> None:
    hear(story, noted(story))
    with pytest.raises(Refused) as refused:
        story.do(actions.take_out_success, FIRST, by=by)
    assert refused.value.code == "not_your_goal"
    assert len(successes(story)) == 1


def test_what_was_never_noted_is_not_there(story: Story) -> None:
    with pytest.raises(Refused) as refused:
        story.do(actions.take_out_success, NOBODY)
    assert refused.value.code == "not_found"


def test_nothing_is_kept_of_a_family_that_has_left_or_is_not_known(story: Story) -> None:
    story.do(actions.leave, story.family, "family_wish")
    hear(story, noted(story), noted(story, SECOND, family=NOBODY))
    assert successes(story) == []


def test_nothing_is_kept_before_the_family_takes_part() -> None:
    story = Story()
    story.enrol()
    hear(story, noted(story))
    assert successes(story) == []


def test_nothing_is_kept_where_the_family_does_not_let_attendance_be_known(monkeypatch: pytest.MonkeyPatch) -> None:
    put_in_place(monkeypatch)
    story = Story()
    story.enrol()
    for person in (AMAL, JONAS, SARA):
        story.wish(person)
    for person in (AMAL, JONAS):
        said = {"purpose": "participation", "receiver": "kfum", "categories": ["wishes"], "expires_on": None}
        story.do(actions.grant, story.family, by=("family", person), person=person, **said)
    assert story.told("family.joined.v1")
    hear(story, noted(story))
    assert successes(story) == []


def test_the_version_of_the_plan_does_not_count_it(story: Story) -> None:
    before = story.do(actions.plan, story.family)["version"]
    story.rehearsal.clock.move(timedelta(hours=1))
    hear(story, noted(story))
    assert story.do(actions.plan, story.family)["version"] == before
