"""The documents tell the truth where a machine can tell, and the guards that say so can fail."""

import re
from importlib.util import find_spec
from pathlib import Path, PurePosixPath

import pytest
import yaml
from marshmallow import Schema

from chassis.runner import known_services
from chassis.settings import ChassisSettings
from chassis.web import docs
from contracts.events import REGISTER
from tests.architecture import documents as guard
from tests.architecture.commands import commands, misunderstood
from tests.architecture.documents import Document, documents
from tests.architecture.sources import ROOT, SERVICES

TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def test_every_link_leads_somewhere() -> None:
    assert guard.dead_links(documents()) == []


def test_every_make_target_exists() -> None:
    assert guard.unknown_targets(documents(), TARGETS) == []


def test_every_command_exists() -> None:
    assert guard.unknown(documents(), guard.COMMAND, commands()) == []


def test_every_command_line_would_be_understood() -> None:
    shown = [code for each in documents() for code in each.code]
    assert [complaint for code in shown for complaint in misunderstood(code)] == []


def test_a_command_line_that_would_not_be_understood_is_found() -> None:
    assert list(misunderstood("    samspil token coordinator --minutes 5"))
    assert list(misunderstood("samspil events shred enrollment"))
    assert not list(misunderstood("samspil token --role family --organisation kfum  # for an hour"))


def test_every_module_that_is_run_exists() -> None:
    named = {name for each in documents() for name in each.named(guard.MODULE)}
    assert {name for name in named if find_spec(name) is None} == set()


def test_every_event_type_exists() -> None:
    assert guard.unknown(documents(), guard.EVENT, REGISTER) == []


def test_every_file_exists() -> None:
    assert guard.missing_paths(documents()) == []


def test_every_route_is_answered() -> None:
    assert guard.unknown_routes(documents(), routes()) == []


def test_every_setting_is_understood() -> None:
    assert guard.unknown_settings(documents(), settings()) == []


@pytest.mark.parametrize("text", ["see [it](nowhere.md)", "see [it](b.md#no-such-part)", "see [it](#no-such-part)"])
def test_a_dead_link_is_found(tmp_path: Path, text: str) -> None:
    assert guard.dead_links(written(tmp_path, text), tmp_path)


@pytest.mark.parametrize("text", ["[a](b.md)", "[a](b.md#a-part-of-b)", "[a](docs)", "[a](https://samspil.example)"])
def test_a_link_that_leads_somewhere_is_fine(tmp_path: Path, text: str) -> None:
    assert not guard.dead_links(written(tmp_path, text), tmp_path)


@pytest.mark.parametrize("text", ["`make haste`", "\n\n    make run haste\n", "```\nmake haste\n```\n"])
def test_a_target_that_does_not_exist_is_found(text: str) -> None:
    assert guard.unknown_targets([page(text)], {"run"}) == ["a.md: there is no make haste"]


def test_prose_may_say_what_it_likes() -> None:
    assert not guard.unknown_targets([page("They make haste.")], {"run"})


def test_a_command_that_does_not_exist_is_found() -> None:
    text = page("`samspil run x`, `samspil events retry`, `samspil events shred`, `samspil haste`")
    assert len(guard.unknown([text], guard.COMMAND, {"run", "events retry"})) == 2


def test_an_event_type_that_does_not_exist_is_found() -> None:
    assert guard.unknown([page("`family.hurried.v1`")], guard.EVENT, REGISTER)


def test_a_file_that_does_not_exist_is_found() -> None:
    assert guard.missing_paths([page("in `chassis/chassis/nowhere.py`")])
    assert not guard.missing_paths([page("in `services/<name>/` and `tests/conftest.py`")])


def test_a_route_that_nobody_answers_is_found() -> None:
    known = {("GET", "/meetings/{meeting_id}")}
    assert guard.unknown_routes([page("`POST /meetings/{id}`")], known)
    assert not guard.unknown_routes([page("`GET /meetings/{id}?limit=2`, `GET /meetings/…`")], known)


def test_a_setting_that_nobody_understands_is_found() -> None:
    assert guard.unknown_settings([page("`SAMSPIL_HASTE`")], {"matching": {"listen"}})
    assert not guard.unknown_settings([page("`SAMSPIL_LISTEN`, `SAMSPIL_LISTEN_MATCHING`")], {"matching": {"listen"}})


def routes() -> set[tuple[str, str]]:
    """(method, path) of everything that any service answers."""
    found = {(route.method, route.path) for route in docs.routes([], "any")}
    for name in SERVICES:
        described = yaml.safe_load((ROOT / f"services/{name}/openapi.yaml").read_text(encoding="utf-8"))
        found |= {(method.upper(), path) for path, methods in described["paths"].items() for method in methods}
    return found


def settings() -> dict[str, set[str]]:
    """The settings of each service, the chassis' among them."""
    return {name: set(ChassisSettings().fields) | own_settings(name) for name in SERVICES}


def own_settings(name: str) -> set[str]:
    own = getattr(known_services()[name].load(), "settings", Schema)
    return set(own().fields)


def page(text: str) -> Document:
    return Document(PurePosixPath("a.md"), text)


def written(folder: Path, text: str) -> list[Document]:
    """A small repository of two documents and a folder."""
    (folder / "docs").mkdir()
    (folder / "a.md").write_text(text, encoding="utf-8")
    (folder / "b.md").write_text("# A part of `b`\n", encoding="utf-8")
    return documents(folder)
