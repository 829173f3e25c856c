"""Sign-ups on their way in and out. Ids only: who is behind them their owner tells, for a purpose."""

from activities.domain.people import FAMILY
from contracts.activities import PARTICIPANT_ROLES
from contracts.fields import Strict, count, list_of, moment, nested, slug, text, uuid, word, yes_no

MOST_PEOPLE = 50
MOST_SIGN_UPS = 5_000
ROLES = ("participant", "volunteer", "professional")
STATES = ("waiting", "offered", "taken", "ended")
ENDINGS = (
    "withdrawn",
    "declined",
    "lapsed",
    "meeting_over",
    "family_left",
    "consent_withdrawn",
    "volunteer_left",
    "vetting_expired",
    "activity_ended",
)
POSSIBLE = ("place", "waiting_list", "no")
UNITS = ("people", "families")


class OfFamily(Strict):
    """Somebody of a family, and as what."""

    person = uuid()
    role = word(sorted(role.value for role in FAMILY))


class SignedUp(Strict):
    """Somebody who has signed up, and as what."""

    person = uuid()
    role = word(PARTICIPANT_ROLES)


class NewSignUp(Strict):
    """A family that would like to take part, or some of it."""

    family = uuid()
    people = list_of(nested(OfFamily), min=1, max=MOST_PEOPLE)
    meeting_id = uuid(null=True, means="Only this meeting; left out, all that are still to come.")
    wished_by = uuid(null=True, means="Whose own wish it is; left out by the family itself.")
    waits = yes_no(default=True, means="Whether to wait for a place if there is none.")


class ThosePeople(Strict):
    """Those who come instead."""

    people = list_of(nested(OfFamily), min=1, max=MOST_PEOPLE)


class Answer(Strict):
    """What is said to an offered place."""

    answer = word(("yes", "no"))


class NewVolunteer(Strict):
    """Somebody who helps."""

    volunteer = uuid(null=True, means="Left out by the volunteer itself.")
    meeting_id = uuid(null=True, means="Only this meeting; left out, all that are still to come.")


class NewInvitation(Strict):
    """A professional who is asked to come."""

    professional = uuid()
    meeting_id = uuid(null=True, means="Only to this meeting; left out, to all that are still to come.")
    family = uuid(null=True, means="The family whose wish it is, where it is one family's.")
    wished_by = uuid(null=True, means="The one of the family whose wish it is.")
    answer_by = moment(null=True, means="Left out: as long as the programme keeps a free place.")


class SignUp(Strict):
    """Where people stand who have signed up; of the line only how many places those before need."""

    id = uuid()
    activity_id = uuid()
    meeting_id = uuid(null=True)
    role = word(ROLES)
    state = word(STATES)
    family = uuid(null=True)
    people = nested(SignedUp, many=True, max=MOST_PEOPLE)
    asked_at = moment()
    asked_by = uuid()
    wished_by = uuid(null=True)
    offered_until = moment(null=True, means="Until when an offered place is kept.")
    ended_at = moment(null=True)
    ended_reason = word(ENDINGS, null=True)
    number_in_line = count(1, null=True, means="The number in the line, from 1, while waiting.")
    places_before = count(null=True, means="How many places those before in the line need.")
    version = count(1, means="Sent as ETag; to be sent back in If-Match.")


class Line(Strict):
    """Who takes part, is offered a place or waits, in the order of asking."""

    activity_id = uuid()
    unit = word(UNITS)
    capacity = count(null=True)
    held = count(means="Places taken and offered, where most are.")
    free = count(null=True, means="Places that are free at every meeting.")
    waiting = count(means="How many places those who wait need.")
    sign_ups = nested(SignUp, many=True, max=MOST_SIGN_UPS)


class Asking(Strict):
    """Who would like to take part; each may be given several times."""

    family = uuid(null=True)
    guardian = list_of(uuid(), max=MOST_PEOPLE, default=())
    child = list_of(uuid(), max=MOST_PEOPLE, default=())
    young_person = list_of(uuid(), max=MOST_PEOPLE, default=())
    volunteer = uuid(null=True, means="Asks whether this volunteer can help instead.")
    meeting_id = uuid(null=True)


class InBoth(Strict):
    """The same words in Danish and English."""

    da = text(1000)
    en = text(1000)


class Against(Strict):
    """One thing that speaks against it, and what would change it."""

    code = slug()
    row = text(10, null=True)
    field = slug(null=True)
    text = nested(InBoth)
    remedy = nested(InBoth)
    meetings = list_of(uuid(), max=500, means="The meetings at whose time one of them has another.")


class Check(Strict):
    """Whether one can sign up: a place, the waiting list, or not, and every reason."""

    possible = word(POSSIBLE)
    reasons = nested(Against, many=True)
    unit = word(UNITS)
    free = count(null=True, means="How many places are free; null where there is room for all.")
    places_before = count(means="How many places those in the line need.")


class Needed(Strict):
    """The volunteers of one meeting."""

    meeting_id = uuid()
    kind = slug()
    starts_at = moment()
    needed = count()
    have = count(means="Volunteers who come and whose vetting holds that day.")
    still_needed = count()


class VolunteersNeeded(Strict):
    """The volunteers an activity needs."""

    activity_id = uuid()
    still_needed = count(means="Where most are lacking.")
    meetings = nested(Needed, many=True, max=1_000)
