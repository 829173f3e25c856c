"""More than one matcher, check-ins, reviews and the child's own word."""

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Nothing yet."""
