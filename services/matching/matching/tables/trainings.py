"""Courses that volunteers have taken. Deliberately not here: whether vetting holds (`vetting`)."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Integer, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.columns import Moment
from matching.tables.common import Tables


class Training(Tables):
    """One course one volunteer has taken."""  # S3-04

    __tablename__ = "trainings"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    volunteer_id: Mapped[UUID] = mapped_column(ForeignKey("volunteers.id"))
    programme: Mapped[str] = mapped_column(String(64))
    course: Mapped[str] = mapped_column(String(64))
    taken_on: Mapped[date] = mapped_column(Date)
    hours: Mapped[int] = mapped_column(Integer)
    recorded_by: Mapped[UUID] = mapped_column(Uuid)
    recorded_at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (UniqueConstraint("volunteer_id", "course", "taken_on", name="one_training_per_course_and_day"),)
