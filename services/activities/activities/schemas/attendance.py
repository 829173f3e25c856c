"""Who came, on its way in and out; and whom it gives a reason to ask after."""

from activities.domain.course import State
from activities.domain.successes import WORDS
from activities.schemas.meetings import MOST_PARTICIPANTS
from contracts.activities import Participant
from contracts.fields import Strict, count, day, list_of, moment, nested, slug, text, uuid, word, yes_no

MOST_ENTRIES = 500
MOST_UNKNOWN = 1_000
OUTCOMES = ("recorded", "already", "older_than_known", "refused")


class Attendance(Strict):
    """Who came, who did not, and who had said so; about anybody else who was expected nothing is known."""

    came = list_of(uuid(), max=MOST_PARTICIPANTS, default=())
    absent = list_of(uuid(), max=MOST_PARTICIPANTS, default=())
    excused = list_of(uuid(), max=MOST_PARTICIPANTS, default=(), means="Who did not come and had said so.")
    walk_ins = nested(
        Participant,
        many=True,
        max=MOST_PARTICIPANTS,
        default=(),
        means="Who came without being expected, if they are known here.",
    )
    unknown_walk_ins = count(0, MOST_UNKNOWN, default=0, means="How many came whom nobody knows. Only counted.")
    number = count(0, MOST_UNKNOWN, null=True, means="How many came, where it is open and nobody writes down who.")


class Entry(Attendance):
    """What a device has written down about one meeting, perhaps while it was offline."""

    key = uuid(means="Made by the device, once; the same entry sent again has the same key.")
    meeting_id = uuid()
    recorded_at = moment(means="When it was written down, by the device. Of two the later stands.")


class Entries(Strict):
    """What a device has collected."""

    entries = nested(Entry, many=True, max=MOST_ENTRIES)


class Said(Strict):
    """What speaks against something, from which row, and what would change it."""

    code = slug()
    rule = text(20, null=True, means="The source row, if there is one.")
    field = text(64, null=True)
    detail = text(300)
    remedy = text(300)


class Answered(Strict):
    """What became of one entry."""

    key = uuid()
    meeting_id = uuid()
    outcome = word(OUTCOMES)
    problem = nested(Said, null=True, means="Why it was refused; sent again once it is mended, it is taken.")
    warnings = nested(Said, many=True, means="What does not fit with it; it is recorded all the same.")


class Recorded(Strict):
    """What became of each entry, in the order in which they were sent."""

    entries = nested(Answered, many=True, max=MOST_ENTRIES)


class Stood(Participant):
    """A participant and, once it is recorded, how it was."""

    came = yes_no(null=True)
    excused = yes_no(means="Whether the person had said that it would not come.")
    walk_in = yes_no(means="Whether the person came without being expected.")


class Sheet(Strict):
    """The attendance of a meeting as it is known."""

    meeting_id = uuid()
    state = word(tuple(state.value for state in State))
    recorded_at = moment(null=True)
    participants = nested(Stood, many=True, max=2 * MOST_PARTICIPANTS)
    unknown_walk_ins = count()
    number = count(null=True)
    version = count(1, means="Sent as ETag; to be sent back in If-Match.")


class FollowUps(Strict):
    """Which of them to list."""

    open = yes_no(null=True, means="Only those nobody has talked with yet, or only the others.")


class FollowUp(Strict):
    """Somebody to ask after, by activity, match or meeting. A reason to ask, never a mark."""

    id = uuid()
    programme = slug()
    reason = word(("absences", "unvetted_walk_in"))
    activity_id = uuid(null=True)
    match_id = uuid(null=True)
    meeting_id = uuid(means="The latest meeting it is about.")
    family = uuid(null=True, means="The family, if it is known.")
    person = uuid(null=True, means="Or else the person.")
    since = moment(means="When the first of the meetings was.")
    times = count(1)
    open = yes_no()
    talked_on = day(null=True)


class Talk(Strict):
    """On which day you have talked with them. What was said is nobody else's."""

    on = day()


class NewSuccess(Strict):
    """Something small that went well. There is no place for a word about anybody's trouble. # S3-09"""

    family = uuid()
    word = word(WORDS)


class Success(NewSuccess):
    """The same, as it was noted."""

    id = uuid()
    meeting_id = uuid()
