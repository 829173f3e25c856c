"""Goodbyes and follow-ups: days and one word. How anybody is doing has no place here."""

from contracts.fields import Strict, day, slug, uuid, word, yes_no
from enrollment.domain.goodbyes import Outcome


class NotedGoodbye(Strict):
    """That goodbye was said to a family that has left, or that it did not want one."""

    said_on = day(null=True, means="Null if the family did not want a goodbye.")
    follow_up = yes_no(default=False, means="Whether the family has said yes to being asked later how it goes.")


class Goodbye(Strict):
    """A goodbye as it stands."""

    planned_on = day()
    said_on = day(null=True)
    declined = yes_no(null=True)
    follow_up_on = day(null=True)


class DueGoodbye(Goodbye):
    """A goodbye that is to be said."""

    id = uuid(means="The family.")
    overdue = yes_no()


class EndedCourse(Strict):
    """That a family has come to the end of a course."""  # S3-17

    course = slug()
    ended_on = day()


class FollowUp(Strict):
    """Asking a family how it goes, after a course or after its goodbye."""

    id = uuid()
    family = uuid()
    course = slug(null=True, means="Null if it is after the goodbye.")
    ended_on = day(null=True)
    due_on = day()
    outcome = word([each.value for each in Outcome], null=True)


class NotedFollowUp(Strict):
    """How a follow-up went."""

    outcome = word([each.value for each in Outcome if each is not Outcome.LEFT])
