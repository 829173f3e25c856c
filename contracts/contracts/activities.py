"""What activities tells the others: meetings, sign-ups and kept or missed promises.

Deliberately not here: where people meet; the place stays with activities.
"""

from contracts.fields import Strict, count, day, list_of, moment, nested, slug, uuid, word

PARTICIPANT_ROLES = ("guardian", "child", "young_person", "volunteer", "coordinator", "professional")
CALLING_OFF = (
    "consent_withdrawn",
    "match_ended",
    "family_left",
    "family_wish",
    "volunteer_wish",
    "illness",
    "weather",
    "other",
)


class Participant(Strict):
    """One person of a meeting, and as what."""

    person = uuid()
    role = word(PARTICIPANT_ROLES)


class MeetingScheduled(Strict):
    """A meeting has a time, a place and people."""

    kind = slug(means="The kind of meeting, by the programme's word.")
    intake = uuid(null=True, means="The request it answers, if any.")
    match = uuid(null=True, means="The match it belongs to, if any.")
    family = uuid(null=True, means="The family it is for, if it is for one.")
    participants = nested(Participant, many=True, max=200)
    starts_at = moment()
    ends_at = moment()
    area = slug()


class MeetingMoved(Strict):
    """The meeting has another time."""

    starts_at = moment()
    ends_at = moment()


class MeetingCalledOff(Strict):
    """The meeting will not take place."""

    reason = word(CALLING_OFF)


class MeetingHeld(Strict):
    """The meeting took place and attendance is recorded."""

    kind = slug(means="The kind of meeting, by the programme's word.")
    family = uuid(null=True)
    match = uuid(null=True)
    came = count(0, 10_000, means="How many came.")
    absent = count(0, 10_000, means="How many were expected and did not come.")
    volunteers_came = list_of(uuid(), max=200, default=(), means="The volunteers among those who came.")


class ActivitySignedUp(Strict):
    """People have signed up for an activity."""

    activity = uuid()
    family = uuid(null=True)
    people = count(1, 1_000, means="How many signed up together.")


class PromiseKept(Strict):
    """What a rhythm promised for a day was done."""

    rhythm = slug(means="The rhythm the promise comes from, by the programme's word.")
    due_on = day()
    area = slug()


class PromiseMissed(PromiseKept):
    """What a rhythm promised for a day was not done."""
