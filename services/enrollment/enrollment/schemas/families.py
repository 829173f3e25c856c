"""Families and the people in them."""

from contracts.fields import Strict, count, day, email, language, list_of, municipality, nested, slug, text, uuid, word
from enrollment.domain.families import Answer, Kind
from enrollment.schemas.consents import Consent
from enrollment.schemas.eligibility import TrackTaken
from enrollment.schemas.needs import Need, SupplementQuestion
from enrollment.schemas.programmes import Words

# The other reasons of family.left follow from what people say about their wish or consent.
LEAVING = ("family_wish", "moved_away", "completed", "other")


class NewMember(Strict):
    """One person of the family to be enrolled. Without an id one is made."""

    id = uuid(null=True, means="The person's id, if the person has one already.")
    kind = word([each.value for each in Kind])
    name = text(200)
    born = day()
    email = email(null=True)
    language = language(null=True)


class NewFamily(Strict):
    """A family that asked for contact, and who it is."""

    contact_id = uuid(means="The family's own request.")
    programme = slug()
    area = slug()
    municipality = municipality()
    languages = list_of(language(), min=1, max=20)
    members = nested(NewMember, many=True, max=30)


class Missing(Strict):
    """One thing that joining waits for."""

    code = slug()
    row = text(10, means="The source row that asks for it.")
    person = uuid(means="Whose word it is.")
    purpose = slug(null=True)
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
    members = nested(Member, many=True)
    missing = nested(Missing, many=True)
    consents = nested(Consent, many=True)
    tracks = nested(TrackTaken, many=True)
    needs = nested(Need, many=True)
    supplement_questions = nested(SupplementQuestion, many=True, means="What the family itself is asked.")


class Leaving(Strict):
    """Why a family leaves, in a word. A family need not say; then it is `family_wish`."""

    reason = word(LEAVING, default="family_wish")


class ContactDetails(Strict):
    """Where and in which language to write to oneself."""

    email = email()
    language = language()
