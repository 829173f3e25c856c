"""The directory of offers: what organisations offer families, all of it for everybody to see.

Deliberately not here: who takes part in an offer, and anybody's name.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from enrollment.tables.common import SLUG, WORD, Tables


class Offer(Tables):
    """One offer. Words stand by language code; `words` is what a search looks in, and shown to nobody."""

    __tablename__ = "offers"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()
    organisation: Mapped[str] = mapped_column(SLUG, index=True)
    names: Mapped[dict[str, str]]
    descriptions: Mapped[dict[str, str]]
    kind: Mapped[str] = mapped_column(WORD)
    topics: Mapped[list[str]]
    languages: Mapped[list[str]]
    ages_from: Mapped[int | None]
    ages_to: Mapped[int | None]
    nationwide: Mapped[bool]
    municipalities: Mapped[list[str]]
    areas: Mapped[list[str]]
    when: Mapped[dict[str, str]]
    slots: Mapped[list[str]]
    place: Mapped[str | None] = mapped_column(String(200))
    postcode: Mapped[str | None] = mapped_column(String(4))
    price: Mapped[str] = mapped_column(WORD)
    accessibility: Mapped[dict[str, str]]
    email: Mapped[str | None] = mapped_column(String(254))
    phone: Mapped[str | None] = mapped_column(WORD)
    url: Mapped[str | None] = mapped_column(String(300))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    status: Mapped[str] = mapped_column(WORD)
    words: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[datetime] = mapped_column(index=True)

    facets: Mapped[list["Facet"]] = relationship(cascade="all, delete-orphan")

    __mapper_args__ = {"version_id_col": version}


class Facet(Tables):
    """What an offer can be found by: a `topic`, `language`, `municipality` or `area`, or what lies `around` an area."""

    __tablename__ = "offer_facets"

    offer_id: Mapped[UUID] = mapped_column(ForeignKey("offers.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(WORD, primary_key=True)
    value: Mapped[str] = mapped_column(SLUG, primary_key=True)

    __table_args__ = (Index("offers_by_facet", "kind", "value", "offer_id"),)
