"""The migrations build what the tables say."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from chassis.migrate import migrate, pending
from notifications.tables import metadata

MIGRATIONS = Path(__file__).parents[2] / "services/notifications/migrations"


def test_a_migrated_database_is_what_the_tables_say(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/notifications.db"
    migrate(url, MIGRATIONS)
    engine = create_engine(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_name": lambda name, type, _: type != "table" or name in metadata.tables}
        )
        assert compare_metadata(context, metadata) == []
        assert pending(connection, MIGRATIONS) == []
    engine.dispose()
