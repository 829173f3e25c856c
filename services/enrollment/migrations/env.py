"""Runs this service's migrations on the connection that `chassis.migrate` hands over."""

from alembic import context

from enrollment.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    version_table=context.config.attributes["version_table"],
    target_metadata=metadata,
)
context.run_migrations()
