"""The command `samspil`: it refuses to start on a mistake and says which, and shows an operator what waits."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import contracts
from chassis.migrate import migrate
from tests.chassis.small_house import ROOT

CODE = "kvartervenner"


def samspil(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    told = {name: value for name, value in os.environ.items() if not name.startswith("SAMSPIL_")}
    return subprocess.run(
        [sys.executable, "-m", "chassis", *words],
        env=told | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def agreement(tmp_path: Path) -> Path:
    """A copy of the agreement that a test may spoil."""
    shutil.copytree(Path(contracts.__file__).parent, tmp_path / "contracts")
    return tmp_path


def test_a_programme_file_with_an_error_stops_the_start_with_file_line_key_and_reason(agreement: Path) -> None:
    file = agreement / "contracts" / "programmes" / f"{CODE}.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text + "surprise: {value: 1, row: S0-17}\n", encoding="utf-8")
    ended = samspil("run", "enrollment", PYTHONPATH=str(agreement))
    assert ended.returncode == 2
    assert f"{CODE}.yaml:{len(text.splitlines()) + 1}: surprise: " in ended.stderr
    assert "Traceback" not in ended.stderr


def test_it_says_which_packages_a_service_needs_beside_python() -> None:
    assert "libpango-1.0-0" in samspil("packages", "enrollment").stdout.split()
    assert samspil("packages", "reporting").stdout == ""
    assert "no service 'gadgets'" in samspil("packages", "gadgets").stderr


def test_an_unknown_setting_stops_the_start_with_its_name() -> None:
    ended = samspil("run", "enrollment", SAMSPIL_COLOUR="green")
    assert ended.returncode == 2
    assert "unknown setting 'colour'" in ended.stderr


def test_an_unknown_service_is_named_beside_those_there_are() -> None:
    ended = samspil("migrate", "weather")
    assert ended.returncode == 2
    assert "weather" in ended.stderr
    assert "enrollment" in ended.stderr


def test_an_operator_sees_that_nothing_waits(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/enrollment.db"
    migrate(url, ROOT / "services" / "enrollment" / "migrations")
    listed = samspil("events", "parked", "enrollment", "--json", DATABASE_URL_ENROLLMENT=url)
    assert json.loads(listed.stdout) == []
    missing = samspil("events", "discard", "enrollment", str(UNKNOWN), DATABASE_URL_ENROLLMENT=url)
    assert (missing.returncode, missing.stderr) == (1, "samspil: no such event is parked\n")


UNKNOWN = "00000000-0000-4000-8000-000000000001"


def test_a_service_brings_commands_of_its_own_and_is_loaded_only_for_them() -> None:
    assert "enrollment" in samspil("--help").stdout
    assert "import" in samspil("enrollment", "--help").stdout
    assert samspil("enrolment").returncode == 2
    loaded = "import sys, chassis.cli; sys.exit('enrollment.commands' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", loaded], check=False, timeout=60).returncode == 0
