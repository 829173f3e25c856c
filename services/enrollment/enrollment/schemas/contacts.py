"""The information phase, which has no place for a name, and a family's own request for contact."""

from contracts.common import CONTACT_ROUTES, FIRST_MEETINGS
from contracts.fields import Strict, day, email, language, slug, text, uuid, word, yes_no

TOLD = ("family", "child")
HANDED = ("postcard", "none")


class NewInformation(Strict):
    """A family or child was told of a programme. There is no place for who it was. # S0-14"""

    programme = slug()
    area = slug()
    told = word(TOLD)
    handed = word(HANDED)


class Information(Strict):
    """The record, and the code for the postcard: shown this once, for only its digest is kept."""

    id = uuid()
    code = text(20, null=True)
    expires_on = day(null=True, means="The last day the code works.")


class NewContact(Strict):
    """A family's own request to meet the coordinator."""

    code = text(40, null=True, means="From the postcard, if there was one.")
    programme = slug()
    area = slug()
    wanted = word(FIRST_MEETINGS)
    name = text(200)
    email = email()
    language = language(means="In which to write.")
    professional_present = yes_no(means="Whether the professional who told of it is to come along.")


class Contact(Strict):
    """A request, without who made it."""

    id = uuid()
    person = uuid()
    programme = slug()
    area = slug()
    wanted = word(FIRST_MEETINGS)
    contact_route = word(CONTACT_ROUTES)
    professional_present = yes_no()
    asked_on = day()


class ContactWithName(Contact):
    """A request, and who made it until the family is enrolled."""

    name = text(200, null=True)
    email = email(null=True)
    language = language()


class Address(Strict):
    """Where a person can be written to."""

    name = text(200)
    email = email(null=True)
    language = language()
