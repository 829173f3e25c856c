"""An offer that cannot be is refused with the field, the row where there is one, and what would change it."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.programmes import load
from contracts.refusals import Refused, catalogue
from matching.domain.offers import MANY, OLDEST, YOUNGEST, Offer, age, check
from tests.matching.make import TODAY, programme

FITTING = Offer(
    organisation="kfum",
    area="kolding_one",
    point=(55.49, 9.47),
    born=date(1979, 2, 1),
    kinds=["network_person"],
    languages=["da", "ar"],
    slots=["tue_day"],
    topics=["leisure"],
    contributions=["listening_ears"],
    meets=["our_language", "has_children"],
    shares_with=["kolding"],
    source="neighbourhood",
    capacity=1,
    without_young_children=False,
)


def refusal(code: str = "kvartervenner", **known: Any) -> Refused:
    with pytest.raises(Refused) as no:
        check(load()[code], replace(FITTING, **known), TODAY)
    return no.value


def born(years: int, days: int = 0) -> date:
    return TODAY.replace(year=TODAY.year - years) + timedelta(days=days)


def test_an_offer_in_the_programmes_words_can_stand() -> None:
    check(programme(), FITTING, TODAY)
    check(programme(), replace(FITTING, organisation="kolding", shares_with=["kfum"], source=None), TODAY)


@pytest.mark.parametrize(
    ("known", "code", "field"),
    [
        ({"organisation": "roede-kors"}, "organisation_not_in_the_programme", None),
        ({"area": "elsewhere"}, "unknown_area", "area"),
        ({"kinds": ["wizard"]}, "not_in_the_programme", "kinds"),
        ({"contributions": ["money"]}, "not_in_the_programme", "contributions"),
        ({"topics": ["astrology"]}, "not_in_the_programme", "topics"),
        ({"meets": ["shares_an_interest"]}, "not_in_the_programme", "meets"),
        ({"source": "students"}, "not_in_the_programme", "source"),
        ({"shares_with": ["roede-kors"]}, "not_in_the_programme", "shares_with"),
        ({"shares_with": ["kfum"]}, "not_in_the_programme", "shares_with"),
        ({"meets": ["our_language", "our_language"]}, "said_twice", "meets"),
        ({"point": (55.6, 13.0)}, "outside_denmark", "point"),
        ({"born": TODAY}, "born_in_the_future", "born"),
        ({"born": born(YOUNGEST, days=1)}, "age_out_of_range", "born"),
        ({"born": born(OLDEST + 1)}, "age_out_of_range", "born"),
        ({"born": date.min}, "age_out_of_range", "born"),
        ({"capacity": 200}, "more_than_at_most", "capacity"),
        ({"without_young_children": True}, "kind_means_children", "without_young_children"),
    ],
)
def test_what_cannot_be_is_refused_with_its_field_and_what_would_change_it(
    known: dict[str, Any], code: str, field: str | None
) -> None:
    no = refusal(**known)
    assert (no.code, no.field) == (code, field)
    words = catalogue()[code]
    for language in ("da", "en"):
        assert "…" not in words.text(language, no.because) + words.remedy(language, no.because)


@pytest.mark.parametrize("field", MANY)
def test_every_word_is_said_once(field: str) -> None:
    words = getattr(FITTING, field)
    twice: dict[str, Any] = {field: [*words, words[0]]}
    no = refusal(**twice)
    assert (no.code, no.field, no.because) == ("said_twice", field, {"word": words[0]})


@pytest.mark.parametrize("years", [YOUNGEST, 15, OLDEST])
def test_the_ages_in_between_are_welcome_to_the_day(years: int) -> None:
    check(programme(), replace(FITTING, born=born(years)), TODAY)


@given(st.dates(date(1900, 1, 1), TODAY), st.integers(0, 3_000))
def test_nobody_gets_younger(born: date, days: int) -> None:
    assert 0 <= age(born, TODAY) <= age(born, TODAY + timedelta(days=days))


def test_the_programmes_own_row_stands_behind_a_no() -> None:
    rows = load()["omraadeplan"]
    coach: dict[str, Any] = {"organisation": rows.organisation, "area": "boligomraadet", "source": None}
    coach |= {"topics": [], "contributions": [], "meets": [], "shares_with": []}
    at_most = rows.volunteer_kinds["coach"].at_most
    no = refusal("omraadeplan", **coach, kinds=["coach"], capacity=at_most + 1)
    assert (no.rule, no.because["at_most"]) == (rows.row_of("volunteer_kinds.coach.at_most"), at_most)
    check(rows, replace(FITTING, **coach, kinds=["coach"], capacity=at_most), TODAY)


def test_several_kinds_have_no_more_places_than_each_of_them_allows() -> None:
    kinds = programme().volunteer_kinds
    fewest = min(("network_person", "helper"), key=lambda kind: kinds[kind].at_most)
    no = refusal(kinds=["network_person", "helper"], capacity=kinds[fewest].at_most + 1)
    assert (no.code, no.because["at_most"]) == ("more_than_at_most", kinds[fewest].at_most)


def test_who_would_rather_not_meet_young_children_can_be_a_mentor() -> None:
    mentor: dict[str, Any] = {"organisation": "roede-kors", "area": "haderslev", "kinds": ["mentor"], "meets": []}
    mentor |= {
        "topics": ["job"],
        "contributions": [],
        "shares_with": [],
        "source": "students",
        "without_young_children": True,
    }
    check(load()["familien_i_fokus"], replace(FITTING, **mentor), TODAY)
    no = refusal("familien_i_fokus", **mentor | {"kinds": ["mentor", "network_person"]})
    assert (no.code, no.rule) == ("kind_means_children", "S2-12")
    assert no.because["kind"] == {"da": "Netværksperson", "en": "Network person"}
