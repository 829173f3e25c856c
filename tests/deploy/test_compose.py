"""The laptop's compose file: understood by compose, and the same house as the development cluster."""

import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml

from chassis import settings
from tests.deploy.doors import service_class
from tests.deploy.rendered import DEPLOY, ROOT, SERVICES, Resource, containers, named, render, run, tool, workloads


def composed(*options: str) -> Resource:
    config = run(tool("docker-compose"), "--file", DEPLOY / "compose.yaml", *options, "config", "--format", "json")
    return dict(json.loads(config)["services"])


def test_it_runs_the_same_images_as_the_development_cluster() -> None:
    ours = {name: each["image"] for name, each in composed().items()}
    theirs = {each["metadata"]["name"]: containers(each)[-1]["image"] for each in workloads(render("overlays/dev"))}
    assert ours == theirs


def test_every_port_is_on_loopback_and_no_two_are_the_same() -> None:
    published = [port for each in composed("--profile", "monitoring").values() for port in each.get("ports", [])]
    assert {port["host_ip"] for port in published} == {"127.0.0.1"}
    assert len({port["published"] for port in published}) == len(published) == len(SERVICES) + 1


def test_every_file_it_mounts_exists() -> None:
    mounted = [each for service in composed("--profile", "monitoring").values() for each in service.get("volumes", [])]
    assert [each["source"] for each in mounted if each["type"] == "bind" and not Path(each["source"]).exists()] == []


def test_prometheus_finds_its_targets_under_the_names_of_the_cluster() -> None:
    config = yaml.safe_load((DEPLOY / "monitoring" / "prometheus.yml").read_text(encoding="utf-8"))
    asked = {host for job in config["scrape_configs"] for source in job["dns_sd_configs"] for host in source["names"]}
    aliases = {
        alias
        for each in composed().values()
        for network in each["networks"].values()
        for alias in (network or {}).get("aliases", [])
    }
    assert asked == aliases


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_understands_every_setting_it_is_given(service: str, monkeypatch: pytest.MonkeyPatch) -> None:
    environment = composed()[service]["environment"]
    for name, text in environment.items():
        monkeypatch.setenv(name, text)
    told = settings.load(
        service, ROOT / "services" / service, getattr(service_class(service), "settings", None), services=SERVICES
    )
    urls = [told["database_url"], told["broker_url"], *told["peers"].values()]
    assert {urlsplit(url).hostname for url in urls} <= set(composed())
    assert told["listen"].endswith(f":{composed()[service]['ports'][0]['target']}")


def test_its_users_are_those_of_the_development_cluster() -> None:
    for service in SERVICES:
        secret = named(render("overlays/dev"), "Deployment", service)
        assert {each["name"] for each in containers(secret)[-1]["env"]} <= set(composed()[service]["environment"])
