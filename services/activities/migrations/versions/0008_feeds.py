"""Revocable calendars."""

import sqlalchemy as sa
from alembic import op

from chassis.columns import Moment

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "feeds",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("organisation", sa.String(64), nullable=False, index=True),
        sa.Column("of", sa.String(10), nullable=False),
        sa.Column("subject", sa.Uuid(), nullable=False, index=True),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False, unique=True),
        sa.Column("made_by", sa.Uuid(), nullable=False, index=True),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("fetched_on", sa.Date()),
        sa.Column("stopped_at", Moment(), index=True),
    )
