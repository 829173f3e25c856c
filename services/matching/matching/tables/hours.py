"""What volunteers say about hours they gave. Deliberately not here: attendance, which activities tells."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Integer, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.columns import Moment
from matching.tables.common import Tables


class HoursSaid(Tables):
    """Minutes a volunteer says were given: at a meeting, or to something that was none, named by `what`.

    `about` is the meeting, or the first entry about what was none. The latest about the same counts; earlier ones stay,
    with the moment they were superseded.
    """

    __tablename__ = "hours_said"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    volunteer_id: Mapped[UUID] = mapped_column(ForeignKey("volunteers.id"), index=True)
    about: Mapped[UUID] = mapped_column(Uuid)
    #: Which word on the same it is, from 1.
    number: Mapped[int] = mapped_column(Integer)
    programme: Mapped[str | None] = mapped_column(String(64))
    what: Mapped[str | None] = mapped_column(String(40))
    happened_on: Mapped[date | None] = mapped_column(Date)
    minutes: Mapped[int] = mapped_column(Integer)
    said_at: Mapped[datetime] = mapped_column(Moment)
    superseded_at: Mapped[datetime | None] = mapped_column(Moment)

    __table_args__ = (UniqueConstraint("volunteer_id", "about", "number", name="one_number_per_word_on_hours"),)
