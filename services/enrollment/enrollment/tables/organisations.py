"""Organisations that have joined, and the programmes they have been admitted to.

Deliberately not here: anything about a person. Address and number are the organisation's own, for everybody to see.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from enrollment.tables.common import SLUG, WORD, Tables


class Organisation(Tables):
    """An organisation with a place in the directory, from `since` until `left_on`. # S1-02"""

    __tablename__ = "organisations"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()
    slug: Mapped[str] = mapped_column(SLUG, unique=True)
    names: Mapped[dict[str, str]]
    about: Mapped[dict[str, str]]
    kind: Mapped[str] = mapped_column(WORD)
    cvr: Mapped[str | None] = mapped_column(String(8))
    municipality: Mapped[str | None] = mapped_column(String(4))
    url: Mapped[str | None] = mapped_column(String(300))
    email: Mapped[str | None] = mapped_column(String(254))
    phone: Mapped[str | None] = mapped_column(WORD)
    since: Mapped[date]
    left_on: Mapped[date | None]
    changed_at: Mapped[datetime]

    __mapper_args__ = {"version_id_col": version}


class Partner(Tables):
    """An organisation that was admitted to a programme after the programme was written. # S1-02"""

    __tablename__ = "partners"

    programme: Mapped[str] = mapped_column(SLUG, primary_key=True)
    organisation: Mapped[str] = mapped_column(SLUG, primary_key=True)
    admitted_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
