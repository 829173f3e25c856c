"""Who may be asked, after a course, how it goes: those who had a place to its end, were there, and are with us.

Places end with the course, so a coordinator names them. Deliberately not here: when it is promised (`promises`).
"""

from activities.actions import places
from activities.actions.weighing import home_as_told, said_by
from activities.domain.people import Participant, Role
from activities.domain.terms import objections_to_consents
from activities.queries import sign_ups as kept
from activities.tables import Activity, SignUp
from chassis.work import Work


def welcome(work: Work, activity: Activity) -> set[Participant]:
    """Whoever took part in a course until it ended, and as what."""
    met = kept.have_met(work.session, activity.id)
    return {
        one
        for row in kept.to_the_end(work.session, activity.id)
        if _is_with_us(work, activity, row) and any(each.person in met for each in row.people)
        for one in (*places.people_of(row), *_guardians(work, row))
    }


def _guardians(work: Work, row: SignUp) -> list[Participant]:
    """Those of a family who may hear with a young person how it goes. # S3-12"""
    guardians = home_as_told(work.session, row.family).guardians if row.family else ()
    return [Participant(person=guardian, role=Role.GUARDIAN.value) for guardian in guardians]


def _is_with_us(work: Work, activity: Activity, row: SignUp) -> bool:
    """Whether the family has neither left nor taken a consent back; a course that is over hears of neither."""
    if row.family is None:
        return True
    if not home_as_told(work.session, row.family).takes_part_in(activity.programme):
        return False
    programme, said = places.programme_of(activity), said_by(work, row.family)
    return next(objections_to_consents(said, programme, activity.organisation, work.today), None) is None
