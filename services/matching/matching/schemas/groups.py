"""Groups and assignments at the doors."""

from contracts.fields import Strict, count, day, nested, slug, uuid, word, yes_no
from matching.domain.groups import STATES
from matching.schemas.common import Blocked

OLDEST = 120


class GroupChanged(Strict):
    """What a group is. Both ages, or neither where there are no children."""

    kind = slug(means="One of the programme's tracks or offers.")
    area = slug()
    youngest = count(0, OLDEST, null=True, means="The age of the youngest children; null where there are none.")
    oldest = count(0, OLDEST, null=True, means="The age of the oldest children; null where there are none.")
    contact = yes_no(means="Whether who helps there is in direct or regular contact with the children.")


class NewGroup(GroupChanged):
    """A group of a programme."""

    programme = slug()


class Assignment(Strict):
    """A volunteer helps in a group; only who is `helping` on the day counts that day."""

    id = uuid()
    volunteer = uuid()
    begins = day()
    until = day(null=True)
    state = word(STATES)
    blocked_by = nested(Blocked, many=True, means="What is missing, on the day or at the beginning if that is later.")


class Group(NewGroup):
    """A group with those who are assigned to it."""

    id = uuid()
    asks_for_certificate = yes_no(means="Whether children are met of the age that asks for a children's certificate.")
    helping = count(means="How many count as helping on the day.")
    assignments = nested(Assignment, many=True, max=10_000)
    version = count()


class GroupDay(Strict):
    """The day a group is looked at; today if none is said."""

    on = day(null=True)


class NewAssignment(Strict):
    """Who helps from when to when, both days included."""

    volunteer = uuid()
    begins = day()
    until = day(null=True)


class AssignmentEnding(Strict):
    """The last day somebody helps in a group."""

    until = day()
