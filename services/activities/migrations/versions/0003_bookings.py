"""The database refuses double booking, and the meetings there are have their bookings; what a meeting still misses."""

import sqlalchemy as sa
from alembic import op

from activities.tables.bookings import EXTENSION, TRIGGERS

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


def _keep_apart() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for trigger in TRIGGERS:
            op.execute(trigger)
        return
    op.execute(EXTENSION)
    op.execute(APART)
