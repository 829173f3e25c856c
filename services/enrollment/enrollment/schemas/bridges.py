"""Bridges, who is invited along, and the note that goes with them."""

from contracts.fields import Strict, count, day, list_of, nested, slug, text, uuid, word, yes_no
from enrollment.domain.bridges import PARENT_VOLUNTEER, State
from enrollment.schemas.plans import Coming

INVITED_AS = ("child", "young_person", "guardian", PARENT_VOLUNTEER)


class Ahead(Strict):
    """How far ahead to look."""

    months = count(1, 24, null=True, means="As each transition is announced if not said.")


class FamilyAhead(Strict):
    """A family for which something comes."""

    id = uuid()
    programme = slug()
    area = slug()
    coming = nested(Coming, many=True)


class Guest(Strict):
    """Somebody who is invited along. A parent who is a volunteer may be of this family or another."""

    person = uuid()
    role = word(INVITED_AS)


class NewBridge(Strict):
    """Somebody is to be taken across to another place."""

    transition = slug(means="By the programme's word.")
    person = uuid(means="Who goes across.")
    wanted_by = day(means="Until when the family would like it.")
    invited = nested(Guest, many=True, max=20)


class Agreeing(Strict):
    """Somebody's own yes."""

    person = uuid()


class Crossing(Strict):
    """That it has happened."""

    on = day(null=True, means="Today if not said.")


class Landing(Strict):
    """Whether somebody has landed well."""

    landed = yes_no()


class Bridge(Strict):
    """A bridge and where it stands."""

    id = uuid()
    version = count()
    family = uuid()
    transition = slug()
    person = uuid()
    wanted_by = day()
    invited = nested(Guest, many=True)
    state = word([each.value for each in State])
    waiting_for = list_of(uuid(), means="Whose own yes is missing.")
    agreed_on = day(null=True)
    crossed_on = day(null=True)
    ask_on = day(null=True, means="From when the family is asked whether it landed.")
    landed = yes_no(null=True)


class Bridges(Strict):
    """Every bridge of a family."""

    id = uuid(means="The family.")
    items = nested(Bridge, many=True, max=1_000)


class HandoverWords(Strict):
    """What may go along, written with the family: strengths, not faults. # S0-10, S1-23"""

    strengths = text(2000, lines=True, means="What the child or young person is good at and glad of.")
    what_helps = text(2000, lines=True, means="What has helped so far.")
    child_says = text(2000, lines=True, null=True, means="What the child or young person wants to say.")


class Approval(Strict):
    """Somebody's own yes to one edition of the note."""

    person = uuid()
    edition = count(1)


class Handover(HandoverWords):
    """The note of a bridge, and whether the family has approved it as it reads."""

    id = uuid(means="The bridge.")
    version = count()
    edition = count()
    written_on = day()
    approved = yes_no()
    waiting_for = list_of(uuid(), means="Whose approval is missing.")
