"""The information phase: telling, handing out codes, referral attempts and outreach. There is no place for a name."""

from contracts.common import CONTACT_ROUTES, PARTS_OF_DAY
from contracts.fields import Strict, count, day, nested, slug, text, uuid, word, yes_no
from contracts.programmes.parts.entry import HANDED

TOLD = ("family", "child")
ABOUT = ("child", "family", "group")
STANDING = ("none", "handed_out", "over", "revoked")


class NewInformation(Strict):
    """A family or child was told of a programme. There is no place for who it was. # S0-14"""

    programme = slug()
    area = slug()
    told = word(TOLD)
    handed = word(HANDED)
    contact_route = word(
        CONTACT_ROUTES,
        null=True,
        means="By which route the family comes; without it, by postcard or as a partner's invitation.",
    )


class Information(Strict):
    """The record, and the code that was handed over: shown this once, for only its digest is kept."""

    id = uuid()
    code = text(20, null=True)
    contact_route = word(CONTACT_ROUTES, null=True)
    expires_on = day(null=True, means="The last day the code works.")


class OwnInformation(Strict):
    """What one has told oneself. Whether the family has made contact is the family's to tell."""

    id = uuid()
    programme = slug()
    area = slug()
    told = word(TOLD)
    handed = word(HANDED)
    contact_route = word(CONTACT_ROUTES, null=True)
    informed_on = day()
    expires_on = day(null=True)
    state = word(STANDING, means="`over` when its last day is past, used or not.")


class InformationCount(Strict):
    """How much one has told of one programme."""

    programme = slug()
    told = count()
    handed_out = count(means="How many codes.")
    revoked = count()
    over = count(means="Codes whose last day is past, used or not.")
    used_at_least = count(means="Codes that families have used, in steps of five, so that no step points at one.")


class InformationCounts(Strict):
    """How much one has told, by programme."""

    items = nested(InformationCount, many=True)


class PutForward(Strict):
    """An attempt to put somebody forward. There is no place for who it is, and it is always refused. # S0-18"""

    programme = slug()
    area = slug(null=True)
    about = word(ABOUT)


class NewOutreach(Strict):
    """Whom one met on a round, as a number. # S3-05"""

    programme = slug()
    kind = slug(means="One of the programme's kinds of outreach.")
    area = slug()
    on = day()
    part_of_day = word(PARTS_OF_DAY)
    people = count(1, 1_000)


class Outreach(NewOutreach):
    """A count."""

    id = uuid()
    taken_back = yes_no()
