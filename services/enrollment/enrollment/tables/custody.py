"""Which guardian decides for which child, where it is not every guardian of the family for every child."""

from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from enrollment.tables.common import OF_A_FAMILY, Tables


class Custody(Tables):
    """One guardian decides for one child. A child that is not named here has every guardian."""

    __tablename__ = "custodies"

    family_id: Mapped[UUID] = mapped_column(ForeignKey("families.id"), primary_key=True)
    child: Mapped[UUID] = mapped_column(primary_key=True)
    guardian: Mapped[UUID] = mapped_column(primary_key=True, info=OF_A_FAMILY)
