"""A concern never enters the product: guidance goes out, and only that it was given is kept."""

import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from contracts.events import REGISTER
from contracts.refusals import Refused
from enrollment import actions, schemas
from enrollment.actions.concerns import guidance
from enrollment.domain.concerns import remind_on
from enrollment.schemas.concerns import WHO
from enrollment.tables import Guidance
from tests.enrollment.make import PROGRAMME
from tests.enrollment.story import PIA, Story

KERTEMINDE = "0440"


def guide(story: Story, **changes: Any) -> Any:
    said = {"municipality": KERTEMINDE, "urgent": False, "who": "volunteer", "programme": None} | changes
    return schemas.Guidance().dump(story.do(actions.guide_concern, by=("volunteer", PIA), **said))


def words(given: Any, language: str = "en") -> str:
    return " ".join(text[language] for text in given["texts"])


def test_guidance_says_where_to_go_and_when_to_ask_again(story: Story) -> None:
    given, today = guide(story), story.rehearsal.clock.today()
    assert (given["municipality"], given["municipality_name"]) == (KERTEMINDE, "Kerteminde")
    assert given["remind_on"] == remind_on(today).isoformat() == "2026-03-10"
    assert "10.3.2026" in words(given, "da")
    assert "2026-03-10" in words(given)
    assert "Kerteminde" in words(given)
    assert [each["number"] for each in given["acute"]] == ["112", "114"]


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("who", WHO)
def test_everybody_is_told_of_their_own_duty_and_that_it_goes_before_confidentiality(
    story: Story, who: str, language: str
) -> None:
    said = words(guide(story, who=who), language)
    assert guidance()["duty_of"][who][language] in said
    assert {"da": "tavshedspligt", "en": "confidentiality"}[language] in said
    assert {"da": "personlig", "en": "personal"}[language] in said


@pytest.mark.parametrize("urgent", [True, False])
def test_what_is_urgent_is_said_first(story: Story, urgent: bool) -> None:
    first = guide(story, urgent=urgent)["texts"][0]
    assert first == guidance()["urgent" if urgent else "not_urgent"]
    assert "112" in first["da"]


def test_kept_is_only_that_guidance_was_given(story: Story) -> None:
    guide(story, urgent=True, programme=PROGRAMME)
    with story.rehearsal.work() as work:
        row = work.session.scalars(select(Guidance)).one()
        kept = {column.name: getattr(row, column.name) for column in Guidance.__table__.columns}
    assert kept.pop("id") != PIA
    day = story.rehearsal.clock.today()
    assert kept == {"given_on": day, "municipality": KERTEMINDE, "programme": PROGRAMME, "role": "volunteer"}


def test_nothing_is_told_to_anybody(story: Story) -> None:
    before = len(story.told())
    guide(story)
    assert len(story.told()) == before
    assert not [type for type in REGISTER if "concern" in type or "guidance" in type]


def test_an_unknown_programme_is_refused_and_nothing_kept(story: Story) -> None:
    with pytest.raises(Refused) as refused:
        guide(story, programme="unheard_of")
    assert refused.value.code == "unknown_programme"
    with story.rehearsal.work() as work:
        assert work.session.scalars(select(Guidance)).all() == []


def test_every_word_stands_in_both_languages_and_no_law_is_cited_by_number() -> None:
    texts = [*guidance()["steps"], *guidance()["duty_of"].values(), guidance()["urgent"], guidance()["not_urgent"]]
    assert set(guidance()["duty_of"]) == set(WHO)
    for text in texts:
        assert set(text) == {"da", "en"}
        assert not re.search(r"§|\bsection\b|\bparagraf|\bstk\b", f"{text}", re.IGNORECASE)


def test_a_reminder_never_falls_on_the_day_itself(story: Story) -> None:
    for _ in range(10):
        story.rehearsal.later(days=1)
        assert remind_on(story.rehearsal.clock.today()) >= story.rehearsal.clock.today() + timedelta(days=8)
