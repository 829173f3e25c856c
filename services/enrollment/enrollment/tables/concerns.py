"""That guidance on a concern was given. Nothing about the concern, the child, or who asked beyond a role."""

from datetime import date
from uuid import UUID

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from enrollment.tables.common import SLUG, WORD, Tables


class Guidance(Tables):
    """One answer to somebody who is worried, so that it can be counted how often it happens."""

    __tablename__ = "guidances"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    given_on: Mapped[date]
    municipality: Mapped[str] = mapped_column(String(4))
    programme: Mapped[str | None] = mapped_column(SLUG)
    role: Mapped[str] = mapped_column(WORD)
