"""Professionals are invited and say yes or no; to what is for one family only if it wishes it. # S0-28, S4-05"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from activities.actions import helping, line, places
from activities.actions.reaching import insist
from activities.actions.showing_sign_ups import view
from activities.actions.sign_ups import meeting_of, new
from activities.actions.weighing import Wanted, home_of
from activities.domain import inviting
from activities.domain.people import Participant, Role
from activities.domain.places import State
from activities.queries import sign_ups as kept
from activities.tables import Activity
from chassis.work import Work
from contracts.refusals import Refused

Row = Mapping[str, Any]


def invite(work: Work, activity_id: UUID, *, professional: UUID, meeting_id: UUID | None, **how: Any) -> Row:
    """Keep a chair for a professional until the answer comes.

    Raises:
        Refused: the first thing that speaks against it.
    """
    family, wished_by, answer_by = how["family"], how["wished_by"], how["answer_by"]
    home = home_of(work, family) if family else None
    activity = places.hold(work, activity_id)
    if not work.caller.reaches(organisation=activity.organisation):
        raise Refused("not_found")
    if professional == work.caller.subject or (home and work.caller.subject in home.guardians):
        raise Refused("not_about_oneself")
    people = (Participant(person=professional, role=Role.PROFESSIONAL.value),)
    wanted = Wanted(activity=activity, people=people, meeting=meeting_of(work, activity, meeting_id))
    insist(inviting.objections_to_kind(wanted.terms))
    insist(inviting.objections_to_wish(_for_one_family(work, activity), home, wished_by))
    insist(iter(helping.objections(work, wanted)))
    insist(inviting.objections_to_answer_by(answer_by, work.now))
    row = new(work, wanted, places.PROFESSIONAL, State.OFFERED)
    row.family, row.wished_by = family, wished_by
    row.offered_until = answer_by or line.answer_by(work, activity, row.meeting_id)
    work.session.flush()
    line.tell_offered(work, activity, row)
    return view(work, activity, row)


def _for_one_family(work: Work, activity: Activity) -> UUID | None:
    """The family an activity is for, if there is room for one only, as in a series of counselling talks. # S4-16"""
    terms = places.terms_of(activity)
    if not (terms.in_families and terms.capacity == 1):
        return None
    rows = kept.live(work.session, activity.id)
    return next((row.family for row in rows if row.role == places.PARTICIPANT and row.state == State.TAKEN), None)
