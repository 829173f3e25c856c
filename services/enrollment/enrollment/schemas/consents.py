"""Wishes and consents, and who knows what because of them."""

from contracts.fields import Strict, day, list_of, nested, slug, uuid, word
from enrollment.domain.families import Answer


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


class Overview(Strict):
    """Hvem ved hvad om os: which organisations may know what, and who has looked."""

    id = uuid()
    consents = nested(Consent, many=True)
    look_ups = nested(LookUp, many=True, max=10_000)
