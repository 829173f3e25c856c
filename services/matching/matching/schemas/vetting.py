"""Vetting at the doors: outcomes and what is missing, never a certificate."""

from contracts.fields import Strict, count, day, moment, nested, slug, text, uuid, word

OUTCOMES = ("passed", "failed")


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
