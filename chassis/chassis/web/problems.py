"""Problems (RFC 9457): from a code to an answer a person can act on, in Danish and in English.

Nothing of the request and nothing of an exception is ever repeated here: a text comes from a catalogue, and what is
filled into it comes from the rule that refused.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any
from uuid import UUID

import yaml

from chassis.web.answer import Answer, json_bytes
from contracts.refusals import Refusal, Refused, catalogue

PROBLEM = ("Content-Type", "application/problem+json")
LANGUAGES = ("da", "en")
Because = Mapping[str, Any]


class Problem(Exception):
    """A request that cannot be served as it stands. `code` names an entry of the catalogue."""

    def __init__(
        self, code: str, *, field: str | None = None, errors: Iterable["FieldError"] = (), **because: str | int
    ) -> None:
        super().__init__(code)
        self.code, self.field, self.errors, self.because = code, field, tuple(errors), because


@dataclass(frozen=True)
class FieldError:
    """One value that is not as it must be: where (JSON pointer or parameter name) and which rule of the schema."""

    field: str
    code: str
    known: tuple[str, ...] = ()


@cache
def texts() -> Mapping[str, Refusal]:
    """Everything that can be said: the chassis' own problems and what the contracts can refuse."""
    own = {code: Refusal(code=code, row=None, **entry) for code, entry in _file()["problems"].items()}
    return {**catalogue(), **own}


@cache
def titles() -> Mapping[int, Mapping[str, str]]:
    """The short name of a kind of problem, by status and language."""
    return dict(_file()["titles"])


@cache
def _file() -> Mapping[str, Any]:
    return dict(yaml.safe_load(files("chassis.web").joinpath("problems.yaml").read_text(encoding="utf-8")))


def answer_problem(problem: Problem | Refused, language: str) -> Answer:
    """The answer for a problem or for a rule's no."""
    rule = problem.rule if isinstance(problem, Refused) else None
    errors = problem.errors if isinstance(problem, Problem) else ()
    text = texts()[problem.code]
    document = _document(text, language, problem.because)
    row = rule or text.row
    if row:
        document["rule"] = row
    if problem.field:
        document["field"] = problem.field
    if errors:
        document["errors"] = [_field_error(error, language) for error in errors]
    return Answer(text.status, json_bytes(document), (PROBLEM, *_language(language)))


def answer_failure(code: str, language: str, correlation_id: UUID, because: Because | None = None) -> Answer:
    """The answer when something broke or is away: nothing of the request, and the id under which operators find it."""
    text = texts()[code]
    document = _document(text, language, because or {}) | {"correlation_id": str(correlation_id)}
    return Answer(text.status, json_bytes(document), (PROBLEM, *_language(language)))


def _document(text: Refusal, language: str, because: Because) -> dict[str, Any]:
    return {
        "type": f"/problems/{text.code}",
        "title": titles()[text.status][language],
        "status": text.status,
        "detail": text.text(language, because),
        "code": text.code,
        "remedy": text.remedy(language, because),
    }


def _field_error(error: FieldError, language: str) -> dict[str, Any]:
    text = texts()[error.code]
    said = {"field": error.field, "code": error.code, "message": text.text(language), "remedy": text.remedy(language)}
    return said | ({"known": list(error.known)} if error.known else {})


def _language(language: str) -> tuple[tuple[str, str], ...]:
    return (("Content-Language", language), ("Vary", "Accept-Language"))
