"""What enrollment tells the others: contacts, families, consents and needs, as pseudonymous ids and coarse facts.

Deliberately not here: names, addresses, birthdays and free text; who needs one asks enrollment's API.
"""

from contracts.activities import Participant
from contracts.common import CONTACT_ROUTES, FIRST_MEETINGS, PARTS_OF_DAY, SLOTS
from contracts.fields import (
    Strict,
    count,
    day,
    language,
    list_of,
    municipality,
    nested,
    slug,
    uuid,
    version,
    word,
    yes_no,
)

LEAVING = ("family_wish", "moved_away", "wish_withdrawn", "consent_withdrawn", "completed", "other")
NEED_ENDINGS = ("met", "family_wish", "consent_withdrawn", "family_left")
BRIDGE_ENDINGS = ("family_wish", "consent_withdrawn", "family_left")
CONSENT_STATES = ("granted", "withdrawn")


class ProgrammePublished(Strict):
    """A version of a programme is in force."""

    code = slug(means="The programme.")
    version = version(means="The version now in force.")


class IntakeRequested(Strict):
    """A family has itself asked to meet the coordinator."""  # S0-27, S0-28, S0-29

    person = uuid(means="Who asked.")
    contact_route = word(CONTACT_ROUTES, means="How the family came to ask.")
    wanted = word(FIRST_MEETINGS, means="The first meeting the family would like.")
    area = slug()
    professional = uuid(null=True, means="Who takes part in a joint meeting, if the family wants it.")
    professional_organisation = slug(null=True)


class FamilyJoined(Strict):
    """Everybody whose wish and consent the programme asks for has given it."""  # S0-17

    area = slug()
    municipality = municipality(means="The municipality's four-character code.")
    guardians = list_of(uuid(), min=1, max=10, means="The guardians' person ids.")
    children = count(0, 50, means="How many children take part.")
    tracks = list_of(slug(), max=20, means="The programme's tracks the family takes part in.")


class FamilyLeft(Strict):
    """The family no longer takes part."""

    reason = word(LEAVING)


class ConsentChanged(Strict):
    """One person's consent to one receiver for one purpose was granted or withdrawn."""  # S0-24

    consent = uuid(means="The consent this is about.")
    person = uuid(means="Who gives it or withdraws it.")
    purpose = slug(means="What for, by the programme's word.")
    receiver = slug(means="The organisation that may know.")
    categories = list_of(slug(), max=50, means="What it may know.")
    state = word(CONSENT_STATES)
    expires_on = day(null=True)


class NeedRegistered(Strict):
    """A family would like the company of a volunteer."""

    family = uuid()
    guardians = list_of(uuid(), min=1, max=10, means="The guardians who are asked about a proposal.")
    kind = slug(means="The kind of need, by the programme's word.")
    topics = list_of(slug(), max=50)
    languages = list_of(language(), max=20, means="Languages the family speaks, ISO 639-1.")
    area = slug()
    municipality = municipality(means="The municipality's four-character code.")
    slots = list_of(word(SLOTS), max=len(SLOTS), means="When it suits the family.")
    under_15_until = day(null=True, means="The day the youngest child turns 15; null if no child is younger.")
    wanted_on = day(means="From when help is wanted.")
    wishes = list_of(slug(), max=20, default=(), means="What the family wishes of the volunteer.")
    waiting_since = day(null=True, means="Since when the family has waited, if this need goes on from an earlier one.")
    tracks = list_of(
        slug(),
        max=50,
        null=True,
        means="Of the tracks that others come after, those the family has come to; null from before this was said.",
    )  # S2-11
    supplement_question = yes_no(
        default=False, means="Whether a public offer of the same topic ends about when this begins."
    )  # S1-03, S2-19


class NeedWithdrawn(Strict):
    """The need is no longer open."""

    family = uuid()
    reason = word(NEED_ENDINGS)


class GoalReached(Strict):
    """A goal of the family's own plan is reached."""

    family = uuid()


class BridgeAgreed(Strict):
    """A family has said yes to being taken across to another offer, together with those it names."""  # S4-23

    family = uuid()
    transition = slug(means="The transition, by the programme's word.")
    invited = nested(Participant, many=True, means="Who is invited to come along, and as what.")
    to_offer = slug(means="Where the way leads, by the programme's word.")
    area = slug()
    wanted_by = day(means="Until when the family would like to have been there.")


class BridgeWithdrawn(Strict):
    """Who heard that a bridge was agreed goes by it no longer."""

    family = uuid()
    reason = word(BRIDGE_ENDINGS, means="With the consent it ends for the receiver alone.")


class OutreachCounted(Strict):
    """Somebody was met where people are; who it was is not known."""  # S3-05, S4-08

    kind = slug(means="The kind of outreach, by the programme's word.")
    area = slug()
    on = day()
    part_of_day = word(PARTS_OF_DAY)
    people = count(0, 1_000, means="How many were met; none when the count is taken back.")


class PersonErased(Strict):
    """The person asked to be forgotten; every service erases and receipts."""
