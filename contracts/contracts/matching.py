"""What matching tells the others: volunteers who may be matched, proposals and matches.

Deliberately not here: why somebody was proposed or what a certificate said; that stays with the matchers.
"""

from contracts.common import SLOTS
from contracts.fields import Strict, count, day, list_of, slug, uuid, word

VOLUNTEER_LEAVING = ("volunteer_wish", "vetting_failed", "vetting_expired", "completed", "other")
MATCH_ENDINGS = (
    "consent_withdrawn",
    "family_wish",
    "volunteer_wish",
    "need_met",
    "family_left",
    "vetting_expired",
    "other",
)
SIDES = ("family", "volunteer")
CHECKIN_ANSWERS = ("well", "talk", "stop")


class VolunteerApproved(Strict):
    """A volunteer has passed every step of vetting the programme asks for."""

    kinds = list_of(slug(), min=1, max=20, means="The kinds of volunteer the person may be.")
    area = slug()
    valid_until = day(means="The last day the vetting holds.")


class VolunteerLeft(Strict):
    """The volunteer can no longer be matched."""

    reason = word(VOLUNTEER_LEAVING)


class MatchProposed(Strict):
    """A family and a volunteer are proposed to each other; nobody has said yes."""

    need = uuid()
    family = uuid()
    volunteer = uuid()


class VolunteerMatched(Strict):
    """Matcher, guardian and volunteer have all said yes."""

    proposal = uuid()
    need = uuid()
    family = uuid()
    guardians = list_of(uuid(), min=1, max=10)
    volunteer = uuid()
    kind = slug(means="The kind of need the match answers.")
    area = slug()


class MatchEnded(Strict):
    """The match is over; the reason is coarse on purpose."""

    need = uuid()
    family = uuid()
    volunteer = uuid()
    reason = word(MATCH_ENDINGS)


class CheckinAnswered(Strict):
    """One side has said how the match is going."""  # S0-23

    by = word(SIDES)
    answer = word(CHECKIN_ANSWERS)


class AnswerAsked(Strict):
    """One side of a proposal is asked whether it says yes."""

    need = uuid()
    family = uuid()
    side = word(SIDES, means="Who is asked; the other side is not told of it.")
    people = list_of(uuid(), min=1, max=10, means="The guardians, or the volunteer, who are asked.")
    answer_by = day(means="The last day to answer; after it the proposal is over.")


class CheckinAsked(Strict):
    """One side of a match is asked how it is going."""  # S0-23

    match = uuid()
    family = uuid()
    side = word(SIDES)
    people = list_of(uuid(), min=1, max=10, means="The guardians, or the volunteer, who are asked.")
    answer_by = day(means="The day after which silence is looked into.")


class CoverAsked(Strict):
    """A volunteer is asked to take a day that somebody else cannot."""

    volunteer = uuid()
    on = day()
    slot = word(SLOTS)
    answer_by = day(means="The last day to answer; after it somebody else is asked.")


class VettingExpiring(Strict):
    """A step of a volunteer's vetting runs out before long."""

    step = slug(means="The step, by the programme's word.")
    expires_on = day(means="The last day it holds.")
    days = count(0, 3_660, means="How many days ahead this is said.")
