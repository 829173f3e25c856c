"""Small successes that were noted at meetings."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "successes",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("family_id", sa.Uuid(), sa.ForeignKey("families.id", ondelete="CASCADE"), nullable=False),
        sa.Column("word", sa.String(64), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
    )
    op.create_index("ix_successes_family_id", "successes", ["family_id"])
