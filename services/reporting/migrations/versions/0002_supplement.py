"""Whether a public offer of the same topic ended about when a need began."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("needs", sa.Column("supplement_question", sa.Boolean()))
