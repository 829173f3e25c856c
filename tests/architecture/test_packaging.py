"""What is installed is pinned and asked for, services are found by their entry points, and the guards can fail."""

import tomllib
from typing import Any

from tests.architecture.packaging import asked_for, closure, demanded, not_asked_for, not_pins, pinned
from tests.architecture.sources import ROOT, SERVICES, product, snippet

CONSTRAINTS = (ROOT / "constraints.txt").read_text(encoding="utf-8")
BUILDING = {"pip", "setuptools", "wheel"}


def test_constraints_hold_names_and_versions_only() -> None:
    assert not_pins(CONSTRAINTS) == []


def test_everything_that_is_installed_is_pinned() -> None:
    assert (closure(demanded(ROOT)) | BUILDING) - pinned(CONSTRAINTS) == set()


def test_every_service_is_found_by_its_entry_point() -> None:
    for name in SERVICES:
        points = distributions()[name]["project"]["entry-points"]
        assert points["samspil.services"] == {name: f"{name}.service:{name.capitalize()}"}
        assert points.keys() <= {"samspil.services", "samspil.commands"}
        assert points.get("samspil.commands", {name: f"{name}.commands:app"}) == {name: f"{name}.commands:app"}


def test_whatever_is_imported_is_asked_for() -> None:
    assert not_asked_for(product(), {name: asked_for(settings) for name, settings in distributions().items()}) == []


def test_every_distribution_has_the_licence_and_the_pythons_of_the_house() -> None:
    for name, settings in distributions().items():
        project = settings["project"]
        assert (project["name"], project["license"]) == (f"samspil-{name}", "EUPL-1.2")
        assert project["requires-python"] == ">=3.11,<3.14"


def test_what_is_no_pin_is_found() -> None:
    bad = ["kombu>=5", "kombu", "kombu==5.7.0 --hash=sha256:0", "-e .", "--index-url x", "kombu @ file:x"]
    assert not_pins("\n".join(["# all of it", "kombu==5.7.0", *bad])) == bad


def test_what_comes_along_is_seen() -> None:
    assert {"pytest", "pluggy"} <= closure({"pytest"})


def test_our_own_distributions_are_not_pinned() -> None:
    assert asked_for({"project": {"dependencies": ["samspil-contracts~=0.1", "PyYAML~=6.0"]}}) == {"pyyaml"}


def test_an_import_that_is_not_asked_for_is_found() -> None:
    sources = snippet("services/matching/matching/x.py", "import yaml\nimport json\nfrom contracts import events")
    assert len(not_asked_for(sources, {"matching": {"sqlalchemy"}})) == 1
    assert not not_asked_for(sources, {"matching": {"pyyaml"}})


def distributions() -> dict[str, dict[str, Any]]:
    """The pyproject of every distribution, by the name of its package."""
    folders = [ROOT / "contracts", ROOT / "chassis", *(ROOT / "services" / name for name in SERVICES)]
    return {folder.name: tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8")) for folder in folders}
