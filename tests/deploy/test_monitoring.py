"""What is scraped, alarmed and drawn: checked by Prometheus' own tools and held against the metrics the code has."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import promql_parser
import pytest
import yaml
from grafana_foundation_sdk.cog import plugins
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.models.dashboard import Dashboard

from chassis.metrics import Metrics
from contracts.programmes import load
from deploy.monitoring.__main__ import PATH, RHYTHMS, generated, main
from tests.deploy.doors import measures
from tests.deploy.rendered import DEPLOY, SERVICES, run
from tests.servers.binaries import find

MONITORING = DEPLOY / "monitoring"
RULES = (MONITORING / "rules" / "samspil.yaml", RHYTHMS)
RULE_TESTS = (MONITORING / "tests" / "samspil.yaml", MONITORING / "tests" / "rhythms.yaml")
NAME = re.compile(r"\b(?:samspil|rabbitmq)_[a-z_]+")
OF_THE_BROKER = {"rabbitmq_detailed_queue_messages_ready", "rabbitmq_detailed_queue_consumers"}  # seen in test_broker
COUNTED = re.compile(r"\b(samspil_[a-z_]+_(?:total|bucket))\b")


def alerts() -> list[dict[str, Any]]:
    return [rule for file in RULES for rule in rules_in(file) if "alert" in rule]


def rules_in(file: Path) -> list[dict[str, Any]]:
    return list(yaml.safe_load(file.read_text(encoding="utf-8"))["groups"][0]["rules"])


def panels() -> list[dict[str, Any]]:
    return [each for each in json.loads(PATH.read_text(encoding="utf-8"))["panels"] if each["type"] != "row"]


def queries() -> list[str]:
    return [target["expr"] for panel in panels() for target in panel["targets"]]


def test_prometheus_accepts_its_configuration_and_the_rules() -> None:
    run(find("promtool"), "check", "config", MONITORING / "prometheus.yml")
    run(find("promtool"), "check", "rules", "--lint=all", *RULES)


def test_every_alert_fires_when_it_should_and_is_silent_before() -> None:
    run(find("promtool"), "test", "rules", *RULE_TESTS)
    tests = [test for file in RULE_TESTS for test in yaml.safe_load(file.read_text())["tests"]]
    tried = [case for test in tests for case in test["alert_rule_test"]]
    fired = {case["alertname"] for case in tried if case["exp_alerts"]}
    silent = {case["alertname"] for case in tried if not case["exp_alerts"]}
    assert fired == silent == {each["alert"] for each in alerts()}


def test_every_alert_says_how_urgent_it_is_and_what_to_do() -> None:
    for each in alerts():
        assert each["labels"]["severity"] in ("page", "ticket")
        page = DEPLOY.parent / each["annotations"]["runbook"]
        assert page.stem == each["alert"]
        text = page.read_text(encoding="utf-8")
        assert all(f"## {part}" in text for part in ("What it means", "What to look at", "What to do"))
    assert {page.stem for page in (DEPLOY / "runbooks").glob("*.md")} == {each["alert"] for each in alerts()}


def test_the_dashboard_and_the_rules_are_what_the_story_and_the_programmes_say() -> None:
    for path, text in generated().items():
        assert path.read_text(encoding="utf-8") == text, "run python -m deploy.monitoring"
    assert main(["--check"]) == 0


def test_every_rhythm_that_is_promised_has_its_threshold_and_no_other() -> None:
    known = {(code, name) for code, programme in load().items() for name in programme.rhythms}
    thresholds = [rule["labels"] for rule in rules_in(RHYTHMS) if "record" in rule]
    assert sorted((each["programme"], each["rhythm"]) for each in thresholds) == sorted(known)


def test_grafanas_own_model_knows_every_key_of_the_dashboard() -> None:
    plugins.register_default_plugins()
    ours = json.loads(PATH.read_text(encoding="utf-8"))
    assert list(_lost(ours, json.loads(JSONEncoder().encode(Dashboard.from_json(ours))))) == []


def test_every_panel_can_be_understood_without_asking_its_author() -> None:
    for panel in panels():
        assert panel["title"]
        assert panel["description"].endswith(".")
        assert panel["fieldConfig"]["defaults"]["unit"]
        assert {panel["datasource"]["uid"], *(each["datasource"]["uid"] for each in panel["targets"])} == {
            "$datasource"
        }
    assert len({panel["title"] for panel in panels()}) == len(panels())


def test_panels_do_not_overlap() -> None:
    taken: set[tuple[int, int]] = set()
    for at in (panel["gridPos"] for panel in json.loads(PATH.read_text(encoding="utf-8"))["panels"]):
        cells = {(x, y) for x in range(at["x"], at["x"] + at["w"]) for y in range(at["y"], at["y"] + at["h"])}
        assert not cells & taken
        assert all(x < 24 for x, _ in cells)
        taken |= cells


@pytest.mark.parametrize("query", queries())
def test_every_query_is_promql_and_counters_are_only_looked_at_as_rates(query: str) -> None:
    promql_parser.parse(query.replace("$__rate_interval", "5m").replace("$service", ".*"))
    assert 'job="' not in query
    for counter in COUNTED.findall(query):
        assert re.search(rf"\b(rate|increase)\({counter}\b[^)]*\[\$__rate_interval\]\)", query), counter


def test_every_metric_that_is_asked_for_exists_in_the_code() -> None:
    asked = {name for text in (*queries(), *(each["expr"] for each in alerts())) for name in NAME.findall(text)}
    assert asked - OF_THE_BROKER - _series() - {name for each in SERVICES for name in measures(each)} == set()


def _series() -> set[str]:
    """Every series the chassis exposes, as a scrape sees it."""
    metrics = Metrics("any")
    metrics.request("/", "GET", 200, 0.1)
    metrics.published(["any.v1"], 0.1)
    metrics.consumed("any.v1", "done")
    metrics.handled("any.v1", 0.1, 1)
    metrics.timer("any", "done")
    metrics.aside("any", "done", 0.1)
    return {sample.name for family in metrics.registry.collect() for sample in family.samples}


def _lost(ours: Any, theirs: Any, path: str = "") -> Iterator[str]:
    if isinstance(ours, dict):
        for key, value in ours.items():
            yield from _lost(value, theirs[key], f"{path}/{key}") if key in theirs else [f"{path}/{key}"]
    elif isinstance(ours, list):
        for place, value in enumerate(ours):
            yield from _lost(value, theirs[place], f"{path}/{place}")
    elif ours != theirs:
        yield path
