"""A family's own request for contact: the first place where there is room for a name."""

from contracts.common import CONTACT_ROUTES, FIRST_MEETINGS
from contracts.fields import Strict, count, day, email, language, slug, text, uuid, word, yes_no


class NewContact(Strict):
    """A family's own request to meet the coordinator."""

    code = text(40, null=True, means="From what was handed over, if there was one.")
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


class WaitingContact(Contact):
    """A request that waits; the name is shown one at a time, with a purpose."""

    waited_days = count()


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
