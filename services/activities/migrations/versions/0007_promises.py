"""Promises of rhythms, and finding the meetings that keep them."""

import sqlalchemy as sa
from alembic import op

from chassis.columns import Moment

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "rhythms",
        sa.Column("programme", sa.String(64), primary_key=True),
        sa.Column("rhythm", sa.String(64), primary_key=True),
        sa.Column("settled_on", sa.Date()),
    )
    op.create_table(
        "promises",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("organisation", sa.String(64), nullable=False),
        sa.Column("programme", sa.String(64), nullable=False),
        sa.Column("programmeversion", sa.String(32)),
        sa.Column("rhythm", sa.String(64), nullable=False),
        sa.Column("promised_to", sa.String(64), nullable=False),
        sa.Column("area", sa.String(64), nullable=False),
        sa.Column("match_id", sa.Uuid()),
        sa.Column("activity_id", sa.Uuid()),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("kept_by", sa.Uuid()),
        sa.Column("since", Moment(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.UniqueConstraint("programme", "rhythm", "promised_to", "first_on", name="promised_once"),
    )
    op.create_index("ix_promises_due", "promises", ["organisation", "state", "due_on"])
    op.create_index("ix_promises_match_id", "promises", ["match_id"])
    op.create_index("ix_promises_activity_id", "promises", ["activity_id"])
    op.create_index("ix_meetings_kind", "meetings", ["programme", "kind", "starts_at"])
