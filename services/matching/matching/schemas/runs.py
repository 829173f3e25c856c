"""Runs at the doors."""

from contracts.fields import Strict, moment, nested, slug, text, uuid
from matching.schemas.common import Blocked
from matching.schemas.proposals import Proposal


class RunWanted(Strict):
    """Which programme to look for proposals in."""

    programme = slug()


class Unmatched(Strict):
    """A need without a proposal, and what is in the way of the volunteer who comes nearest."""

    need = uuid()
    nearest = uuid(null=True)
    blocked_by = nested(Blocked, many=True)


class Run(Strict):
    """What one run came to. `input_hash` is the fingerprint of the facts it decided on."""

    id = uuid()
    programme = slug()
    programme_version = text(32)
    decided_at = moment()
    input_hash = text(64)
    proposals = nested(Proposal, many=True, max=100_000)
    unmatched = nested(Unmatched, many=True, max=100_000)
