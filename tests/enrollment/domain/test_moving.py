"""Moving: within the areas, away with time for a goodbye, and back."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from contracts.programmes import Programme
from enrollment.domain.moving import must_end_by, objection_to_moving
from tests.enrollment.make import AREA, MUNICIPALITY, TODAY, programme

ELSEWHERE = "0461"


def where(lives_in: str) -> Programme:
    real = programme()
    return replace(real, target_group=replace(real.target_group, lives_in=lives_in))


@pytest.mark.parametrize(
    ("lives_in", "area", "municipality", "code"),
    [
        ("area", AREA, MUNICIPALITY, None),
        ("area", "nowhere", MUNICIPALITY, "unknown_area"),
        ("area", AREA, ELSEWHERE, "lives_elsewhere"),
        ("area", None, MUNICIPALITY, None),
        ("area", None, ELSEWHERE, None),
        ("municipality", None, ELSEWHERE, None),
        ("municipality", None, MUNICIPALITY, "area_missing"),
        ("anywhere", None, ELSEWHERE, "area_missing"),
        ("anywhere", AREA, ELSEWHERE, None),
    ],
)
def test_a_move_can_be_noted(lives_in: str, area: str | None, municipality: str, code: str | None) -> None:
    refused = objection_to_moving(where(lives_in), area, municipality)
    assert (refused.code if refused else None) == code


def test_a_family_that_moves_away_has_the_days_the_programme_gives() -> None:
    assert must_end_by(programme(), None, TODAY, None) == TODAY + timedelta(days=programme().goodbye.moved_days)


def test_moving_on_does_not_put_it_off_and_moving_back_undoes_it() -> None:
    first = date(2026, 3, 30)
    assert must_end_by(programme(), None, TODAY, first) == first
    assert must_end_by(programme(), AREA, TODAY, first) is None
