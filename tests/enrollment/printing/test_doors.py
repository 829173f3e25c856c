"""Printing over HTTP: who may, what is refused, that nothing is kept, and that others are answered meanwhile."""

from datetime import date
from typing import Any

import eventlet
import pytest
from sqlalchemy import select

from chassis.companions import Companions
from chassis.tables import replies
from chassis.testing import Reply, Stage
from contracts.programmes import load
from enrollment.domain.sheets import LANGUAGES
from enrollment.service import Enrollment
from enrollment.tables import Tables
from tests.enrollment.make import OURS, PARTNER, PROGRAMME
from tests.enrollment.printing.conftest import Printed
from tests.enrollment.story import ASKING, BIRGIT, KARIN, PIA, TELLING
from tests.enrollment.test_doors import AS_AMAL, AS_BIRGIT, AS_PIA, AS_SERVICE, AS_STRANGER, rows

SHEETS = 10
AS_ANOTHER = ("professional", PARTNER, BIRGIT)
WANTED = {"sheet": "postcard", "language": "uk"}


@pytest.fixture
def stage(press: Companions) -> Stage:
    """The service with the programme in force, printing on the press of all tests."""
    stage = Stage(Enrollment, Tables.metadata)
    stage.desk.aside = press
    version = {"version": load()[PROGRAMME].version}
    as_karin = ("organisation_admin", OURS, KARIN)
    assert stage.call("PUT", f"/programmes/{PROGRAMME}/in-force", version, as_=as_karin).status == 200
    return stage


def told(stage: Stage, **changes: Any) -> Any:
    """What the professional is answered who has told of the programme."""
    return stage.call("POST", "/informations", TELLING | changes, as_=AS_PIA).json


def print_it(stage: Stage, given: Any, *, as_: Any = AS_PIA, key: str = "", **changes: Any) -> Reply:
    headers = {"Idempotency-Key": key} if key else {}
    wanted = {"code": given["code"], **WANTED, **changes}
    return stage.call("POST", f"/informations/{given['id']}/print", wanted, as_=as_, headers=headers)


def refused(reply: Reply) -> tuple[int, str]:
    return reply.status, reply.json["code"]


def test_who_handed_out_a_code_gets_it_on_paper(stage: Stage) -> None:
    given = told(stage)
    printed = print_it(stage, given)
    assert (printed.status, printed.headers["Content-Type"]) == (200, "application/pdf")
    assert printed.headers["Cache-Control"] == "no-store"
    paper = Printed(printed.content)
    assert given["code"] in paper.text
    assert "Boligområde 1 i Kolding" in paper.text
    assert str(date.fromisoformat(given["expires_on"]).year) in paper.text
    assert PIA.hex not in paper.text.replace("-", "")


def test_a_code_may_be_typed_as_it_is_read(stage: Stage) -> None:
    given = told(stage)
    typed = given["code"].lower().replace("-", " ")
    assert given["code"] in Printed(print_it(stage, given, code=typed).content).text


def test_the_sheets_and_languages_are_there_for_anybody_to_see(stage: Stage) -> None:
    shown = stage.call("GET", "/sheets").json
    assert shown["sheets"] == ["postcard", "letter"]
    assert {each["code"]: each["name"] for each in shown["languages"]} == LANGUAGES


@pytest.mark.parametrize("who", [AS_AMAL, AS_SERVICE])
def test_nobody_else_can_print_it(stage: Stage, who: Any) -> None:
    assert refused(print_it(stage, told(stage), as_=who)) == (403, "role_not_allowed")


@pytest.mark.parametrize("who", [AS_ANOTHER, AS_BIRGIT, ("professional", OURS, PIA)])
def test_another_colleague_does_not_even_learn_that_it_is_there(stage: Stage, who: Any) -> None:
    assert refused(print_it(stage, told(stage), as_=who)) == (404, "not_found")


def test_a_code_that_does_not_work_is_not_printed_and_why_is_not_said(stage: Stage) -> None:
    foreign = print_it(stage, told(stage), code=told(stage)["code"])
    mistyped = print_it(stage, told(stage), code="AAAA-AAAA-AAAA")
    without = print_it(stage, told(stage, handed="none"), code="AAAA-AAAA-AAAA")
    revoked = told(stage)
    assert stage.call("POST", f"/informations/{revoked['id']}/revocation", as_=AS_PIA).status == 204
    expired = told(stage)
    lost = print_it(stage, revoked)
    stage.rehearsal.later(days=load()[PROGRAMME].information_phase.postcard_days + 1)
    answers = [foreign, mistyped, without, lost, print_it(stage, expired)]
    assert {refused(answer) for answer in answers} == {(409, "code_not_valid")}
    assert len({answer.text for answer in answers}) == 1


def test_whether_the_family_has_used_its_code_cannot_be_seen_by_printing(stage: Stage) -> None:
    given = told(stage)
    before = Printed(print_it(stage, given).content)
    assert stage.call("POST", "/contacts", ASKING | {"code": given["code"]}, as_=AS_STRANGER).status == 201
    assert Printed(print_it(stage, given).content).text == before.text


def test_a_sheet_that_the_programme_does_not_hand_out_is_not_printed(stage: Stage) -> None:
    assert "letter" not in load()[PROGRAMME].information_phase.handed
    letter = print_it(stage, told(stage), sheet="letter")
    assert refused(letter) == (409, "sheet_not_handed")
    assert (letter.json["field"], letter.json["rule"]) == ("sheet", "S0-27")


@pytest.mark.parametrize("change", [{"language": "fr"}, {"sheet": "poster"}, {"name": "Amal"}, {"code": ""}])
def test_what_nobody_can_print_is_not_taken(stage: Stage, change: Any) -> None:
    assert print_it(stage, told(stage), **change).status == 422


def test_neither_the_sheet_nor_the_code_is_kept(stage: Stage) -> None:
    given = told(stage)
    before = rows(stage)
    for _ in range(2):
        assert print_it(stage, given, key="again").status == 200
    assert rows(stage) == before
    with stage.desk.store.session(write=False) as session:
        kept = " ".join(str(row.body) for row in session.execute(select(replies)))
    assert "PDF" not in kept


def test_others_are_answered_while_sheets_are_printed(stage: Stage) -> None:
    given = told(stage)
    printing = [eventlet.spawn(print_it, stage, given) for _ in range(SHEETS)]
    eventlet.sleep(0)
    answered = 0
    while not all(each.dead for each in printing):
        assert stage.call("GET", "/sheets").status == 200
        answered += 1
        eventlet.sleep(0)
    assert answered > SHEETS
    assert {each.wait().status for each in printing} == {200}
