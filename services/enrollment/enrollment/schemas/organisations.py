"""Organisations, as everybody may see them, and partners of a programme."""

from contracts.fields import (
    Strict,
    count,
    cvr,
    day,
    email,
    list_of,
    municipality,
    nested,
    phone,
    slug,
    text,
    url,
    uuid,
    word,
)
from contracts.programmes.parts.people import ORGANISATION_KINDS
from enrollment.schemas.programmes import Words


class Name(Strict):
    """A name in Danish and English."""

    da = text(200)
    en = text(200)


class NewOrganisation(Strict):
    """What an organisation says of itself. Its code is the one in its tokens; there is no place for a person."""

    names = nested(Name)
    about = nested(Words)
    kind = word(ORGANISATION_KINDS)
    cvr = cvr(null=True)
    municipality = municipality(null=True, means="Where its house is.")
    url = url(null=True)
    email = email(null=True, means="The organisation's own, not a person's.")
    phone = phone(null=True, means="The organisation's own, not a person's.")


class Organisation(NewOrganisation):
    """An organisation of the directory."""

    id = uuid()
    version = count()
    slug = slug()
    since = day()
    left_on = day(null=True)


class PartnersConsent(Strict):
    """A live consent that names a partner."""

    id = uuid()
    family = uuid()
    purpose = slug()


class Partner(Strict):
    """An organisation that was admitted to a programme, and every live consent that names it."""

    programme = slug()
    organisation = slug()
    admitted_on = day()
    removed_on = day(null=True)
    purposes = list_of(slug(), means="What families may now consent to that it is told.")
    consents = nested(PartnersConsent, many=True, max=100_000, means="Live, or just ended by a removal.")
