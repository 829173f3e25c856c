"""Activities, their series, who takes part in them, and until what hour somebody may answer."""

import sqlalchemy as sa
from alembic import op

from chassis.columns import Moment

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("questions", sa.Column("answer_by", Moment()))
    for part_of in ("activity", "series"):
        op.add_column("meetings", sa.Column(part_of, sa.Uuid()))
        op.create_index(f"ix_meetings_{part_of}", "meetings", [part_of])
    op.create_table("activities", sa.Column("id", sa.Uuid(), primary_key=True))
    op.create_table(
        "series",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("programme", sa.String(80)),
        sa.Column("programmeversion", sa.String(80)),
    )
    op.create_table(
        "members",
        sa.Column("sign_up", sa.Uuid(), primary_key=True),
        sa.Column("person", sa.Uuid(), primary_key=True),
        sa.Column("activity", sa.Uuid(), nullable=False),
        sa.Column("meeting", sa.Uuid()),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("joined_at", Moment()),
        sa.Column("joined_sequence", sa.Integer(), nullable=False),
        sa.Column("left_at", Moment()),
        sa.Column("left_sequence", sa.Integer(), nullable=False),
    )
    op.create_index("ix_members_activity", "members", ["activity"])
    op.create_index("ix_members_person", "members", ["person"])
