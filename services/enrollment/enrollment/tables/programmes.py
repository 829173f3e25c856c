"""Programmes that have been put in force."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from enrollment.tables.common import SLUG, Tables


class ProgrammeInForce(Tables):
    """A version of a programme that has been put in force; the one put in force last is the one."""

    __tablename__ = "programmes_in_force"

    code: Mapped[str] = mapped_column(SLUG, primary_key=True)
    version: Mapped[str] = mapped_column(String(32), primary_key=True)
    since: Mapped[datetime]
