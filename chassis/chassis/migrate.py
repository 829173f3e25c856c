"""Migrations: the chassis' own tables first, then the service's, each with a version table of its own.

One replica migrates at a time: on PostgreSQL under an advisory lock, on SQLite under the file's write lock.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, make_url, text

CHASSIS = Path(__file__).parent / "migrations"
CHASSIS_VERSIONS = "chassis_version"
SERVICE_VERSIONS = "alembic_version"
LOCK = 0x5A4D5350  # one number for all migrations of one database


def migrate(url: str, migrations: Path) -> None:
    """Bring the database at `url` to the newest version of the chassis and of the service's `migrations` folder."""
    if make_url(url).get_backend_name() == "sqlite" and make_url(url).database:
        Path(str(make_url(url).database)).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
            for folder, versions in ((CHASSIS, CHASSIS_VERSIONS), (migrations, SERVICE_VERSIONS)):
                command.upgrade(_config(folder, versions, connection), "head")
    finally:
        engine.dispose()


def pending(connection: Connection, migrations: Path) -> list[str]:
    """Which of the two histories are behind; empty when the database is ready to serve."""
    behind = []
    for folder, versions in ((CHASSIS, CHASSIS_VERSIONS), (migrations, SERVICE_VERSIONS)):
        newest = ScriptDirectory(str(folder)).get_current_head()
        context = MigrationContext.configure(connection, opts={"version_table": versions})
        if context.get_current_revision() != newest:
            behind.append(versions)
    return behind


def _config(folder: Path, versions: str, connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.attributes["connection"] = connection
    config.attributes["version_table"] = versions
    return config
