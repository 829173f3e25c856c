"""Asking which tracks are open: a family at a date, and somebody who does not say who it is."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from contracts.refusals import Refused
from enrollment import actions
from enrollment.tables import Tables
from tests.enrollment.make import AREA, MUNICIPALITY, PROGRAMME
from tests.enrollment.open_tracks import band, lay_out, track
from tests.enrollment.story import Story

HOME: dict[str, Any] = {"programme": PROGRAMME, "area": AREA, "municipality": MUNICIPALITY, "fits": None}


def of(answer: Any, asked: str) -> Any:
    (found,) = (each for each in answer["tracks"] if each["track"] == asked)
    return found


def kept(story: Story) -> int:
    with story.rehearsal.store.session(write=False) as session:
        tables = Tables.metadata.tables.values()
        return sum(session.scalar(select(func.count()).select_from(table)) or 0 for table in tables)


def aged(age: int, kind: str = "child", grade: int | None = None) -> dict[str, Any]:
    return {"kind": kind, "age": age, "grade": grade}


def test_a_family_sees_what_is_open_and_what_it_takes_part_in(story: Story) -> None:
    story.join()
    answer = story.do(actions.tracks_for, story.family, None)
    together = of(answer, "togetherness")
    assert (answer["on"], together["eligible"], together["takes_part"]) == (date(2026, 3, 2), True, True)
    assert together["changes_on"] == date(2034, 3, 12)  # Sara, born 2016, turns eighteen
    assert not of(answer, "volunteer_contact")["takes_part"]


def test_an_objection_says_why_from_where_what_would_change_it_and_when(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out(monkeypatch, tracks={"club": track(ages={"child": band(12, 17)})})
    story.join()
    club = of(story.do(actions.tracks_for, story.family, None), "club")
    (no,) = club["objections"]
    assert (no["code"], no["row"], no["field"]) == ("too_young", "row of tracks.club.ages.child.at_least", "members")
    assert "12" in no["text"]["da"]
    assert "12" in no["would_change"]["en"]
    assert no["changes_on"] == club["changes_on"] == date(2028, 3, 12)


def test_the_answer_is_that_of_the_day_asked_about(story: Story) -> None:
    story.join()
    assert of(story.do(actions.tracks_for, story.family, date(2034, 3, 11)), "togetherness")["eligible"]
    grown = of(story.do(actions.tracks_for, story.family, date(2034, 3, 12)), "togetherness")
    assert [each["code"] for each in grown["objections"]] == ["no_child", "too_old"]


@pytest.mark.parametrize(("grade", "code"), [(None, None), (4, None), (5, "past_the_grade")])
def test_somebody_may_say_the_grade_instead_of_the_usual_one(
    story: Story, monkeypatch: pytest.MonkeyPatch, grade: int | None, code: str | None
) -> None:
    club = lay_out(monkeypatch, tracks={"club": track(ages={"child": band(6, 11, before_grade=5)})})
    monkeypatch.setattr("enrollment.actions.programmes.in_force", lambda _work, _code: club)
    answer = of(story.do(actions.tracks_for_anybody, **HOME, ages=[aged(11, grade=grade)]), "club")
    assert [each["code"] for each in answer["objections"]] == ([code] if code else [])


def test_somebody_who_does_not_say_who_it_is_is_answered_and_not_kept(story: Story) -> None:
    before = kept(story)
    answer = story.do(actions.tracks_for_anybody, **HOME, ages=[aged(38, "guardian"), aged(10)])
    assert all(each["eligible"] and not each["takes_part"] for each in answer["tracks"])
    elsewhere = story.do(actions.tracks_for_anybody, **HOME | {"area": "nowhere"}, ages=[aged(10)])
    assert {no["code"] for each in elsewhere["tracks"] for no in each["objections"]} == {"outside_the_area"}
    assert kept(story) == before


def test_from_an_age_alone_no_day_is_told(story: Story) -> None:
    answer = story.do(actions.tracks_for_anybody, **HOME, ages=[aged(38, "guardian")])
    objections = [no for each in answer["tracks"] for no in each["objections"]]
    assert {no["code"] for no in objections} >= {"no_child"}
    assert {each["changes_on"] for each in [*answer["tracks"], *objections]} == {None}


def test_a_programme_that_is_not_in_force_has_no_open_tracks(story: Story) -> None:
    with pytest.raises(Refused) as refused:
        story.do(actions.tracks_for_anybody, **HOME | {"programme": "elsewhere"}, ages=[])
    assert refused.value.code == "unknown_programme"
