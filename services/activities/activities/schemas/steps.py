"""The next step of a course: asked about and answered."""

from activities.domain.steps import WHY
from activities.schemas.series import Wording
from contracts.fields import Strict, day, list_of, nested, slug, text, word


class AskingNextStep(Strict):
    """In which course."""

    course = slug()
    programme = slug(null=True, means="Left out: the one the family has joined.")


class Step(Strict):
    """A step of a course, and when the family last took part in it."""

    step = slug(means="A kind of meeting; or a topic, in a course of topics without an order.")
    name = nested(Wording)
    last_on = day(null=True)


class NextStep(Strict):
    """A suggestion, never a bar: the family itself chooses. # S4-10"""

    course = slug()
    steps = nested(Step, many=True, max=50)
    next = slug(null=True, means="Nothing where all is taken, or where there is no order.")
    left = list_of(slug(), max=50, means="What the family has not taken part in.")
    why = word(tuple(WHY))
    words = nested(Wording)
    rule = text(20, means="The source row that says so.")
