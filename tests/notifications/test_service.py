"""The doors of notifications: who may read, what is shown, what is heard."""

import pytest

from chassis.testing import Stage
from notifications.service import Notifications
from notifications.tables import metadata
from tests.notifications import make
from tests.notifications.make import AMAL, MEETING, VIBEKE

COORDINATOR = ("coordinator", "kfum")


@pytest.fixture
def stage() -> Stage:
    stage = Stage(Notifications, metadata, settings=make.SETTINGS)
    stage.hear(make.scheduled(), make.matched())
    return stage


def test_a_coordinator_sees_what_became_of_messages_but_no_address(stage: Stage) -> None:
    reply = stage.call("GET", f"/messages?about={MEETING}&template=invitation&person={AMAL}", as_=COORDINATOR)
    (message,) = reply.json["items"]
    assert reply.status == 200
    assert {name: value for name, value in message.items() if name != "id"} == {
        "template": "invitation",
        "about": str(MEETING),
        "person": str(AMAL),
        "role": "guardian",
        "channel": None,
        "state": "waiting",
        "reason": None,
        "due_at": "2026-03-02T09:00:00Z",
        "attempts": 0,
        "settled_at": None,
    }


def test_messages_come_in_pages(stage: Stage) -> None:
    seen, path = [], "/messages?limit=3"
    while path:
        reply = stage.call("GET", path, as_=COORDINATOR).json
        seen += [message["id"] for message in reply["items"]]
        path = f"/messages?limit=3&after={reply['next']}" if reply["next"] else ""
    assert len(seen) == len(set(seen)) == 7


@pytest.mark.parametrize("query", ["state=asleep", "template=poem", "about=me", "colour=red"])
def test_a_filter_that_makes_no_sense_is_refused(stage: Stage, query: str) -> None:
    assert stage.call("GET", f"/messages?{query}", as_=COORDINATOR).status == 422


def test_messages_of_one_organisation_are_no_other_organisations(stage: Stage) -> None:
    assert stage.call("GET", "/messages", as_=("coordinator", "kolding")).json["items"] == []


@pytest.mark.parametrize("path", ["/messages", "/templates"])
def test_only_coordinators_and_administrators_may_read(stage: Stage, path: str) -> None:
    assert stage.call("GET", path).status == 401
    for role in ("family", "volunteer", "professional", "matcher", "funder", "evaluator", "service"):
        assert stage.call("GET", path, as_=(role, "kfum")).status == 403
    assert stage.call("GET", path, as_=("organisation_admin", "kfum")).status == 200


def test_every_text_can_be_read_before_it_is_sent(stage: Stage) -> None:
    items = stage.call("GET", "/templates", as_=COORDINATOR).json["items"]
    assert {(item["template"], item["language"]) for item in items} >= {("reminder", "da"), ("goodbye", "en")}
    assert all(item["subject"] and item["text"] for item in items)


def test_every_event_it_hears_has_a_door(stage: Stage) -> None:
    stage.hear(
        make.moved(make.IN_A_WEEK), make.called_off(), make.ended(), make.consent("withdrawn"), make.family_left()
    )
    items = stage.call("GET", f"/messages?person={VIBEKE}&state=waiting", as_=COORDINATOR).json["items"]
    assert {item["template"] for item in items} == {"called_off", "goodbye"}


def test_every_question_of_matching_has_a_door(stage: Stage) -> None:
    asked = [make.answer_asked("volunteer"), make.checkin_asked(), make.cover_asked(), make.vetting_expiring()]
    stage.hear(*asked, make.checkin_answered("volunteer"), make.volunteer_left())
    items = stage.call("GET", "/messages?limit=50", as_=COORDINATOR).json["items"]
    states = {(item["template"], item["state"], item["reason"]) for item in items if "_" in item["template"]}
    assert states - {("match_made", "waiting", None)} == {
        ("answer_asked", "cancelled", "volunteer_left"),
        ("checkin_asked", "waiting", None),
        ("cover_asked", "cancelled", "volunteer_left"),
        ("vetting_expiring", "cancelled", "volunteer_left"),
    }


def test_what_is_tried_in_vain_is_measured(stage: Stage) -> None:
    make.deliver(stage.rehearsal, make.Owner(status=None))
    with stage.desk.store.session(write=False) as session:
        figures = stage.service.tried_in_vain(session)
    assert figures == {(): 5}


def test_its_timer_delivers_what_is_due(stage: Stage, capsys: pytest.CaptureFixture[str]) -> None:
    stage.desk.ask = make.Owner()
    stage.service.deliver(stage.desk)
    assert "amal@familie.example" in capsys.readouterr().out
    sent = stage.call("GET", "/messages?state=sent", as_=COORDINATOR).json["items"]
    assert {item["template"] for item in sent} == {"invitation", "match_made"}
