"""The one source of who hears what agrees with contracts and doors, and what is generated from it is committed."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from contracts.events import EVERY, REGISTER
from deploy.topology.__main__ import generated
from deploy.topology.definitions import definitions
from deploy.topology.topology import SOURCE, Export, TopologyError, load
from deploy.topology.users import DEVELOPMENT_PASSWORD, read_passwords, users
from tests.architecture.events import emitted
from tests.architecture.sources import product
from tests.deploy.doors import subscriptions
from tests.deploy.rendered import DEPLOY, SERVICES, containers, environment, named, render

TOPOLOGY = load()
TWO = replace(
    TOPOLOGY,
    runs={"kolding": ("enrollment",), "kfum": ("matching", "reporting")},
    exports=(Export("kolding", "kfum", frozenset({"need.registered.v1", "family.left.v1"})),),
)


def test_what_is_generated_is_what_is_committed() -> None:
    for path, text in generated(TOPOLOGY).items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name}: run python -m deploy.topology"


def test_every_event_type_of_the_register_has_the_same_owner_here() -> None:
    here = {(type, owner) for owner, types in TOPOLOGY.owns.items() for type in types}
    there = {(each.type, owner) for each in REGISTER.values() for owner in _owners(each.owner)}
    assert here == there


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_has_doors_for_exactly_the_events_it_is_to_hear_of(service: str) -> None:
    assert subscriptions(service) == TOPOLOGY.heard_by(service)


def unwanted(told: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """What services tell, as (service, event type), and no queue of theirs wants: it would wait for ever."""
    wanted = {
        (each["source"], _key(each))
        for organisation in TOPOLOGY.runs
        for each in definitions(TOPOLOGY, organisation)["bindings"]
    }
    return {
        (service, type)
        for organisation, services in TOPOLOGY.runs.items()
        for service, type in told
        if service in services and (f"{organisation}.{service}", f"{organisation}.{type}") not in wanted
    }


def test_every_event_that_is_told_is_wanted_by_a_queue() -> None:
    told = {(source.distribution, type) for source in product() for _, type in emitted(source)}
    assert len(told) > 10
    assert unwanted(told) == set()


def test_an_event_told_before_anybody_is_to_hear_of_it_is_found() -> None:
    early = ("matching", "heartbeat.v1")
    assert unwanted({early, ("matching", "match.ended.v1")}) == {early}


def test_no_committed_file_but_the_developers_own_holds_a_user_or_a_password() -> None:
    told = json.loads((DEPLOY / "topology" / "definitions-kfum.json").read_text(encoding="utf-8"))
    assert set(told) == {"vhosts", "permissions", "topic_permissions", "exchanges", "queues", "bindings"}
    assert "hash" not in json.dumps(told)


def test_an_export_opens_exactly_the_exported_event_types_to_the_partner() -> None:
    told = definitions(TWO, "kolding")
    partners = {_key(each) for each in told["bindings"] if each["destination"] == "kolding.export.kfum"}
    assert partners == {"kfum.need.registered.v1", "kfum.family.left.v1"}
    (own,) = told["topic_permissions"]
    assert r"kfum\.need\.registered\.v1" in own["write"]
    assert r"kfum\.need\.withdrawn\.v1" not in own["write"]


def test_a_service_is_told_whom_it_exports_to() -> None:
    assert TWO.exported("kolding", "enrollment") == {"need.registered.v1": ["kfum"], "family.left.v1": ["kfum"]}
    assert TWO.exported("kfum", "matching") == {}


@pytest.mark.parametrize("service", SERVICES)
def test_the_development_overlay_exports_what_the_topology_exports(service: str) -> None:
    overlay = render("overlays/dev")
    told = environment(overlay, containers(named(overlay, "Deployment", service))[-1])
    assert yaml.safe_load(told.get("SAMSPIL_EXPORTS", "{}")) == TOPOLOGY.exported("kfum", service)


def test_an_importer_hears_the_partner_on_an_exchange_of_its_own_broker() -> None:
    told = definitions(TWO, "kfum")
    heard = {(each["source"], _key(each)) for each in told["bindings"] if each["destination"] == "kfum.matching.events"}
    assert heard == {("kolding.enrollment", "kfum.need.registered.v1"), ("kolding.enrollment", "kfum.family.left.v1")}
    assert "kolding.enrollment" in {each["name"] for each in told["exchanges"]}
    matching = next(each for each in told["permissions"] if each["user"] == "kfum.matching")
    assert "kolding" not in matching["write"]


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("asks: [enrollment, matching, activities]", "asks: [enrolment]", "no such service: ['enrolment']"),
        ("heartbeat.v1: []", "heartbeat.v1: [nobody]", "no such service: ['nobody']"),
        ("heartbeat.v1: []", "family.left.v1: []", "owned twice: ['family.left.v1']"),
        ("exports: []", "exports: [{from: kfum, to: kolding, types: []}]", "no such organisation: ['kolding']"),
        ("exports: []", "exports: [{from: kfum, to: kfum, types: [x.v1]}]", "no such event type of kfum: ['x.v1']"),
    ],
)
def test_a_source_that_contradicts_itself_is_refused(before: str, after: str, reason: str, tmp_path: Path) -> None:
    source, text = tmp_path / "topology.yaml", SOURCE.read_text(encoding="utf-8")
    assert before in text
    source.write_text(text.replace(before, after), encoding="utf-8")
    with pytest.raises(TopologyError, match=reason.replace("[", r"\[")):
        load(source)


def test_an_operator_gives_one_password_for_every_service() -> None:
    lines = ["# for tonight\n", "\n", *(f"kfum.{name}=p=w {name}\n" for name in SERVICES)]
    told = users(TOPOLOGY, "kfum", read_passwords(lines))
    assert [each["name"] for each in told] == sorted(f"kfum.{name}" for name in SERVICES)
    assert len({each["password_hash"] for each in told}) == len(SERVICES)
    assert "p=w" not in json.dumps(told)
    with pytest.raises(TopologyError, match=r"wrong are \['kfum\.matching'\]"):
        users(TOPOLOGY, "kfum", {f"kfum.{name}": DEVELOPMENT_PASSWORD for name in SERVICES if name != "matching"})


def _owners(owner: str) -> tuple[str, ...]:
    return SERVICES if owner == EVERY else (owner,)


def _key(binding: dict[str, Any]) -> str:
    return str(binding["routing_key"])
