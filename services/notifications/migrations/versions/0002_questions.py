"""Enquiries, questions, volunteers, and when each side of a match last answered how it goes."""

import sqlalchemy as sa
from alembic import op

from chassis.columns import Moment

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    for side in ("family", "volunteer"):
        op.add_column("matches", sa.Column(f"{side}_answered_at", Moment()))
    op.create_table(
        "volunteers",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("left_at", Moment()),
    )
    _create_enquiries()


def _create_enquiries() -> None:
    op.create_table(
        "enquiries",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("programme", sa.String(80)),
        sa.Column("programmeversion", sa.String(80)),
        sa.Column("family", sa.Uuid()),
        sa.Column("match", sa.Uuid()),
        sa.Column("settled_at", Moment()),
    )
    op.create_index("ix_enquiries_family", "enquiries", ["family"])
    op.create_index("ix_enquiries_match", "enquiries", ["match"])
    op.create_table(
        "questions",
        sa.Column("enquiry", sa.Uuid(), sa.ForeignKey("enquiries.id"), primary_key=True),
        sa.Column("sequence", sa.Integer(), primary_key=True),
        sa.Column("person", sa.Uuid(), primary_key=True),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("template", sa.String(40), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("on", sa.Date()),
        sa.Column("slot", sa.String(20)),
        sa.Column("said_at", Moment(), nullable=False),
        sa.Column("correlation_id", sa.Uuid(), nullable=False),
    )
