"""Can we sign up? Every reason at once, with its words and what would change it, and what is possible then."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from activities.actions import helping, places
from activities.actions.sign_ups import insist_on_reach, is_own, meeting_of
from activities.actions.weighing import Wanted, home_of, weigh
from activities.domain import answering
from activities.domain import places as counting
from activities.domain.helping import objections_to_more
from activities.domain.people import Participant
from activities.domain.signing_up import Ahead
from activities.queries import sign_ups as kept
from activities.tables import Activity
from chassis.work import Work
from contracts.refusals import Refused, catalogue

Row = Mapping[str, Any]
ROLES = ("guardian", "child", "young_person")
PLACE, WAITING_LIST, NO = "place", "waiting_list", "no"


def check(work: Work, activity_id: UUID, *, family: UUID | None, meeting_id: UUID | None, **people: Any) -> Row:
    """What speaks against a family signing up, or against a volunteer helping where `volunteer` is named.

    Raises:
        Refused: `not_found` or `unknown_meeting`.
    """
    activity = work.session.get(Activity, activity_id)
    if activity is None:
        raise Refused("not_found")
    meeting = meeting_of(work, activity, meeting_id)
    if people["volunteer"] is not None:
        return _of_volunteer(work, activity, people["volunteer"], meeting)
    named = [Participant(person=person, role=role) for role in ROLES for person in people[role]]
    return _of_family(work, Wanted(activity=activity, people=tuple(named), meeting=meeting), family)


def _of_family(work: Work, wanted: Wanted, family: UUID | None) -> Row:
    if family is None or not wanted.people:
        raise Refused("whose_sign_up", field="family")
    home = home_of(work, family)
    insist_on_reach(work, wanted.activity, home)
    if work.caller.subject in home.guardians and not is_own(work):
        raise Refused("not_about_oneself")
    weighed = weigh(work, wanted, home)
    against = [*answering.objections_to_names(wanted.persons), *weighed.objections]
    full = [] if weighed.fits else [Refused("activity_full")]
    terms = wanted.terms
    line = places.parties(kept.live(work.session, wanted.activity.id), terms, counting.State.WAITING)
    size = counting.size(len(wanted.people), terms.unit)
    _, before = counting.before(line, counting.Party(id=family, size=size, meeting=wanted.only))
    return {
        "possible": NO if against else PLACE if weighed.fits else WAITING_LIST,
        "reasons": [_said(each, weighed.busy) for each in (*against, *full)],
        "unit": terms.unit,
        "free": weighed.left if weighed.left is None else max(weighed.left, 0),
        "places_before": before,
    }


def _of_volunteer(work: Work, activity: Activity, volunteer: UUID, meeting: Any) -> Row:
    helping.insist_on_reach(work, activity, volunteer)
    people = (Participant(person=volunteer, role=places.VOLUNTEER),)
    wanted = Wanted(activity=activity, people=people, meeting=meeting)
    against = helping.objections(work, wanted)
    staffed = helping.staffed(work.session, activity, helping.coming_to(work, wanted))
    enough = list(objections_to_more(staffed)) if is_own(work) else []
    return {
        "possible": NO if against or enough else PLACE,
        "reasons": [_said(each, ()) for each in (*against, *enough)],
        "unit": "people",
        "free": max((each.still for each in staffed), default=0),
        "places_before": 0,
    }


def _said(refused: Refused, busy: Sequence[Ahead]) -> Row:
    entry = catalogue()[refused.code]
    return {
        "code": refused.code,
        "row": refused.rule or entry.row,
        "field": refused.field,
        "text": {language: entry.text(language, refused.because) for language in ("da", "en")},
        "remedy": {language: entry.remedy(language, refused.because) for language in ("da", "en")},
        "meetings": [each.id for each in busy] if refused.code == "busy_at_meetings" else [],
    }
