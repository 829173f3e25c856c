"""Who has a place in an activity."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from activities.tables import SignedUp, SignUp

TAKEN = "taken"


def of(session: Session, activity_id: UUID) -> Sequence[SignedUp]:
    """Everybody who has a place in the whole activity, helpers and professionals too."""
    whole = (SignUp.activity_id == activity_id, SignUp.meeting_id.is_(None), SignUp.state == TAKEN)
    wanted = select(SignedUp).join(SignUp, SignUp.id == SignedUp.sign_up_id).where(*whole)
    return session.scalars(wanted.order_by(SignedUp.person, SignedUp.sign_up_id)).all()
