"""Problem documents: in the reader's language, complete, and with no word that comes from the request."""

import json
import re
import string
from pathlib import Path

import pytest

import chassis.web
from chassis.testing import Stage
from chassis.web import headers
from chassis.web.problems import Problem, answer_problem, texts, titles
from contracts.refusals import Refused, catalogue

CODE = re.compile(r'(?:Problem|Refused|answer_failure)\(\s*"([a-z_]+)"')
NAMED = re.compile(r'(?:FieldError\([^()]*, |late=|short=)"([a-z_]+)"')
WEB = Path(chassis.web.__path__[0])
# An outage names its own problem where it is raised; everything else is raised at the web's edge.
PLACES = (*WEB.glob("*.py"), WEB.parent / "store.py", WEB.parent / "companions.py")
SOURCES = "\n".join(path.read_text() for path in PLACES)
OWN = set(texts()) - set(catalogue())


@pytest.mark.parametrize(
    ("said", "language"),
    [
        (None, "da"),
        ("", "da"),
        ("da", "da"),
        ("en", "en"),
        ("en-GB", "en"),
        ("EN-us,da;q=0.5", "en"),
        ("da-DK, en;q=0.9", "da"),
        ("de, en;q=0.3, da;q=0.7", "da"),
        ("de;q=0.9, en;q=0.8", "en"),
        ("*", "da"),
        ("en;q=0.5, *;q=0.4", "en"),
        ("en;q=0", "da"),
        ("de", "da"),
        ("en;q=2", "da"),
        ("en;q=abc, da;q=0.1", "da"),
        ("en;" * 1000, "da"),
        (";;;,,,", "da"),
    ],
)
def test_the_language_is_the_one_that_is_read_best(said: str | None, language: str) -> None:
    assert headers.language({"HTTP_ACCEPT_LANGUAGE": said} if said is not None else {}) == language


def test_a_problem_is_said_in_danish_and_in_english(stage: Stage) -> None:
    danish = stage.call("GET", "/notes", headers={"Accept-Language": "da"})
    english = stage.call("GET", "/notes", headers={"Accept-Language": "en"})
    assert danish.json["detail"] == "Forespørgslen har intet adgangsbevis."
    assert english.json["detail"] == "The request carries no access token."
    for reply, language in ((danish, "da"), (english, "en")):
        assert reply.headers["Content-Language"] == language
        assert reply.headers["Vary"] == "Accept-Language"
        assert set(reply.json) == {"type", "title", "status", "detail", "code", "remedy"}


def test_what_is_wrong_with_a_field_is_said_in_both_languages_too(stage: Stage) -> None:
    said = {
        language: stage.call("POST", "/notes/open", {}, headers={"Accept-Language": language}).json["errors"][0]
        for language in ("da", "en")
    }
    assert said["da"]["code"] == said["en"]["code"] == "required"
    assert said["da"]["message"] != said["en"]["message"]
    assert said["da"]["remedy"] != said["en"]["remedy"]


def test_a_rules_no_names_the_rule_and_the_field() -> None:
    answer = answer_problem(Refused("unknown_area", rule="S0-99", field="area", area="Munkebo"), "en")
    document = json.loads(answer.body)
    assert (answer.status, document["rule"], document["field"]) == (409, "S0-99", "area")
    assert "Munkebo" in document["detail"]


def test_the_row_of_the_catalogue_is_named_when_the_rule_names_none() -> None:
    assert b'"rule":"S0-04"' in answer_problem(Refused("unknown_area", area="Munkebo"), "da").body


@pytest.mark.parametrize("code", sorted(texts()))
def test_every_problem_can_be_looked_up_and_has_a_title(stage: Stage, code: str) -> None:
    assert set(titles()[texts()[code].status]) == {"da", "en"}
    explained = stage.call("GET", f"/problems/{code}").json
    assert explained["da"]["detail"] != explained["en"]["detail"]
    assert all(explained[language][what].strip() for language in ("da", "en") for what in ("detail", "remedy"))


def test_all_problems_can_be_read_at_once(stage: Stage) -> None:
    assert {item["code"] for item in stage.call("GET", "/problems").json["items"]} == set(texts())


def test_an_unknown_problem_is_not_found(stage: Stage) -> None:
    assert stage.call("GET", "/problems/made_up").status == 404


def test_every_code_that_is_raised_here_has_its_texts() -> None:
    assert (set(CODE.findall(SOURCES)) | set(NAMED.findall(SOURCES))) - set(texts()) == set()


def test_every_text_that_stands_here_is_used() -> None:
    used = set(re.findall(r'"([a-z_]+)"', SOURCES))
    assert OWN - used == set()


@pytest.mark.parametrize("code", sorted(OWN))
def test_both_languages_ask_for_the_same_facts(code: str) -> None:
    text = texts()[code]
    facts = [{name for _, name, _, _ in string.Formatter().parse(part) if name} for part in (text.da, text.en)]
    remedies = [
        {name for _, name, _, _ in string.Formatter().parse(part) if name} for part in (text.remedy_da, text.remedy_en)
    ]
    assert facts[0] == facts[1]
    assert remedies[0] == remedies[1]


def test_a_problem_without_its_facts_is_still_an_answer() -> None:
    assert answer_problem(Problem("role_not_allowed"), "en").status == 403


def test_a_code_that_nobody_wrote_down_is_a_bug_and_not_a_crash(stage: Stage) -> None:
    reply = stage.call("GET", "/unwritten")
    assert (reply.status, reply.json["code"]) == (500, "failure")
