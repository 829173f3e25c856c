"""Every service has the same rooms, and the guard that says so can fail."""

from pathlib import Path

from tests.architecture.services import ROOMS, rooms, unlike
from tests.architecture.sources import ROOT, SERVICES


def test_every_service_has_the_same_rooms() -> None:
    assert {folder.name for folder in (ROOT / "services").iterdir()} == set(SERVICES)
    assert unlike({name: rooms(ROOT / "services" / name) for name in SERVICES}) == []


def test_a_missing_and_a_strange_room_are_found() -> None:
    assert unlike({"matching": ROOMS - {"README.md"} | {"package/gadgets"}}) == [
        "services/matching: README.md is missing",
        "services/matching: package/gadgets is in no other service",
    ]


def test_a_package_is_a_room_and_data_is_none(tmp_path: Path) -> None:
    for file in ("README.md", "matching/actions/needs.py", "matching/tables.py", "matching/templates/a.html"):
        path = tmp_path / "matching" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    assert rooms(tmp_path / "matching") == {"README.md", "package/actions", "package/tables"}
