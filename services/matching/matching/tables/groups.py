"""Groups that volunteers help in, and who helps there from when to when. No child is known here, only ages."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Integer, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.columns import Moment
from matching.tables.common import Tables


class Group(Tables):
    """A group such as a club. `youngest` and `oldest` are None where there are no children."""

    __tablename__ = "groups"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    organisation: Mapped[str] = mapped_column(String(40), index=True)
    programme: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(64))
    area: Mapped[str] = mapped_column(String(64))
    youngest: Mapped[int | None] = mapped_column(Integer)
    oldest: Mapped[int | None] = mapped_column(Integer)
    contact: Mapped[bool]
    changed_by: Mapped[UUID] = mapped_column(Uuid)
    changed_at: Mapped[datetime] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(Integer)

    __mapper_args__ = {"version_id_col": version}


class Assignment(Tables):
    """A volunteer helps in a group from a day until a day, both included."""

    __tablename__ = "assignments"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("groups.id"), index=True)
    volunteer_id: Mapped[UUID] = mapped_column(ForeignKey("volunteers.id"), index=True)
    begins: Mapped[date] = mapped_column(Date)
    until: Mapped[date | None] = mapped_column(Date)
    assigned_by: Mapped[UUID] = mapped_column(Uuid)
    assigned_at: Mapped[datetime] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(Integer)

    __mapper_args__ = {"version_id_col": version}
