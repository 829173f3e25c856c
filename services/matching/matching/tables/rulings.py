"""What coordinators have said about pairs, before any run."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.columns import Moment
from matching.tables.common import Tables


class Ruling(Tables):
    """A need and a volunteer are pinned to each other, forbidden, or a rule is overridden for them.

    It counts until it is lifted; with its need it ends by itself.
    """

    __tablename__ = "rulings"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    organisation: Mapped[str] = mapped_column(String(40))
    programme: Mapped[str] = mapped_column(String(64), index=True)
    need_id: Mapped[UUID] = mapped_column(ForeignKey("needs.id"), index=True)
    volunteer_id: Mapped[UUID] = mapped_column(ForeignKey("volunteers.id"), index=True)
    word: Mapped[str] = mapped_column(String(10))
    #: The rule that is overridden, and no other.
    rule: Mapped[str | None] = mapped_column(String(40))
    reason: Mapped[str] = mapped_column(String(40))
    made_at: Mapped[datetime] = mapped_column(Moment)
    made_by: Mapped[UUID] = mapped_column(Uuid)
    lifted_at: Mapped[datetime | None] = mapped_column(Moment)
    lifted_by: Mapped[UUID | None] = mapped_column(Uuid)
