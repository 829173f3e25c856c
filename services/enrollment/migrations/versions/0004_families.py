"""More of a family: custody, where it lives, what it gives, who knows of it, goodbyes and follow-ups."""

import sqlalchemy as sa
from alembic import op

from chassis.columns import Moment

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    _widen_families()
    _create_custodies()
    _create_tellings()
    _create_goodbyes()


def _widen_families() -> None:
    op.add_column("families", sa.Column("fits", sa.Boolean()))
    op.add_column("families", sa.Column("fits_heard_by", sa.Uuid()))
    op.add_column("families", sa.Column("fits_stated_at", Moment()))
    op.add_column("families", sa.Column("must_end_by", sa.Date()))
    op.create_index("ix_families_must_end_by", "families", ["must_end_by"])
    op.add_column("members", sa.Column("school_shift", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("members", sa.Column("contributions", sa.JSON()))
    op.add_column("members", sa.Column("gone_at", Moment()))


def _create_custodies() -> None:
    op.create_table(
        "custodies",
        sa.Column("family_id", sa.Uuid(), sa.ForeignKey("families.id"), primary_key=True),
        sa.Column("child", sa.Uuid(), primary_key=True),
        sa.Column("guardian", sa.Uuid(), primary_key=True),
    )


def _create_tellings() -> None:
    op.create_table(
        "tellings",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("family_id", sa.Uuid(), sa.ForeignKey("families.id"), nullable=False, index=True),
        sa.Column("about", sa.Uuid(), nullable=False),
        sa.Column("receiver", sa.String(64), nullable=False),
        sa.Column("consent", sa.Uuid(), nullable=False),
        sa.Column("told_at", Moment(), nullable=False),
        sa.Column("ended_at", Moment()),
    )


def _create_goodbyes() -> None:
    op.create_table(
        "goodbyes",
        sa.Column("family_id", sa.Uuid(), sa.ForeignKey("families.id"), primary_key=True),
        sa.Column("organisation", sa.String(64), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False, index=True),
        sa.Column("said_on", sa.Date()),
        sa.Column("declined", sa.Boolean()),
        sa.Column("follow_up_on", sa.Date()),
        sa.Column("noted_by", sa.Uuid()),
        sa.Column("noted_at", Moment()),
    )
    op.create_table(
        "follow_ups",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("family_id", sa.Uuid(), sa.ForeignKey("families.id"), nullable=False, index=True),
        sa.Column("organisation", sa.String(64), nullable=False),
        sa.Column("course", sa.String(64)),
        sa.Column("ended_on", sa.Date()),
        sa.Column("due_on", sa.Date(), nullable=False, index=True),
        sa.Column("outcome", sa.String(20)),
        sa.Column("noted_by", sa.Uuid()),
        sa.Column("noted_at", Moment()),
    )
