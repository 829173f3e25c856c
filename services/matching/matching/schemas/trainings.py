"""Courses at the doors."""

from contracts.fields import Strict, count, day, nested, slug


class Training(Strict):
    """A course that was taken, by the programme's word or one that every organisation knows."""

    course = slug()
    on = day(means="The day it ended.")
    hours = count(1, 500)


class Trainings(Strict):
    """What a volunteer has taken, the earliest first."""

    trainings = nested(Training, many=True, max=1_000)
