"""What others tell takes effect at once: who joined and left, who consents, who may help. What becomes free moves on.

Every order of arrival and every repetition ends in the same rows. Always held in the same order: the family, then
activities by id.
"""

from collections.abc import Sequence
from uuid import UUID

from activities.actions import line, places, rows
from activities.actions.taking_part import join, leave
from activities.actions.weighing import Wanted, busy_at, said_by
from activities.domain import helping
from activities.domain.places import LIVE
from activities.domain.terms import objections_to_consents
from activities.queries import sign_ups as kept
from activities.tables import Activity, Consent, Family, SignUp
from chassis.work import Work
from contracts.envelope import Event

FAMILY_LEFT, CONSENT_WITHDRAWN, LEFT, UNVETTED = "family_left", "consent_withdrawn", "volunteer_left", "vetting_expired"


def note_family_joined(work: Work, event: Event) -> None:
    """A family takes part in a programme."""
    family = rows.made(work.session, Family, id=event.subject)
    if family.joined_at is None or family.joined_at <= event.time:
        family.joined_at, family.programme = event.time, event.programme
        family.guardians = [str(guardian) for guardian in event.data["guardians"]]
    _settle_family(work, family)


def note_family_left(work: Work, event: Event) -> None:
    """A family takes part no longer."""
    family = rows.made(work.session, Family, id=event.subject)
    family.left_at = event.time if family.left_at is None else max(family.left_at, event.time)
    _settle_family(work, family)


def note_consent(work: Work, event: Event) -> None:
    """Somebody's last word about what we may know; of two at the same moment the no counts."""
    said = event.data
    if said["receiver"] != work.organisation:
        return
    family = rows.made(work.session, Family, id=event.subject)
    key = {"family": event.subject, "person": said["person"], "purpose": said["purpose"]}
    row = rows.made(work.session, Consent, **key)
    granted = said["state"] == "granted"
    if row.told_at is None or row.told_at < event.time or (row.told_at == event.time and not granted):
        row.granted, row.expires_on, row.told_at = granted, said["expires_on"], event.time
    _settle_family(work, family)


def follow_volunteer(work: Work, person: UUID) -> None:
    """Who has left, or whose vetting has run out, helps no longer; who is vetted for longer helps on those days too."""
    for activity_id in sorted({row.activity_id for row in kept.of_person(work.session, person)}):
        activity = places.hold(work, activity_id)
        for row in kept.of_person(work.session, person):
            if row.activity_id == activity_id and row.role == places.VOLUNTEER:
                _follow(work, activity, row, person)


def follow_vetting(work: Work) -> None:
    """Whoever's vetting has run out without being renewed helps no longer."""
    for person in kept.helped_by_unvetted(work.session, work.today):
        follow_volunteer(work, person)


def _settle_family(work: Work, family: Family) -> None:
    gone = family.left_at is not None and (family.joined_at is None or family.joined_at <= family.left_at)
    if gone:
        family.guardians = []
    work.session.flush()
    for activity_id in sorted({row.activity_id for row in kept.of_family(work.session, family.id)}):
        activity = places.hold(work, activity_id)
        reason = FAMILY_LEFT if gone else _why_not(work, activity, family)
        theirs = [row for row in kept.of_family(work.session, family.id) if row.activity_id == activity_id]
        if reason:
            _end(work, activity, theirs, reason)


def _why_not(work: Work, activity: Activity, family: Family) -> str | None:
    programme = places.programme_of(activity)
    said = said_by(work, family.id)
    against = objections_to_consents(said, programme, activity.organisation, work.today)
    return CONSENT_WITHDRAWN if next(against, None) else None


def _follow(work: Work, activity: Activity, row: SignUp, person: UUID) -> None:
    vetted, terms = places.vetted(work.session, person), places.terms_of(activity)
    coming = helping.comes_to(row.people[0].role, terms, places.ahead(work, activity))
    if row.meeting_id:
        coming = tuple(each for each in coming if each.id == row.meeting_id)
    never = [each for each in coming if not helping.may_help(vetted, terms, each.kind, each.on)]
    if vetted.has_left or (never and len(never) == len(coming)):
        _end(work, activity, [row], LEFT if vetted.has_left else UNVETTED)
        return
    for each in never:
        leave(work, activity, [person], each.id)
    people = places.people_of(row)
    wanted = Wanted(activity=activity, people=people, but=row.id)
    # What the volunteer has promised elsewhere meanwhile is kept.
    never += busy_at(work, wanted, terms, coming)
    join(work, activity, people, {each.id for each in coming} - {each.id for each in never})


def _end(work: Work, activity: Activity, theirs: Sequence[SignUp], reason: str) -> None:
    for row in theirs:
        if row.state in LIVE:
            line.end(work, activity, row, reason)
    line.move_up(work, activity)
