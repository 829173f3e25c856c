"""Families and the people in them.

There is no field for a diagnosis, a circumstance or a reason: whether the programme is for a family is a yes or no.
"""

from contracts.fields import (
    Strict,
    count,
    day,
    email,
    language,
    list_of,
    municipality,
    nested,
    slug,
    text,
    uuid,
    word,
    yes_no,
)
from contracts.programmes.shape import LEAVING_SAID
from enrollment.domain.families import Answer, Kind
from enrollment.schemas.consents import Consent
from enrollment.schemas.eligibility import TrackTaken
from enrollment.schemas.goodbyes import FollowUp, Goodbye
from enrollment.schemas.needs import Need, SupplementQuestion
from enrollment.schemas.programmes import Words

MOST_MEMBERS = 30
SCHOOL_SHIFT = "How many years later than the age group the child began school; -1 is a year earlier."


class NewMember(Strict):
    """One person of the family to be enrolled. Without an id one is made."""

    id = uuid(null=True, means="The person's id, if the person has one already.")
    kind = word([each.value for each in Kind])
    name = text(200)
    born = day()
    email = email(null=True)
    language = language(null=True)
    school_shift = count(-1, 1, default=0, means=SCHOOL_SHIFT)
    guardians = list_of(
        count(0, MOST_MEMBERS - 1),
        max=10,
        default=(),
        means="Of a child: the places in this list, from 0, of those with custody; none means every guardian.",
    )


class AddedMember(Strict):
    """Somebody who has come to a family. Without an id one is made."""

    id = uuid(null=True, means="The person's id, if the person has one already.")
    kind = word([each.value for each in Kind])
    name = text(200)
    born = day()
    email = email(null=True)
    language = language(null=True)
    school_shift = count(-1, 1, default=0, means=SCHOOL_SHIFT)
    guardians = list_of(uuid(), max=10, default=(), means="Of a child: those with custody; none means every guardian.")


class CustodyOfChild(Strict):
    """Who decides for one child."""

    child = uuid()
    guardians = list_of(uuid(), min=1, max=10)


class Custody(Strict):
    """Who decides for whom."""

    children = nested(
        CustodyOfChild, many=True, max=MOST_MEMBERS, means="Every guardian decides for a child not named."
    )


class Home(Strict):
    """Where a family lives, and what it speaks."""

    area = slug(null=True, means="One of the programme's areas; null if the family has moved away from them.")
    municipality = municipality()
    languages = list_of(language(), min=1, max=20)


class Fit(Strict):
    """Whether the family says that it is one the programme is for. There is no place for why."""  # S1-16

    fits = yes_no()


class Contributions(Strict):
    """What one person would like to give to the others."""  # S0-01

    person = uuid()
    contributions = list_of(slug(), max=50)


class NewFamily(Strict):
    """A family that asked for contact, and who it is."""

    contact_id = uuid(means="The family's own request.")
    programme = slug()
    area = slug()
    municipality = municipality()
    languages = list_of(language(), min=1, max=20)
    members = nested(NewMember, many=True, max=MOST_MEMBERS)


class Missing(Strict):
    """One thing that joining waits for."""

    code = slug()
    row = text(10, means="The source row that asks for it.")
    person = uuid(null=True, means="Whose word it is; null if it is the family's.")
    purpose = slug(null=True)
    text = nested(Words)
    would_change = nested(Words)


class Notice(Strict):
    """Something the family should know of its place in the programme. By itself it puts nobody out."""

    code = slug()
    row = text(10, means="The source row it comes from.")
    person = uuid(null=True, means="Whom it is about, if it is one person.")
    must_end_by = day(null=True, means="The last day of taking part, if it ends.")
    goodbye_by = day(null=True, means="By when a good goodbye is offered; nothing ends then.")
    text = nested(Words)
    would_change = nested(Words)


class Member(Strict):
    """One person of a family."""

    id = uuid()
    kind = word([each.value for each in Kind])
    name = text(200)
    born = day()
    email = email(null=True)
    language = language()
    wish = word([each.value for each in Answer], null=True)
    school_shift = count(-1, 1)
    guardians = list_of(uuid(), means="Of a child: those who decide for it.")
    contributions = list_of(slug(), means="What the person would like to give.")


class Family(Strict):
    """A family as it and its coordinator see it."""

    id = uuid()
    version = count()
    programme = slug()
    area = slug()
    municipality = municipality()
    languages = list_of(language())
    registered_on = day()
    joined_on = day(null=True)
    left_on = day(null=True)
    left_because = slug(null=True)
    fits = yes_no(null=True, means="Whether it says that it is one the programme is for; null if it has not said.")
    must_end_by = day(null=True, means="The last day of taking part, if the family has moved away.")
    members = nested(Member, many=True)
    missing = nested(Missing, many=True)
    notices = nested(Notice, many=True)
    consents = nested(Consent, many=True)
    tracks = nested(TrackTaken, many=True)
    needs = nested(Need, many=True)
    supplement_questions = nested(SupplementQuestion, many=True, means="What the family itself is asked.")
    goodbye = nested(Goodbye, null=True)
    follow_ups = nested(FollowUp, many=True)


class Leaving(Strict):
    """Why a family leaves, in a word. A family need not say; then it is `family_wish`."""

    reason = word(LEAVING_SAID, default="family_wish")


class ContactDetails(Strict):
    """Where and in which language to write to oneself."""

    email = email()
    language = language()
