"""What NetworkPolicies let through, by the rules of Kubernetes: closed once selected, open where a rule matches."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.deploy.rendered import Resource, labels, matches, of_kind, ports, workloads

HERE = "samspil"


@dataclass(frozen=True)
class Pod:
    """Somebody who calls or is called. `home` are the labels of its namespace."""

    name: str
    labels: Mapping[str, str] = field(default_factory=dict)
    ports: Mapping[str, int] = field(default_factory=dict)
    namespace: str = HERE
    home: Mapping[str, str] = field(default_factory=dict)


def pods(resources: tuple[Resource, ...]) -> list[Pod]:
    """The pods the manifests make."""
    return [Pod(each["metadata"]["name"], labels(each), ports(each)) for each in workloads(resources)]


def allowed(resources: tuple[Resource, ...], caller: Pod, called: Pod, port: int) -> bool:
    """Whether the caller may open a TCP connection: its own side lets it out and the other side lets it in."""
    policies = of_kind(resources, "NetworkPolicy")
    out = _side(policies, "Egress", caller, called, called, port)
    return out and _side(policies, "Ingress", called, caller, called, port)


def _side(policies: list[Resource], way: str, subject: Pod, peer: Pod, called: Pod, port: int) -> bool:
    if subject.namespace != HERE:
        return True
    spoken = [each["spec"] for each in policies if way in each["spec"]["policyTypes"]]
    spoken = [each for each in spoken if matches(each["podSelector"], subject.labels)]
    rules = [rule for each in spoken for rule in each.get(way.lower(), [])]
    return not spoken or any(_passes(rule, "to" if way == "Egress" else "from", peer, called, port) for rule in rules)


def _passes(rule: Mapping[str, Any], side: str, peer: Pod, called: Pod, port: int) -> bool:
    open_ports = [called.ports.get(each["port"], each["port"]) for each in rule["ports"] if each["protocol"] == "TCP"]
    return port in open_ports and any(_is(each, peer) for each in rule[side])


def _is(peer: Mapping[str, Any], pod: Pod) -> bool:
    home = peer.get("namespaceSelector")
    lives_there = pod.namespace == HERE if home is None else matches(home, pod.home)
    return lives_there and matches(peer.get("podSelector", {}), pod.labels)
