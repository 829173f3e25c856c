"""The family's own plan: what it and others may say in it, and how it is shown.

There is a title in the family's own words and no category for anything that is wrong. # S0-10, S3-16
"""

from contracts.common import PARTS_OF_DAY
from contracts.fields import Strict, count, day, list_of, nested, slug, text, uuid, word, yes_no
from enrollment.domain.plans import State

STATES = [each.value for each in State]
SEEN_BY = "The actors that may see it: organisations and the plan's own; none means the family alone."


class NewGoal(Strict):
    """A goal, or something under one: a goal has sub-goals, and a sub-goal small successes."""

    title = text(200, means="In the family's own words.")
    under = uuid(null=True, means="What it belongs under; a goal of its own if not said.")
    person = uuid(null=True, means="Whose goal it is; everybody's if not said.")
    seen_by = list_of(slug(), max=50, null=True, means=f"{SEEN_BY} As what it belongs under if not said.")


class GoalWords(Strict):
    """The same goal in other words."""

    title = text(200, means="In the family's own words.")


class SeenBy(Strict):
    """To whom the family shows something."""

    seen_by = list_of(slug(), max=50, means=SEEN_BY)


class Answered(Strict):
    """The family's answer to what was proposed."""

    accepted = yes_no(means="Whether the family takes it up; if not, nothing is kept of it.")


class Order(Strict):
    """What matters most stands first."""

    goals = list_of(uuid(), max=500, means="Every goal right below `under`, once.")
    under = uuid(null=True, means="Which goal's parts are put in order; the goals themselves if not said.")


class NewEffort(Strict):
    """What one actor does for the family."""

    actor = slug(means="An organisation of the programme or an actor of its plans.")
    body = slug(null=True, means="Which body of it, by the programme's word.")
    title = text(200, means="In the family's own words, or the actor's.")
    goal = uuid(null=True, means="What it is for.")
    begins_on = day()
    ends_on = day(null=True)
    seen_by = list_of(slug(), max=50, default=(), means=SEEN_BY)


class ChangedEffort(Strict):
    """The same effort in other words, for another goal or until another day."""

    title = text(200)
    goal = uuid(null=True)
    ends_on = day(null=True)


class NewAppointment(Strict):
    """A day on which an effort asks for the family's time."""

    on = day()
    part_of_day = word(PARTS_OF_DAY)


class Guide(Strict):
    """Who is to guide the family."""

    person = uuid()


class NamedGuide(Guide):
    """Who guides the family, or is named and waits for its yes."""

    role = slug()
    agreed_on = day(null=True, means="Since when the family has said yes.")


class Progress(Strict):
    """How many of the parts right below are reached."""

    reached = count()
    of = count()


class SmallSuccess(Strict):
    """Something that went well on the way."""

    id = uuid()
    title = text(200)
    person = uuid(null=True)
    state = word(STATES)
    seen_by = list_of(slug(), null=True, means="Told to the family only.")


class SubGoal(SmallSuccess):
    """A step on the way to a goal."""

    progress = nested(Progress)
    small_successes = nested(SmallSuccess, many=True, max=500)


class Goal(SmallSuccess):
    """What the family wants to reach."""

    progress = nested(Progress)
    sub_goals = nested(SubGoal, many=True, max=500)


class Appointment(NewAppointment):
    """An appointment of an effort."""

    id = uuid()


class Effort(Strict):
    """One actor's effort, with its appointments."""

    id = uuid()
    actor = slug()
    body = slug(null=True)
    title = text(200)
    goal = uuid(null=True)
    begins_on = day()
    ends_on = day(null=True)
    state = word(STATES)
    seen_by = list_of(slug(), null=True, means="Told to the family only.")
    appointments = nested(Appointment, many=True, max=1_000)


class FullWeek(Strict):
    """A week in which several bodies together ask for more of the family than the programme finds good."""

    week = text(10, means="The ISO week, `2026-W10`.")
    monday = day()
    appointments = count()
    too_many = count()
    bodies = list_of(slug())
    could_move = list_of(uuid(), max=1_000, means="The week's appointments, those for what matters least first.")


class Coming(Strict):
    """A transition that comes for one of the family."""

    person = uuid()
    transition = slug()
    to_offer = slug()
    due_on = day()


class NotedSuccess(Strict):
    """Something small that went well at a meeting."""

    id = uuid()
    word = slug(means="What went well, by a word that grows with time.")
    da = text(200)
    en = text(200)
    noted_on = day()


class Plan(Strict):
    """The family's plan, as whoever asks sees it."""

    id = uuid(means="The family.")
    version = count()
    guide = nested(NamedGuide, null=True)
    goals = nested(Goal, many=True, max=500, means="The dearest first.")
    successes = nested(NotedSuccess, many=True, means="Noted at meetings, the newest first; the family's alone.")
    efforts = nested(Effort, many=True, max=500)
    full_weeks = nested(FullWeek, many=True)
    coming = nested(Coming, many=True)
