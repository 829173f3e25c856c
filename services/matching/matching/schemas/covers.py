"""Covers at the doors."""

from contracts.common import SLOTS
from contracts.fields import Strict, count, day, nested, slug, uuid, word, yes_no
from matching.domain.covering import ANSWERS, STATES
from matching.schemas.common import Blocked

SAID = (*ANSWERS, "silence", "prevented")


class CoverWanted(Strict):
    """Which day a volunteer cannot come, and that the family would like somebody else to."""

    on = day()
    slot = word(SLOTS)
    family_wishes = yes_no(means="That the family has been asked and would like it.")


class CoverAnswer(Strict):
    """A yes or a no. Nobody has to explain."""

    answer = word(ANSWERS)


class Covers(Strict):
    """Which covers to list."""

    state = word(STATES, null=True)


class Cover(Strict):
    """One day of a match on which somebody else comes. Who it is for is told once somebody has said yes."""

    id = uuid()
    match = uuid(null=True)
    family = uuid(null=True)
    area = slug()
    on = day()
    slot = word(SLOTS)
    state = word(STATES)
    volunteer = uuid(null=True, means="Who comes instead.")
    asked = count(null=True, means="How many have been asked.")
    answer = word(SAID, null=True, means="The caller's own.")
    answer_by = day(null=True, means="The last day an answer helps, while one is awaited.")
    version = count()


class NearestToCover(Strict):
    """Why one of the nearest cannot come."""

    volunteer = uuid()
    blocked_by = nested(Blocked, many=True)


class CoverReasons(Strict):
    """Why nobody comes instead, the nearest first."""

    nearest = nested(NearestToCover, many=True)
