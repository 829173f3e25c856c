"""`samspil enrollment import families`: totals and errors without a name, the file given back, and exit codes."""

import csv
import json
import stat
from io import StringIO
from pathlib import Path

import pytest
from sqlalchemy import func, select

from chassis.migrate import migrate
from chassis.store import Store
from enrollment import actions, tables
from tests.architecture.sources import ROOT
from tests.chassis.test_cli import samspil
from tests.enrollment.importing.lists import household, households, person, write_csv, write_xlsx
from tests.enrollment.make import AREA, PROGRAMME
from tests.enrollment.story import Story

FAMILIES = ("enrollment", "import", "families")
ENTER = ("--programme", PROGRAMME)


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The database of an office that has a programme in force."""
    url = f"sqlite:///{tmp_path_factory.mktemp('office')}/enrollment.db"
    migrate(url, ROOT / "services" / "enrollment" / "migrations")
    Story(url)
    return url


def families(url: str) -> int:
    with Store(url).session(write=False) as session:
        return session.scalar(select(func.count()).select_from(tables.Family)) or 0


def test_a_dry_run_and_then_a_real_one(url: str, tmp_path: Path) -> None:
    file = write_xlsx(tmp_path / "list.xlsx", [row | {"area": ""} for row in households(3)])
    words = (*FAMILIES, str(file), *ENTER, "--area", AREA, "--json")
    before = families(url)
    tried = samspil(*words, "--dry-run", DATABASE_URL_ENROLLMENT=url)
    assert (tried.returncode, json.loads(tried.stdout)["entered"], families(url)) == (0, 3, before)
    assert tried.stderr == ""  # no progress bar where nobody looks
    entered = samspil(*words, DATABASE_URL_ENROLLMENT=url)
    assert (entered.returncode, json.loads(entered.stdout)["written"], families(url)) == (0, True, before + 3)


def test_refused_rows_are_shown_without_what_they_say_and_the_file_comes_back(url: str, tmp_path: Path) -> None:
    file = write_csv(tmp_path / "list.csv", [*household(41), person(family="F42", born="31/31/2015")])
    out, before = tmp_path / "back.csv", families(url)
    run = samspil(*FAMILIES, str(file), *ENTER, "--out", str(out), DATABASE_URL_ENROLLMENT=url)
    assert (run.returncode, families(url)) == (1, before)
    assert "født" in run.stdout
    assert "Datoen" in run.stdout
    assert "Amal" not in run.stdout + run.stderr
    rows = list(csv.reader(StringIO(out.read_text("utf-8"), newline=""), delimiter=";"))
    assert (rows[0][-1], rows[1][-1], rows[4][-1][:5]) == ("fejl", "", "født:")
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


def test_a_file_or_a_command_that_cannot_be_used_says_why(url: str, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("navn;alder\nAmal;37\n", encoding="utf-8")
    run = samspil(*FAMILIES, str(file), *ENTER, "--language", "en", DATABASE_URL_ENROLLMENT=url)
    assert (run.returncode, run.stdout) == (2, "")
    assert "Unknown: B (alder)" in run.stderr
    assert samspil(*FAMILIES, str(tmp_path / "none.csv"), *ENTER, DATABASE_URL_ENROLLMENT=url).returncode == 2
    elsewhere = samspil(*FAMILIES, str(write_csv(file, household(1))), "--programme", "x", DATABASE_URL_ENROLLMENT=url)
    assert (elsewhere.returncode, elsewhere.stdout) == (2, "")


def test_what_came_in_by_the_command_can_be_worked_with(url: str, tmp_path: Path) -> None:
    file = write_csv(tmp_path / "list.csv", household(77))
    assert samspil(*FAMILIES, str(file), *ENTER, DATABASE_URL_ENROLLMENT=url).returncode == 0
    office = Story(url)
    with office.rehearsal.store.session(write=False) as session:
        found = session.scalars(select(tables.Member).filter_by(name="Amal Nummer 77")).one()
    office.family = found.family_id
    office.do(actions.state_wish, office.family, by=("family", found.person), person=found.person, wish="yes")
    assert office.seen()["members"][0]["wish"] == "yes"
