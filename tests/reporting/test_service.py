"""The doors of reporting: who may see what."""

from uuid import UUID

import pytest

from chassis.testing import Stage
from contracts.events import REGISTER
from reporting.service import TOLD, Reporting
from reporting.tables import metadata
from tests.reporting import make
from tests.reporting.make import COMMAND, FAMILY, PROGRAMME

COORDINATOR = ("coordinator", "kfum")


@pytest.fixture
def stage() -> Stage:
    stage = Stage(Reporting, metadata, settings={"suppress_below": 5})
    stage.hear(make.published(), make.joined(), make.matched(), make.held())
    return stage


def test_figures_come_with_their_units(stage: Stage) -> None:
    reply = stage.call("GET", f"/figures?programme={PROGRAMME}", as_=COORDINATOR)
    assert reply.status == 200
    assert reply.json["programme"] == PROGRAMME
    assert reply.json["figures"]["families_taking_part"] == {"value": 1, "unit": "families"}
    assert reply.json["figures"]["needs_beside_public_offer"] == {"value": 0, "unit": "needs"}
    assert reply.json["figures"]["meetings_held"] == {"value": 1, "unit": "meetings"}
    assert reply.json["figures"]["consents_withdrawn"] == {"value": 0, "unit": "consents"}


def test_figures_of_all_programmes_are_summed_within_their_unit(stage: Stage) -> None:
    stage.hear(make.joined(make.someone("others"), programme=make.OTHER_PROGRAMME))
    figures = stage.call("GET", "/figures", as_=COORDINATOR).json["figures"]
    assert figures["families_taking_part"]["value"] == 2


def test_a_programme_nobody_has_told_of_is_refused_with_the_reason(stage: Stage) -> None:
    reply = stage.call("GET", "/figures?programme=atlantis", as_=COORDINATOR)
    assert reply.status == 409
    assert reply.json["code"] == "unknown_programme"


@pytest.mark.parametrize("role", ["coordinator", "organisation_admin", "funder", "evaluator"])
def test_those_who_answer_for_the_programme_see_the_figures(stage: Stage, role: str) -> None:
    assert stage.call("GET", "/figures", as_=(role, "kfum")).status == 200


@pytest.mark.parametrize("role", ["family", "volunteer", "professional", "matcher", "operator", "service"])
def test_nobody_else_sees_exact_figures(stage: Stage, role: str) -> None:
    assert stage.call("GET", "/figures", as_=(role, "kfum")).status == 403


def test_without_a_token_there_are_no_figures_and_no_trail(stage: Stage) -> None:
    assert stage.call("GET", "/figures").status == 401
    assert stage.call("GET", f"/trail/{COMMAND}").status == 401


def test_a_funder_belongs_to_another_organisation_and_a_coordinator_does_not(stage: Stage) -> None:
    assert stage.call("GET", "/figures", as_=("funder", "foundation")).status == 200
    assert stage.call("GET", "/figures", as_=("coordinator", "kolding")).status == 404


def test_the_trail_tells_what_one_command_set_in_motion_in_order(stage: Stage) -> None:
    items = stage.call("GET", f"/trail/{COMMAND}", as_=("operator", "kfum")).json["items"]
    assert [item["type"] for item in items][-1] == "meeting.held.v1"
    assert [(item["time"], item["sequence"]) for item in items] == sorted(
        (item["time"], item["sequence"]) for item in items
    )
    (joined,) = [item for item in items if item["type"] == "family.joined.v1"]
    assert joined == {
        "id": str(make.joined().id),
        "type": "family.joined.v1",
        "source": "/kfum/enrollment",
        "subject": str(FAMILY),
        "time": "2026-03-02T09:01:00Z",
        "sequence": 1,
        "causation_id": None,
        "programme": PROGRAMME,
    }


def test_a_trail_nobody_has_left_is_not_found(stage: Stage) -> None:
    assert stage.call("GET", f"/trail/{UUID(int=5)}", as_=COORDINATOR).status == 404


def test_a_trail_is_not_another_organisations_to_see(stage: Stage) -> None:
    assert stage.call("GET", f"/trail/{COMMAND}", as_=("coordinator", "kolding")).status == 404
    assert stage.call("GET", f"/trail/{COMMAND}", as_=("funder", "kfum")).status == 403


def test_everybody_may_look_at_the_page_but_not_at_small_counts(stage: Stage) -> None:
    reply = stage.call("GET", "/")
    assert reply.status == 200
    assert reply.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "KvarterVenner" in reply.text
    assert reply.text.count('<dd class="under">under 5</dd>') == 3


def test_the_page_speaks_the_readers_language(stage: Stage) -> None:
    assert '<html lang="da">' in stage.call("GET", "/", headers={"Accept-Language": "da, en;q=0.5"}).text
    assert '<html lang="en">' in stage.call("GET", "/", headers={"Accept-Language": "en"}).text
    assert '<html lang="da">' in stage.call("GET", "/?language=da", headers={"Accept-Language": "en"}).text
    assert stage.call("GET", "/?language=xx").status == 422


def test_the_figures_are_measured_by_programme(stage: Stage) -> None:
    with stage.desk.store.session(write=False) as session:
        service = stage.service
        assert service.families_taking_part(session) == {(PROGRAMME,): 1}
        assert service.matches_running(session) == {(PROGRAMME,): 1}
        assert service.meetings_held(session) == {(PROGRAMME,): 1}
        assert service.consents_withdrawn(session) == {(PROGRAMME,): 0}
        assert service.messages_delivered(session) == {(PROGRAMME,): 0}


def test_it_hears_everything_but_heartbeats() -> None:
    assert set(TOLD) == set(REGISTER) - {"heartbeat.v1"}


def test_an_event_that_is_not_counted_still_leaves_a_trail(stage: Stage) -> None:
    stage.hear(make.event("goal.reached.v1", make.someone("goal"), {"family": FAMILY}))
    items = stage.call("GET", f"/trail/{COMMAND}", as_=COORDINATOR).json["items"]
    assert "goal.reached.v1" in {item["type"] for item in items}
