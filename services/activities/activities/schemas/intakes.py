"""Requests of families to meet the coordinator, on their way out."""

from contracts.common import CONTACT_ROUTES, FIRST_MEETINGS
from contracts.fields import Strict, moment, slug, uuid, word, yes_no


class Intake(Strict):
    """A family that has itself asked to meet the coordinator."""

    id = uuid()
    programme = slug(null=True)
    person = uuid(means="Who asked.")
    contact_route = word(CONTACT_ROUTES)
    wanted = word(FIRST_MEETINGS, means="The first meeting the family would like.")
    area = slug()
    professional = uuid(null=True, means="The professional the family would like to have with it.")
    professional_organisation = slug(null=True)
    requested_at = moment()
    open = yes_no(means="Whether no meeting is arranged for it.")


class Intakes(Strict):
    """Which requests to list."""

    open = yes_no(null=True, means="Only those that wait for a meeting, or only the others.")
