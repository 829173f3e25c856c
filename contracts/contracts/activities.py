"""What activities tells the others: meetings, sign-ups and kept or missed promises.

Deliberately not here: where people meet; the place stays with activities.
"""

from collections.abc import Mapping

from contracts.fields import Strict, count, day, list_of, moment, nested, slug, uuid, word

PARTICIPANT_ROLES = ("guardian", "child", "young_person", "volunteer", "coordinator", "professional")
# The reasons every receiver knows; the list is closed, so what came later is told as `other` with its `cause`.
REASONS = (
    "consent_withdrawn",
    "match_ended",
    "family_left",
    "family_wish",
    "volunteer_wish",
    "illness",
    "weather",
    "other",
)
CAUSES = ("venue_unavailable", "too_few", "no_volunteers", "staff_ill", "activity_ended")
CALLING_OFF = (*REASONS, *CAUSES)
PLACES = ("taken", "waiting")


def why_called_off(word: str) -> Mapping[str, str]:
    """A word of `CALLING_OFF` as meeting.called_off.v1 tells it: a reason every receiver knows, perhaps a cause."""
    return {"reason": word} if word in REASONS else {"reason": "other", "cause": word}


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
    activity = uuid(null=True, means="The activity it is part of, if any.")
    series = uuid(null=True, means="The series it was written down with, if any.")


class MeetingMoved(Strict):
    """The meeting has another time."""

    starts_at = moment()
    ends_at = moment()
    reason = slug(null=True, means="Why, by a word for calling off, if somebody has said so; the list grows.")


class MeetingCalledOff(Strict):
    """The meeting will not take place."""

    reason = word(REASONS)
    cause = slug(null=True, means="A closer word for the reason, if there is one; the list grows.")


class MeetingHeld(Strict):
    """The meeting took place and attendance is recorded."""

    kind = slug(means="The kind of meeting, by the programme's word.")
    family = uuid(null=True)
    match = uuid(null=True)
    came = count(0, 10_000, means="How many came.")
    absent = count(0, 10_000, means="How many were expected and did not come.")
    volunteers_came = list_of(uuid(), max=200, default=(), means="The volunteers among those who came.")
    activity = uuid(null=True, means="The activity it was part of, if any.")
    excused = count(0, 10_000, default=0, means="How many of the absent had said that they could not come.")
    walk_ins = count(0, 10_000, default=0, means="How many of those who came had not signed up.")
    families = count(0, 10_000, default=0, means="How many families those who came are of, as far as they are known.")


class ActivitySignedUp(Strict):
    """People have signed up for an activity."""

    activity = uuid()
    family = uuid(null=True)
    people = count(1, 1_000, means="How many signed up together.")
    persons = list_of(uuid(), max=200, default=(), means="Those of them who are known by id.")
    participants = nested(Participant, many=True, max=200, default=(), means="The same, and as what each takes part.")
    meeting = uuid(null=True, means="The one meeting of it that they come to, if it is only one.")
    state = word(PLACES, default="taken", means="Whether they have a place or wait for one.")


class ActivityPlaceOffered(Strict):
    """A place that became free is kept for those who waited for it, until they answer."""

    activity = uuid()
    family = uuid(null=True)
    people = list_of(uuid(), min=1, max=200, means="Those it is offered to.")
    participants = nested(Participant, many=True, max=200, default=(), means="The same, and as what each is meant.")
    answer_by = moment(means="How long it is kept.")


class ActivityWithdrawn(Strict):
    """People who had signed up no longer take part."""

    activity = uuid()
    family = uuid(null=True)
    persons = list_of(uuid(), max=200, means="Those who no longer take part.")


class SuccessNoted(Strict):
    """Something small went well at a meeting, and the family may keep it in its own plan."""  # S3-09

    family = uuid()
    meeting = uuid()
    word = slug(means="What went well, by a word that says nothing of anybody's trouble.")


class PromiseKept(Strict):
    """What a rhythm promised for a day was done."""

    rhythm = slug(means="The rhythm the promise comes from, by the programme's word.")
    due_on = day()
    area = slug()
    match = uuid(null=True, means="The match it was promised to, if any.")
    activity = uuid(null=True, means="The activity it was promised of, if any.")


class PromiseMissed(PromiseKept):
    """What a rhythm promised for a day was not done."""
