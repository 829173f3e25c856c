"""Volunteers and what they offer. Names and addresses stand in `volunteers` alone.

Deliberately not here: how their vetting went (`vetting`), when they are away (`pauses`) and whom they are not to meet
(`exclusions`).
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, Date, Float, Index, Integer, String, Uuid, false, text
from sqlalchemy.orm import Mapped, mapped_column

from chassis.columns import Moment
from matching.tables.common import PERSONAL, Tables


class Volunteer(Tables):
    """A person who offers to meet families; `id` is the person's own."""

    __tablename__ = "volunteers"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    #: Whose volunteer it is: the organisation of the programme, or a partner of it.
    organisation: Mapped[str] = mapped_column(String(40))
    programme: Mapped[str] = mapped_column(String(64), index=True)
    name: Mapped[str | None] = mapped_column(String(200), info=PERSONAL)
    email: Mapped[str | None] = mapped_column(String(254), info=PERSONAL)
    born: Mapped[date | None] = mapped_column(Date, index=True, info=PERSONAL)
    #: To two decimals, about a kilometre; null where the volunteer said no more than the area.
    latitude: Mapped[float | None] = mapped_column(Float, info=PERSONAL)
    longitude: Mapped[float | None] = mapped_column(Float, info=PERSONAL)
    #: Whole metres of the place, or of the area where there is none.
    east: Mapped[int] = mapped_column(Integer, default=0, server_default="0", info=PERSONAL)
    north: Mapped[int] = mapped_column(Integer, default=0, server_default="0", info=PERSONAL)
    reach_km: Mapped[int] = mapped_column(Integer, default=10, server_default="10")
    languages: Mapped[list[str]] = mapped_column(JSON)
    kinds: Mapped[list[str]] = mapped_column(JSON)
    contributions: Mapped[list[str]] = mapped_column(JSON)
    topics: Mapped[list[str]] = mapped_column(JSON)
    slots: Mapped[list[str]] = mapped_column(JSON)
    area: Mapped[str] = mapped_column(String(64))
    municipality: Mapped[str] = mapped_column(String(4))
    capacity: Mapped[int] = mapped_column(Integer)
    meets: Mapped[list[str]] = mapped_column(JSON, default=list, server_default=text("'[]'"))
    without_young_children: Mapped[bool] = mapped_column(default=False, server_default=false())
    source: Mapped[str | None] = mapped_column(String(64))
    #: The organisations that the volunteer lets see the offer besides the own one; withdrawn as soon as it is not here.
    shares_with: Mapped[list[str]] = mapped_column(JSON, default=list, server_default=text("'[]'"))
    #: Volunteers with the same e-mail and birthday whom somebody has looked at and found to be other people.
    told_apart_from: Mapped[list[str]] = mapped_column(JSON, default=list, server_default=text("'[]'"))
    registered_at: Mapped[datetime] = mapped_column(Moment)
    #: The date told with the latest `volunteer.approved`; whether vetting holds is always worked out from the outcomes.
    approved_until: Mapped[date | None] = mapped_column(Date)
    left_at: Mapped[datetime | None] = mapped_column(Moment)
    left_reason: Mapped[str | None] = mapped_column(String(40))
    version: Mapped[int] = mapped_column(Integer)

    __mapper_args__ = {"version_id_col": version}
    # Who lives within a box is found before who is within reach; few go further than most, or live in one area.
    __table_args__ = (
        Index("volunteers_by_place", "programme", "east", "north"),
        Index("volunteers_by_area", "programme", "area"),
        Index("volunteers_by_reach", "programme", "reach_km", "east", "north"),
    )
