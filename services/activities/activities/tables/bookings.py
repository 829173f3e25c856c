"""Whose time is taken. The database itself refuses that anybody or anything is taken twice at once."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import DDL, CheckConstraint, ForeignKey, Index, String, Uuid, event, literal_column
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.orm import Mapped, mapped_column

from activities.tables.common import PSEUDONYM, Tables
from activities.tables.meetings import Meeting
from chassis.columns import Moment

# SQLite knows no EXCLUDE; this refuses the same, for new rows and for changed ones.
OVERLAPS = """
SELECT RAISE(ABORT, 'bookings_apart') WHERE EXISTS (
  SELECT 1 FROM bookings AS other
  WHERE other.subject = NEW.subject AND other.starts_at < NEW.ends_at AND other.ends_at > NEW.starts_at
    AND other.rowid <> NEW.rowid
)"""
TRIGGERS = tuple(
    f"CREATE TRIGGER bookings_apart_{verb} AFTER {verb} ON bookings BEGIN {OVERLAPS}; END"
    for verb in ("insert", "update")
)
EXTENSION = "CREATE EXTENSION IF NOT EXISTS btree_gist"


class Booking(Tables):
    """A person, venue or resource is taken by a meeting that is planned or held; one called off takes nobody."""

    __tablename__ = "bookings"
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey(Meeting.id), primary_key=True)
    subject: Mapped[UUID] = mapped_column(Uuid, primary_key=True, info=PSEUDONYM)
    what: Mapped[str] = mapped_column(String(10))  # person, venue, resource
    starts_at: Mapped[datetime] = mapped_column(Moment)
    ends_at: Mapped[datetime] = mapped_column(Moment)
    __table_args__ = (
        Index("ix_bookings_subject", "subject", "starts_at"),
        # An empty span overlaps nothing and would slip through.
        CheckConstraint("starts_at < ends_at", name="bookings_forward"),
        ExcludeConstraint(
            ("subject", "="),
            (literal_column("tstzrange(starts_at, ends_at)"), "&&"),
            name="bookings_apart",
            using="gist",
        ).ddl_if(dialect="postgresql"),
    )


event.listen(Booking.__table__, "before_create", DDL(EXTENSION).execute_if(dialect="postgresql"))
for _trigger in TRIGGERS:
    event.listen(Booking.__table__, "after_create", DDL(_trigger).execute_if(dialect="sqlite"))
