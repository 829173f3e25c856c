"""The databases of the development overlay on a real PostgreSQL: each service owns one and may enter no other."""

from collections.abc import Iterator

import psycopg2
import pytest

from chassis.migrate import migrate
from tests.architecture.sources import ROOT
from tests.deploy.rendered import DEPLOY, SERVICES
from tests.servers import PostgreSQL

STATEMENTS = (DEPLOY / "overlays" / "dev" / "postgres" / "databases.sql").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def prepared() -> Iterator[PostgreSQL]:
    with PostgreSQL(durable=False) as postgres:
        for statement in STATEMENTS.split(";\n")[:-1]:
            postgres.execute(statement)
        yield postgres


def enter(postgres: PostgreSQL, service: str, database: str) -> psycopg2.extensions.connection:
    return psycopg2.connect(host="127.0.0.1", port=postgres.port, user=service, dbname=database, connect_timeout=5)


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_makes_its_tables_in_its_own_database_and_enters_no_other(service: str, prepared: PostgreSQL) -> None:
    own = enter(prepared, service, service)
    with own, own.cursor() as cursor:
        cursor.execute("create table first (id int)")
    own.close()
    for other in set(SERVICES) - {service}:
        with pytest.raises(psycopg2.OperationalError, match="permission denied for database"):
            enter(prepared, service, other)


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_migrates_its_database_as_its_owner_and_no_more(service: str, prepared: PostgreSQL) -> None:
    """Also where an extension is needed: those PostgreSQL trusts may be made by whoever owns the database."""
    url = f"postgresql+psycopg2://{service}@127.0.0.1:{prepared.port}/{service}"
    migrations = ROOT / "services" / service / "migrations"
    migrate(url, migrations)
    own = enter(prepared, service, service)
    with own, own.cursor() as cursor:
        cursor.execute("select rolsuper or rolcreatedb or rolcreaterole from pg_roles where rolname = current_user")
        assert cursor.fetchone() == (False,)
    own.close()
