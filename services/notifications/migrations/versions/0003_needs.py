"""Needs that were withdrawn, and which of them a proposal was about."""

import sqlalchemy as sa
from alembic import op

from chassis.columns import Moment

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "needs",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("withdrawn_at", Moment()),
    )
    op.add_column("enquiries", sa.Column("need", sa.Uuid()))
    op.create_index("ix_enquiries_need", "enquiries", ["need"])
