"""Meetings on their way in and out. A place is asked for by itself, with a purpose."""

from activities.domain.course import State
from activities.domain.ending import FROM_FACTS
from contracts.activities import CALLING_OFF, Participant
from contracts.fields import Strict, count, list_of, moment, nested, slug, text, uuid, word, yes_no
from contracts.programmes.parts.meetings import ARRANGED

STATES = tuple(state.value for state in State)
# The other reasons are drawn from facts, never from what somebody says.
OWN_REASONS = tuple(reason for reason in CALLING_OFF if reason not in FROM_FACTS)
MOST_PARTICIPANTS = 200


class Scheduling(Strict):
    """A meeting to arrange, for a request, for a match or of an activity: one of the three."""

    kind = slug(means="The kind of meeting, by the programme's word.")
    intake_id = uuid(null=True, means="The request it answers.")
    match_id = uuid(null=True, means="The match it belongs to.")
    activity_id = uuid(null=True, means="The activity it is part of.")
    participants = nested(
        Participant,
        many=True,
        max=MOST_PARTICIPANTS,
        default=(),
        means="Left out: whom request, match or activity knows.",
    )
    starts_at = moment()
    ends_at = moment()
    place = text(200, null=True, means="Where people meet, in words; or else `venue_id`. Stays with activities.")
    venue_id = uuid(null=True)
    resources = list_of(uuid(), max=20, default=(), means="Things to book along with it.")
    arranged = list_of(word(ARRANGED), max=len(ARRANGED), default=(), means="What is arranged already.")
    topics = list_of(slug(), max=20, default=())


class Moving(Strict):
    """Another time for a meeting, and perhaps another place; what is left out stays."""

    starts_at = moment()
    ends_at = moment()
    place = text(200, null=True)
    venue_id = uuid(null=True)
    resources = list_of(uuid(), max=20, null=True)
    reason = word(OWN_REASONS, null=True, means="Why it is moved; those who come may know.")


class Arranging(Strict):
    """What is arranged for a meeting, in place of what was said before."""

    arranged = list_of(word(ARRANGED), max=len(ARRANGED))


class CallingOff(Strict):
    """Why a meeting will not take place."""

    reason = word(OWN_REASONS)


class Attending(Participant):
    """A participant, and once attendance is recorded whether the person came."""

    came = yes_no(null=True)


class Meeting(Strict):
    """A meeting without its place, which is asked for with a purpose."""

    id = uuid()
    programme = slug()
    kind = slug()
    state = word(STATES)
    intake_id = uuid(null=True)
    match_id = uuid(null=True)
    activity_id = uuid(null=True)
    series_id = uuid(null=True)
    venue_id = uuid(null=True)
    family = uuid(null=True)
    area = slug()
    participants = nested(
        Attending, many=True, max=MOST_PARTICIPANTS, means="Who only takes part in an activity sees their own."
    )
    expected = count(means="How many take part.")
    starts_at = moment()
    ends_at = moment()
    arranged = list_of(word(ARRANGED), means="What is arranged already.")
    missing = list_of(slug(), means="Who must come and does not take part yet, and what is still to be arranged.")
    topics = list_of(slug())
    moved_reason = word(CALLING_OFF, null=True, means="Why it was last moved, if somebody has said so.")
    called_off_reason = word(CALLING_OFF, null=True)
    version = count(1, means="Sent as ETag; to be sent back in If-Match.")


class Place(Strict):
    """Where people meet."""

    place = text(600)
