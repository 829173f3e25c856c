"""What may be printed, and what stands on it: the programme's words and the way in, and nobody's name."""

from dataclasses import replace
from datetime import date

import pytest

from contracts.programmes import Programme, load
from enrollment.domain.sheets import LANGUAGES, objection_to_printing, told, way_in
from tests.enrollment.make import AREA, PROGRAMME

CODE, DAY = "ABCD-EFGH-JKLM", date(2026, 5, 31)


def handing(*sheets: str) -> Programme:
    """A programme that hands out these."""
    programme = load()[PROGRAMME]
    return replace(programme, information_phase=replace(programme.information_phase, handed=sheets))


def test_what_the_programme_hands_out_can_be_printed() -> None:
    for sheet in ("postcard", "letter"):
        assert objection_to_printing(handing("letter", "postcard", "none"), area=AREA, sheet=sheet) is None


def test_an_invitation_may_come_as_either() -> None:
    for sheet in ("postcard", "letter"):
        assert objection_to_printing(handing("invitation", "none"), area=AREA, sheet=sheet) is None


def test_what_it_does_not_hand_out_is_refused_with_its_row() -> None:
    objection = objection_to_printing(handing("postcard"), area=AREA, sheet="letter")
    assert objection is not None
    assert (objection.code, objection.rule, objection.field) == ("sheet_not_handed", "S0-27", "sheet")


def test_an_area_that_the_programme_no_longer_has_is_refused() -> None:
    objection = objection_to_printing(handing("postcard"), area="elsewhere", sheet="postcard")
    assert objection is not None
    assert objection.code == "unknown_area"


@pytest.mark.parametrize("url", ["https://families.example/contact", "https://families.example/contact/"])
def test_the_code_stands_in_the_fragment_where_no_server_sees_it(url: str) -> None:
    given = way_in(load()[PROGRAMME], code=CODE, last_day=DAY, public_url=url)
    before, _, fragment = given["link"].partition("#")
    assert before == f"https://families.example/contact/{PROGRAMME}"
    assert fragment == CODE
    assert given["address"] == f"families.example/contact/{PROGRAMME}"
    assert (given["code"], given["last_day"]) == (CODE, "2026-05-31")


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_are_said_in_english_or_as_they_stand_on_signs(language: str) -> None:
    programme = load()[PROGRAMME]
    said = told(programme, area=AREA, sheet="postcard", language=language)
    named = "en" if language == "en" else "da"
    assert said["programme"] == getattr(programme.name, named)
    assert said["area"] == getattr(programme.areas[AREA].name, named)
    assert said["organisation"] == getattr(programme.organisations[programme.organisation].name, named)
    assert said["meetings"] == list(programme.first_contact.wanted)
