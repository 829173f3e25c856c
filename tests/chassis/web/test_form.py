"""A route may let its body come from a form of a page: checked as strictly as JSON, and taken by no other route."""

import pytest

from chassis.testing import Stage
from chassis.web.answer import PAGE_WITH_FORM, STRICT_PAGE


def test_a_form_and_json_say_the_same(stage: Stage) -> None:
    by_form = stage.call("POST", "/form", b"number=7")
    by_json = stage.call("POST", "/form", {"number": 7})
    assert (by_form.status, by_form.json["text"]) == (by_json.status, by_json.json["text"]) == (200, "7")


@pytest.mark.parametrize(
    ("sent", "status", "code"),
    [
        (b"number=x", 422, "invalid"),
        (b"number=1&number=2", 422, "invalid"),
        (b"made=up", 422, "invalid"),
        (b"number", 400, "body_not_a_form"),
        (b"number=\xff", 400, "body_not_a_form"),
        (b"&".join([b"a=1"] * 60), 400, "body_not_a_form"),
    ],
)
def test_a_bad_form_is_refused(stage: Stage, sent: bytes, status: int, code: str) -> None:
    reply = stage.call("POST", "/form", sent)
    assert (reply.status, reply.json["code"]) == (status, code)


def test_no_other_route_takes_a_form(stage: Stage) -> None:
    reply = stage.call("POST", "/notes", b"text=hello", as_=("coordinator",))
    assert (reply.status, reply.json["code"]) == (415, "body_type_unsupported")


def test_the_page_of_a_form_may_send_it_home_and_nowhere_else() -> None:
    assert PAGE_WITH_FORM != STRICT_PAGE
    assert "form-action 'self'" in PAGE_WITH_FORM
    assert "script" not in PAGE_WITH_FORM
