"""Reading the courses that volunteers have taken."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from matching.tables import Training


def of_volunteer(session: Session, volunteer: UUID) -> Sequence[Training]:
    """What a volunteer has taken, the earliest first."""
    query = select(Training).where(Training.volunteer_id == volunteer)
    return session.scalars(query.order_by(Training.taken_on, Training.course)).all()


def taken(session: Session, volunteer: UUID, course: str, on: date) -> Training | None:
    """A course that a volunteer took on a day."""
    query = select(Training).where(Training.volunteer_id == volunteer, Training.course == course)
    return session.scalar(query.where(Training.taken_on == on))
