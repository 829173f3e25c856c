"""Builders for the rules of tracks: a programme whose tracks a test lays out, and pictures of invented families."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from contracts.programmes import Programme, load
from contracts.programmes.parts.entry import Area
from contracts.programmes.parts.leaves import Words
from contracts.programmes.parts.support import AgeBand, Track
from enrollment.actions import facts
from enrollment.domain.eligibility import Person, Picture
from tests.enrollment.make import AREA, MUNICIPALITY, PROGRAMME

NAME = Words(da="Et spor", en="A track")
ELSEWHERE = "0440"
ADULT_BORN, CHILD_BORN = date(1988, 5, 4), date(2016, 3, 12)
GUARDIAN = Person(kind="guardian", born=ADULT_BORN)
CHILD = Person(kind="child", born=CHILD_BORN)


class AnyRow(dict[str, str]):
    """Rows of a programme that no file states: each value has a row that names its place."""

    def __missing__(self, path: str) -> str:
        return f"row of {path}"


def band(at_least: int = 0, at_most: int = 17, before_grade: int | None = None) -> AgeBand:
    return AgeBand(at_least=at_least, at_most=at_most, before_grade=before_grade)


def track(
    one_to_one: bool = False,
    after: tuple[str, ...] = (),
    excludes: tuple[str, ...] = (),
    ages: Mapping[str, AgeBand] | None = None,
) -> Track:
    return Track(name=NAME, one_to_one=one_to_one, ages=ages or {}, after=after, excludes=excludes)


def programme(code: str = "invented", *, target: Mapping[str, Any] | None = None, **tracks: Track) -> Programme:
    """The real programme with other tracks; families with children of its areas, unless the target group is another."""
    real = load()[PROGRAMME]
    target_group = replace(real.target_group, **target or {})
    areas = {
        AREA: Area(name=NAME, municipality=MUNICIPALITY, point=None),
        "next_door": Area(name=NAME, municipality=ELSEWHERE, point=None),
    }
    laid_out: dict[str, Any] = {
        "code": code,
        "target_group": target_group,
        "areas": areas,
        "tracks": tracks or {"one": track()},
    }
    return replace(real, rows=AnyRow(), **laid_out)


def picture(*people: Person, **facts: Any) -> Picture:
    """A guardian and a child who live where they should, unless a test says otherwise."""
    home: dict[str, Any] = {"area": AREA, "municipality": MUNICIPALITY}
    return Picture(people=people or (GUARDIAN, CHILD), **home | facts)


def lay_out(monkeypatch: pytest.MonkeyPatch, *, target: Mapping[str, Any] | None = None, **changes: Any) -> Programme:
    """Every family of the story is from now on in the real programme with other parts."""
    real = load()[PROGRAMME]
    target_group = replace(real.target_group, **target or {})
    laid_out = replace(real, rows=AnyRow(real.rows), target_group=target_group, **changes)
    monkeypatch.setattr(facts, "programme_of", lambda _row: laid_out)
    return laid_out
