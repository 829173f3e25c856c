"""Wishes and consents, and who knows what because of them."""

from contracts.fields import Strict, day, list_of, nested, slug, text, uuid, word
from enrollment.domain.families import Answer
from enrollment.schemas.mandates import Mandate
from enrollment.schemas.programmes import Words


class NewWish(Strict):
    """What one person says about taking part."""

    person = uuid()
    wish = word([each.value for each in Answer])


class NewConsent(Strict):
    """What one person lets one organisation know, and what for."""

    person = uuid()
    purpose = slug()
    receiver = slug()
    categories = list_of(slug(), min=1, max=50)
    expires_on = day(null=True, means="The last day it holds; without one it holds until it is withdrawn.")


class Consent(Strict):
    """One person's consent, with its history."""

    id = uuid()
    person = uuid()
    purpose = slug()
    receiver = slug()
    categories = list_of(slug())
    state = word(("granted", "expired", "withdrawn"))
    granted_on = day()
    expires_on = day(null=True)
    withdrawn_on = day(null=True)


class LookUp(Strict):
    """That somebody looked: when, in which role and why; never who."""

    on = day()
    organisation = slug()
    roles = list_of(slug())
    purpose = slug()


class Told(Strict):
    """That another organisation knows of the family, or of something of it; since when, and until when."""

    receiver = slug()
    about = word(("taking_part", "need", "bridge", "goal"))
    since = day()
    until = day(null=True)


class Kept(Strict):
    """One kind of thing that is kept: what it is, how long, and who may read it."""

    what = text(100, means="Table and column.")
    names = nested(Words)
    retention = text(200)
    readers = list_of(text(200))


class Overview(Strict):
    """Hvem ved hvad om os: which organisations may know what, who knows, who has looked, and what is kept."""

    id = uuid()
    consents = nested(Consent, many=True)
    told = nested(Told, many=True, max=1_000)
    look_ups = nested(LookUp, many=True, max=10_000)
    mandates = nested(Mandate, many=True, max=1_000)
    kept = nested(Kept, many=True, max=1_000)
