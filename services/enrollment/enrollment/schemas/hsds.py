"""The directory in the shape of HSDS 3, with HSDS' own names: a service is an offer, and an organization is spelt so.

What HSDS does not require is left out where it is not known, never null.
"""

from contracts.fields import Strict, count, day, email, moment, nested, slug, text, url, uuid, word, yes_no
from enrollment.schemas.offers import OLDEST, STATUSES


class HsdsAbout(Strict):
    """What the feed is."""

    version = text(10)
    profile = url()


class HsdsPhone(Strict):
    """A telephone number."""

    id = uuid()
    number = text(20)


class HsdsIdentifier(Strict):
    """A number an organization is known by."""

    id = uuid()
    identifier_scheme = text(10)
    identifier_type = text(10)
    identifier = text(20)


class HsdsOrganizationInShort(Strict):
    """Who offers."""

    id = uuid()
    name = text(200)
    alternate_name = text(200, required=False)
    description = text(1000)
    email = email(required=False)
    website = url(required=False)
    legal_status = text(20)


class HsdsOrganization(HsdsOrganizationInShort):
    """Who offers, with numbers."""

    phones = nested(HsdsPhone, many=True)
    organization_identifiers = nested(HsdsIdentifier, many=True)


class HsdsSchedule(Strict):
    """When, as a rule of RFC 5545 and in words."""

    id = uuid()
    valid_from = day()
    valid_to = day(required=False)
    freq = word(("WEEKLY",), required=False)
    interval = count(1, 1, required=False)
    wkst = word(("MO",), required=False)
    byday = text(20, required=False)
    description = text(1100)


class HsdsArea(Strict):
    """Where one lives to whom it is offered; the description is our code."""

    id = uuid()
    name = text(200)
    description = text(64, required=False)


class HsdsAccessibility(Strict):
    """How one gets in."""

    id = uuid()
    description = text(1000)


class HsdsLocation(Strict):
    """A place that everybody may come to."""

    id = uuid()
    location_type = word(("physical",))
    name = text(200)
    external_identifier = text(4, required=False)
    external_identifier_type = text(20, required=False)
    accessibility = nested(HsdsAccessibility, many=True)


class HsdsAtLocation(Strict):
    """That it is there."""

    id = uuid()
    location = nested(HsdsLocation)


class HsdsLanguage(Strict):
    """A language spoken there."""

    id = uuid()
    code = text(2)


class HsdsCost(Strict):
    """What it costs."""

    id = uuid()
    amount = count(0, 0, required=False)
    currency = text(3, required=False)
    amount_description = text(200)


class HsdsTerm(Strict):
    """A topic."""

    id = uuid()
    code = slug()
    name = text(500)
    description = text(500)
    taxonomy = text(20)


class HsdsAttribute(Strict):
    """That it is about a topic."""

    id = uuid()
    link_id = uuid()
    link_type = text(20)
    link_entity = text(20)
    value = slug()
    taxonomy_term_id = uuid()
    taxonomy_term = nested(HsdsTerm)


class HsdsService(Strict):
    """An offer; the lists stand here when it is asked for by its id, or with `full`."""

    id = uuid()
    organization_id = uuid()
    name = text(200)
    alternate_name = text(200, required=False)
    description = text(1000)
    url = url(required=False)
    email = email(required=False)
    status = word(STATUSES)
    fees_description = text(200)
    minimum_age = count(0, OLDEST, required=False)
    maximum_age = count(0, OLDEST, required=False)
    last_modified = moment()
    organization = nested(HsdsOrganizationInShort)
    phones = nested(HsdsPhone, many=True, required=False)
    schedules = nested(HsdsSchedule, many=True, required=False)
    service_areas = nested(HsdsArea, many=True, required=False)
    service_at_locations = nested(HsdsAtLocation, many=True, required=False)
    languages = nested(HsdsLanguage, many=True, required=False)
    cost_options = nested(HsdsCost, many=True, required=False)
    attributes = nested(HsdsAttribute, many=True, required=False)


class HsdsPage(Strict):
    """A page of a list."""

    total_items = count()
    total_pages = count()
    page_number = count(1)
    size = count()
    first_page = yes_no()
    last_page = yes_no()
    empty = yes_no()


class HsdsServices(HsdsPage):
    """A page of offers."""

    contents = nested(HsdsService, many=True, max=200)


class HsdsOrganizations(HsdsPage):
    """A page of organizations."""

    contents = nested(HsdsOrganizationInShort, many=True, max=200)


class HsdsPaging(Strict):
    """Which page."""

    page = count(1, 100_000, default=1)
    per_page = count(1, 200, default=50)


class HsdsSearch(HsdsPaging):
    """Which offers."""

    search = text(100, null=True, means="Words that all stand somewhere in it.")
    full = yes_no(default=False, means="With everything that hangs on each.")
    organization_id = uuid(null=True)
    taxonomy_term_id = uuid(null=True)
    topic = slug(null=True, means="The term by our own code.")
    minimum_age = count(0, OLDEST, null=True)
    maximum_age = count(0, OLDEST, null=True, means="With minimum_age: for somebody of an age between them.")
    modified_after = moment(null=True, means="Changed then or later; then those that are closed are told of too.")
