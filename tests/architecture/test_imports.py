"""The import table of the design holds, and the guard that says so can fail."""

import pytest

from tests.architecture.imports import forbidden
from tests.architecture.sources import product, snippet

HOME = "services/matching/matching"


def test_every_import_is_in_the_table() -> None:
    assert forbidden(product()) == []


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("contracts/contracts/events.py", "import chassis"),
        ("contracts/contracts/events.py", "import sqlalchemy"),
        ("chassis/chassis/work.py", "from matching import actions"),
        (f"{HOME}/domain/rules.py", "import sqlalchemy"),
        (f"{HOME}/domain/rules.py", "from contracts import events"),
        (f"{HOME}/domain/rules.py", "from contracts.envelope import Event"),
        (f"{HOME}/domain/rules.py", "from matching import tables"),
        (f"{HOME}/domain/rules.py", "from ..tables import Need"),
        (f"{HOME}/tables.py", "from matching import actions"),
        (f"{HOME}/queries.py", "from contracts.refusals import Refused"),
        (f"{HOME}/actions.py", "from sqlalchemy import select, text"),
        (f"{HOME}/actions.py", "from chassis.work import Caller"),
        (f"{HOME}/actions.py", "from chassis import work"),
        (f"{HOME}/actions/needs.py", "from chassis import doors"),
        (f"{HOME}/actions.py", "from enrollment import tables"),
        (f"{HOME}/schemas.py", "from matching.tables import Need"),
        (f"{HOME}/service.py", "import nameko"),
        (f"{HOME}/service.py", "import eventlet"),
        (f"{HOME}/service.py", "from matching.tables import Need"),
        (f"{HOME}/service.py", "from enrollment.service import Enrollment"),
        (f"{HOME}/gadgets.py", "import sqlalchemy"),
        (f"{HOME}/printing/sheets.py", "from matching.tables import Need"),
        (f"{HOME}/printing/sheets.py", "from contracts.programmes import load"),
        (f"{HOME}/printing/sheets.py", "from chassis.work import Work"),
        (f"{HOME}/actions/needs.py", "from matching.printing import sheets"),
    ],
)
def test_an_import_outside_the_table_is_found(path: str, line: str) -> None:
    assert forbidden(snippet(path, line))


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (f"{HOME}/domain/rules.py", "from matching.domain import worth"),
        (f"{HOME}/domain/rules.py", "from contracts.refusals import Refused"),
        (f"{HOME}/domain/rules.py", "from contracts.programmes import Programme"),
        (f"{HOME}/actions.py", "from sqlalchemy import select"),
        (f"{HOME}/actions.py", "from matching import queries, tables"),
        (f"{HOME}/service.py", "from matching import access, actions, queries, schemas"),
        (f"{HOME}/actions/needs.py", "from matching.tables import Need"),
        (f"{HOME}/service.py", "from chassis.doors import get"),
        (f"{HOME}/printing/sheets.py", "from matching.printing import words"),
        (f"{HOME}/migrations/versions/0001_first_tables.py", "from alembic import op"),
        ("chassis/chassis/work.py", "import nameko"),
    ],
)
def test_an_import_in_the_table_is_fine(path: str, line: str) -> None:
    assert not forbidden(snippet(path, line))
