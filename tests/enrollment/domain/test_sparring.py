"""Who may ask a team for sparring, and where a request stands."""

from itertools import product

import pytest

from contracts.common import ROLES
from enrollment.domain.sparring import State, objection, state
from tests.enrollment.rich import rich


def code(*, team: str = "the_team", topic: str = "leisure", role: str = "family") -> str | None:
    refused = objection(rich(), team=team, topic=topic, roles=frozenset({role}))
    return refused.code if refused else None


@pytest.mark.parametrize("role", ROLES)
def test_those_ask_whom_the_team_answers(role: str) -> None:
    assert code(role=role) == (None if role in ("family", "professional") else "not_asked_by_you")


def test_the_no_cites_the_row_of_the_team() -> None:
    refused = objection(rich(), team="the_team", topic="leisure", roles=frozenset({"funder"}))
    assert refused is not None
    assert (refused.rule, refused.field) == ("S1-24", "team")


def test_one_asks_a_team_of_the_programme_about_a_topic_of_the_programme() -> None:
    assert code(team="another") == "unknown_team"
    assert code(topic="weather") == "no_such_topic"


@pytest.mark.parametrize(("taken", "closed", "withdrawn"), list(product([False, True], repeat=3)))
def test_who_asked_has_the_last_word(taken: bool, closed: bool, withdrawn: bool) -> None:
    stands = state(taken=taken, closed=closed, withdrawn=withdrawn)
    assert (stands == State.WITHDRAWN) == withdrawn
    assert (stands == State.OPEN) == (not (taken or closed or withdrawn))
    assert (stands == State.CLOSED) == (closed and not withdrawn)
