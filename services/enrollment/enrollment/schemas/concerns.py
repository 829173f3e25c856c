"""Guidance to who is worried about a child. There is no place for the concern, nor for anybody's name."""

from contracts.fields import Strict, day, municipality, nested, slug, text, word, yes_no
from enrollment.schemas.programmes import Words

WHO = ("volunteer", "professional", "coordinator", "family")


class Worried(Strict):
    """Where the child lives, whether it is urgent, and what one is in this."""

    municipality = municipality()
    urgent = yes_no(means="Whether somebody is in danger now.")
    who = word(WHO)
    programme = slug(null=True)


class Acute(Strict):
    """A number to call."""

    number = text(20)
    names = nested(Words)


class Guidance(Strict):
    """What to do. The concern goes to the municipality, by the one who has it, and never through here."""

    texts = nested(Words, many=True)
    acute = nested(Acute, many=True)
    municipality = municipality()
    municipality_name = text(100)
    remind_on = day(means="The sixth weekday: by then the municipality has acknowledged, or one asks.")
