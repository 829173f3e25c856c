"""Runs at the doors. Of a large run the answer holds the first page; the others are asked for."""

from contracts.fields import Strict, count, list_of, moment, nested, slug, text, uuid, yes_no
from matching.schemas.common import Blocked, Reason
from matching.schemas.proposals import Proposal

FIRST = 200
MANY = 1_000_000_000_000


class RunWanted(Strict):
    """Which programme to look for proposals in, and whose volunteers to look at beside our own."""

    programme = slug()
    organisations = list_of(slug(), max=50, default=list, means="Organisations whose volunteers agree to be shared.")
    dry = yes_no(default=False, means="Only show what it would come to; nothing is written.")


class Runs(Strict):
    """Which runs to list."""

    programme = slug(null=True)


class Unmatched(Strict):
    """A need without a proposal, and what is in the way of the volunteer who comes nearest, unless that is you."""

    need = uuid()
    nearest = uuid(null=True)
    blocked_by = nested(Blocked, many=True)


class Suggestion(Strict):
    """A pair that a dry run would propose."""

    need = uuid()
    family = uuid()
    volunteer = uuid()
    pinned = yes_no()
    reasons = nested(Reason, many=True)


class LeftOut(Strict):
    """A need or a volunteer who cannot take part in a run at all, and why, in one coarse word."""

    need = uuid(required=False)
    volunteer = uuid(required=False)
    reason = slug()


class RunFigures(Strict):
    """The size of the pool, and what came of it."""

    needs = count()
    volunteers = count()
    left_out = count(required=False, means="Needs and volunteers who could not take part.")
    possible_pairs = count(0, MANY, required=False, means="Pairs that no rule is in the way of.")
    served = count(required=False, means="Needs that the best set of pairs serves.")
    safe = count(required=False, means="Of these, with a volunteer whose vetting holds well beyond today.")
    waiting = count(0, MANY, required=False, means="Days that the served needs have waited, up to the ceiling.")
    fit = count(0, MANY, required=False, means="Things in common, over all pairs.")
    hundreds_of_metres = count(0, MANY, required=False, means="Distance, over all pairs.")
    gap = count(required=False, means="How far from the optimum: always 0, proven by the run itself.")
    proposed = count(means="Pairs that the run found; those that changed meanwhile are among them.")
    unmatched = count()
    nobody_fits = count(means="Needs that no volunteer of the whole pool could meet.")
    changed_meanwhile = count(required=False, means="Pairs that no longer held when they were to be proposed.")


class RunOutline(Strict):
    """What one run came to, in figures. `input_hash` is the fingerprint of the facts it decided on."""

    id = uuid(null=True, means="Nothing after a dry run, which is not kept.")
    programme = slug()
    programme_version = text(32)
    organisations = list_of(slug())
    decided_at = moment()
    decided_by = uuid()
    took_ms = count(0, 10_000_000, null=True, means="From the question to the best set of pairs.")
    input_hash = text(64)
    figures = nested(RunFigures)
    impossible_pins = nested(Unmatched, many=True, max=10_000, means="Pins that a rule is in the way of.")
    left_out = nested(LeftOut, many=True, max=200_000, means="All of them in one run; of several the first of each.")
    left_out_number = count(means="How many there are.")


class Run(RunOutline):
    """One run with the first of its proposals, and of the needs it has none for."""

    proposals = nested(Proposal, many=True, max=FIRST, means="The first of them.")
    would_propose = nested(Suggestion, many=True, max=FIRST, means="The same of a dry run.")
    unmatched = nested(Unmatched, many=True, max=FIRST, means="The first of them.")


class PairOf(Strict):
    """A need and a volunteer."""

    need = uuid()
    volunteer = uuid()


class Replay(Strict):
    """Whether a run that is decided once more, on what it decided on then, comes to the same."""

    same_hash = yes_no()
    same_pairs = yes_no()
    lost = nested(PairOf, many=True, max=FIRST, means="The first pairs that were found then and not now.")
    new = nested(PairOf, many=True, max=FIRST, means="The first pairs that are found now and were not then.")
