"""A programme with moves from one place to the next and a consent for each, for tests of plans, bridges and mandates.

The real programme with more in it: what a test needs stands here, so that no programme file has to have it.
"""

from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import Any

import pytest

from contracts.programmes import Programme, load
from contracts.programmes.parts.meetings import Transition
from enrollment.actions import terms
from tests.enrollment.make import PROGRAMME

CLUB, GROWN, WORDS = "club_to_youth_centre", "eighteen", load()[PROGRAMME].name


def transition(**changes: Any) -> Transition:
    """From the club to the youth centre at the fifth grade, announced half a year ahead. # S4-22, S4-23"""
    told: dict[str, Any] = {
        "name": WORDS,
        "from_offer": "club",
        "to_offer": "youth_centre",
        "at_age": None,
        "at_grade": 5,
        "months_ahead": 6,
        "invites": ("child", "guardian", "parent_volunteer"),
        "landed_after_days": 90,
        "consent": "cooperation",
    }
    return Transition(**told | changes)


@cache
def moving() -> Programme:
    """The programme with both moves, and with plans among what one may consent to share."""
    real = load()[PROGRAMME]
    grown = transition(at_age=18, at_grade=None, from_offer="youth_centre", to_offer="mentor", months_ahead=3)
    moves = {CLUB: transition(), GROWN: grown}
    cooperation = real.consents["cooperation"]
    widened = replace(cooperation, categories=(*{*cooperation.categories, "plan"},))
    rows = {f"transitions.{code}.{name}": "S4-23" for code in moves for name in vars(moves[code])}
    return replace(
        real,
        offers={**real.offers, "club": WORDS, "youth_centre": WORDS, "mentor": WORDS},
        transitions={**real.transitions, **moves},
        consents={**real.consents, "cooperation": widened},
        rows=MappingProxyType({**real.rows, **rows}),
    )


def put_in_place(monkeypatch: pytest.MonkeyPatch) -> Programme:
    """Let the service find this programme under the code of the real one."""
    changed, real = moving(), terms._terms
    monkeypatch.setattr(terms, "_terms", lambda row, code: changed if code == PROGRAMME else real(row, code))
    return changed
