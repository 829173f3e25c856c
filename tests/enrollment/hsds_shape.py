"""What HSDS 3 demands of the objects we send, as JSON Schema: written here from the required fields, formats and code
lists that https://docs.openreferral.org/en/3.0/hsds/schema_reference.html documents; not the schema published there.

Stricter than HSDS in one thing: what is not named here must not be there, so that nothing comes along unseen.
"""

from typing import Any

TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
UUID: dict[str, Any] = {"type": "string", "format": "uuid"}
DAY: dict[str, Any] = {"type": "string", "format": "date"}
URI: dict[str, Any] = {"type": "string", "format": "uri", "pattern": "^https?://[!-~]+$"}
EMAIL: dict[str, Any] = {"type": "string", "format": "email"}
NUMBER: dict[str, Any] = {"type": "number"}
TRUTH: dict[str, Any] = {"type": "boolean"}
COUNT: dict[str, Any] = {"type": "integer", "minimum": 0}


def an_object(required: str, **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "required": required.split(),
        "properties": properties,
        "additionalProperties": False,
    }


def some(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


PHONE = an_object("id number", id=UUID, number=TEXT)
IDENTIFIER = an_object(
    "id identifier_type identifier", id=UUID, identifier_scheme=TEXT, identifier_type=TEXT, identifier=TEXT
)
IN_SHORT = {
    "id": UUID,
    "name": TEXT,
    "alternate_name": TEXT,
    "description": TEXT,
    "email": EMAIL,
    "website": URI,
    "legal_status": TEXT,
}
ORGANIZATION_IN_SHORT = an_object("id name description", **IN_SHORT)
ORGANIZATION = an_object(
    "id name description", **IN_SHORT, phones=some(PHONE), organization_identifiers=some(IDENTIFIER)
)
SCHEDULE = an_object(
    "id",
    id=UUID,
    valid_from=DAY,
    valid_to=DAY,
    freq={"enum": ["WEEKLY", "MONTHLY"]},
    interval=NUMBER,
    wkst={"enum": ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]},
    byday={"type": "string", "pattern": "^(MO|TU|WE|TH|FR|SA|SU)(,(MO|TU|WE|TH|FR|SA|SU))*$"},
    description=TEXT,
)
AREA = an_object("id", id=UUID, name=TEXT, description=TEXT)
LOCATION = an_object(
    "id location_type",
    id=UUID,
    location_type={"enum": ["physical", "postal", "virtual"]},
    name=TEXT,
    external_identifier=TEXT,
    external_identifier_type=TEXT,
    accessibility=some(an_object("id", id=UUID, description=TEXT)),
)
TERM = an_object("id name description", id=UUID, code=TEXT, name=TEXT, description=TEXT, taxonomy=TEXT)
ATTRIBUTE = an_object(
    "id",
    id=UUID,
    link_id=UUID,
    link_type=TEXT,
    link_entity=TEXT,
    value=TEXT,
    taxonomy_term_id=UUID,
    taxonomy_term=TERM,
)
SERVICE_IN_SHORT = {
    "id": UUID,
    "organization_id": UUID,
    "name": TEXT,
    "alternate_name": TEXT,
    "description": TEXT,
    "url": URI,
    "email": EMAIL,
    "status": {"enum": ["active", "inactive", "defunct", "temporarily closed"]},
    "fees_description": TEXT,
    "minimum_age": NUMBER,
    "maximum_age": NUMBER,
    "last_modified": {"type": "string", "format": "date-time"},
    "organization": ORGANIZATION_IN_SHORT,
}
LISTED = an_object("id name status organization", **SERVICE_IN_SHORT)
SERVICE = an_object(
    "id name status organization",
    **SERVICE_IN_SHORT,
    phones=some(PHONE),
    schedules=some(SCHEDULE),
    service_areas=some(AREA),
    service_at_locations=some(an_object("id", id=UUID, location=LOCATION)),
    languages=some(an_object("id", id=UUID, code={"type": "string", "pattern": "^[a-z]{2}$"})),
    cost_options=some(an_object("id", id=UUID, amount=NUMBER, currency=TEXT, amount_description=TEXT)),
    attributes=some(ATTRIBUTE),
)
PAGE = {
    "total_items": COUNT,
    "total_pages": COUNT,
    "page_number": {"type": "integer", "minimum": 1},
    "size": COUNT,
    "first_page": TRUTH,
    "last_page": TRUTH,
    "empty": TRUTH,
}


def page_of(item: dict[str, Any]) -> dict[str, Any]:
    return an_object(" ".join([*PAGE, "contents"]), **PAGE, contents=some(item))
