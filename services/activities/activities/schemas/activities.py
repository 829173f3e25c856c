"""Activities on their way in and out. Who takes part in one stands with its sign-ups and its meetings."""

from activities.domain.running import ENDINGS, State
from activities.schemas.meetings import STATES as MEETING_STATES
from contracts.activities import CALLING_OFF
from contracts.fields import Strict, count, language, list_of, moment, slug, uuid, word, yes_no

STATES = tuple(state.value for state in State)
ARRANGED = ("childcare", "transport", "interpreter", "meal")


class ChangingActivity(Strict):
    """What can be said anew about an activity; what is left out is the programme's, or nothing."""

    area = slug()
    responsible = uuid(null=True, means="The coordinator who is responsible. Left out: who asks, or as before.")
    capacity = count(1, 1_000, null=True, means="How many there is room for, in the programme's unit.")
    volunteers_needed = count(0, 50, null=True, means="How many volunteers each meeting needs.")
    sign_up_until = moment(null=True, means="When sign-up closes.")
    topics = list_of(slug(), max=50, default=(), means="What it is about, by the words of the course.")
    arranged = list_of(word(ARRANGED), max=len(ARRANGED), default=())
    languages = list_of(language(), max=20, default=(), means="The languages that are spoken.")
    planned_with = count(1, 1_000, null=True, means="With how many of those it is for it was planned.")


class OpeningActivity(ChangingActivity):
    """An activity to begin: a course of the programme, or a kind of meeting by itself."""

    programme = slug()
    course = slug(null=True)
    kind = slug(null=True, means="The kind of its meetings. Of a course left out: the first.")
    sign_up = yes_no(default=True, means="Whether people can sign up at once; no while it is still being planned.")


class EndingActivity(Strict):
    """Why an activity ends."""

    reason = word(ENDINGS)


class Activities(Strict):
    """Which activities to list."""

    programme = slug(null=True)
    course = slug(null=True)
    kind = slug(null=True)
    area = slug(null=True)
    state = word(STATES, null=True)
    organisation = slug(null=True, means="Only those that this organisation runs.")


class Activity(Strict):
    """An activity, as everybody in its programme may see it."""

    id = uuid()
    organisation = slug(means="Who runs it.")
    programme = slug()
    course = slug(null=True)
    kind = slug()
    area = slug()
    state = word(STATES, means="Nobody signs up to one that is planned or ended.")
    responsible = uuid(null=True, means="Said to coordinators of the organisation that runs it.")
    capacity = count(1, 1_000, null=True, means="As it was said; nothing means as the programme says.")
    room_for = count(1, 1_000, null=True, means="How many there is room for; nothing means without end.")
    unit = word(("people", "families"), means="What room is counted in.")
    volunteers_needed = count(0, 50, null=True)
    sign_up_until = moment(null=True)
    topics = list_of(slug(), max=50)
    arranged = list_of(word(ARRANGED), max=len(ARRANGED))
    languages = list_of(language(), max=20)
    planned_with = count(1, 1_000, null=True)
    opened_at = moment()
    ended_at = moment(null=True)
    ended_reason = word(ENDINGS, null=True)
    version = count(1, means="Sent as ETag; to be sent back in If-Match.")


class ActivityMeeting(Strict):
    """When an activity meets: never with whom, and without the place. # S4-07"""

    id = uuid()
    kind = slug()
    state = word(MEETING_STATES)
    starts_at = moment()
    ends_at = moment()
    series_id = uuid(null=True)
    venue_id = uuid(null=True)
    topics = list_of(slug(), max=50)
    arranged = list_of(word(ARRANGED), max=len(ARRANGED))
    moved_reason = word(CALLING_OFF, null=True, means="Why it was last moved, if somebody has said so.")
    called_off_reason = word(CALLING_OFF, null=True)
    version = count(1)
