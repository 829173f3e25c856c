"""Who belongs together in activities: those signed up with one another, and those of one family."""

from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from activities.tables import SignedUp, SignUp


def with_caller(session: Session, caller: Any) -> frozenset[UUID]:
    """The caller, and everybody signed up in one with the caller or for the same family."""
    mine = select(SignedUp.sign_up_id).where(SignedUp.person == caller.subject)
    families = select(SignUp.family).where(SignUp.id.in_(mine), SignUp.family.is_not(None))
    of_ours = or_(SignUp.id.in_(mine), SignUp.family.in_(families))
    people = session.scalars(select(SignedUp.person).join(SignUp, SignUp.id == SignedUp.sign_up_id).where(of_ours))
    return frozenset(people) | {caller.subject}
