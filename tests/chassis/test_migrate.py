"""The chassis' migrations build exactly the tables its code expects, on both databases, once."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import NullPool, create_engine

from chassis import tables
from chassis.migrate import CHASSIS, CHASSIS_VERSIONS, migrate, pending
from tests.chassis.small_house import ROOT

SERVICE = ROOT / "services" / "reporting" / "migrations"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/empty.db"
    return str(request.getfixturevalue("database"))


def test_migrations_and_tables_agree(url: str) -> None:
    migrate(url, SERVICE)
    own = set(tables.metadata.tables)
    with create_engine(url, poolclass=NullPool).connect() as connection:
        options = {
            "version_table": CHASSIS_VERSIONS,
            "include_object": lambda _object, name, kind, _reflected, _other: kind != "table" or name in own,
        }
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, tables.metadata) == []


def test_an_old_database_is_behind_and_a_migrated_one_is_not(url: str) -> None:
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        assert pending(connection, SERVICE) == ["chassis_version", "alembic_version"]
    migrate(url, SERVICE)
    with engine.connect() as connection:
        assert pending(connection, SERVICE) == []


def test_migrating_twice_changes_nothing(url: str) -> None:
    migrate(url, SERVICE)
    migrate(url, SERVICE)
    assert CHASSIS.is_dir()
