"""Whatever a manifest points at exists: selectors, ports, keys, hosts and the targets Prometheus asks."""

from urllib.parse import urlsplit

import pytest
import yaml

from tests.deploy.rendered import (
    DEPLOY,
    SERVICES,
    containers,
    environment,
    keys,
    labels,
    matches,
    mounts,
    named,
    of_kind,
    pod,
    ports,
    render,
    workloads,
)

DEV = render("overlays/dev")


@pytest.mark.parametrize("folder", ["base", "overlays/dev"])
def test_every_address_leads_to_a_port_of_some_pod(folder: str) -> None:
    for service in of_kind(render(folder), "Service"):
        behind = [
            each for each in workloads(render(folder)) if service["spec"]["selector"].items() <= labels(each).items()
        ]
        assert len(behind) == 1, service["metadata"]["name"]
        assert {port["targetPort"] for port in service["spec"]["ports"]} <= set(ports(behind[0]))


@pytest.mark.parametrize("folder", ["base", "overlays/dev"])
def test_every_selector_finds_exactly_the_pods_it_means(folder: str) -> None:
    made = {each["metadata"]["name"]: labels(each) for each in workloads(render(folder))}
    for each in (*workloads(render(folder)), *of_kind(render(folder), "PodDisruptionBudget")):
        name = each["metadata"]["name"]
        assert [pods for pods in made if matches(each["spec"]["selector"], made[pods])] == [name]
    for policy in of_kind(render(folder), "NetworkPolicy"):
        if selector := policy["spec"]["podSelector"]:
            found = [pods for pods in made if matches(selector, made[pods])]
            assert found == [policy["metadata"]["name"]]


@pytest.mark.parametrize("folder", ["base", "overlays/dev"])
def test_replicas_spread_by_their_own_label(folder: str) -> None:
    for deployment in of_kind(render(folder), "Deployment"):
        (spread,) = pod(deployment)["topologySpreadConstraints"]
        assert matches(spread["labelSelector"], labels(deployment))


def test_every_map_and_secret_that_is_used_exists_and_every_one_that_exists_is_used() -> None:
    used = {reference for each in workloads(DEV) for reference in mounts(each)}
    for container in (each for workload in workloads(DEV) for each in containers(workload)):
        environment(DEV, container)  # fails where a map, a secret or a key is missing
        sources = [
            *container.get("envFrom", []),
            *(variable.get("valueFrom", {}) for variable in container.get("env", [])),
        ]
        for source in sources:
            used |= {("ConfigMap", each["name"]) for kind, each in source.items() if kind == "configMapRef"}
            used |= {("Secret", each["name"]) for kind, each in source.items() if kind in ("secretRef", "secretKeyRef")}
    assert used == {(each["kind"], each["metadata"]["name"]) for each in of_kind(DEV, "ConfigMap", "Secret")}


def test_mounted_files_are_where_the_settings_look_for_them() -> None:
    for deployment in of_kind(DEV, "Deployment"):
        files = {
            f"{mount['mountPath']}/{key}"
            for mount in containers(deployment)[-1]["volumeMounts"]
            for volume in pod(deployment)["volumes"]
            if volume["name"] == mount["name"]
            for kind, name in mounts({"spec": {"template": {"spec": {"volumes": [volume]}}}})
            for key in keys(named(DEV, kind, name))
        }
        told = environment(DEV, containers(deployment)[-1])
        assert {path for key, path in told.items() if key in ("SAMSPIL_JWKS", "SAMSPIL_SIGNING_KEY")} <= files


def test_only_notifications_holds_a_signing_key() -> None:
    holders = [
        each["metadata"]["name"] for each in workloads(DEV) if any("signing-key" in name for _, name in mounts(each))
    ]
    assert holders == ["notifications"]


@pytest.mark.parametrize("service", SERVICES)
def test_every_host_a_service_is_told_of_has_an_address(service: str) -> None:
    told = environment(DEV, containers(named(DEV, "Deployment", service))[-1])
    hosts = {urlsplit(told[key]).hostname for key in (f"DATABASE_URL_{service.upper()}", "BROKER_URL")}
    hosts |= {urlsplit(url).hostname for url in yaml.safe_load(told.get("SAMSPIL_PEERS", "{}")).values()}
    assert hosts <= {each["metadata"]["name"] for each in of_kind(DEV, "Service")}


def test_in_production_a_service_needs_exactly_its_database_and_its_user_on_the_broker() -> None:
    for deployment in of_kind(render("base"), "Deployment"):
        name = deployment["metadata"]["name"]
        for container in containers(deployment):
            wanted = {each["name"]: each["valueFrom"]["secretKeyRef"] for each in container["env"]}
            secrets = (f"DATABASE_URL_{name.upper()}", "BROKER_URL")
            assert wanted == {key: {"name": name, "key": key} for key in secrets}


def test_prometheus_asks_every_replica_and_the_broker() -> None:
    config = yaml.safe_load((DEPLOY / "monitoring" / "prometheus.yml").read_text(encoding="utf-8"))
    asked = {
        (host, source["port"])
        for job in config["scrape_configs"]
        for source in job["dns_sd_configs"]
        for host in source["names"]
    }
    headless = [each for each in of_kind(DEV, "Service") if each["spec"].get("clusterIP") == "None"]
    offered = {
        (f"{each['metadata']['name']}.samspil", port["port"])
        for each in headless
        for port in each["spec"]["ports"]
        if port["name"] in ("http", "metrics")
    }
    assert asked == offered
    assert {host for host, _ in asked} == {"rabbitmq.samspil", *(f"{name}-pods.samspil" for name in SERVICES)}
