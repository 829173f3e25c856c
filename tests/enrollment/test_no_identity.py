"""The API cannot hold an identity before the family's yes: not its requests, not its tables, whatever is sent. # S0-14

What is looked at here are types, not names: no field in which a name would fit, whatever it is called.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from marshmallow import Schema, fields
from sqlalchemy import Column, Date, String, Table, Uuid

from chassis import doors
from chassis.columns import Moment
from chassis.testing import Stage
from chassis.web.route import Route
from contracts.fields import SLUG, languages, municipalities
from contracts.programmes import load
from contracts.values import Count, Day, Inner, Known, ListOf, Text, Word, YesNo
from enrollment import schemas
from enrollment.service import Enrollment
from enrollment.tables import Guidance, Information, Outreach, Tables
from tests.enrollment.make import AREA, OURS, PARTNER, PROGRAMME
from tests.enrollment.rich import GUIDE, in_house
from tests.enrollment.story import BIRGIT, KARIN, PIA, TELLING

# Before a family has asked, whoever tells, counts, follows a guide or is worried comes through these doors.
FIRST_STEPS = ("informations", "referrals", "outreach", "programmes", "eligibility", "concerns", "sparring")
# What a professional may say, only to be refused, of a family that has asked itself.
ON_OWN_REQUEST = {"POST /families"}
# The employees who told and counted, who are no family, and the row itself.
IDS = {"id", "professional", "counted_by"}
WORDS = 64
# What is printed must be the code that we gave ourselves, and is not kept.
A_CODE_ALREADY_KNOWN = (schemas.NewPrint, "code")

AS_PIA, AS_BIRGIT = ("professional", PARTNER, PIA), ("coordinator", OURS, BIRGIT)
COUNTED = {
    "programme": PROGRAMME, "kind": "street", "area": AREA, "on": "2026-03-01", "part_of_day": "day", "people": 3,
}  # fmt: skip
REQUESTS: dict[str, tuple[tuple[Any, ...], dict[str, Any]]] = {
    "/informations": (AS_PIA, TELLING),
    "/referrals": (AS_PIA, {"programme": PROGRAMME, "area": AREA, "about": "child"}),
    "/outreach": (AS_BIRGIT, COUNTED),
    f"/programmes/{PROGRAMME}/handguides/{GUIDE}": (AS_PIA, {"answers": [{"question": "acute", "yes": True}]}),
    "/concerns/guidance": (AS_PIA, {"municipality": "0621", "urgent": False, "who": "professional"}),
    "/sparring": (AS_PIA, {"programme": PROGRAMME, "team": "the_team", "topic": "leisure", "wanted": "call"}),
}
IDENTIFYING = ("name", "email", "phone", "address", "born", "cpr", "note", "person", "child", "family", "guardian")


def writing() -> list[Route]:
    return [route for route in doors.routes_of(Enrollment()) if not route.reads]


def before_a_contact() -> list[Route]:
    """Every request that can be made before a family has asked, by anybody who may know of one."""
    named = [route for route in writing() if route.resource in FIRST_STEPS and "organisation_admin" not in route.roles]
    told = [
        route
        for route in writing()
        if "professional" in route.roles
        and not route.parameters
        and f"{route.method} {route.path}" not in ON_OWN_REQUEST
    ]
    return list({(route.method, route.path): route for route in (*named, *told)}.values())


def roomy(schema: Schema, place: str = "") -> Iterator[str]:
    """The fields of a request in which an identity would fit: free text, an e-mail, an id, a birthday."""
    for name, field in schema.load_fields.items():
        inner = field.inner if isinstance(field, ListOf) else field
        if isinstance(inner, Inner):
            yield from roomy(inner.schema, f"{place}{name}.")
        elif (type(schema), name) != A_CODE_ALREADY_KNOWN and not (
            isinstance(inner, Word | YesNo | Count) or _is_a_code(inner) or _is_the_day_of_a_round(schema, name)
        ):
            yield f"{place}{name}"


def _is_a_code(field: fields.Field[Any]) -> bool:
    """A slug, which the rules look up in the programme, or a code of a closed list."""
    rules = field.validators if isinstance(field, Text) else []
    known = [rule for rule in rules if isinstance(rule, Known)]
    return bool(known) or any(getattr(getattr(rule, "regex", None), "pattern", "") == SLUG for rule in rules)


def _is_the_day_of_a_round(schema: Schema, name: str) -> bool:
    field = schema.load_fields[name]
    return isinstance(field, Day) and isinstance(schema, schemas.NewOutreach)


def roomy_columns(table: Table) -> Iterator[str]:
    """The columns in which an identity would fit."""
    for column in table.columns:
        if column.info.get("personal") or not (_is_short(column) or _is_known(column)):
            yield column.name


def _is_short(column: Column[Any]) -> bool:
    return isinstance(column.type, String) and (column.type.length or WORDS + 1) <= WORDS


def _is_known(column: Column[Any]) -> bool:
    if isinstance(column.type, Uuid):
        return column.name in IDS
    return isinstance(column.type, Moment | Date) or column.type.python_type is int


def test_every_first_step_is_looked_at() -> None:
    assert {route.resource for route in before_a_contact()} == set(FIRST_STEPS)


@pytest.mark.parametrize("route", before_a_contact(), ids=lambda route: f"{route.method} {route.path}")
def test_no_request_before_a_contact_has_room_for_an_identity(route: Route) -> None:
    assert route.body is None or list(roomy(route.body())) == []


@pytest.mark.parametrize("table", [Information, Outreach, Guidance], ids=lambda table: table.__tablename__)
def test_no_table_of_the_information_phase_has_room_for_an_identity(table: type[Tables]) -> None:
    assert list(roomy_columns(table.__table__)) == []  # type: ignore[arg-type]


def test_the_way_of_looking_finds_room_where_there_is_some() -> None:
    assert set(roomy(schemas.NewContact())) == {"name", "email", "code"}
    assert "members.name" in set(roomy(schemas.NewFamily()))
    assert {"name", "email", "person"} <= set(roomy_columns(Tables.metadata.tables["contacts"]))
    assert {"name", "born"} <= set(roomy_columns(Tables.metadata.tables["members"]))


def test_the_lists_that_a_code_may_come_from_are_closed() -> None:
    assert (len(municipalities()), max(map(len, languages()))) == (98, 2)


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    with pytest.MonkeyPatch.context() as patch:
        in_house(patch)
        stage = Stage(Enrollment, Tables.metadata)
        version = {"version": load()[PROGRAMME].version}
        admin = ("organisation_admin", OURS, KARIN)
        assert stage.call("PUT", f"/programmes/{PROGRAMME}/in-force", version, as_=admin).status == 200
        yield stage


def content(stage: Stage) -> list[Any]:
    """Every row of every table of the service."""
    with stage.rehearsal.store.session(write=False) as session:
        return [tuple(row) for table in Tables.metadata.sorted_tables for row in session.execute(table.select())]


scraps: st.SearchStrategy[Any] = st.one_of(
    st.text(min_size=1, max_size=30), st.integers(), st.booleans(), st.dates().map(str), st.just([])
)
unknown = st.one_of(st.sampled_from(IDENTIFYING), st.text(st.characters(categories=["L"]), min_size=3, max_size=12))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(path=st.sampled_from(sorted(REQUESTS)), name=unknown, value=scraps)
def test_whatever_field_is_added_it_is_refused_and_nothing_is_kept(
    stage: Stage, path: str, name: str, value: Any
) -> None:
    who, body = REQUESTS[path]
    if name in body:
        return
    before = content(stage)
    reply = stage.call("POST", path, body | {name: value}, as_=who)
    assert reply.json["code"] in ("invalid", "body_not_json")
    assert content(stage) == before


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(path=st.sampled_from(sorted(REQUESTS)), told=st.data())
def test_no_field_can_be_made_to_hold_a_name(stage: Stage, path: str, told: st.DataObject) -> None:
    who, body = REQUESTS[path]
    name = told.draw(st.sampled_from(sorted(body)))
    before = content(stage)
    reply = stage.call("POST", path, body | {name: told.draw(st.sampled_from(["Amal Haddad", "amal_haddad"]))}, as_=who)
    assert reply.status in (409, 422), reply.text
    assert content(stage) == before


@pytest.mark.parametrize("path", sorted(REQUESTS))
def test_the_requests_that_are_tried_are_fine_without_the_addition(stage: Stage, path: str) -> None:
    who, body = REQUESTS[path]
    reply = stage.call("POST", path, body, as_=who)
    assert reply.status in (200, 201) or reply.json["code"] == "no_referrals"
