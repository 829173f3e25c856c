"""Where public help ends as a volunteer begins: both sides are asked, each for itself, and nothing is stopped."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from chassis import lookups
from chassis.testing import caller
from chassis.web.request import Page
from contracts.refusals import Refused
from enrollment import actions
from enrollment.tables import SupplementQuestion, Tables
from tests.enrollment.make import AMAL, JONAS, MUNICIPALITY, OURS, STRANGER
from tests.enrollment.story import BIRGIT, NEEDING, Story

ENDING = {"topic": "leisure", "ends_on": date(2026, 3, 20)}
AS_BIRGIT = ("coordinator", BIRGIT)
PAGE = Page(limit=50)


@pytest.fixture
def asked(story: Story) -> Story:
    """A family with a need beside something public that ends."""
    story.join()
    story.consent(AMAL, "one_to_one")
    register(story, ENDING)
    return story


def register(story: Story, *offers: Any, **more: Any) -> Any:
    return story.do(actions.register_need, story.family, **NEEDING, public_offers=offers, **more)


def own(story: Story, by: tuple[str, UUID] = ("family", AMAL)) -> list[Any]:
    """The questions in the family as somebody sees it."""
    return list(story.do(actions.family, story.family, by=by)["supplement_questions"])


def listed(story: Story) -> list[Any]:
    return list(story.do(actions.supplement_questions, PAGE, by=AS_BIRGIT))


def test_both_sides_are_asked_the_same_neutral_question(asked: Story) -> None:
    (ours,), (theirs,) = own(asked), listed(asked)
    assert ours["id"] != theirs["id"]
    for question in (ours, theirs):
        assert (question["topic"], question["ends_on"], question["asked_on"]) == (
            "leisure",
            date(2026, 3, 20),
            date(2026, 3, 2),
        )
        assert question["answer"] is None
        assert "kommunen" in question["text"].da
    (event,) = asked.told("need.registered.v1")
    assert event.data["supplement_question"] is True


def test_nothing_is_asked_where_nothing_near_ends(story: Story) -> None:
    story.join()
    story.consent(AMAL, "one_to_one")
    assert register(story)["state"] == "open"
    register(story, {"topic": "leisure", "ends_on": date(2027, 3, 20)}, for_person=AMAL)
    register(story, {"topic": "neighbourhood", "ends_on": date(2026, 3, 20)}, for_person=JONAS)
    assert own(story) == listed(story) == []
    assert [event.data["supplement_question"] for event in story.told("need.registered.v1")] == [False] * 3


def test_each_side_answers_for_itself_and_never_sees_the_other(asked: Story) -> None:
    (ours,), (theirs,) = own(asked), listed(asked)
    assert asked.do(actions.answer_supplement_question, ours["id"], "unsure")["answer"] == "unsure"
    assert asked.do(actions.answer_supplement_question, ours["id"], "no", by=("family", JONAS))["answer"] == "no"
    asked.do(actions.answer_supplement_question, theirs["id"], "yes", by=AS_BIRGIT)
    assert [each["answer"] for each in own(asked)] == ["no"]
    assert [each["answer"] for each in listed(asked)] == ["yes"]
    assert own(asked, by=AS_BIRGIT) == []
    for question, by in ((theirs, ("family", AMAL)), (ours, AS_BIRGIT)):
        with pytest.raises(Refused) as refused:
            asked.do(actions.answer_supplement_question, question["id"], "yes", by=by)
        assert refused.value.code == "not_found"


def test_to_others_the_question_does_not_exist(asked: Story) -> None:
    (ours,) = own(asked)
    elsewhere = caller("coordinator", organisation="another", relations=frozenset({"organisation"}))
    with asked.rehearsal.work(elsewhere) as work:
        assert actions.supplement_questions(work, PAGE) == []
        with pytest.raises(Refused):
            actions.answer_supplement_question(work, ours["id"], "yes")
    stranger = caller("family", organisation=OURS, subject=STRANGER, relations=frozenset({"own"}))
    with asked.rehearsal.work(stranger) as work, pytest.raises(Refused):
        actions.answer_supplement_question(work, ours["id"], "yes")


def test_the_list_is_told_page_by_page(asked: Story) -> None:
    for person in (AMAL, JONAS):
        register(asked, ENDING, for_person=person)
    first = asked.do(actions.supplement_questions, Page(limit=2), by=AS_BIRGIT)
    assert len(first) == 3  # one more tells that there is more
    rest = asked.do(actions.supplement_questions, Page(limit=2, after=first[1]["id"]), by=AS_BIRGIT)
    assert [each["id"] for each in rest] == [first[2]["id"]]


def change(story: Story, *offers: Any, **changes: Any) -> Any:
    need = story.seen()["needs"][-1]
    said = {name: value for name, value in NEEDING.items() if name != "kind"} | changes
    return story.do(actions.change_need, need["id"], need["version"], **said, public_offers=offers)


def test_a_need_that_is_changed_is_asked_about_as_it_now_is(asked: Story) -> None:
    change(asked, ENDING, wanted_on=date(2027, 1, 1))
    assert asked.told("need.registered.v1")[-1].data["supplement_question"] is False
    assert own(asked) == listed(asked) == []


def test_who_has_answered_is_not_asked_the_same_again_when_the_need_is_changed(asked: Story) -> None:
    (ours,) = own(asked)
    asked.do(actions.answer_supplement_question, ours["id"], "no")
    change(asked, ENDING, slots=["thu_day"])
    assert [each["answer"] for each in own(asked)] == ["no"]
    assert [each["answer"] for each in listed(asked)] == [None]
    change(asked, ENDING | {"ends_on": date(2026, 3, 9)})
    assert [each["answer"] for each in own(asked)] == [None]


def test_nobody_is_asked_about_a_need_that_is_taken_back(asked: Story) -> None:
    asked.do(actions.withdraw_need, asked.seen()["needs"][0]["id"])
    assert own(asked) == listed(asked) == []


def test_a_topic_the_programme_does_not_have_is_refused_and_nothing_is_written(story: Story) -> None:
    story.join()
    story.consent(AMAL, "one_to_one")
    with pytest.raises(Refused) as refused:
        register(story, {"topic": "debt", "ends_on": date(2026, 3, 20)})
    assert (refused.value.code, refused.value.field) == ("unknown_topic", "public_offers")
    assert story.told("need.registered.v1") == []


def test_only_topic_and_day_of_the_public_offer_are_kept_and_the_family_is_forgotten_with_them(asked: Story) -> None:
    columns = set(SupplementQuestion.__table__.columns.keys())
    assert columns == {"id", "need_id", "side", "topic", "ends_on", "asked_on", "answer", "answered_on"}
    for name in ("topic", "ends_on", "answer"):
        info = Tables.metadata.tables["supplement_questions"].columns[name].info
        assert info["personal"]
        assert info["retention"]
        assert info["readers"]
    asked.do(actions.leave, asked.family, "family_wish")
    asked.rehearsal.later(days=400)
    asked.do(actions.forget, lookups.forget)
    with asked.rehearsal.store.session(write=False) as session:
        assert session.query(SupplementQuestion).count() == 0


def test_a_need_told_anew_because_the_family_has_moved_keeps_its_questions_and_goes_on_being_counted(
    asked: Story,
) -> None:
    (ours,) = own(asked)
    asked.do(actions.answer_supplement_question, ours["id"], "no")
    version = asked.seen()["version"]
    asked.do(actions.move, asked.family, version, area="kolding_two", municipality=MUNICIPALITY, languages=["ar"])
    assert [(each["id"], each["answer"]) for each in own(asked)] == [(ours["id"], "no")]
    assert len(listed(asked)) == 1
    assert [event.data["supplement_question"] for event in asked.told("need.registered.v1")] == [True, True]
    assert [each["state"] for each in asked.seen()["needs"]] == ["withdrawn", "open"]
