"""Since when something was heard of a series that its messages do not follow yet."""

import sqlalchemy as sa
from alembic import op

from chassis.columns import Moment

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("series", sa.Column("unsettled_since", Moment()))
    op.create_index("ix_series_unsettled_since", "series", ["unsettled_since"])
