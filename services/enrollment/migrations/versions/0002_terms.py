"""The text of a programme in force, and who was matched."""

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Nothing yet."""
