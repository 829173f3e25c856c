"""Families come in from a list by the rules of entry, all of a family or nothing, and once however often it is run."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select

from chassis.testing import caller
from contracts.refusals import Refused
from enrollment import actions, tables
from enrollment.importing import Limits
from tests.enrollment.importing.lists import (
    Office,
    as_csv,
    child,
    csv_table,
    household,
    households,
    lines,
    person,
)
from tests.enrollment.make import AREA, MUNICIPALITY, PARTNER, PROGRAMME
from tests.enrollment.story import BIRGIT


def test_a_family_comes_in_as_if_it_had_been_typed(office: Office) -> None:
    assert office.bring_in_rows(*household(1)).entered == 1
    family = only(office)
    assert [(each["name"], each["kind"], each["language"]) for each in family["members"]] == [
        ("Amal Nummer 1", "guardian", "ar"),
        ("Jonas Nummer 1", "guardian", "ar"),
        ("Sara Nummer 1", "child", "ar"),
    ]
    assert (family["area"], family["municipality"], family["languages"]) == (AREA, MUNICIPALITY, ["ar", "da"])


def test_an_imported_family_does_not_take_part_before_everybody_asked_has_said_yes(office: Office) -> None:
    office.bring_in_rows(*household(1))
    family = only(office)
    assert family["joined_on"] is None
    assert {gap["code"] for gap in family["missing"]} == {"wish_missing", "consent_missing"}
    for each in family["members"]:
        by = ("family", each["id"]) if each["kind"] == "guardian" else ("coordinator", BIRGIT)
        office.do(actions.state_wish, family["id"], by=by, person=each["id"], wish="yes")
    for each in family["members"][:2]:
        office.family = family["id"]
        office.consent(each["id"])
    assert only(office)["joined_on"] is not None


def test_nobody_is_told_of_a_request_that_was_answered_long_ago(office: Office) -> None:
    office.bring_in_rows(*household(1))
    assert {event.type for event in office.told()} == {"programme.published.v1"}


def test_when_and_how_a_family_asked_is_kept(office: Office) -> None:
    rows = household(1)
    office.bring_in_rows(
        {**rows[0], "contact_route": "postkort"}, {**rows[1], "asked": "x", "contact_route": ""}, rows[2]
    )
    with office.rehearsal.store.session(write=False) as session:
        contact = session.scalars(select(tables.Contact)).one()
        family = session.scalars(select(tables.Family)).one()
        assert (contact.contact_route, actions.contacts.as_contact(contact)["asked_on"].isoformat()) == (
            "postcard",
            "2026-01-02",
        )
        assert contact.person == family.members[1].person
        assert (contact.name, contact.email) == (None, None)


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ({"asked_on": ""}, "bad om kontakt den", "no_own_contact"),
        ({"contact_route": ""}, "kontaktvej", "no_own_contact"),
        ({"asked_on": "03-03-2026"}, "bad om kontakt den", "asked_after_today"),
        ({"contact_route": "henvisning"}, "kontaktvej", "route_not_used"),
        ({"contact_route": "opsøgende"}, "kontaktvej", "route_not_used"),
        ({"asked_on": "12/31/2025"}, "bad om kontakt den", "invalid_date"),
        ({"born": "30-02-1988"}, "født", "invalid_date"),
        ({"born": "040588-1234"}, "født", "cpr_not_stored"),
        ({"born": "03-03-2026"}, "født", "born_after_today"),
        ({"name": "Amal 040588-1234"}, "navn", "cpr_not_stored"),
        ({"name": ""}, "navn", "required"),
        ({"name": "A" * 201}, "navn", "too_long"),
        ({"name": "Am\u202eal"}, "navn", "bidi_override"),
        ({"family": ""}, "familie", "required"),
        ({"family": "040588-1234"}, "familie", "cpr_not_stored"),
        ({"kind": "nabo"}, "hvem", "not_a_choice"),
        ({"email": "amal"}, "e-mail", "invalid_email"),
        ({"language": "dansk"}, "sprog", "unknown_language"),
        ({"languages": "ar, xx"}, "familiens sprog", "unknown_language"),
        ({"languages": ""}, "familiens sprog", "required"),
        ({"person_id": "17"}, "person-id", "invalid_uuid"),
        ({"asked": "måske"}, "bad om kontakt", "wrong_type"),
        ({"wanted": "video"}, "første møde", "not_a_choice"),
        ({"area": "vollsmose"}, "område", "unknown_area"),
        ({"municipality": "Odense"}, "kommune", "lives_elsewhere"),
        ({"municipality": "9999"}, "kommune", "unknown_municipality"),
    ],
)
@pytest.mark.parametrize("dry_run", [True, False])
def test_a_faulty_row_is_refused_by_row_column_and_code(
    office: Office, row: dict[str, Any], column: str, code: str, dry_run: bool
) -> None:
    family = row.get("family", "F1")
    tally = office.bring_in_rows(person(**row), child(family=family) if family else child(), dry_run=dry_run)
    (first, *_) = tally.errors
    assert (first["row"], first["column"], first["code"]) == (2, column, code)
    assert first["text"]["da"]
    assert first["would_change"]["en"]
    assert count(office) == 0


def test_a_family_that_has_not_asked_is_refused_with_the_row_that_says_so(office: Office) -> None:
    (error,) = office.bring_in_rows(person(asked_on=""), child()).errors
    assert error["rule"] == "S0-17"


@pytest.mark.parametrize(
    ("rows", "row", "code"),
    [
        ([person(), child(), child()], 4, "person_twice"),
        ([person(), child(languages="da")], 3, "rows_differ"),
        ([person(kind="barn", born="12-03-2016")], 2, "no_guardian"),
        ([person()], 2, "no_child"),
        ([person(), child(born="01-01-2008")], 3, "not_a_child"),
        ([person(), child(), person(family="F2"), child(family="F2", name="Bo"), child(name="Ida")], 2, "rows_apart"),
    ],
)
def test_what_is_wrong_with_a_family_as_a_whole_is_said_at_one_of_its_rows(
    office: Office, rows: list[dict[str, Any]], row: int, code: str
) -> None:
    tally = office.bring_in_rows(*rows)
    assert (tally.errors[0]["row"], tally.errors[0]["code"]) == (row, code)
    assert count(office) == 0


def test_something_beside_the_columns_is_no_silent_loss(office: Office) -> None:
    cells = list(lines(household(1)))
    cells[2].append("and this")
    (error,) = office.bring_in(csv_table(as_csv(cells))).errors
    assert (error["row"], error["column"], error["code"]) == (3, None, "cell_without_column")


def test_one_wrong_row_keeps_every_family_out_unless_told_otherwise(office: Office) -> None:
    rows = [*household(1), *household(2), *household(3)]
    rows[4] = rows[4] | {"born": "x"}
    tally = office.bring_in_rows(*rows)
    assert (tally.entered, tally.refused, tally.refused_rows, tally.written) == (2, 1, 3, False)
    assert count(office) == 0
    tally = office.bring_in_rows(*rows, skip_faulty=True)
    assert (tally.entered, tally.refused, tally.written) == (2, 1, True)
    assert (count(office), count(office, tables.Member), count(office, tables.Contact)) == (2, 6, 2)


def test_a_family_whose_rows_come_apart_leaves_nothing_behind(office: Office) -> None:
    rows = [*household(1), *household(2), child(family="F1", name="Ida")]
    tally = office.bring_in_rows(*rows, skip_faulty=True)
    assert [error["row"] for error in tally.errors if error["code"] == "rows_apart"] == [2, 8]
    assert (tally.entered, tally.refused, count(office)) == (1, 2, 1)


def test_a_second_run_changes_nothing(office: Office) -> None:
    office.bring_in_rows(*households(7))
    before = only(office, 0)
    tally = office.bring_in_rows(*[row | {"email": "new@familie.example"} for row in households(7)])
    assert (tally.entered, tally.already_done, tally.refused, tally.written) == (0, 7, 0, False)
    assert only(office, 0) == before


def test_the_same_file_with_more_at_its_end_enters_only_that(office: Office) -> None:
    office.bring_in_rows(*households(2))
    tally = office.bring_in_rows(*households(3))
    assert (tally.entered, tally.already_done, count(office)) == (1, 2, 3)


def test_a_dry_run_says_the_same_and_writes_nothing(office: Office) -> None:
    rows = [*household(1), person(family="F2", born="x"), *household(3), person(family="F4")]
    dry = office.bring_in_rows(*rows, dry_run=True)
    assert count(office) == count(office, tables.Contact) == 0
    real = office.bring_in_rows(*rows, skip_faulty=True)
    kept = ("rows", "entered", "already_done", "refused", "refused_rows", "errors")
    assert {name: getattr(dry, name) for name in kept} == {name: getattr(real, name) for name in kept}
    assert (dry.written, real.written) == (False, True)


def test_chunks_make_no_difference(office: Office) -> None:
    rows = [*households(11), person(family="F99")]
    whole = office.bring_in_rows(*rows, dry_run=True)
    assert office.bring_in_rows(*rows, dry_run=True, limits=Limits(chunk=2)) == whole


def test_the_first_twenty_errors_are_shown_and_all_are_counted(office: Office) -> None:
    tally = office.bring_in_rows(*[person(family=f"F{number}") for number in range(50)])
    assert (len(tally.errors), tally.refused) == (20, 50)


def test_what_a_cell_says_is_never_repeated(office: Office) -> None:
    secret = "amal-haddad"
    rows = [person(area=secret, contact_route=secret, wanted=secret), child(area=secret)]
    assert secret not in str(office.bring_in_rows(*rows).document())


def test_who_has_custody_of_a_child_may_be_said_by_rows_of_the_family(office: Office) -> None:
    amal, jonas, sara = household(1)
    assert office.bring_in_rows(amal, jonas, sara | {"guardians": "2", "school_shift": "-1"}).entered == 1
    with office.rehearsal.store.session(write=False) as session:
        family = session.scalars(select(tables.Family)).one()
        members = {each.person: each for each in family.members}
        ((child, guardian),) = [(members[each.child], members[each.guardian]) for each in family.custodies]
        assert (child.name, child.school_shift, guardian.name) == ("Sara Nummer 1", -1, "Jonas Nummer 1")


@pytest.mark.parametrize(
    ("said", "code"),
    [("0", "too_small"), ("far", "wrong_type"), ("9", "nobody_in_that_place"), ("3", "not_a_guardian")],
)
def test_custody_that_cannot_be_is_refused_at_the_row_of_the_child(office: Office, said: str, code: str) -> None:
    amal, jonas, sara = household(1)
    (error,) = office.bring_in_rows(amal, jonas, sara | {"guardians": said}).errors
    assert (error["row"], error["column"], error["code"]) == (4, "forældremyndighed", code)


def test_a_person_known_by_an_id_keeps_it(office: Office) -> None:
    office.bring_in_rows(person(person_id=str(UUID(int=7))), child())
    assert only(office)["members"][0]["id"] == UUID(int=7)


def test_what_is_the_same_for_all_need_not_stand_in_the_file(office: Office) -> None:
    rows = [{key: said for key, said in row.items() if key not in ("area", "municipality")} for row in household(1)]
    tally = office.bring_in_rows(*rows, given={"area": AREA, "municipality": "0621"})
    assert tally.entered == 1


def test_only_the_organisation_of_the_programme_brings_families_in(office: Office) -> None:
    stranger = caller("coordinator", organisation=PARTNER, relations=frozenset({"organisation"}))
    with office.rehearsal.work(stranger) as work, pytest.raises(Refused, match="not_allowed"):
        actions.terms_of_import(work, PROGRAMME)


def only(office: Office, place: int = 0) -> Any:
    with office.rehearsal.store.session(write=False) as session:
        id = session.scalars(select(tables.Family.id).order_by(tables.Family.id)).all()[place]
    return office.do(actions.family, id, by=("coordinator", BIRGIT))


def count(office: Office, table: Any = tables.Family) -> int:
    with office.rehearsal.store.session(write=False) as session:
        return session.scalar(select(func.count()).select_from(table)) or 0
