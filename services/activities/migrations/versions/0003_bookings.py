"""The database refuses double booking; what venues need further."""

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    pass
