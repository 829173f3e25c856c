"""What partners read is what the register says, and a promise once published is kept."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator, FormatChecker

from contracts.compatibility import breaking
from contracts.envelope import encode
from contracts.events import EVERY, REGISTER
from contracts.published import FOLDER, artefacts, broken, differences, main, publish
from contracts.schemas import event_schema
from tests.contracts.make import a_document, an_event

TYPES = sorted(REGISTER)


def golden(type: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((FOLDER / "schemas" / f"{type}.json").read_text(encoding="utf-8"))
    return schema


def validator(type: str) -> Draft202012Validator:
    return Draft202012Validator(golden(type), format_checker=FormatChecker())


def test_the_published_files_are_what_the_register_makes() -> None:
    assert list(differences(FOLDER)) == []
    assert main(["--check"]) == 0


@pytest.mark.parametrize("type", TYPES)
def test_the_register_breaks_no_published_promise(type: str) -> None:
    assert breaking(golden(type), event_schema(REGISTER[type])) == []


@pytest.mark.parametrize("type", TYPES)
def test_a_published_schema_is_json_schema_and_takes_the_event(type: str) -> None:
    Draft202012Validator.check_schema(golden(type))
    validator(type).validate(json.loads(encode(an_event(type))))


@pytest.mark.parametrize("type", TYPES)
def test_a_published_schema_lets_later_releases_through(type: str) -> None:
    document = a_document(type)
    document["later"] = 1
    document["data"]["later"] = 1
    validator(type).validate(document)
    assert "additionalProperties" not in json.dumps(golden(type))


@pytest.mark.parametrize(
    "changes",
    [
        {"type": "family.left.v1"},
        {"source": "/kfum/matching"},
        {"dataclassification": "public"},
        {"subject": "Mette"},
        {"sequence": 1},
        {"specversion": "0.3"},
        {"data": {}},
        {"data": None},
    ],
)
def test_a_published_schema_refuses_what_the_services_refuse(changes: dict[str, Any]) -> None:
    assert not validator("family.joined.v1").is_valid(a_document() | changes)


def test_the_asyncapi_file_names_every_type_and_only_what_exists() -> None:
    document = yaml.safe_load((FOLDER / "asyncapi.yaml").read_text(encoding="utf-8"))
    assert document["asyncapi"] == "3.0.0"
    assert set(document["channels"]) == set(document["components"]["messages"]) == set(REGISTER)
    assert {operation["channel"]["$ref"] for operation in document["operations"].values()} == {
        f"#/channels/{type}" for type in REGISTER
    }
    for reference in _references(document):
        assert _resolved(document, reference), reference


def test_the_asyncapi_file_says_where_a_partner_listens() -> None:
    channels = yaml.safe_load(artefacts()["asyncapi.yaml"])["channels"]
    for type, channel in channels.items():
        owner = REGISTER[type].owner.replace(EVERY, "<service>")
        assert channel["address"] == f"{{receiver}}.{type}"
        assert channel["bindings"]["amqp"]["exchange"]["name"] == f"<organisation>.{owner}"


def _references(value: Any) -> list[str]:
    if isinstance(value, dict):
        here = [value["$ref"]] if "$ref" in value else []
        return here + [reference for inner in value.values() for reference in _references(inner)]
    return [reference for inner in value for reference in _references(inner)] if isinstance(value, list) else []


def _resolved(document: Any, reference: str) -> bool:
    if reference.startswith("./"):
        return (FOLDER / reference).is_file()
    for step in reference.removeprefix("#/").split("/"):
        document = document[step]
    return bool(document)


# The gate


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    assert list(publish(tmp_path)) == []
    return tmp_path


def test_publishing_twice_changes_nothing(folder: Path) -> None:
    before = {file.name: file.stat().st_mtime_ns for file in folder.glob("schemas/*")}
    assert set(before) == {f"{type}.json" for type in REGISTER}
    assert list(publish(folder)) == []
    assert list(differences(folder)) == []


def test_a_breaking_schema_is_not_written(folder: Path) -> None:
    _promise(folder, "family.left.v1", also="reasons")
    before = _texts(folder)
    complaints = list(publish(folder))
    assert complaints[0].startswith("family.left.v1: $.data.reasons: removed_property")
    assert complaints[-1].startswith("nothing was written")
    assert _texts(folder) == before
    assert main(["--folder", str(folder)]) == 1


def test_a_type_cannot_disappear(folder: Path) -> None:
    (folder / "schemas" / "family.moved.v1.json").write_text("{}", encoding="utf-8")
    assert list(broken(folder)) == ["family.moved.v1: a published type is gone from the register"]
    assert main(["--folder", str(folder)]) == 1


def test_a_new_type_may_be_published(folder: Path) -> None:
    (folder / "schemas" / "goal.reached.v1.json").unlink()
    assert list(differences(folder)) != []
    assert main(["--folder", str(folder)]) == 0
    assert list(differences(folder)) == []


def test_a_changed_file_is_seen(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "asyncapi.yaml").write_text("asyncapi: 2.6.0\n", encoding="utf-8")
    assert main(["--check", "--folder", str(folder)]) == 1
    assert "asyncapi.yaml is not as the register makes it" in capsys.readouterr().err


def _promise(folder: Path, type: str, *, also: str) -> None:
    """Publish one property more than the register has."""
    file = folder / "schemas" / f"{type}.json"
    schema = json.loads(file.read_text(encoding="utf-8"))
    schema["properties"]["data"]["properties"][also] = {"type": "string"}
    file.write_text(json.dumps(schema), encoding="utf-8")


def _texts(folder: Path) -> dict[str, str]:
    return {file.name: file.read_text(encoding="utf-8") for file in folder.rglob("*.*") if file.is_file()}
