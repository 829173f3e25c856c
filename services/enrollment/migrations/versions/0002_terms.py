"""The text of a programme in force, and who was matched."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("programmes_in_force", sa.Column("terms", sa.Text()))
    op.add_column("programmes_in_force", sa.Column("digest", sa.String(64)))
    op.add_column("matches", sa.Column("volunteer", sa.Uuid()))
