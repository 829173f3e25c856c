"""Codes and catalogue agree, and the guards that say so can fail."""

from contracts.refusals import catalogue
from tests.architecture.refusals import unknown, unsaid
from tests.architecture.sources import product, snippet


def test_every_refusal_has_a_text() -> None:
    assert unknown(product(), catalogue()) == []


def test_every_text_belongs_to_a_refusal() -> None:
    assert unsaid(product(), catalogue()) == []


def test_a_code_without_text_is_found() -> None:
    line = 'raise Refused("not_on_sundays", field="starts_at")'
    assert unknown(snippet("services/activities/activities/actions.py", line), ["stale"])
    assert not unknown(snippet("services/activities/activities/actions.py", line), ["not_on_sundays"])


def test_a_text_that_nothing_says_is_found() -> None:
    sources = snippet("services/activities/activities/domain/rules.py", 'code = "stale"')
    assert unsaid(sources, ["stale", "not_on_sundays"]) == ["'not_on_sundays' is in the catalogue, but nothing says it"]
