"""Meetings there were before bookings have theirs once the database is brought to the newest version."""

from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text

from chassis.migrate import migrate
from tests.activities.make import HOUR, NOON
from tests.architecture.sources import ROOT

MIGRATIONS = ROOT / "services" / "activities" / "migrations"
PERSON = "00000000000000000000000000000001"
PLANNED, OFF = "0000000000000000000000000000000a", "0000000000000000000000000000000b"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/a.db" if request.param == "sqlite" else str(request.getfixturevalue("database"))


def test_meetings_that_are_not_called_off_take_the_time_of_their_people(url: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes.update(connection=connection, version_table="alembic_version")
        command.upgrade(config, "0002")
        connection.execute(text("INSERT INTO people (id) VALUES (:id)"), {"id": PERSON})
        for id, state in ((PLANNED, "planned"), (OFF, "called_off")):
            connection.execute(
                text(
                    "INSERT INTO meetings (id, organisation, programme, kind, area, starts_at, ends_at, state, version)"
                    " VALUES (:id, 'kfum', 'kvartervenner', 'one_to_one', 'x', :starts, :ends, :state, 1)"
                ),
                {"id": id, "state": state, "starts": _written(NOON), "ends": _written(NOON + HOUR)},
            )
            connection.execute(
                text("INSERT INTO participants (meeting_id, person, role) VALUES (:id, :person, 'guardian')"),
                {"id": id, "person": PERSON},
            )
    migrate(url, MIGRATIONS)
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT meeting_id, subject, what FROM bookings")).all()
        assert [(str(row[0]).replace("-", ""), row.what) for row in rows] == [(PLANNED, "person")]
    engine.dispose()


def _written(moment: object) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S.%f+00:00}"
