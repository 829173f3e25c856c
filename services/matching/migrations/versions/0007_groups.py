"""Small groups that try a trade with a role model."""

import sqlalchemy as sa
from alembic import op

from chassis.columns import Moment

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "trials",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("organisation", sa.String(40), nullable=False),
        sa.Column("programme", sa.String(64), nullable=False),
        sa.Column("run_id", sa.Uuid(), sa.ForeignKey("runs.id"), nullable=False),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("volunteer_id", sa.Uuid(), sa.ForeignKey("volunteers.id"), nullable=False, index=True),
        sa.Column("slot", sa.String(20), nullable=False),
        sa.Column("topic", sa.String(64), nullable=False),
        sa.Column("at_least", sa.Integer(), nullable=False),
        sa.Column("proposed_at", Moment(), nullable=False),
    )
    op.create_table(
        "trial_members",
        sa.Column("proposal_id", sa.Uuid(), sa.ForeignKey("proposals.id"), primary_key=True),
        sa.Column("trial_id", sa.Uuid(), sa.ForeignKey("trials.id"), nullable=False, index=True),
    )
