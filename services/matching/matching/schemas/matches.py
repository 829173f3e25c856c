"""Matches at the doors."""

from contracts.fields import Strict, count, day, moment, slug, uuid, word
from matching.domain.accompaniment import SAYING
from matching.domain.endings import GOODBYES, SAID

MATCH_STATES = ("running", "ended")
LISTED = ("running", "goodbye", "ended")


class Match(Strict):
    """A family and a volunteer who have both said yes."""

    id = uuid()
    proposal = uuid()
    need = uuid()
    family = uuid()
    volunteer = uuid()
    kind = slug()
    area = slug()
    state = word(MATCH_STATES)
    started_at = moment()
    met_on = day(null=True, means="When the child and the volunteer have met.")
    child_says = word(SAYING, null=True, means="The child's own word after that; never shown to the volunteer.")
    review_on = day(null=True, means="When it is looked at whether it goes on; it has no end set beforehand.")
    support_on = day(null=True, means="When the volunteer is to be supported next.")
    ended_at = moment(null=True)
    ended_reason = slug(null=True)
    goodbye_by = day(null=True, means="Until when a good goodbye is to be said.")
    goodbye = word(GOODBYES, null=True)
    goodbye_on = day(null=True)
    version = count()


class Matches(Strict):
    """Which matches to list; `goodbye` are those that have ended and whose goodbye is still to be said."""

    state = word(LISTED, null=True)


class Ending(Strict):
    """Why a match ends, in one coarse word. Who is in it need not say any; staff do."""

    reason = word(SAID, null=True)


class FirstMeeting(Strict):
    """Child and volunteer have met, and what the child says. A no ends the match, and nobody asks why."""

    met_on = day()
    child_says = word(SAYING, null=True, means="Needed where every child is old enough to say.")


class Goodbye(Strict):
    """How goodbye was said: they met, words were passed on, or somebody would rather not."""

    how = word(GOODBYES)
    on = day()
