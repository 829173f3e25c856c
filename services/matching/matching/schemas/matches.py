"""Matches at the doors."""

from contracts.fields import Strict, count, moment, slug, uuid, word
from matching.domain.endings import SAID

MATCH_STATES = ("running", "ended")


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
    ended_at = moment(null=True)
    ended_reason = slug(null=True)
    version = count()


class Ending(Strict):
    """Why a match ends, in one coarse word."""

    reason = word(SAID)
