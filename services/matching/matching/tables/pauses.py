"""When volunteers are away. Deliberately not here: whether somebody is away; that is asked at a date."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.columns import Moment
from matching.tables.common import Tables


class Pause(Tables):
    """A time in which a volunteer is not asked, both days included; open while nobody knows its last day."""

    __tablename__ = "pauses"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    volunteer_id: Mapped[UUID] = mapped_column(ForeignKey("volunteers.id"), index=True)
    begins: Mapped[date] = mapped_column(Date)
    until: Mapped[date | None] = mapped_column(Date)
    recorded_at: Mapped[datetime] = mapped_column(Moment)
