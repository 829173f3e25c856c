"""The database refuses double booking; meetings have bookings and what they need; boards approve of venues."""

import sqlalchemy as sa
from alembic import op

from activities.tables.bookings import EXTENSION, TRIGGERS
from chassis.columns import Moment

revision = "0003"
down_revision = "0002"

FILL = """
INSERT INTO bookings (meeting_id, subject, what, starts_at, ends_at)
SELECT meetings.id, participants.person, 'person', meetings.starts_at, meetings.ends_at
FROM participants JOIN meetings ON meetings.id = participants.meeting_id
WHERE meetings.state <> 'called_off' ON CONFLICT DO NOTHING
"""
APART = """
ALTER TABLE bookings ADD CONSTRAINT bookings_apart
EXCLUDE USING gist (subject WITH =, tstzrange(starts_at, ends_at) WITH &&)
"""


def upgrade() -> None:
    op.execute(FILL)
    with op.batch_alter_table("bookings") as bookings:
        bookings.create_check_constraint("bookings_forward", "starts_at < ends_at")
    _keep_apart()
    with op.batch_alter_table("meetings") as meetings:
        meetings.add_column(sa.Column("needed", sa.JSON()))
    _create_approvals()


def _keep_apart() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for trigger in TRIGGERS:
            op.execute(trigger)
        return
    op.execute(EXTENSION)
    op.execute(APART)


def _create_approvals() -> None:
    op.create_table(
        "approvals",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("venue_id", sa.Uuid(), sa.ForeignKey("venues.id"), nullable=False, index=True),
        sa.Column("board", sa.String(64), nullable=False, index=True),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("answered_at", Moment()),
        sa.Column("answered_by", sa.Uuid()),
        sa.Column("recorded", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )
