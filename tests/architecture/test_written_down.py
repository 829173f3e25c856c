"""What each service has written down is what its code says: its API in openapi.yaml, its tables in the migrations."""

from importlib import import_module
from pathlib import Path

import pytest
import yaml
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from openapi_spec_validator import OpenAPIV31SpecValidator
from sqlalchemy import create_engine

from chassis.migrate import migrate, pending
from chassis.testing import openapi_of
from tests.architecture.sources import ROOT, SERVICES

every_service = pytest.mark.parametrize("service", sorted(SERVICES))


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of either kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/empty.db"
    return str(request.getfixturevalue("database"))


@every_service
def test_openapi_yaml_is_valid_and_equals_the_code(service: str) -> None:
    written = yaml.safe_load((ROOT / "services" / service / "openapi.yaml").read_text(encoding="utf-8"))
    assert written == openapi_of(service)
    OpenAPIV31SpecValidator(written).validate()


@every_service
def test_migrations_end_where_the_tables_are(service: str, url: str) -> None:
    migrations = ROOT / "services" / service / "migrations"
    migrate(url, migrations)
    migrate(url, migrations)  # a second time changes nothing
    tables = import_module(f"{service}.tables").metadata
    engine = create_engine(url)
    options = {
        "include_name": lambda name, kind, _parents: kind != "table" or name in tables.tables,
        "compare_type": True,
    }
    try:
        with engine.connect() as connection:
            assert list(compare_metadata(MigrationContext.configure(connection, opts=options), tables)) == []
            assert pending(connection, migrations) == []
    finally:
        engine.dispose()
