"""What comes through the doors of matching and what leaves by them."""

from marshmallow import Schema, fields, validate

from contracts.common import SLOTS
from contracts.fields import (
    Strict,
    count,
    day,
    email,
    language,
    list_of,
    moment,
    municipality,
    nested,
    slug,
    text,
    uuid,
    word,
)
from matching.domain.answers import ANSWERS, DECLINING, SIDES
from matching.domain.endings import LEAVING, SAID

OUTCOMES = ("passed", "failed")
PROPOSAL_STATES = ("open", "matched", "declined", "lapsed", "ended")
MATCH_STATES = ("running", "ended")


class Settings(Schema):
    """Matching's own settings."""

    proposal_days = fields.Integer(load_default=14, validate=validate.Range(1, 90))
    forget_after_days = fields.Integer(load_default=30, validate=validate.Range(1, 365))


class Words(Strict):
    """The same words in Danish and English."""

    da = text(1000)
    en = text(1000)


class Offer(Strict):
    """What a volunteer offers, in the words of the programme."""

    programme = slug()
    kinds = list_of(slug(), min=1, max=20, means="The kinds of volunteer the person would like to be.")
    name = text(200)
    email = email()
    born = day()
    languages = list_of(language(), min=1, max=20, means="The first is the one to write to the volunteer in.")
    area = slug()
    municipality = municipality()
    slots = list_of(word(SLOTS), min=1, max=len(SLOTS), means="When the volunteer is free.")
    topics = list_of(slug(), max=50)
    contributions = list_of(slug(), max=20)  # S0-21
    capacity = count(1, 20, means="How many families the volunteer would like to meet at a time.")


class Outcome(Strict):
    """How a step of vetting went. The certificate itself is never sent or stored."""

    step = slug()
    outcome = word(OUTCOMES)
    on = day(means="The day of the outcome; a certificate holds from here.")


class Missing(Strict):
    """A step of vetting that the programme asks for and that is not passed."""

    step = slug()
    row = text(10)


class Progress(Strict):
    """How far a volunteer has come; no name is needed to say so."""

    id = uuid()
    programme = slug()
    vettings = nested(Outcome, many=True)
    missing = nested(Missing, many=True)
    approved_until = day(null=True, means="The last day the vetting holds, if nothing is missing.")
    left_at = moment(null=True)
    version = count()


class Volunteer(Offer, Progress):
    """A volunteer, for those who give a purpose. Name, e-mail and birthday are null once they are forgotten."""

    name = text(200, null=True)
    email = email(null=True)
    born = day(null=True)


class Address(Strict):
    """Where a volunteer can be written to."""

    name = text(200)
    email = email()
    language = language()


class Leaving(Strict):
    """Why a volunteer says goodbye, in one coarse word."""

    reason = word(LEAVING)


class RunWanted(Strict):
    """Which programme to look for proposals in."""

    programme = slug()


class Figures(Strict):
    """The plain values behind a reason; which there are depends on its code."""

    days = count(required=False)
    number = count(required=False)
    left = count(required=False)
    capacity = count(required=False)
    area = slug(required=False)
    municipality = municipality(required=False)
    languages = text(500, required=False)
    slots = text(500, required=False)
    topics = text(5000, required=False)


class Reason(Strict):
    """One thing that speaks for a proposal."""

    code = slug()
    figures = nested(Figures)
    text = nested(Words)


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


class Blocked(Strict):
    """A rule in the way of a match, and the smallest thing that would change it."""

    code = slug()
    row = text(10, null=True)
    text = nested(Words)
    would_change = nested(Words)


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


class Answer(Strict):
    """A yes or a no. The reason of a no is seen by the matchers only."""

    answer = word(ANSWERS)
    reason = word(DECLINING, null=True)


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
