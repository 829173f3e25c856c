"""What comes in and goes out over HTTP, and this service's own settings.

Deliberately not here: rules that need more than one value; those are the domain's.
"""

from marshmallow import Schema, fields, validate

from activities.domain.course import State
from activities.domain.ending import FROM_FACTS
from contracts.activities import CALLING_OFF, Participant
from contracts.common import CONTACT_ROUTES, FIRST_MEETINGS
from contracts.fields import Strict, count, list_of, moment, nested, slug, text, uuid, word, yes_no

STATES = tuple(state.value for state in State)
# The other reasons are drawn from facts, never from what somebody says.
OWN_REASONS = tuple(reason for reason in CALLING_OFF if reason not in FROM_FACTS)
MOST_PARTICIPANTS = 200


class Settings(Schema):
    """What only activities is told."""

    place_days = fields.Integer(load_default=30, validate=validate.Range(1, 365))


class Intake(Strict):
    """A family that has itself asked to meet the coordinator."""

    id = uuid()
    programme = slug(null=True)
    person = uuid(means="Who asked.")
    contact_route = word(CONTACT_ROUTES)
    wanted = word(FIRST_MEETINGS, means="The first meeting the family would like.")
    area = slug()
    professional = uuid(null=True, means="The professional the family would like to have with it.")
    professional_organisation = slug(null=True)
    requested_at = moment()
    open = yes_no(means="Whether no meeting is arranged for it.")


class Intakes(Strict):
    """Which requests to list."""

    open = yes_no(null=True, means="Only those that wait for a meeting, or only the others.")


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


class Attendance(Strict):
    """Who came and who did not; about anybody else nothing is known."""

    came = list_of(uuid(), max=MOST_PARTICIPANTS)
    absent = list_of(uuid(), max=MOST_PARTICIPANTS, default=())


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
