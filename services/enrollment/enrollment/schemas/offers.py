"""Offers of the directory and how to look for them. Everything here is for everybody to see."""

from contracts.common import SLOTS
from contracts.fields import (
    Strict,
    count,
    day,
    email,
    language,
    list_of,
    moment,
    municipality,
    nested,
    phone,
    postcode,
    slug,
    text,
    url,
    uuid,
    word,
    yes_no,
)
from enrollment.schemas.organisations import Name
from enrollment.schemas.programmes import Words

KINDS = ("activity", "club", "course", "counselling", "one_to_one", "meeting_place", "other")
PRICES = ("free", "cheap")
STATUSES = ("active", "inactive", "defunct")
OLDEST = 120


class Translation(Strict):
    """An offer's words in one more language."""

    language = language()
    name = text(200)
    description = text(1000)


class Told(Strict):
    """What an organisation tells of an offer. There is no place for a person; so do not put one into the words."""

    names = nested(Name)
    descriptions = nested(Words)
    translations = nested(Translation, many=True, max=30, default=list)
    kind = word(KINDS)
    topics = list_of(slug(), min=1, max=20)
    languages = list_of(language(), min=1, max=20, means="Spoken there.")
    ages_from = count(0, OLDEST, null=True)
    ages_to = count(0, OLDEST, null=True, means="The last age that may come.")
    nationwide = yes_no(default=False)
    municipalities = list_of(municipality(), max=98, default=list)
    areas = list_of(slug(), max=50, default=list, means="Housing areas of programmes.")
    when = nested(Words, null=True, means="In plain words.")
    slots = list_of(word(SLOTS), max=len(SLOTS), default=list)
    place = text(200, null=True)
    postcode = postcode(null=True)
    price = word(PRICES)
    accessibility = nested(Words, null=True)
    email = email(null=True, means="The organisation's own, not a person's.")
    phone = phone(null=True, means="The organisation's own, not a person's.")
    url = url(null=True)
    valid_to = day(null=True, means="The last day it can be found.")


class NewOffer(Told):
    """An offer to be put into the directory."""

    valid_from = day(null=True, means="From when it can be found; today if not said.")
    status = word(STATUSES[:2], default="active")


class Offer(Told):
    """An offer as it stands."""

    id = uuid()
    version = count()
    organisation = slug()
    valid_from = day()
    status = word(STATUSES)
    changed_at = moment()


class OfferSearch(Strict):
    """What to look for; what is left out does not matter."""

    age = count(0, OLDEST, null=True)
    municipality = municipality(null=True)
    area = slug(null=True)
    language = language(null=True)
    topic = slug(null=True)
    organisation = slug(null=True)
    q = text(100, null=True, means="Words that all stand somewhere in it.")


class Topic(Strict):
    """Something an offer can be about. The id is that of the term in HSDS."""

    id = uuid()
    topic = slug()
    names = nested(Words)


class Topics(Strict):
    """The topics of all programmes."""

    items = nested(Topic, many=True, max=1000)
