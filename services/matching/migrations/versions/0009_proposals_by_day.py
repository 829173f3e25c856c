"""Proposals that expire soon or have lapsed lately are found by their day, without looking at all there have been."""

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_index("proposals_by_day", "proposals", ["state", "expires_on", "id"])
