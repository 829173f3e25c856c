"""The migrations make exactly the tables that the code describes, on both databases."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from chassis import tables as chassis_tables
from chassis.migrate import CHASSIS_VERSIONS, SERVICE_VERSIONS, migrate
from enrollment.tables import metadata

MIGRATIONS = Path(__file__).parents[2] / "services/enrollment/migrations"
OTHERS = {*chassis_tables.metadata.tables, CHASSIS_VERSIONS, SERVICE_VERSIONS}


def differences(url: str) -> list[object]:
    migrate(url, MIGRATIONS)
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": _is_ours})
            return list(compare_metadata(context, metadata))
    finally:
        engine.dispose()


def _is_ours(name: str | None, kind: str, _parents: object) -> bool:
    return kind != "table" or name not in OTHERS


def test_an_embedded_database_is_migrated_to_what_the_code_says(tmp_path: Path) -> None:
    assert differences(f"sqlite:///{tmp_path}/enrollment.db") == []


def test_a_production_database_is_migrated_to_what_the_code_says(database: str) -> None:
    assert differences(database) == []
