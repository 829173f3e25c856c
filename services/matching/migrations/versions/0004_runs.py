"""Runs keep what they decided on, and people rule on pairs."""

import sqlalchemy as sa
from alembic import op

from chassis.columns import Moment

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    for column in ("organisations", "figures", "impossible_pins", "left_out"):
        op.add_column("runs", sa.Column(column, sa.JSON()))
    op.add_column("runs", sa.Column("took_ms", sa.Integer()))
    op.create_table(
        "run_parts",
        sa.Column("run_id", sa.Uuid(), sa.ForeignKey("runs.id"), primary_key=True),
        sa.Column("kind", sa.String(10), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("last", sa.Uuid()),
        sa.Column("body", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "rulings",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("organisation", sa.String(40), nullable=False),
        sa.Column("programme", sa.String(64), nullable=False, index=True),
        sa.Column("need_id", sa.Uuid(), sa.ForeignKey("needs.id"), nullable=False, index=True),
        sa.Column("volunteer_id", sa.Uuid(), sa.ForeignKey("volunteers.id"), nullable=False, index=True),
        sa.Column("word", sa.String(10), nullable=False),
        sa.Column("rule", sa.String(40)),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("lifted_at", Moment()),
        sa.Column("lifted_by", sa.Uuid()),
    )
