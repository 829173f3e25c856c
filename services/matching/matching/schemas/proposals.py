"""Proposals and answers at the doors."""

from contracts.fields import Strict, day, moment, nested, uuid, word
from matching.domain.answers import ANSWERS, DECLINING, SIDES
from matching.schemas.common import Reason

PROPOSAL_STATES = ("open", "matched", "declined", "lapsed", "ended")


class AnswerGiven(Strict):
    """What one side has said."""

    side = word(SIDES)
    answer = word(ANSWERS)
    reason = word(DECLINING, null=True)


class Proposal(Strict):
    """A need and a volunteer proposed to each other. Of the answers, only those the reader may know of."""

    id = uuid()
    run_id = uuid()
    need = uuid()
    family = uuid()
    volunteer = uuid()
    reasons = nested(Reason, many=True)
    state = word(PROPOSAL_STATES)
    awaits = word(SIDES, null=True, means="Whose answer is awaited.")
    answers = nested(AnswerGiven, many=True)
    match = uuid(null=True, means="The match it has led to.")
    proposed_at = moment()
    expires_on = day(means="The last day it can be answered.")


class Proposals(Strict):
    """Which proposals to list."""

    state = word(PROPOSAL_STATES, null=True)


class Answer(Strict):
    """A yes or a no. The reason of a no is seen by the matchers only."""

    answer = word(ANSWERS)
    reason = word(DECLINING, null=True)
