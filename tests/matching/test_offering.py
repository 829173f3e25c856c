"""Volunteers of every kind register, correct every part of their offer, and share it with whom they like."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from contracts.programmes import load
from matching.domain.programmes import place_of
from matching.tables import VettingOutcome, Volunteer
from tests.matching import make
from tests.matching.make import AMAL, MADS, NEED, TODAY, VIBEKE, person, uid
from tests.matching.town import Town, refused

ANNA = uid("Anna")
AT_HOME = (55.5, 9.4)


@pytest.fixture
def town() -> Town:
    return Town()


def row(town: Town, id: UUID = VIBEKE) -> Volunteer:
    with town.look() as work:
        found = work.session.get_one(Volunteer, id)
        work.session.expunge(found)
        return found


def test_a_parent_in_the_programme_can_be_a_volunteer_too_but_not_for_the_own_family(town: Town) -> None:  # S0-01
    parent = person("family", "volunteer", subject=AMAL)
    town.registers(AMAL, by=parent)
    town.vets(AMAL)
    town.has_need()
    town.hear(make.consent_changed(family=uid("others"), consent=uid("theirs"), person=uid("Olga")))
    town.hear(make.need_registered(uid("theirs"), family=uid("others"), guardians=[uid("Olga")]))
    assert [proposal["need"] for proposal in town.runs()["proposals"]] == [uid("theirs")]
    town.says_goodbye(AMAL)
    town.has_volunteer()
    proposed = town.runs()["proposals"]
    assert NEED in [proposal["need"] for proposal in proposed]


def test_a_parent_who_helps_out_at_the_club_is_asked_for_vetting(town: Town) -> None:  # S4-21
    helper: dict[str, Any] = {"programme": "boligsocialt_hus", "kinds": ["club_volunteer"], "area": "korsloekkeparken"}
    helper |= {"municipality": "0461", "topics": [], "contributions": ["club_afternoons"], "source": "parents"}
    by = person("family", "volunteer", subject=AMAL, organisation="boligsocialt-hus")
    shown = town.registers(AMAL, by=by, **helper)
    assert "children_certificate" in {step["step"] for step in shown["missing"]}
    assert not town.told("volunteer.approved.v1")


@pytest.mark.parametrize("code", load())
def test_volunteers_of_every_kind_of_every_programme_can_register(town: Town, code: str) -> None:
    programme = load()[code]
    area, place = next(iter(programme.areas.items()))
    topics = sorted({topic for need in programme.needs.values() for topic in need.topics})
    for number, kind in enumerate(programme.volunteer_kinds):
        who = uid(f"{code} {kind}")
        shown = town.registers(
            who,
            by=person("volunteer", subject=who, organisation=programme.organisation),
            programme=code,
            kinds=[kind],
            area=area,
            municipality=place.municipality,
            topics=topics,
            contributions=list(programme.contributions),
            meets=list(programme.volunteer_wishes),
            source=[*programme.recruiting_sources, None][number % (len(programme.recruiting_sources) + 1)],
            shares_with=list(programme.partners),
            capacity=programme.volunteer_kinds[kind].at_most,
        )
        assert shown["missing"]
        assert (row(town, who).east, row(town, who).north) == place_of(programme, area)
        assert row(town, who).reach_km == programme.matching.reach_km


def test_a_volunteer_belongs_to_the_organisation_that_took_them_in(town: Town) -> None:
    town.registers(by=person("volunteer", subject=VIBEKE, organisation="kolding"))
    assert row(town).organisation == "kolding"
    with refused("organisation_not_in_the_programme"):
        town.registers(ANNA, by=person("volunteer", subject=ANNA, organisation="roede-kors"))


def test_vetting_by_one_organisation_does_not_count_for_another(town: Town) -> None:
    town.has_volunteer()
    town.says_goodbye()
    shown = town.registers(by=person("volunteer", subject=VIBEKE, organisation="kolding"))
    assert len(shown["missing"]) == len(make.STEPS)
    with town.look() as work:
        assert work.session.query(VettingOutcome).count() == 0


def test_the_place_follows_what_is_said_and_else_the_area(town: Town) -> None:
    town.registers()
    assert (row(town).east, row(town).north) == place_of(make.programme(), "kolding_one")
    town.offers_anew(point=AT_HOME)
    at_home = row(town).east, row(town).north
    assert at_home != place_of(make.programme(), "kolding_one")
    town.offers_anew(point=AT_HOME, area="kolding_two")
    assert (row(town).east, row(town).north) == at_home
    town.offers_anew(area="kolding_two")
    assert (row(town).east, row(town).north) == place_of(make.programme(), "kolding_two")
    assert row(town).latitude is None


OTHERWISE: dict[str, Any] = {
    "kinds": ["helper"],
    "name": "Vibeke Venlig",
    "email": "ny@frivillig.example",
    "born": date(1980, 3, 4),
    "languages": ["so"],
    "area": "kolding_two",
    "municipality": "0630",
    "slots": ["sun_evening"],
    "topics": ["neighbourhood"],
    "contributions": ["a_hug"],
    "capacity": 2,
    "reach_km": 3,
    "meets": ["has_children"],
    "source": "families",
    "shares_with": ["kolding"],
}


@pytest.mark.parametrize("part", OTHERWISE)
def test_every_part_of_an_offer_can_be_corrected(town: Town, part: str) -> None:
    before = town.registers()
    shown = town.offers_anew(**{part: OTHERWISE[part]})
    assert shown["version"] == before["version"] + 1
    assert getattr(row(town), part) == OTHERWISE[part]


def test_nobody_corrects_what_somebody_else_has_changed_meanwhile(town: Town) -> None:
    town.registers()
    town.offers_anew(capacity=2)
    with refused("stale"):
        town.offers_anew(version=1)


@pytest.mark.parametrize(
    ("known", "code"),
    [
        ({"area": "elsewhere"}, "unknown_area"),
        ({"born": TODAY}, "born_in_the_future"),
        ({"slots": ["x", "x"]}, "said_twice"),
    ],
)
def test_a_correction_is_looked_at_like_an_offer(town: Town, known: dict[str, Any], code: str) -> None:
    town.registers()
    with refused(code):
        town.offers_anew(**known)
    assert row(town).version == 1


def test_who_has_said_goodbye_corrects_nothing(town: Town) -> None:
    town.registers()
    town.says_goodbye()
    with refused("volunteer_has_left"):
        town.offers_anew()


def test_only_volunteer_and_own_staff_correct(town: Town) -> None:
    town.registers(shares_with=["kolding"])
    for by in (make.frivillig(ANNA), person("coordinator", subject=MADS, organisation="kolding")):
        with refused("not_found"):
            town.offers_anew(by=by)
    assert town.offers_anew(by=make.matcher(), shares_with=["kolding"])


def test_the_birthday_that_vetting_went_by_is_corrected_by_staff(town: Town) -> None:
    town.registers()
    town.vets(VIBEKE, "interview")
    with refused("birthday_is_vetted"):
        town.offers_anew(born=date(2012, 1, 1))
    town.offers_anew(born=date(1979, 2, 2), by=make.matcher())
    assert row(town).born == date(1979, 2, 2)


def test_nobody_says_yes_to_sharing_for_somebody_else(town: Town) -> None:
    town.registers()
    with refused("not_yours_to_share"):
        town.offers_anew(shares_with=["kolding"], by=make.matcher())
    town.offers_anew(shares_with=["kolding"])
    town.offers_anew(shares_with=[], by=make.matcher())
    assert row(town).shares_with == []


def test_new_kinds_and_a_new_area_are_told_again_and_nothing_else_is(town: Town) -> None:
    town.has_volunteer()
    town.offers_anew(capacity=2)
    town.offers_anew(area="kolding_two")
    town.offers_anew(area="kolding_two", kinds=["network_person", "helper"])
    told = [(event.data["area"], event.data["kinds"]) for event in town.told("volunteer.approved.v1")]
    assert told == [
        ("kolding_one", ["network_person"]),
        ("kolding_two", ["network_person"]),
        ("kolding_two", ["network_person", "helper"]),
    ]


def test_a_kind_that_asks_for_more_vetting_waits_for_it_while_the_others_go_on(town: Town) -> None:
    mentor: dict[str, Any] = {"programme": "familien_i_fokus", "area": "haderslev", "municipality": "0510"}
    mentor |= {"topics": ["job"], "contributions": ["company"]}
    both = mentor | {"kinds": ["mentor", "network_person"]}
    by = person("volunteer", subject=VIBEKE, organisation="roede-kors")
    staff = person("matcher", subject=MADS, organisation="roede-kors")
    town.registers(by=by, **mentor, kinds=["mentor"])
    town.vets(VIBEKE, *make.STEPS[:-1], by=staff)
    assert [step["step"] for step in town.offers_anew(by=by, **both)["missing"]] == ["children_certificate"]
    assert town.told("volunteer.approved.v1")[-1].data["kinds"] == ["mentor"]
    town.vets(VIBEKE, "children_certificate", by=staff)
    assert town.told("volunteer.approved.v1")[-1].data["kinds"] == ["mentor", "network_person"]


def test_who_offers_no_longer_what_vetting_is_missing_for_is_approved(town: Town) -> None:
    mentor: dict[str, Any] = {"programme": "familien_i_fokus", "area": "haderslev", "municipality": "0510"}
    mentor |= {"topics": ["job"], "contributions": ["company"]}
    by = person("volunteer", subject=VIBEKE, organisation="roede-kors")
    town.registers(by=by, **mentor, kinds=["network_person"])
    town.vets(VIBEKE, *make.STEPS[:-1], by=person("matcher", subject=MADS, organisation="roede-kors"))
    assert not town.told("volunteer.approved.v1")
    town.offers_anew(by=by, **mentor, kinds=["mentor"])
    assert [event.data["kinds"] for event in town.told("volunteer.approved.v1")] == [["mentor"]]


def test_a_correction_that_rules_a_pair_out_lets_an_open_proposal_lapse(town: Town) -> None:
    town.has_proposal()
    town.offers_anew(topics=[], capacity=1)
    assert town.standing() == 1
    town.offers_anew(languages=["so"])
    assert town.standing() == 0


def test_a_correction_ends_no_match(town: Town) -> None:
    town.has_match()
    town.offers_anew(languages=["so"], slots=["sun_day"])
    assert town.matches_running() == 1
