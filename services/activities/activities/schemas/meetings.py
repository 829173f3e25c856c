"""Meetings on their way in and out. A place is asked for by itself, with a purpose."""

from activities.domain.course import State
from activities.domain.ending import FROM_FACTS
from contracts.activities import CALLING_OFF, Participant
from contracts.fields import Strict, count, moment, nested, slug, text, uuid, word, yes_no

STATES = tuple(state.value for state in State)
# The other reasons are drawn from facts, never from what somebody says.
OWN_REASONS = tuple(reason for reason in CALLING_OFF if reason not in FROM_FACTS)
MOST_PARTICIPANTS = 200


class Scheduling(Strict):
    """A meeting to arrange, for a request or for a match."""

    kind = slug(means="The kind of meeting, by the programme's word.")
    intake_id = uuid(null=True, means="The request it answers; or else `match_id`.")
    match_id = uuid(null=True, means="The match it belongs to; or else `intake_id`.")
    participants = nested(
        Participant,
        many=True,
        max=MOST_PARTICIPANTS,
        default=(),
        means="Left out: whom request or match knows.",
    )
    starts_at = moment()
    ends_at = moment()
    place = text(200, means="Where people meet. Stays with activities.")


class Moving(Strict):
    """Another time for a meeting, and perhaps another place."""

    starts_at = moment()
    ends_at = moment()
    place = text(200, null=True, means="Left out: the same place.")


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
    family = uuid(null=True)
    area = slug()
    participants = nested(Attending, many=True, max=MOST_PARTICIPANTS)
    starts_at = moment()
    ends_at = moment()
    called_off_reason = word(CALLING_OFF, null=True)
    version = count(1, means="Sent as ETag; to be sent back in If-Match.")


class Place(Strict):
    """Where people meet."""

    place = text(200)
