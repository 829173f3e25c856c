"""Introductions of a family to professionals. # S4-15"""

from contracts.fields import Strict, day, slug, uuid, word
from enrollment.domain.introductions import State


class NewIntroduction(Strict):
    """To which of the programme's bodies, and about what."""

    body = slug()
    topic = slug()
    wanted_on = day(null=True, means="From when; today if not said.")


class Introduction(Strict):
    """An introduction and where it stands."""

    id = uuid()
    family = uuid()
    body = slug()
    topic = slug()
    wanted_on = day()
    asked_on = day()
    state = word([each.value for each in State])
