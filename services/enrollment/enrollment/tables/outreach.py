"""Meeting people where they are, counted: a place, a time, a kind and a number, and nothing about who was met."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from enrollment.tables.common import SLUG, WORD, Tables


class Outreach(Tables):
    """One round in an area; `counted_by` is the employee who counted, and may take it back the same day."""

    __tablename__ = "outreach"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()
    organisation: Mapped[str] = mapped_column(SLUG, index=True)
    programme: Mapped[str] = mapped_column(SLUG)
    kind: Mapped[str] = mapped_column(SLUG)
    area: Mapped[str] = mapped_column(SLUG)
    met_on: Mapped[date]
    part_of_day: Mapped[str] = mapped_column(WORD)
    people: Mapped[int]
    counted_by: Mapped[UUID]
    counted_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]

    __mapper_args__ = {"version_id_col": version}
