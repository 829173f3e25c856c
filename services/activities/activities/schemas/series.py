"""Series and school breaks on their way in and out."""

from activities.domain.days_off import BREAKS
from activities.domain.recurring import WEEKDAYS
from activities.schemas.activities import ARRANGED
from activities.schemas.meetings import MOST_PARTICIPANTS, OWN_REASONS
from activities.schemas.meetings import STATES as MEETING_STATES
from contracts.activities import Participant
from contracts.fields import (
    Strict,
    clock,
    count,
    day,
    list_of,
    moment,
    municipality,
    nested,
    slug,
    text,
    uuid,
    word,
    yes_no,
)

MOST, SINGLE_DAYS = 400, 100
LONGEST_RULE, LONGEST_ZONE = 200, 64
MINUTES = (5, 720)


class Dry(Strict):
    """Whether only to see what it would come to."""

    dry = yes_no(default=False, means="Do the same and take it back: nothing is written, nobody is told.")


class MakingSeries(Strict):
    """A series of meetings: a rule, the hour on the clocks of a place, and single days."""

    kind = slug(null=True, means="The kind of its meetings. Left out: the usual one of the activity.")
    rule = text(
        LONGEST_RULE,
        means=(
            "An RFC 5545 recurrence that ends, `FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=12`. It takes FREQ (DAILY, "
            "WEEKLY, MONTHLY, YEARLY), INTERVAL, COUNT or UNTIL, BYMONTH, BYMONTHDAY, BYDAY, BYSETPOS and WKST."
        ),
    )
    first_on = day(means="The rule counts from this day on.")
    starts = clock(means="When meetings begin, on the clocks of the place; the same all year.")
    minutes = count(*MINUTES, null=True, means="How long they last. Left out: as the programme says.")
    timezone = text(LONGEST_ZONE, default="Europe/Copenhagen")
    on_holidays = yes_no(default=False, means="Whether to meet on public holidays as well.")
    in_breaks = yes_no(default=False, means="Whether to meet in school breaks as well.")
    without = list_of(day(), max=SINGLE_DAYS, default=(), means="Days of the rule on which nobody meets.")
    also = list_of(day(), max=SINGLE_DAYS, default=(), means="Further days, whatever day it is.")
    place = text(200, null=True, means="Where people meet. Stays with activities.")
    venue_id = uuid(null=True)
    resources = list_of(uuid(), max=20, default=())
    arranged = list_of(word(ARRANGED), max=len(ARRANGED), default=())
    topics = list_of(slug(), max=50, default=())
    participants = nested(
        Participant,
        many=True,
        max=MOST_PARTICIPANTS,
        default=(),
        means="Who comes to each meeting beside those who have signed up.",
    )


class ExceptingDays(Strict):
    """Days to take out of a series and to put in."""

    without = list_of(day(), max=SINGLE_DAYS, default=(), means="The meetings of these days are called off.")
    also = list_of(day(), max=SINGLE_DAYS, default=(), means="Meetings like the others are put down on these days.")
    reason = word(OWN_REASONS, default="other", means="Why meetings are called off.")


class MovingRest(Strict):
    """What becomes of all meetings from a day on; what is left out stays."""

    since = day()
    starts = clock(null=True)
    minutes = count(*MINUTES, null=True)
    weekday = word(WEEKDAYS, null=True, means="Each meeting stays in its week.")
    reason = word(OWN_REASONS, null=True, means="Why they are moved; those who come may know.")


class CallingOffRest(Strict):
    """From which day on a series is called off, and why."""

    since = day()
    reason = word(OWN_REASONS)


class SeriesMeeting(Strict):
    """One meeting of a series."""

    id = uuid(null=True, means="Nothing in a preview.")
    on = day(means="The local day it was put down for, which stays when it is moved.")
    starts_at = moment()
    ends_at = moment()
    state = word(MEETING_STATES)


class Wording(Strict):
    """The same words in Danish and English."""

    da = text(200)
    en = text(200)


class SkippedDay(Strict):
    """A day of the rule on which nobody meets."""

    on = day()
    why = word(("holiday", "break"))
    name = nested(Wording)


class Series(Strict):
    """A series, its meetings, and the days it passes over."""

    id = uuid(null=True, means="Nothing in a preview, which is not kept.")
    activity_id = uuid()
    kind = slug()
    rule = text(LONGEST_RULE)
    first_on = day()
    starts = clock(means="As it is now.")
    minutes = count(*MINUTES, means="As it is now.")
    timezone = text(LONGEST_ZONE)
    on_holidays = yes_no()
    in_breaks = yes_no()
    without = list_of(text(10), max=1_000)
    also = list_of(text(10), max=1_000)
    venue_id = uuid(null=True)
    called_off_from = day(null=True)
    meetings = nested(SeriesMeeting, many=True, max=2 * MOST)
    skipped = nested(SkippedDay, many=True, max=MOST)
    version = count(1, null=True, means="Sent as ETag; to be sent back in If-Match.")


class OwnBreak(Strict):
    """A school break as the council has decided it."""

    name = word(BREAKS)
    first_on = day()
    last_on = day()


class OwnBreaks(Strict):
    """The breaks of a year that are otherwise than usual; those left out are as usual."""

    breaks = nested(OwnBreak, many=True, max=len(BREAKS))


class SchoolBreak(OwnBreak):
    """A school break, and whether it is the council's own."""

    own = yes_no()


class SchoolBreaks(Strict):
    """The school breaks of a municipality that begin in a year."""

    municipality = municipality()
    year = count(2017, 2100)
    breaks = nested(SchoolBreak, many=True, max=len(BREAKS))
