"""Volunteers at the doors."""

from contracts.common import SLOTS
from contracts.fields import Strict, count, day, email, language, list_of, municipality, slug, text, word
from matching.domain.endings import LEAVING
from matching.schemas.vetting import Progress


class Offer(Strict):
    """What a volunteer offers, in the words of the programme."""

    programme = slug()
    kinds = list_of(slug(), min=1, max=20, means="The kinds of volunteer the person would like to be.")
    name = text(200)
    email = email()
    born = day()
    languages = list_of(language(), min=1, max=20, means="The first is the one to write to the volunteer in.")
    area = slug()
    municipality = municipality()
    slots = list_of(word(SLOTS), min=1, max=len(SLOTS), means="When the volunteer is free.")
    topics = list_of(slug(), max=50)
    contributions = list_of(slug(), max=20)  # S0-21
    capacity = count(1, 20, means="How many families the volunteer would like to meet at a time.")


class Volunteer(Offer, Progress):
    """A volunteer, for those who give a purpose. Name, e-mail and birthday are null once they are forgotten."""

    name = text(200, null=True)
    email = email(null=True)
    born = day(null=True)


class Address(Strict):
    """Where a volunteer can be written to."""

    name = text(200)
    email = email()
    language = language()


class Leaving(Strict):
    """Why a volunteer says goodbye, in one coarse word."""

    reason = word(LEAVING)
