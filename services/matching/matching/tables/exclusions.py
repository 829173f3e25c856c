"""Who is not to meet whom. There is no place for a reason, so nobody is asked for one."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from chassis.columns import Moment
from matching.tables.common import Tables

WHILE_IT_HOLDS = text("lifted_at IS NULL")


class Exclusion(Tables):
    """A family and a volunteer who are not proposed to each other until it is lifted; `side` is who said so.

    Each side has at most one that holds; the other side is never told whose it was.
    """

    __tablename__ = "exclusions"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    organisation: Mapped[str] = mapped_column(String(40))
    volunteer_id: Mapped[UUID] = mapped_column(ForeignKey("volunteers.id"), index=True)
    family_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    side: Mapped[str] = mapped_column(String(10))
    recorded_by: Mapped[UUID] = mapped_column(Uuid)
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    lifted_by: Mapped[UUID | None] = mapped_column(Uuid)
    lifted_at: Mapped[datetime | None] = mapped_column(Moment)

    __table_args__ = (
        Index(
            "one_exclusion_a_side",
            "volunteer_id",
            "family_id",
            "side",
            unique=True,
            postgresql_where=WHILE_IT_HOLDS,
            sqlite_where=WHILE_IT_HOLDS,
        ),
    )
