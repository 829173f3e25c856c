"""What all tables of this service share. Deliberately not here: any table."""

from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import DeclarativeBase

STANDING = ("open", "matched")
COME_TO_NOTHING = ("declined", "ended")
WHILE_STANDING = text("state IN ('open', 'matched')")
PERSONAL: dict[str, Any] = {
    "personal": True,
    "retention": "emptied `forget_after_days` days after the volunteer has left",
    "readers": ["the volunteer", "matcher", "coordinator", "notifications (name, e-mail and language only)"],
}


class Tables(DeclarativeBase):
    """The tables of this service."""
