"""Everything that is installed is pinned, every service is found by its entry point, and the guards can fail."""

import tomllib

from tests.architecture.packaging import asked_for, closure, demanded, not_pins, pinned
from tests.architecture.sources import ROOT, SERVICES

CONSTRAINTS = (ROOT / "constraints.txt").read_text(encoding="utf-8")
BUILDING = {"pip", "setuptools", "wheel"}


def test_constraints_hold_names_and_versions_only() -> None:
    assert not_pins(CONSTRAINTS) == []


def test_everything_that_is_installed_is_pinned() -> None:
    assert (closure(demanded(ROOT)) | BUILDING) - pinned(CONSTRAINTS) == set()


def test_every_service_is_found_by_its_entry_point() -> None:
    for name in SERVICES:
        project = tomllib.loads((ROOT / f"services/{name}/pyproject.toml").read_text(encoding="utf-8"))["project"]
        assert project["name"] == f"samspil-{name}"
        assert project["entry-points"]["samspil.services"] == {name: f"{name}.service:{name.capitalize()}"}


def test_what_is_no_pin_is_found() -> None:
    bad = ["kombu>=5", "kombu", "kombu==5.7.0 --hash=sha256:0", "-e .", "--index-url x", "kombu @ file:x"]
    assert not_pins("\n".join(["# all of it", "kombu==5.7.0", *bad])) == bad


def test_what_comes_along_is_seen() -> None:
    assert {"pytest", "pluggy"} <= closure({"pytest"})


def test_our_own_distributions_are_not_pinned() -> None:
    assert asked_for({"project": {"dependencies": ["samspil-contracts~=0.1", "PyYAML~=6.0"]}}) == {"pyyaml"}
