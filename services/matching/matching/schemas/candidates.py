"""Candidates for one need at the doors."""

from contracts.fields import Strict, count, nested, uuid, yes_no
from matching.schemas.common import Blocked, Reason


class Worth(Strict):
    """What a pair is worth, the weightiest first."""

    safe = yes_no(means="The vetting holds for as long as the programme warns ahead.")
    waiting = count(means="Days waited up to the ceiling, and one.")
    fit = count(means="How many things the two have in common.")
    metres = count(means="How far they live apart; 0 in one area.")


class Candidate(Strict):
    """A volunteer who is possible, and why."""

    volunteer = uuid()
    worth = nested(Worth)
    reasons = nested(Reason, many=True)


class Nearest(Strict):
    """A volunteer who is not possible, and everything that would have to change."""

    volunteer = uuid()
    blocked_by = nested(Blocked, many=True)


class Candidates(Strict):
    """The best candidates for a need; if there are none, those of the nearest volunteers who come closest."""

    need = uuid()
    candidates = nested(Candidate, many=True, max=10)
    nearest = nested(Nearest, many=True, max=3)
