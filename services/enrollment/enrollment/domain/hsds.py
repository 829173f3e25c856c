"""The directory in the shape of Open Referral's Human Services Data Specification, HSDS 3. # S1-02

Made of what everybody may see and of nothing else: what goes in is an offer or an organisation as it is shown. What
HSDS calls a service is an offer here. A value that is not known is left out, as HSDS wants it. Deliberately not here:
contacts, since HSDS means people by that, and addresses, since HSDS wants more of one than an offer says.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit
from uuid import NAMESPACE_URL, UUID, uuid5

Shown = Mapping[str, Any]

PAGES_PROFILE = "https://docs.openreferral.org/en/3.0/"
TAXONOMY = "samspil"
KEPT = "/%:=&?~+!$,;'@()*"  # what stands in an address for itself
ISO_DAYS = {"mon": "MO", "tue": "TU", "wed": "WE", "thu": "TH", "fri": "FR", "sat": "SA", "sun": "SU"}
FEES = {
    "free": {"da": "Det er gratis.", "en": "It is free."},
    "cheap": {"da": "Det koster lidt.", "en": "It costs a little."},
}
EVERYWHERE = {"da": "Danmark", "en": "Denmark"}
ON_PARTS = {
    "day": {"da": "Om dagen.", "en": "In the daytime."},
    "evening": {"da": "Om aftenen.", "en": "In the evening."},
}


@dataclass(frozen=True, kw_only=True)
class Names:
    """What topics, areas and municipalities are called in one language."""

    language: str
    topics: Mapping[str, str]
    areas: Mapping[str, str]
    municipalities: Mapping[str, str]


def about() -> Shown:
    """What the feed says of itself."""
    return {"version": "3.0", "profile": PAGES_PROFILE}


def page(contents: Sequence[Shown], *, number: int, per_page: int, total: int) -> Shown:
    """One page of a list, the first being number 1."""
    pages = -(-total // per_page)
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": number,
        "size": len(contents),
        "first_page": number == 1,
        "last_page": number >= pages,
        "empty": not contents,
        "contents": contents,
    }


def term_id(topic: str) -> UUID:
    """The id of a topic as a term of our taxonomy, the same everywhere."""
    return uuid5(NAMESPACE_URL, f"samspil:topic:{topic}")


def service(offer: Shown, organisation: Shown, names: Names) -> Shown:
    """An offer in short, as it stands in a list."""
    return _known(
        {
            "id": offer["id"],
            "organization_id": organisation["id"],
            **_named(offer["names"], names.language),
            "description": offer["descriptions"][names.language],
            "url": _uri(offer["url"]),
            "email": offer["email"],
            "status": offer["status"],
            "fees_description": FEES[offer["price"]][names.language],
            "minimum_age": offer["ages_from"],
            "maximum_age": offer["ages_to"],
            "last_modified": offer["changed_at"],
            "organization": organization(organisation, names),
        }
    )


def full_service(offer: Shown, organisation: Shown, names: Names) -> Shown:
    """An offer with everything that hangs on it."""
    return {
        **service(offer, organisation, names),
        "phones": _phones(offer),
        "schedules": list(_schedules(offer, names)),
        "service_areas": list(_places(offer, names)),
        "service_at_locations": list(_locations(offer, names)),
        "languages": [{"id": _id(offer, f"language:{code}"), "code": code} for code in offer["languages"]],
        "cost_options": list(_costs(offer, names)),
        "attributes": [_attribute(offer, topic, names) for topic in offer["topics"]],
    }


def organization(organisation: Shown, names: Names) -> Shown:
    """An organisation in short."""
    return _known(
        {
            "id": organisation["id"],
            **_named(organisation["names"], names.language),
            "description": organisation["about"][names.language],
            "email": organisation["email"],
            "website": _uri(organisation["url"]),
            "legal_status": organisation["kind"],
        }
    )


def full_organization(organisation: Shown, names: Names) -> Shown:
    """An organisation with its number and its telephone."""
    cvr = organisation["cvr"]
    number = {"identifier_scheme": "DK-CVR", "identifier_type": "CVR", "identifier": cvr}
    return {
        **organization(organisation, names),
        "phones": _phones(organisation),
        "organization_identifiers": [{"id": _id(organisation, "cvr"), **number}] if cvr else [],  # S1-25
    }


def _named(words: Mapping[str, str], language: str) -> Shown:
    name, other = words[language], words["en" if language == "da" else "da"]
    return {"name": name, "alternate_name": other if other != name else None}


def _phones(shown: Shown) -> list[Shown]:
    return [{"id": _id(shown, "phone"), "number": shown["phone"]}] if shown["phone"] else []


def _schedules(offer: Shown, names: Names) -> Iterator[Shown]:
    words = offer["when"][names.language] if offer["when"] else None
    valid = {"valid_from": offer["valid_from"], "valid_to": offer["valid_to"]}
    if words and not offer["slots"]:
        yield _known({"id": _id(offer, "schedule"), **valid, "description": words})
    for part, called in ON_PARTS.items():
        days = [iso for day, iso in ISO_DAYS.items() if f"{day}_{part}" in offer["slots"]]
        if days:
            rule = {"freq": "WEEKLY", "interval": 1, "wkst": "MO", "byday": ",".join(days)}  # RFC 5545
            said = f"{words} {called[names.language]}" if words else called[names.language]
            yield _known({"id": _id(offer, f"schedule:{part}"), **valid, **rule, "description": said})


def _places(offer: Shown, names: Names) -> Iterator[Shown]:
    if offer["nationwide"]:
        yield {"id": _id(offer, "nationwide"), "name": EVERYWHERE[names.language]}
        return
    for kind, called in (("municipalities", names.municipalities), ("areas", names.areas)):
        for code in offer[kind]:
            yield {"id": _id(offer, f"{kind}:{code}"), "name": called.get(code, code), "description": code}


def _locations(offer: Shown, names: Names) -> Iterator[Shown]:
    if not offer["place"]:
        return
    access = offer["accessibility"] or {}
    location = {
        "id": _id(offer, "location"),
        "location_type": "physical",
        "name": offer["place"],
        "external_identifier": offer["postcode"],
        "external_identifier_type": "DK postcode" if offer["postcode"] else None,
    }
    words = [{"id": _id(offer, "accessibility"), "description": access[names.language]}] if access else []
    yield {"id": _id(offer, "at_location"), "location": _known(location) | {"accessibility": words}}


def _costs(offer: Shown, names: Names) -> Iterator[Shown]:
    amount = {"amount": 0, "currency": "dkk"} if offer["price"] == "free" else {}
    yield {"id": _id(offer, "cost"), **amount, "amount_description": FEES[offer["price"]][names.language]}


def _attribute(offer: Shown, topic: str, names: Names) -> Shown:
    called = names.topics.get(topic, topic)
    term = {"id": term_id(topic), "code": topic, "name": called, "description": called, "taxonomy": TAXONOMY}
    link = {"link_id": offer["id"], "link_type": "topic", "link_entity": "service", "value": topic}
    return {"id": _id(offer, f"topic:{topic}"), **link, "taxonomy_term_id": term["id"], "taxonomy_term": term}


def _id(shown: Shown, part: str) -> UUID:
    """The id of something that hangs on an offer or organisation, the same at every reading."""
    return uuid5(shown["id"], part)


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _uri(url: str | None) -> str | None:
    """An address as HSDS wants it: ASCII, with names of places on the web in their own spelling."""
    if url is None:
        return None
    parts = urlsplit(url)
    host = parts.netloc.encode("idna").decode()
    path, query, fragment = (quote(part, safe=KEPT) for part in (parts.path, parts.query, parts.fragment))
    return parts._replace(netloc=host, path=path, query=query, fragment=fragment).geturl()
