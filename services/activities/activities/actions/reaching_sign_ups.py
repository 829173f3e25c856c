"""The sign-up a caller means: their own or their family's; or one of what they coordinate, and then not those."""

from uuid import UUID

from activities.actions import places
from activities.tables import Activity, Family, SignUp
from chassis.work import Work
from contracts.refusals import Refused


def decide(work: Work, sign_up_id: UUID) -> tuple[Activity, SignUp]:
    """A sign-up and its activity, both held, for a caller who may say something about it.

    Raises:
        Refused: `not_found`, or `not_about_oneself` for a coordinator of whose family it is.
    """
    row = work.session.get(SignUp, sign_up_id)
    if row is None:
        raise Refused("not_found")
    activity = places.hold(work, row.activity_id)
    work.session.refresh(row)
    if _is_theirs(work, row) and "own" not in work.caller.relations:
        raise Refused("not_about_oneself")
    if not reaches(work, activity, row):
        raise Refused("not_found")
    return activity, row


def look(work: Work, sign_up_id: UUID) -> tuple[Activity, SignUp] | None:
    """A sign-up and its activity, if the caller may see it."""
    row = work.session.get(SignUp, sign_up_id)
    if row is None:
        return None
    activity = work.session.get_one(Activity, row.activity_id)
    return (activity, row) if reaches(work, activity, row) else None


def reaches(work: Work, activity: Activity, row: SignUp) -> bool:
    """Whether the caller is one of those it is about, or coordinates the activity and is not."""
    if _is_theirs(work, row):
        return "own" in work.caller.relations
    return work.caller.reaches(organisation=activity.organisation)


def _is_theirs(work: Work, row: SignUp) -> bool:
    family = work.session.get(Family, row.family) if row.family else None
    guardians = {UUID(guardian) for guardian in (family.guardians or ())} if family else set()
    return work.caller.subject in {row.wished_by, *guardians, *(one.person for one in row.people)}
