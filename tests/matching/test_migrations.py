"""The migrations end where the tables are, on both databases."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from chassis.migrate import migrate
from chassis.tables import metadata as of_chassis
from matching import tables

MIGRATIONS = Path(tables.__file__).parents[1] / "migrations"
OTHERS = {*of_chassis.tables, "alembic_version", "chassis_version"}


def differences(url: str) -> list[object]:
    migrate(url, MIGRATIONS)
    migrate(url, MIGRATIONS)  # a second time changes nothing
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            ours = {"include_name": lambda name, type, _: type != "table" or name not in OTHERS, "compare_type": True}
            return list(compare_metadata(MigrationContext.configure(connection, opts=ours), tables.metadata))
    finally:
        engine.dispose()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_an_empty_database_becomes_exactly_the_tables(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = f"sqlite:///{tmp_path}/matching.db" if kind == "sqlite" else request.getfixturevalue("database")
    assert differences(url) == []
