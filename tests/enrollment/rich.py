"""A programme that has everything entry can have: all routes, outreach, a handguide, a team, bodies. Nobody's own."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest

from contracts.programmes import Programme, Words, load
from contracts.programmes.parts.entry import Handguide, Question, Step
from contracts.programmes.parts.people import Team
from enrollment.actions import terms
from tests.enrollment.make import PARTNER, PROGRAMME

ROUTES = {"partner_invites": "S2-20", "outreach": "S3-05", "selected_after_dialogue": "S3-15"}
GUIDE = "thinking_of_a_child"


def said(en: str) -> Words:
    return Words(da=f"{en} (da)", en=en)


def rich(**changes: Any) -> Programme:
    """The real programme, with the ways in that the other programmes have too."""
    real = load()[PROGRAMME]
    phase = replace(
        real.information_phase,
        handed=("postcard", "invitation", "letter", "none"),
        informed_by=("professional", "coordinator"),
    )
    guide = Handguide(
        name=said("Handguide for a child"),
        about="child",
        questions={
            "parents_know": Question(text=said("Do the parents know?"), answer="yes_no"),
            "acute": Question(text=said("Is it acute?"), answer="yes_no"),
            "age": Question(text=said("How old?"), answer="age"),
            "siblings": Question(text=said("How many siblings?"), answer="count"),
        },
        steps={
            "talk": Step(text=said("Talk with the parents."), when=()),
            "call": Step(text=said("Call somebody."), when=("acute",)),
            "give_card": Step(text=said("Hand over a card."), when=("parents_know", "acute")),
        },
        topics=("leisure",),
    )
    team = Team(name=said("The team"), organisation=PARTNER, asked_by=("family", "professional"))
    richer: dict[str, Any] = {
        "contact_routes": {**real.contact_routes, **{route: said(f"By {route}.") for route in ROUTES}},
        "information_phase": phase,
        "outreach": {"street": said("In the street")},
        "handguides": {GUIDE: guide},
        "sparring": {"the_team": team},
    }
    richer["rows"] = MappingProxyType({**real.rows, **_rows(guide)})
    return replace(real, **richer | changes)


def _rows(guide: Handguide) -> Mapping[str, str]:
    return {
        **{f"contact_routes.{route}": row for route, row in ROUTES.items()},
        "outreach.street": "S3-05",
        **{f"handguides.{GUIDE}.questions.{question}.answer": "S1-05" for question in guide.questions},
        "sparring.the_team.asked_by": "S1-24",
    }


def in_house(patch: pytest.MonkeyPatch, **changes: Any) -> Programme:
    """Let enrollment know this programme instead of the real one."""
    programme = rich(**changes)
    real = terms._terms
    patch.setattr(terms, "_terms", lambda row, code: programme if code == PROGRAMME else real(row, code))
    return programme
