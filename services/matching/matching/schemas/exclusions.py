"""Exclusions at the doors: there is no place for a reason."""

from contracts.fields import Strict, moment, uuid, word

EXCLUDING_SIDES = ("staff", "family", "volunteer")


class NewExclusion(Strict):
    """A family and a volunteer who are not to be proposed to each other."""

    family = uuid()
    volunteer = uuid()


class Exclusion(NewExclusion):
    """An exclusion, for the side that said it and for staff."""

    id = uuid()
    side = word(EXCLUDING_SIDES)
    recorded_at = moment()
    lifted_at = moment(null=True)


class Exclusions(Strict):
    """Which exclusions to list; what is left out does not matter."""

    family = uuid(null=True)
    volunteer = uuid(null=True)
