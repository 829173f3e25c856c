"""Which other organisations know of a family or of something of it, so that just they hear when it is over."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from enrollment.tables.common import OF_A_FAMILY, SLUG, Tables


class Telling(Tables):
    """One receiver knows by one consent, until `ended_at`; `about` is the family, a need, a bridge or a goal of it."""

    __tablename__ = "tellings"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    family_id: Mapped[UUID] = mapped_column(ForeignKey("families.id"), index=True)
    about: Mapped[UUID]
    receiver: Mapped[str] = mapped_column(SLUG, info=OF_A_FAMILY)
    consent: Mapped[UUID]
    told_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
