"""The manifests render, are valid to the letter, and every service is hardened the same way."""

from pathlib import Path

import kubernetes_validate
import pytest

from chassis import settings
from tests.deploy.doors import service_class
from tests.deploy.rendered import (
    DEPLOY,
    ROOT,
    SERVICES,
    Resource,
    containers,
    environment,
    named,
    of_kind,
    pod,
    render,
    workloads,
)

RENDERED = ("base", "overlays/dev")
VERSIONS = ("1.32.0", "1.37.0")
DRAIN_MARGIN_SECONDS = 2


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("folder", RENDERED)
def test_every_resource_is_valid_to_the_letter(folder: str, version: str) -> None:
    for resource in render(folder):
        kubernetes_validate.validate(resource, version, strict=True)


def test_the_validation_finds_a_misspelt_field() -> None:
    wrong = {**named(render("base"), "Service", "matching"), "spek": {}}
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(wrong, VERSIONS[-1], strict=True)


@pytest.mark.parametrize("folder", [*RENDERED, *(f"base/{name}" for name in ("common", *SERVICES))])
def test_no_resource_comes_twice_and_all_live_in_one_namespace(folder: str) -> None:
    ids = [(each["kind"], each["metadata"]["name"]) for each in render(folder)]
    homes = {each["metadata"].get("namespace") for each in render(folder) if each["kind"] != "Namespace"}
    assert len(ids) == len(set(ids))
    assert homes == {"samspil"}


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_can_be_taken_alone(service: str) -> None:
    kinds = sorted(each["kind"] for each in render(f"base/{service}"))
    one_each = [
        "ConfigMap",
        "Deployment",
        "NetworkPolicy",
        "PodDisruptionBudget",
        "Service",
        "Service",
        "ServiceAccount",
    ]
    assert kinds == one_each


@pytest.mark.parametrize("service", SERVICES)
def test_the_folders_of_the_services_differ_only_in_name(service: str) -> None:
    for file in ("kustomization", "deployment", "service", "service-account", "disruption-budget"):
        assert _without_name(DEPLOY / "base" / service / f"{file}.yaml", service) == _without_name(
            DEPLOY / "base" / SERVICES[0] / f"{file}.yaml", SERVICES[0]
        )


@pytest.mark.parametrize("folder", RENDERED)
def test_no_container_can_do_more_than_it_must(folder: str) -> None:
    for workload in workloads(render(folder)):
        spec = pod(workload)
        assert spec["automountServiceAccountToken"] is False
        assert spec["enableServiceLinks"] is False
        assert spec["securityContext"]["runAsNonRoot"] is True
        assert spec["securityContext"]["runAsUser"] > 0
        assert spec["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
        for container in containers(workload):
            assert container["securityContext"]["allowPrivilegeEscalation"] is False
            assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}
            assert set(container["resources"]["limits"]) == {"memory"}
            assert set(container["resources"]["requests"]) == {"cpu", "memory"}


def test_only_matching_has_room_for_a_run_of_a_country() -> None:
    """660 MB were measured at 100,000 needs and volunteers, in a process beside the service and beside others."""
    limits = {name: containers(named(render("base"), "Deployment", name))[-1]["resources"] for name in SERVICES}
    memory = {name: each["limits"]["memory"] for name, each in limits.items()}
    assert memory == {**dict.fromkeys(SERVICES, "384Mi"), "matching": "2Gi"}


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_runs_as_its_image_expects(service: str) -> None:
    deployment = named(render("base"), "Deployment", service)
    migrate, run = containers(deployment)
    assert pod(deployment)["securityContext"]["runAsUser"] == 10001
    assert (migrate["args"], run["args"]) == (["migrate", service], ["run", service])
    assert migrate["image"] == run["image"] == f"samspil/{service}:0.1.0"
    for container in (migrate, run):
        assert container["securityContext"]["readOnlyRootFilesystem"] is True
        assert {"name": "tmp", "mountPath": "/tmp"} in container["volumeMounts"]
    assert (run["startupProbe"]["httpGet"]["path"], run["readinessProbe"]["httpGet"]["path"]) == ("/health/ready",) * 2
    assert run["livenessProbe"]["httpGet"]["path"] == "/health/live"


@pytest.mark.parametrize("service", SERVICES)
def test_a_rollout_never_takes_the_last_replica_away(service: str) -> None:
    spec = named(render("base"), "Deployment", service)["spec"]
    budget = named(render("base"), "PodDisruptionBudget", service)["spec"]
    assert spec["replicas"] == 2
    assert spec["strategy"]["rollingUpdate"]["maxUnavailable"] == 0
    assert (budget["maxUnavailable"], budget["unhealthyPodEvictionPolicy"]) == (1, "AlwaysAllow")


def test_kubernetes_waits_longer_than_the_service_needs_to_stop() -> None:
    told = next(each["data"] for each in of_kind(render("base/common"), "ConfigMap"))
    for deployment in of_kind(render("base"), "Deployment"):
        seconds = pod(deployment)["terminationGracePeriodSeconds"]
        assert seconds >= float(told["SAMSPIL_STOP_SECONDS"]) + DRAIN_MARGIN_SECONDS
        assert float(told["SAMSPIL_DRAIN_SECONDS"]) < float(told["SAMSPIL_STOP_SECONDS"])
        assert "lifecycle" not in containers(deployment)[-1]


def test_the_namespace_admits_only_restricted_pods() -> None:
    (namespace,) = of_kind(render("base"), "Namespace")
    assert namespace["metadata"]["labels"]["pod-security.kubernetes.io/enforce"] == "restricted"


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_understands_every_setting_the_manifests_give_it(
    service: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for container in containers(named(render("overlays/dev"), "Deployment", service)):
        told = _settings(service, container, monkeypatch)
        assert told["organisation"] == "kfum"
        assert told["listen"] == "0.0.0.0:8000"
        assert told["declare_topology"] is False
        assert told["database_url"].endswith(f"@postgres/{service}")
        assert told["broker_url"] == f"amqp://kfum.{service}:development@rabbitmq:5672/samspil"
        assert {"name": "issuer-keys", "mountPath": "/etc/samspil/keys", "readOnly": True} in container["volumeMounts"]
        assert told["jwks"] == "/etc/samspil/keys/jwks.json"


def _settings(service: str, container: Resource, monkeypatch: pytest.MonkeyPatch) -> settings.Settings:
    with monkeypatch.context() as patched:
        for name, text in environment(render("overlays/dev"), container).items():
            patched.setenv(name, text)
        own = getattr(service_class(service), "settings", None)
        return settings.load(service, ROOT / "services" / service, own, services=SERVICES)


def _without_name(path: Path, service: str) -> str:
    text = path.read_text(encoding="utf-8")
    return text.replace(service, "<service>").replace(service.upper(), "<SERVICE>")
