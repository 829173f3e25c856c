"""Sparring with a team: about what and how, and no word about whom. # S1-24"""

from contracts.common import ROLES
from contracts.fields import Strict, day, nested, slug, uuid, word
from enrollment.domain.sparring import AGES, WANTED, State
from enrollment.schemas.programmes import Words


class NewSparring(Strict):
    """What one would like to talk about."""

    programme = slug()
    team = slug()
    topic = slug()
    about_age = word(AGES, null=True)
    wanted = word(WANTED)


class Sparring(NewSparring):
    """A request, and where it stands."""

    id = uuid()
    names = nested(Words, null=True, means="What the team is called.")
    person = uuid(means="Who asked.")
    role = word(ROLES, means="In which role.")
    asked_on = day()
    state = word([each.value for each in State])
