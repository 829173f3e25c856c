"""Programmes that have been put in force."""

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from enrollment.tables.common import SLUG, Tables


class ProgrammeInForce(Tables):
    """A version of a programme that has been put in force; the one put in force last is the one.

    `terms` is its text as it then was and `digest` what that is told by. Without it the release's own text holds.
    It is long, and fetched only when it is read.
    """

    __tablename__ = "programmes_in_force"

    code: Mapped[str] = mapped_column(SLUG, primary_key=True)
    version: Mapped[str] = mapped_column(String(32), primary_key=True)
    since: Mapped[datetime]
    terms: Mapped[str | None] = mapped_column(Text, deferred=True)
    digest: Mapped[str | None] = mapped_column(String(64))
