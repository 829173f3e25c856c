"""Settings come from a file and the environment, and an unknown or wrong one is refused by its name."""

from pathlib import Path

import pytest

from chassis.settings import SettingsError, load
from contracts.fields import Strict, count

FILE = "organisation: kfum\njwks: keys.json\ndatabase_url: sqlite://\n"


class Own(Strict):
    """What one service adds."""

    place_days = count(default=30)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    import os

    for name in list(os.environ):
        if name.startswith(("SAMSPIL_", "BROKER_URL", "DATABASE_URL")):
            monkeypatch.delenv(name)
    (tmp_path / "config.yaml").write_text(FILE)
    return tmp_path


def read(folder: Path) -> dict[str, object]:
    return dict(load("activities", folder, Own, services=["activities", "matching"]))


def test_the_file_is_read_and_defaults_fill_the_rest(folder: Path) -> None:
    told = read(folder)
    assert (told["organisation"], told["place_days"], told["broker_url"]) == ("kfum", 30, "inproc://")


def test_the_environment_wins_and_the_more_special_name_wins_most(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMSPIL_BATCH_SIZE", "10")
    monkeypatch.setenv("SAMSPIL_BATCH_SIZE_ACTIVITIES", "20")
    monkeypatch.setenv("SAMSPIL_BATCH_SIZE_MATCHING", "30")
    assert read(folder)["batch_size"] == 20


def test_what_platforms_hand_over_is_understood(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROKER_URL", "amqp://broker")
    monkeypatch.setenv("DATABASE_URL_ACTIVITIES", "postgresql://ours")
    monkeypatch.setenv("DATABASE_URL_MATCHING", "postgresql://theirs")
    told = read(folder)
    assert (told["broker_url"], told["database_url"]) == ("amqp://broker", "postgresql://ours")


def test_lists_and_mappings_are_read_from_the_environment(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMSPIL_RETRY_SECONDS", "[0.5, 2]")
    monkeypatch.setenv("SAMSPIL_PEERS", '{"matching": "http://matching"}')
    told = read(folder)
    assert (told["retry_seconds"], told["peers"]) == ([0.5, 2.0], {"matching": "http://matching"})


@pytest.mark.parametrize("name", ["SAMSPIL_COLOUR", "SAMSPIL_COLOUR_ACTIVITIES"])
def test_an_unknown_setting_is_refused_by_its_name(folder: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "green")
    with pytest.raises(SettingsError, match="activities: unknown setting 'colour'"):
        read(folder)


@pytest.mark.parametrize(("name", "value"), [("batch_size", "many"), ("organisation", "KFUM!"), ("inbox_days", "1")])
def test_a_wrong_value_is_refused_by_its_name(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"SAMSPIL_{name.upper()}", value)
    with pytest.raises(SettingsError, match=f"setting '{name}'"):
        read(folder)


def test_a_missing_setting_is_refused_by_its_name(folder: Path) -> None:
    (folder / "config.yaml").write_text("organisation: kfum\njwks: keys.json\n")
    with pytest.raises(SettingsError, match="database_url"):
        read(folder)
