"""What `kubectl kustomize` makes of the manifests, and small questions to it."""

import subprocess
import sys
from base64 import b64decode
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from deploy.topology.topology import load

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
SERVICES = tuple(load().owns)
Resource = dict[str, Any]


def tool(name: str) -> Path:
    """A program that a Python package brought into this environment."""
    return Path(sys.executable).with_name(name)


def run(*command: str | Path) -> str:
    """What a program printed; the test fails with its complaints if it ended badly."""
    done = subprocess.run([str(word) for word in command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@cache
def make_signing_key() -> None:
    """The development overlay's key, made as a developer makes it; it is never kept in the repository."""
    keys = DEPLOY / "overlays" / "dev" / "keys"
    if not (keys / "signing_key.json").exists():
        run(tool("samspil"), "key", keys)


@cache
def render(folder: str) -> tuple[Resource, ...]:
    """All resources of `deploy/<folder>`."""
    make_signing_key()
    return tuple(yaml.safe_load_all(run(tool("kubectl"), "kustomize", DEPLOY / folder)))


def of_kind(resources: tuple[Resource, ...], *kinds: str) -> list[Resource]:
    return [each for each in resources if each["kind"] in kinds]


def named(resources: tuple[Resource, ...], kind: str, name: str) -> Resource:
    """The one resource of this kind and name."""
    found = [each for each in of_kind(resources, kind) if each["metadata"]["name"] == name]
    assert len(found) == 1, f"{len(found)} of {kind} {name}"
    return found[0]


def workloads(resources: tuple[Resource, ...]) -> list[Resource]:
    return of_kind(resources, "Deployment", "StatefulSet")


def pod(workload: Resource) -> Resource:
    """The pod template's spec."""
    return dict(workload["spec"]["template"]["spec"])


def labels(workload: Resource) -> Mapping[str, str]:
    """The labels of the pods a workload makes."""
    return dict(workload["spec"]["template"]["metadata"]["labels"])


def containers(workload: Resource) -> list[Resource]:
    """Every container, those that run before the service too."""
    return [*pod(workload).get("initContainers", []), *pod(workload)["containers"]]


def ports(workload: Resource) -> dict[str, int]:
    """Container ports by name."""
    return {port["name"]: port["containerPort"] for each in containers(workload) for port in each.get("ports", [])}


def environment(resources: tuple[Resource, ...], container: Resource) -> dict[str, str]:
    """The environment the container sees: ConfigMaps, then Secrets and literals of its own."""
    seen: dict[str, str] = {}
    for source in container.get("envFrom", []):
        seen |= _data(resources, source)
    for variable in container.get("env", []):
        reference = variable.get("valueFrom", {}).get("secretKeyRef")
        secret = reference and named(resources, "Secret", reference["name"])
        seen[variable["name"]] = _plain(secret, reference["key"]) if reference else variable["value"]
    return seen


def keys(resource: Resource) -> set[str]:
    """The keys of a ConfigMap or Secret."""
    return {*resource.get("data", {}), *resource.get("stringData", {})}


def mounts(workload: Resource) -> Iterator[tuple[str, str]]:
    """Kind and name of each ConfigMap and Secret that is mounted."""
    for volume in pod(workload).get("volumes", []):
        if "configMap" in volume:
            yield "ConfigMap", volume["configMap"]["name"]
        if "secret" in volume:
            yield "Secret", volume["secret"]["secretName"]


def matches(selector: Mapping[str, Any], given: Mapping[str, str]) -> bool:
    """Whether labels satisfy a selector of matchLabels; other forms are not used here."""
    assert set(selector) <= {"matchLabels"}
    return selector.get("matchLabels", {}).items() <= given.items()


def _data(resources: tuple[Resource, ...], source: Resource) -> dict[str, str]:
    if "configMapRef" in source:
        return dict(named(resources, "ConfigMap", source["configMapRef"]["name"])["data"])
    secret = named(resources, "Secret", source["secretRef"]["name"])
    return {key: _plain(secret, key) for key in keys(secret)}


def _plain(secret: Resource, key: str) -> str:
    return b64decode(secret["data"][key]).decode()
