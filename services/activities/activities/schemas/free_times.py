"""Looking for times at which several people, a venue and things are free."""

from activities.domain.free_times import PARTS
from contracts.fields import Strict, count, list_of, moment, nested, uuid, word

MOST_FREE_TIMES = 200


class LookingForTimes(Strict):
    """Whom and what a time is looked for, and when it may be."""

    people = list_of(uuid(), max=50, default=())
    venue_id = uuid(null=True)
    resources = list_of(uuid(), max=20, default=())
    earliest = moment(means="From when on; what has passed is left out.")
    latest = moment(means="Until when, eight weeks later at most.")
    minutes = count(15, 720, means="How long it should last.")
    parts = list_of(word(PARTS), max=len(PARTS), default=(), means="Parts of the day that suit; left out: any of them.")
    most = count(1, MOST_FREE_TIMES, default=20, means="How many to tell.")


class FreeTime(Strict):
    """A time that is free for all of them together, as long as was asked for or longer."""

    starts_at = moment()
    ends_at = moment()


class FreeTimes(Strict):
    """Free times, the earliest first. Nothing says who is busy at others."""

    times = nested(FreeTime, many=True, max=MOST_FREE_TIMES)
