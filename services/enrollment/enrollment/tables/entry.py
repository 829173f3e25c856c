"""Before a family is enrolled: who told of a programme, never who was told, and who asked for contact."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from enrollment.tables.common import OF_WHO_ASKED, SLUG, WORD, Tables


class Information(Tables):
    """That somebody was told of a programme, and by whom; who was told is not known here.

    `professional` is the professional or coordinator who told, and `contact_route` the route of the code, if one was
    handed out; a code from before there was such a column is a postcard's.
    """

    __tablename__ = "informations"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()
    organisation: Mapped[str] = mapped_column(SLUG)
    programme: Mapped[str] = mapped_column(SLUG)
    area: Mapped[str] = mapped_column(SLUG)
    told: Mapped[str] = mapped_column(WORD)
    handed: Mapped[str] = mapped_column(WORD)
    professional: Mapped[UUID] = mapped_column(index=True)
    professional_organisation: Mapped[str] = mapped_column(SLUG)
    informed_at: Mapped[datetime]
    contact_route: Mapped[str | None] = mapped_column(SLUG)
    code_digest: Mapped[str | None] = mapped_column(String(64), unique=True)
    expires_on: Mapped[date | None]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    __mapper_args__ = {"version_id_col": version}


class Contact(Tables):
    """A family has itself asked for contact; `person` is who asked. Name and e-mail go when the family is enrolled."""

    __tablename__ = "contacts"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()
    organisation: Mapped[str] = mapped_column(SLUG, index=True)
    programme: Mapped[str] = mapped_column(SLUG)
    area: Mapped[str] = mapped_column(SLUG)
    wanted: Mapped[str] = mapped_column(WORD)
    contact_route: Mapped[str] = mapped_column(SLUG)
    person: Mapped[UUID] = mapped_column(index=True)
    name: Mapped[str | None] = mapped_column(String(200), info=OF_WHO_ASKED)
    email: Mapped[str | None] = mapped_column(String(254), info=OF_WHO_ASKED)
    language: Mapped[str] = mapped_column(String(2), info=OF_WHO_ASKED)
    professional_present: Mapped[bool]
    information_id: Mapped[UUID | None] = mapped_column(ForeignKey("informations.id"), unique=True)
    professional: Mapped[UUID | None]
    professional_organisation: Mapped[str | None] = mapped_column(SLUG)
    asked_at: Mapped[datetime]

    __mapper_args__ = {"version_id_col": version}
