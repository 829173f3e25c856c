"""Pauses of volunteers at the doors."""

from contracts.fields import Strict, day, nested, uuid


class NewPause(Strict):
    """A time in which the volunteer is not asked."""

    begins = day(means="The first day away.")
    until = day(null=True, means="The last day away; until further notice if not said.")


class Pause(NewPause):
    """A pause, as it stands."""

    id = uuid()


class Pauses(Strict):
    """The pauses of a volunteer."""

    id = uuid(means="The volunteer.")
    items = nested(Pause, many=True, max=1_000)
