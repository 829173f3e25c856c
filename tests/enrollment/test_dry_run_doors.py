"""Dry runs over HTTP: for the programme's own administrators, in words that can be acted on."""

from typing import Any

import pytest
from sqlalchemy import func, select

from chassis import tables as machinery
from chassis.testing import Stage
from contracts.programmes import digest_of, load
from enrollment.service import Enrollment
from enrollment.tables import Tables
from tests.enrollment.make import AMAL, OURS, PROGRAMME
from tests.enrollment.story import BIRGIT, KARIN
from tests.enrollment.terms import CHILD_SAYS_FROM, RELEASED, reworded

AS_KARIN, AS_OTHERS = ("organisation_admin", OURS, KARIN), ("organisation_admin", "another", KARIN)
IN_FORCE, DRY_RUNS = f"/programmes/{PROGRAMME}/in-force", f"/programmes/{PROGRAMME}/dry-runs"
GROWN = reworded((CHILD_SAYS_FROM, "child_says_from: {value: 12"), version="1.4.0")


@pytest.fixture
def stage() -> Stage:
    stage = Stage(Enrollment, Tables.metadata)
    version = {"version": load()[PROGRAMME].version}
    assert stage.call("PUT", IN_FORCE, version, as_=AS_KARIN).status == 200
    return stage


def test_a_text_is_tried_and_told_by_its_digest(stage: Stage) -> None:
    reply = stage.call("POST", DRY_RUNS, {"text": GROWN}, as_=AS_KARIN)
    assert reply.status == 200
    assert reply.json["seen"] == digest_of(GROWN)
    assert (reply.json["version"], reply.json["version_in_force"]) == ("1.4.0", "1.3.0")
    assert reply.json["changes"][1] == {
        "path": "wish.child_says_from",
        "was": "7",
        "becomes": "12",
        "row": "S0-17",
    }
    assert reply.json["families"] == {"count": 0, "some": []}


def test_without_a_text_the_release_is_tried(stage: Stage) -> None:
    assert stage.call("POST", DRY_RUNS, {}, as_=AS_KARIN).json["seen"] == digest_of(RELEASED)


def test_line_ends_of_another_machine_make_no_other_text(stage: Stage) -> None:
    reply = stage.call("POST", DRY_RUNS, {"text": RELEASED.replace("\n", "\r\n") + "\r\n"}, as_=AS_KARIN)
    assert (reply.json["seen"], reply.json["changes"]) == (digest_of(RELEASED), [])


@pytest.mark.parametrize(
    ("text", "status", "code"),
    [
        (GROWN.replace("value: 12", "value: 99"), 422, "programme_faulty"),
        ("not a programme", 422, "programme_faulty"),
        ("x" * 500_001, 422, "too_long"),
        (GROWN + "\n# 010190-1234", 422, "cpr_not_stored"),
        (GROWN + "\n# \u202e", 422, None),
    ],
)
def test_a_wrong_text_is_refused(stage: Stage, text: str, status: int, code: str | None) -> None:
    reply = stage.call("POST", DRY_RUNS, {"text": text}, as_=AS_KARIN)
    assert reply.status == status
    assert code in (None, reply.json["code"], *(each["code"] for each in reply.json.get("errors", ())))


def test_a_faulty_line_is_named_in_both_languages(stage: Stage) -> None:
    text = GROWN.replace("value: 12", "value: 99")
    line = text[: text.index("value: 99")].count("\n") + 1
    for language in ("da", "en"):
        said = stage.call("POST", DRY_RUNS, {"text": text}, as_=AS_KARIN, headers={"Accept-Language": language})
        assert f"{line}" in said.json["detail"]
        assert "wish.child_says_from" in said.json["detail"]


@pytest.mark.parametrize("who", [AS_OTHERS, ("coordinator", OURS, BIRGIT), ("family", OURS, AMAL), None])
def test_it_is_for_the_programmes_own_administrators(stage: Stage, who: Any) -> None:
    assert stage.call("POST", DRY_RUNS, {}, as_=who).status in (401, 403)


def test_a_version_that_replaces_another_names_its_dry_run(stage: Stage) -> None:
    unseen = {"version": load()[PROGRAMME].version, "seen": "no digest"}
    assert stage.call("PUT", IN_FORCE, unseen, as_=AS_KARIN).status == 200  # it replaces nothing
    assert stage.call("PUT", IN_FORCE, unseen | {"seen": "x" * 65}, as_=AS_KARIN).status == 422


def test_a_dry_run_leaves_no_trace_under_no_key_either(stage: Stage) -> None:
    headers = {"Idempotency-Key": "5f6e1f3a-7b0c-4a52-9a71-3d4f6b8c9e01"}
    before = rows(stage)
    for text in (GROWN, RELEASED):
        seen = stage.call("POST", DRY_RUNS, {"text": text}, as_=AS_KARIN, headers=headers).json["seen"]
        assert seen == digest_of(text)
    assert rows(stage) == before


def rows(stage: Stage) -> int:
    """How many there are, the service's own and those of the machinery around it."""
    with stage.rehearsal.store.session(write=False) as session:
        tables = [*Tables.metadata.tables.values(), *machinery.metadata.tables.values()]
        return sum(session.scalar(select(func.count()).select_from(table)) or 0 for table in tables)
