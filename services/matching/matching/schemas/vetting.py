"""Vetting at the doors: outcomes and what is missing, never a certificate."""

from contracts.fields import Strict, count, day, moment, nested, slug, text, uuid, word, yes_no
from matching.domain.certificates import STATES
from matching.domain.excusing import REASONS
from matching.schemas.common import Blocked

OUTCOMES = ("passed", "failed")
MOST_DAYS = 1_000


class Outcome(Strict):
    """How a step of vetting went. The certificate itself is never sent or stored."""

    step = slug()
    outcome = word(OUTCOMES)
    on = day(means="The day of the outcome; a certificate holds from here.")


class Missing(Blocked):
    """A step of vetting that the programme asks for and that is not passed, why, and what would change it."""

    step = slug()
    row = text(10)


class CertificateOrdered(Strict):
    """A children's certificate was ordered. Neither it nor the number it is ordered by is ever sent here."""

    on = day()


class CertificateRequest(Strict):
    """An order of a children's certificate, to which the volunteer has some days to consent."""

    asked_on = day()
    answer_by = day(means="The last day on which the volunteer can consent.")
    state = word(STATES)
    blocked = nested(Blocked, null=True, means="What it means until the outcome is there, and what would change it.")


class NewExemption(Strict):
    """A step that need not be passed for a while, and why. Never the children's certificate."""

    step = slug()
    reason = word(REASONS)
    until = day(means="The last day of the exemption.")


class Exemption(NewExemption):
    """The exemption that was last given for a step."""

    holds = yes_no(means="Whether it holds today.")


class Progress(Strict):
    """How far a volunteer has come; no name is needed to say so."""

    id = uuid()
    programme = slug()
    vettings = nested(Outcome, many=True)
    missing = nested(Missing, many=True)
    exemptions = nested(Exemption, many=True)
    certificate_request = nested(CertificateRequest, null=True, means="The last order of a children's certificate.")
    approved_until = day(null=True, means="The last day the vetting holds, if nothing is missing.")
    left_at = moment(null=True)
    version = count()


class AheadWanted(Strict):
    """How far to look ahead."""

    days = count(0, MOST_DAYS, default=90)


class RunsOut(Strict):
    """A step of a volunteer's vetting that holds, and until when."""

    step = slug()
    on = day(means="The last day it holds.")
    days = count(means="How many days are left.")


class Ahead(Strict):
    """What staff look after in the vetting of one volunteer. Of whom there is nothing to look after is not shown."""

    id = uuid(means="The volunteer.")
    programme = slug()
    runs_out = nested(RunsOut, many=True)
    missing = nested(Missing, many=True)
    consent = nested(CertificateRequest, null=True, means="An order of a certificate whose outcome is not there.")
