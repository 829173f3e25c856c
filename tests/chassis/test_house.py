"""The house that tests and the story live in: what its services are told, its keys, and why it cannot start."""

import json
from pathlib import Path

import pytest

from tests.house import SERVICES, House


def test_nothing_of_our_own_settings_reaches_the_services(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SAMSPIL_BATCH_SIZE", "DATABASE_URL_ELSEWHERE"):
        monkeypatch.setenv(name, "of the developer")
    monkeypatch.setenv("BROKER_URL", "amqp://of-the-developer")
    told = House(tmp_path).environment()
    assert told["BROKER_URL"] == "inproc://"
    assert "of the developer" not in told.values()


def test_a_setting_can_be_for_all_services_or_for_one(tmp_path: Path) -> None:
    told = House(tmp_path, settings={"retry_seconds": [0.1, 0.2], "batch_size_reporting": 1}).environment()
    assert json.loads(told["SAMSPIL_RETRY_SECONDS"]) == [0.1, 0.2]
    assert told["SAMSPIL_BATCH_SIZE_REPORTING"] == "1"


def test_every_service_has_a_database_and_a_port_of_its_own(tmp_path: Path) -> None:
    house = House(tmp_path)
    told = house.environment()
    assert len({told[f"DATABASE_URL_{name.upper()}"] for name in SERVICES}) == len(SERVICES)
    assert len({house.url(name) for name in SERVICES}) == len(SERVICES)


def test_together_is_one_process_and_apart_is_one_each(tmp_path: Path) -> None:
    assert len(House(tmp_path).processes) == 1
    assert [process.services for process in House(tmp_path, together=False).processes] == [(name,) for name in SERVICES]


def test_the_key_stays_the_same_when_the_house_is_built_again(tmp_path: Path) -> None:
    first, key = House(tmp_path).token("operator"), tmp_path / "signing_key.json"
    before = key.read_bytes()
    assert House(tmp_path).token("operator").split(".")[0] == first.split(".")[0]
    assert key.read_bytes() == before
    assert key.stat().st_mode & 0o777 == 0o600


def test_a_house_that_cannot_start_says_why(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="no service 'cellar' is installed"):
        House(tmp_path, services=["cellar"]).start()
