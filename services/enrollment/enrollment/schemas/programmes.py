"""Programmes as a family needs to know them before it wishes anything."""

from contracts.common import CONTACT_ROUTES, FIRST_MEETINGS
from contracts.fields import Strict, count, list_of, moment, municipality, nested, slug, text, word, yes_no


class Words(Strict):
    """The same words in Danish and English."""

    da = text(1000)
    en = text(1000)


class InForce(Strict):
    """Which version of a programme is to be in force, and the dry run in which it was looked at."""

    version = text(32)
    seen = text(
        64, null=True, means="What the dry run of this version's text was told by; asked if it replaces another."
    )


class Area(Strict):
    """A housing area of a programme."""

    code = slug()
    names = nested(Words)
    municipality = municipality()


class ConsentAsked(Strict):
    """A purpose one may consent to."""

    purpose = slug()
    names = nested(Words)
    receivers = list_of(slug(), means="The organisations a consent may name.")
    categories = list_of(slug(), means="What they may know.")
    required_to_join = yes_no()


class NeedKind(Strict):
    """A kind of need one may have."""

    kind = slug()
    names = nested(Words)
    topics = list_of(slug())
    consent = slug(means="The purpose it takes a consent to.")


class Programme(Strict):
    """A programme, as a family needs to know it before it wishes anything."""

    code = slug()
    version = text(32)
    names = nested(Words)
    organisation = slug()
    partners = list_of(slug())
    areas = nested(Area, many=True)
    contact_routes = list_of(word(CONTACT_ROUTES))
    wanted = list_of(word(FIRST_MEETINGS), means="The first meetings one may ask for.")
    guardians = word(("both", "one"), means="Whose wish is needed.")
    child_says_from = count(0, 18, means="From this age a child is asked too.")
    consents = nested(ConsentAsked, many=True)
    needs = nested(NeedKind, many=True)
    version_carried = text(32, null=True, means="The version of this release, which can be put in force.")
    version_in_force = text(32, null=True)
    in_force_since = moment(null=True)


class Programmes(Strict):
    """Every programme known here."""

    items = nested(Programme, many=True)
