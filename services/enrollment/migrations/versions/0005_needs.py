"""More of needs: wishes, for whom, since when; the question about public help; tracks and how long one waits there."""

import sqlalchemy as sa
from alembic import op

from chassis.columns import Moment

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    _widen_needs()
    _create_supplement_questions()
    _create_tracks()


def _widen_needs() -> None:
    op.add_column("needs", sa.Column("wishes", sa.JSON()))
    op.add_column("needs", sa.Column("for_person", sa.Uuid()))
    op.add_column("needs", sa.Column("waiting_since", sa.Date()))
    op.add_column("needs", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))


def _create_supplement_questions() -> None:
    op.create_table(
        "supplement_questions",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("need_id", sa.Uuid(), sa.ForeignKey("needs.id"), nullable=False, index=True),
        sa.Column("side", sa.String(20), nullable=False),
        sa.Column("topic", sa.String(64), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("answer", sa.String(20)),
        sa.Column("answered_on", sa.Date()),
    )


def _create_tracks() -> None:
    op.create_table(
        "participations",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("family_id", sa.Uuid(), sa.ForeignKey("families.id"), nullable=False, index=True),
        sa.Column("track", sa.String(64), nullable=False),
        sa.Column("since", sa.Date()),
        sa.Column("until", sa.Date()),
    )
    op.create_table(
        "track_supplies",
        sa.Column("programme", sa.String(64), primary_key=True),
        sa.Column("track", sa.String(64), primary_key=True),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.Column("longest_days", sa.Integer()),
        sa.Column("matched", sa.Integer(), nullable=False),
        sa.Column("expected_days", sa.Integer()),
        sa.Column("seen_at", Moment(), nullable=False),
    )
