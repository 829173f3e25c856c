"""Needs of a family."""

from contracts.common import SLOTS
from contracts.fields import Strict, day, language, list_of, slug, uuid, word
from enrollment.domain.needs import State


class NewNeed(Strict):
    """A need the family has."""

    kind = slug()
    topics = list_of(slug(), max=50)
    languages = list_of(language(), max=20, default=(), means="Languages to speak; none means the family's own.")
    slots = list_of(word(SLOTS), max=len(SLOTS))
    wanted_on = day(null=True, means="From when; today if not said.")


class Need(Strict):
    """A need and where it stands."""

    id = uuid()
    kind = slug()
    topics = list_of(slug())
    languages = list_of(language())
    slots = list_of(word(SLOTS))
    wanted_on = day()
    state = word([each.value for each in State])
