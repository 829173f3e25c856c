"""Whose wish a sign-up is and why it ended; of families, when they joined and what they consent to."""

import sqlalchemy as sa
from alembic import op

from chassis.columns import Moment

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    with op.batch_alter_table("sign_ups") as sign_ups:
        sign_ups.add_column(sa.Column("wished_by", sa.Uuid()))
        sign_ups.add_column(sa.Column("ended_reason", sa.String(32)))
    with op.batch_alter_table("families") as families:
        families.add_column(sa.Column("joined_at", Moment()))
        families.add_column(sa.Column("programme", sa.String(64)))
        families.add_column(sa.Column("guardians", sa.JSON()))
    op.create_table(
        "consents",
        sa.Column("family", sa.Uuid(), primary_key=True),
        sa.Column("person", sa.Uuid(), primary_key=True),
        sa.Column("purpose", sa.String(64), primary_key=True),
        sa.Column("granted", sa.Boolean()),
        sa.Column("expires_on", sa.Date()),
        sa.Column("told_at", Moment()),
    )
