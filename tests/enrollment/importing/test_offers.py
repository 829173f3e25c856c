"""Offers come in from a list as if each had been put into the directory by hand, and once however often it is run."""

from collections.abc import Mapping
from typing import Any

import pytest

from enrollment import actions, importing
from enrollment.importing.offers import COLUMNS
from tests.enrollment import directory
from tests.enrollment.importing.lists import LIMITS, Office, as_csv, csv_table
from tests.enrollment.make import AREA, OURS
from tests.enrollment.story import BIRGIT

DANISH = [column.da for column in COLUMNS.values()]
ROW = {
    "offer": "T1",
    "names.da": "Bålhygge",
    "names.en": "Round the fire",
    "descriptions.da": "Vi laver mad over bål.",
    "descriptions.en": "We cook over a fire.",
    "kind": "Klub",
    "topics": "leisure",
    "languages": "da, ar",
    "price": "gratis",
    "ages_from": "6",
    "ages_to": 11,
    "municipalities": "Kolding, 461",
    "areas": AREA,
    "when.da": "Hver tirsdag",
    "when.en": "Every Tuesday",
    "slots": "tue_evening",
    "postcode": "6000",
    "valid_from": "1/2/2026",
}


@pytest.fixture
def office() -> Office:
    office = Office()
    directory.join(office, OURS)
    return office


def bring_in(office: Office, *rows: Mapping[str, Any], **how: Any) -> importing.Tally:
    cells = [DANISH, *([row.get(name, "") for name in COLUMNS] for row in rows)]
    found = importing.Import(csv_table(as_csv(cells)), importing.KINDS["offers"]("", {}), LIMITS)
    return found.run(office.transact, **{"dry_run": False, **how})


def seen(office: Office) -> list[Mapping[str, Any]]:
    wanted = dict.fromkeys(("age", "municipality", "area", "language", "topic", "organisation", "q"))
    found: list[Mapping[str, Any]] = office.do(
        actions.find_offers, wanted, by=("coordinator", BIRGIT), after=None, limit=100
    )
    return found


def test_an_offer_comes_in_as_if_it_had_been_put_in_by_hand(office: Office) -> None:
    assert bring_in(office, ROW).entered == 1
    (offer,) = seen(office)
    assert (offer["names"]["da"], offer["names"]["en"], offer["organisation"]) == ("Bålhygge", "Round the fire", OURS)
    assert (offer["kind"], offer["price"], offer["municipalities"], offer["languages"]) == (
        "club",
        "free",
        ["0621", "0461"],
        ["da", "ar"],
    )
    assert (offer["ages_from"], offer["ages_to"], str(offer["valid_from"])) == (6, 11, "2026-02-01")
    assert (offer["when"], offer["accessibility"]) == ({"da": "Hver tirsdag", "en": "Every Tuesday"}, None)


@pytest.mark.parametrize(
    ("change", "column", "code"),
    [
        ({"offer": ""}, "tilbud", "required"),
        ({"names.en": ""}, "navn på engelsk", "required"),
        ({"descriptions.da": "Ring 040588-1234"}, "beskrivelse", "cpr_not_stored"),
        ({"kind": "fest"}, "slags", "not_a_choice"),
        ({"topics": "unheard_of"}, "emner", "topic_not_known"),
        ({"areas": "nowhere"}, "områder", "area_not_known"),
        ({"areas": "", "municipalities": ""}, "kommuner", "offered_nowhere"),
        ({"ages_from": "seks"}, "alder fra", "wrong_type"),
        ({"ages_from": "12"}, "alder til", "ages_reversed"),
        ({"valid_to": "31-01-2026"}, "gælder til", "days_reversed"),
        ({"when.en": ""}, "hvornår på engelsk", "required"),
        ({"nationwide": "måske"}, "hele landet", "wrong_type"),
    ],
)
def test_a_faulty_offer_is_refused_by_row_column_and_code(
    office: Office, change: dict[str, Any], column: str, code: str
) -> None:
    tally = bring_in(office, ROW | {"offer": "T0"}, ROW | change)
    (error,) = tally.errors
    assert (error["row"], error["column"], error["code"]) == (3, column, code)
    assert (tally.written, seen(office)) == (False, [])


def test_the_same_reference_twice_is_refused(office: Office) -> None:
    (error,) = bring_in(office, ROW, ROW, ROW | {"offer": "T2"}).errors
    assert (error["row"], error["code"]) == (3, "reference_twice")
    tally = bring_in(office, ROW, ROW | {"offer": "T2"}, ROW, skip_faulty=True)
    assert [(error["row"], error["code"]) for error in tally.errors] == [(2, "rows_apart"), (4, "rows_apart")]
    assert len(seen(office)) == 1


def test_a_second_run_changes_nothing(office: Office) -> None:
    bring_in(office, ROW)
    tally = bring_in(office, ROW | {"names.da": "Noget andet"})
    assert (tally.entered, tally.already_done) == (0, 1)
    assert seen(office)[0]["names"]["da"] == "Bålhygge"


def test_a_dry_run_puts_nothing_in(office: Office) -> None:
    assert bring_in(office, ROW, dry_run=True).entered == 1
    assert seen(office) == []


def test_only_who_is_in_the_directory_brings_offers_in() -> None:
    with pytest.raises(Exception, match="not_joined"):
        bring_in(Office(), ROW)
