"""Hours at the doors: minutes, in closed words for what they went to."""

from contracts.fields import Strict, count, day, nested, slug, uuid, word
from matching.domain.hours import BESIDE, MOST_AT_ONCE


class HoursBeside(Strict):
    """Time given to what was no meeting. There is no place for a word about a family."""

    what = word(BESIDE)
    on = day()
    minutes = count(1, MOST_AT_ONCE)


class HoursCorrected(Strict):
    """How long it really was."""

    minutes = count(0, MOST_AT_ONCE)


class HoursEntry(Strict):
    """Time given to one thing. `told` are the minutes by attendance, if it was a meeting."""

    id = uuid(means="What a correction names.")
    what = word(BESIDE, null=True, means="Null for a meeting.")
    on = day()
    minutes = count()
    told = count(null=True)
    programme = slug(null=True)


class Hours(Strict):
    """What a volunteer has given. The entries are for the volunteer alone."""

    volunteer = uuid()
    meetings = count()
    minutes = count(0, 1_000_000_000)
    minutes_at_meetings = count(0, 1_000_000_000)
    entries = nested(HoursEntry, many=True, max=100_000)


class HoursWanted(Strict):
    """Which period to sum up, both days included."""

    since = day(null=True)
    until = day(null=True)


class HoursOfProgramme(Strict):
    """What the volunteers of a programme have given together: counts only."""

    programme = slug()
    volunteers = count()
    meetings = count()
    minutes_at_meetings = count(0, 1_000_000_000)
    minutes_beside = count(0, 1_000_000_000)


class HoursTogether(Strict):
    """What volunteers have given, by programme."""

    programmes = nested(HoursOfProgramme, many=True)
