"""Who may call whom: every pair of pods and every port, against what the topology says."""

from deploy.topology.topology import load
from tests.deploy.network import Pod, allowed, pods
from tests.deploy.rendered import SERVICES, render

DEV = render("overlays/dev")
GATEWAY = Pod("gateway", namespace="gateway", home={"samspil/access": "gateway"})
PROMETHEUS = Pod("prometheus", namespace="monitoring", home={"samspil/access": "monitoring"})
STRANGER = Pod("stranger", {"app.kubernetes.io/component": "service"}, namespace="elsewhere")
RESOLVER = Pod("resolver", {"k8s-app": "kube-dns"}, {}, "kube-system", {"kubernetes.io/metadata.name": "kube-system"})
INTERNET = Pod("internet", namespace="internet")
EVERYBODY = [*pods(DEV), GATEWAY, PROMETHEUS, STRANGER, RESOLVER, INTERNET]
PORTS = (53, 443, 5432, 5672, 8000, 15692)


def test_exactly_the_calls_of_the_topology_get_through() -> None:
    inside = [each for each in EVERYBODY if each.namespace == "samspil"]
    pairs = [(a, b) for a in EVERYBODY for b in EVERYBODY if a is not b and (a in inside or b in inside)]
    through = {(a.name, b.name, port) for a, b in pairs for port in PORTS if allowed(DEV, a, b, port)}
    assert through == _wanted()


def test_a_pod_without_a_policy_of_its_own_reaches_nothing_but_names() -> None:
    newcomer = Pod("newcomer", {"app.kubernetes.io/name": "newcomer"})
    reached = {(each.name, port) for each in EVERYBODY for port in PORTS if allowed(DEV, newcomer, each, port)}
    assert reached == {("resolver", 53)}


def _wanted() -> set[tuple[str, str, int]]:
    wanted = {(pod.name, "resolver", 53) for pod in pods(DEV)}
    wanted.add(("prometheus", "rabbitmq", 15692))
    for name in SERVICES:
        wanted |= {
            (name, "postgres", 5432),
            (name, "rabbitmq", 5672),
            ("gateway", name, 8000),
            ("prometheus", name, 8000),
        }
    return wanted | {(name, peer, 8000) for name, peers in load().asks.items() for peer in peers}
