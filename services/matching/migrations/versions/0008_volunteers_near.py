"""Volunteers of an area, and those who go further than most, are found without looking at all of them."""

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_index("volunteers_by_area", "volunteers", ["programme", "area"])
    op.create_index("volunteers_by_reach", "volunteers", ["programme", "reach_km", "east", "north"])
