"""A handguide answered: what to do, and the database as it was."""

from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from contracts.refusals import Refused
from enrollment import actions, queries, schemas
from tests.enrollment.make import AREA, MUNICIPALITY, PROGRAMME
from tests.enrollment.rich import GUIDE, in_house, rich
from tests.enrollment.story import PIA, Story

NOTHING: dict[str, Any] = {"area": None, "ages": (), "languages": ()}
ACUTE = {"question": "acute", "yes": True, "number": None}
NINE = {"question": "age", "yes": None, "number": 9}


def follow(story: Story, *answers: Any, guide: str = GUIDE, code: str = PROGRAMME, **changes: Any) -> Any:
    said = NOTHING | {"answers": answers} | changes
    done = story.do(actions.follow, code, guide, by=("professional", PIA), **said)
    return schemas.WhatToDo().dump(done)


def test_a_guide_is_shown_with_its_questions(rich_story: Story) -> None:
    with rich_story.rehearsal.work() as work:
        (guide,) = actions.all_handguides(work.session, PROGRAMME)["items"]
    assert (guide["code"], guide["about"]) == (GUIDE, "child")
    assert [(each["code"], each["answer"]) for each in guide["questions"]] == [
        (name, question.answer) for name, question in rich().handguides[GUIDE].questions.items()
    ]
    assert schemas.Handguides().dump({"items": [guide]})["items"][0]["names"]["en"] == "Handguide for a child"


def test_answers_lead_to_steps_topics_ways_in_and_words(rich_story: Story) -> None:
    done = follow(rich_story, ACUTE)
    assert [step["en"] for step in done["steps"]] == ["Talk with the parents.", "Call somebody.", "Hand over a card."]
    assert [topic["code"] for topic in done["topics"]] == ["leisure"]
    assert [route["code"] for route in done["routes"]] == list(rich().contact_routes)
    assert {"da", "en"} == set(done["texts"][0])
    assert done["offers"] == []


def test_offers_are_looked_for_by_place_age_language_and_topic(
    rich_story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: dict[str, Any] = {}
    found = SimpleNamespace(id=UUID(int=70), organisation="kfum", names={"da": "Klub", "en": "Club"}, url=None)

    def fitting(_session: Any, **wanted: Any) -> list[Any]:
        asked.update(wanted)
        return [found]

    monkeypatch.setattr(queries, "offers_that_fit", fitting)
    done = follow(rich_story, NINE, area=AREA, ages=[11], languages=["ar"])
    assert asked == {
        "municipality": MUNICIPALITY,
        "ages": {9, 11},
        "languages": ["ar"],
        "topics": ("leisure",),
        "on": rich_story.rehearsal.clock.today(),
    }
    assert [offer["names"]["en"] for offer in done["offers"]] == ["Club"]


@pytest.mark.parametrize("wrong", [{"guide": "another"}, {"code": "another"}])
def test_a_guide_that_does_not_exist_is_not_found(rich_story: Story, wrong: dict[str, str]) -> None:
    with pytest.raises(Refused) as refused:
        follow(rich_story, **wrong)
    assert refused.value.code == "not_found"


def test_after_any_answer_the_database_is_byte_for_byte_as_it_was(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    in_house(monkeypatch)
    story = Story(f"sqlite:///{tmp_path}/kept.db")
    before = content(story, tmp_path)
    follow(story, ACUTE, NINE, area=AREA)
    with pytest.raises(Refused):
        follow(story, {"question": "name_of_the_child", "yes": True, "number": None})
    assert content(story, tmp_path) == before


def content(story: Story, folder: Path) -> dict[str, str]:
    """A digest of every file of the database, once nobody has it open."""
    story.rehearsal.store.engine.dispose()
    return {file.name: sha256(file.read_bytes()).hexdigest() for file in sorted(folder.iterdir())}
