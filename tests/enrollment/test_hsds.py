"""The directory as HSDS 3: the shape it demands, the pages, and that nothing but public data can come along."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import pytest
from jsonschema import Draft202012Validator

from chassis.testing import Reply, Stage
from contracts.programmes import load
from enrollment.domain.hsds import term_id
from enrollment.service import Enrollment
from enrollment.tables import Facet, Offer, Organisation, Partner, Tables
from tests.enrollment.directory import CLUB, HERE, LISE, RUTH, SCOUTING, SCOUTS
from tests.enrollment.hsds_shape import LISTED, ORGANIZATION, ORGANIZATION_IN_SHORT, SERVICE, page_of
from tests.enrollment.make import AREA, MUNICIPALITY, PROGRAMME

AS_LISE, AS_RUTH = ("organisation_admin", SCOUTS, LISE), ("coordinator", SCOUTS, RUTH)
SERVICES, ORGANIZATIONS = "/open-referral/services", "/open-referral/organizations"
SPARE: dict[str, Any] = {
    "names": {"da": "Snak", "en": "Snak"},
    "descriptions": {"da": "En snak.", "en": "A talk."},
    "kind": "counselling",
    "topics": ["everyday_life"],
    "languages": ["ar", "da"],
    "nationwide": True,
    "price": "cheap",
}
FULL = CLUB | {
    "accessibility": {"da": "Rampe.", "en": "A ramp."},
    "areas": [AREA],
    "slots": ["tue_evening", "thu_evening", "sat_day"],
    "url": "https://bål.example/grupper/små?sted=ø",
    "email": "post@spejder.example",
    "phone": "65 15 15 15",
    "valid_to": "2026-12-31",
}


@pytest.fixture
def stage() -> Stage:
    stage = Stage(Enrollment, Tables.metadata)
    assert stage.call("POST", "/organisations", SCOUTING, as_=AS_LISE).status == 201
    return stage


def offered(stage: Stage, offer: Any = CLUB, **changes: Any) -> str:
    reply = stage.call("POST", "/offers", offer | changes, as_=AS_RUTH)
    assert reply.status == 201, reply.text
    return str(reply.json["id"])


def got(stage: Stage, path: str, schema: Any, language: str = "en", **query: Any) -> Any:
    """What is answered, once it has been held to the shape."""
    reply: Reply = stage.call("GET", f"{path}?{urlencode(query)}", headers={"Accept-Language": language})
    assert reply.status == 200, reply.text
    Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(reply.json)
    return reply.json


def names(stage: Stage, **query: Any) -> list[str]:
    contents = got(stage, SERVICES, page_of(LISTED), **query)["contents"]
    return sorted(each["name"] for each in contents)


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("offer", [FULL, CLUB, SPARE, CLUB | HERE | {"slots": []}])
def test_an_offer_has_the_shape_in_full_and_in_short(stage: Stage, offer: Any, language: str) -> None:
    id = offered(stage, offer)
    service = got(stage, f"{SERVICES}/{id}", SERVICE, language)
    assert (service["id"], service["name"]) == (id, offer["names"][language])
    assert got(stage, SERVICES, page_of(SERVICE), language, full="true")["contents"] == [service]
    (short,) = got(stage, SERVICES, page_of(LISTED), language)["contents"]
    assert short == {name: value for name, value in service.items() if name in LISTED["properties"]}


def test_what_an_offer_says_stands_where_hsds_has_it(stage: Stage) -> None:
    service = got(stage, f"{SERVICES}/{offered(stage, FULL)}", SERVICE)
    assert (service["minimum_age"], service["maximum_age"], service["status"]) == (6, 11, "active")
    assert (service["alternate_name"], service["organization"]["name"]) == ("Bålhygge", "The Scouts")
    assert service["url"] == "https://xn--bl-yia.example/grupper/sm%C3%A5?sted=%C3%B8"
    rules = {each["byday"]: each["description"] for each in service["schedules"]}
    assert rules == {"TU,TH": "Every Tuesday In the evening.", "SA": "Every Tuesday In the daytime."}
    assert {each["valid_to"] for each in service["schedules"]} == {"2026-12-31"}
    assert [each["description"] for each in service["service_areas"]] == [MUNICIPALITY, AREA]
    (there,) = service["service_at_locations"]
    assert (there["location"]["name"], there["location"]["external_identifier"]) == ("Fælleshuset", "6000")
    (attribute,) = service["attributes"]
    assert attribute["taxonomy_term"]["name"] == load()[PROGRAMME].topics["leisure"].en
    assert [each["code"] for each in service["languages"]] == ["da"]


def test_an_organisation_has_the_shape_in_full_and_in_short(stage: Stage) -> None:
    (short,) = got(stage, ORGANIZATIONS, page_of(ORGANIZATION_IN_SHORT))["contents"]
    whole = got(stage, f"{ORGANIZATIONS}/{short['id']}", ORGANIZATION)
    assert whole["organization_identifiers"][0]["identifier"] == SCOUTING["cvr"]
    assert {name: whole[name] for name in short} == short
    assert stage.call("GET", "/open-referral").json["version"] == "3.0"


def test_ids_are_the_same_at_every_reading_and_never_shared(stage: Stage) -> None:
    one, other = offered(stage, FULL), offered(stage, FULL)
    first, again, second = (got(stage, f"{SERVICES}/{id}", SERVICE) for id in (one, one, other))
    assert first == again
    common = {str(term_id("leisure")), first["organization_id"]}
    assert set(ids(first)) & set(ids(second)) == common


def ids(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (each for name, each in value.items() if name == "id")
        for each in value.values():
            yield from ids(each)
    elif isinstance(value, list):
        for each in value:
            yield from ids(each)


def test_the_pages_hold_every_offer_once(stage: Stage) -> None:
    for number in range(5):
        offered(stage, names={"da": f"Nr. {number}", "en": f"No. {number}"})
    pages = [got(stage, SERVICES, page_of(LISTED), page=number, per_page=2) for number in (1, 2, 3, 4)]
    assert [(page["size"], page["first_page"], page["last_page"], page["empty"]) for page in pages] == [
        (2, True, False, False),
        (2, False, False, False),
        (1, False, True, False),
        (0, False, True, True),
    ]
    assert {(page["total_items"], page["total_pages"]) for page in pages} == {(5, 3)}
    found = [each["name"] for page in pages for each in page["contents"]]
    assert sorted(found) == [f"No. {number}" for number in range(5)]


def test_nothing_to_show_is_one_empty_page(stage: Stage) -> None:
    page = got(stage, SERVICES, page_of(LISTED))
    assert (page["total_items"], page["total_pages"], page["empty"], page["last_page"]) == (0, 0, True, True)


def test_a_page_can_be_asked_for_by_age_topic_words_and_organisation(stage: Stage) -> None:
    offered(stage)
    offered(stage, SPARE)
    (organization,) = {each["id"] for each in got(stage, ORGANIZATIONS, page_of(ORGANIZATION_IN_SHORT))["contents"]}
    both = ["Round the fire", "Snak"]
    assert names(stage, minimum_age=11, maximum_age=20) == both
    assert names(stage, minimum_age=12) == names(stage, maximum_age=5) == ["Snak"]
    assert names(stage, taxonomy_term_id=term_id("leisure")) == names(stage, topic="leisure") == ["Round the fire"]
    assert names(stage, taxonomy_term_id=UUID(int=4)) == []
    assert names(stage, search="SNAK talk") == ["Snak"]
    assert names(stage, organization_id=organization) == both
    assert names(stage, organization_id=UUID(int=4)) == []
    assert stage.call("GET", f"{SERVICES}?proximity=5").status == 422


def test_who_keeps_a_copy_learns_what_is_closed(stage: Stage) -> None:
    id = offered(stage)
    offered(stage, SPARE, valid_to="2026-03-02")
    stage.rehearsal.later(days=1)
    since = stage.rehearsal.clock.now().isoformat()
    assert stage.call("POST", f"/offers/{id}/closing", as_=AS_RUTH).status == 200
    assert names(stage) == []
    contents = got(stage, SERVICES, page_of(LISTED), modified_after=since)["contents"]
    assert [(each["id"], each["status"]) for each in contents] == [(id, "defunct")]
    contents = got(stage, SERVICES, page_of(LISTED), modified_after="2026-03-02T00:00:00Z")["contents"]
    assert {each["name"]: each["status"] for each in contents} == {"Round the fire": "defunct", "Snak": "inactive"}


def test_other_pages_may_read_the_feed_and_nothing_else(stage: Stage) -> None:
    id = offered(stage)
    for path in ("/open-referral", SERVICES, f"{SERVICES}/{id}", ORGANIZATIONS, f"{SERVICES}/{UUID(int=4)}"):
        assert stage.call("GET", path).headers["Access-Control-Allow-Origin"] == "*"
        assert stage.call("OPTIONS", path).headers["Access-Control-Allow-Origin"] == "*"
    for path in ("/offers", f"/offers/{id}", "/organisations", "/programmes", f"/families/{id}", "/contacts"):
        for method in ("GET", "OPTIONS", "POST"):
            assert "Access-Control-Allow-Origin" not in stage.call(method, path).headers


# A new column of these tables is seen here before it is seen by everybody.
PUBLIC = {
    Organisation: {
        "id", "version", "slug", "names", "about", "kind", "cvr", "municipality", "url", "email", "phone", "since",
        "left_on",
    },
    Offer: {
        "id", "version", "organisation", "names", "descriptions", "kind", "topics", "languages", "ages_from",
        "ages_to", "nationwide", "municipalities", "areas", "when", "slots", "place", "postcode", "price",
        "accessibility", "email", "phone", "url", "valid_from", "valid_to", "status", "changed_at",
    },
    Partner: set(),
    Facet: set(),
}  # fmt: skip
UNSHOWN = {
    Organisation: {"changed_at"},
    Offer: {"words"},
    Partner: {"programme", "organisation", "admitted_at", "removed_at"},
    Facet: {"offer_id", "kind", "value"},
}


@pytest.mark.parametrize("table", list(PUBLIC))
def test_every_column_of_the_directory_is_known_to_be_public_or_unshown(table: Any) -> None:
    columns = {column.name for column in table.__table__.columns}
    assert columns == PUBLIC[table] | UNSHOWN[table]
    assert not [column.name for column in table.__table__.columns if column.info.get("personal")]


def test_what_everybody_can_read_holds_public_columns_only(stage: Stage) -> None:
    id = offered(stage, FULL)
    offer, organisation = stage.call("GET", f"/offers/{id}").json, stage.call("GET", f"/organisations/{SCOUTS}").json
    assert set(offer) - {"translations"} <= PUBLIC[Offer]
    assert set(organisation) <= PUBLIC[Organisation]
    seen = set(leaves(got(stage, f"{SERVICES}/{id}", SERVICE)))
    told = set(leaves([FULL, SCOUTING, offer]))
    made = {
        "WEEKLY", "MO", "TU,TH", "SA", "physical", "DK postcode", "dkk", "topic", "service", "samspil",
        "It is free.", "Leisure time", "Housing area 1 in Kolding", "Kolding", "association",
        "Every Tuesday In the evening.", "Every Tuesday In the daytime.", term_of("leisure"),
        "https://xn--bl-yia.example/grupper/sm%C3%A5?sted=%C3%B8",
    }  # fmt: skip
    assert {each for each in seen - told if not is_uuid(each)} <= made


def term_of(topic: str) -> str:
    return load()[PROGRAMME].topics[topic].en


def leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from leaves(each)
    elif isinstance(value, str):
        yield value


def is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
