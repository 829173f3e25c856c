"""Volunteers of every kind register, correct every part of their offer, and share it with whom they like."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from chassis.testing import caller
from chassis.web.request import Page
from chassis.work import Caller
from contracts.programmes import load
from matching.actions import alike, offered, showing
from matching.actions.knowing import needs_known
from matching.domain.programmes import place_of
from matching.queries import listing
from matching.tables import Need, VettingOutcome, Volunteer
from tests.matching import make
from tests.matching.make import AMAL, CODE, FAMILY, MADS, NEED, TODAY, VIBEKE, uid
from tests.matching.town import Town, refused

ANNA = uid("Anna")
AT_HOME = (55.5, 9.4)


@pytest.fixture
def town() -> Town:
    return Town()


def person(*roles: str, subject: UUID, organisation: str = "kfum") -> Caller:
    """Somebody with several roles at once."""
    return Caller(
        organisation=organisation,
        roles=frozenset(roles),
        subject=subject,
        relations=frozenset({"own", "organisation"}),
    )


def row(town: Town, id: UUID = VIBEKE) -> Volunteer:
    with town.look() as work:
        found = work.session.get_one(Volunteer, id)
        work.session.expunge(found)
        return found


def listed(town: Town, by: Caller | None = None, **sought: Any) -> list[tuple[UUID, str]]:
    with town.rehearsal.work(by or make.matcher()) as work:
        found = offered.page(work, Page(limit=50, after=None), **sought)
        return sorted((shown["id"], shown["state"]) for shown in found)


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


def test_a_parent_who_becomes_a_helper_at_the_club_is_asked_for_vetting(town: Town) -> None:  # S4-21
    helper = {"programme": "boligsocialt_hus", "kinds": ["club_volunteer"], "area": "korsloekkeparken"}
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
    town.corrects(point=AT_HOME)
    at_home = row(town).east, row(town).north
    assert at_home != place_of(make.programme(), "kolding_one")
    town.corrects(point=AT_HOME, area="kolding_two")
    assert (row(town).east, row(town).north) == at_home
    town.corrects(area="kolding_two")
    assert (row(town).east, row(town).north) == place_of(make.programme(), "kolding_two")
    assert row(town).latitude is None


OTHERWISE = {
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
    shown = town.corrects(**{part: OTHERWISE[part]})
    assert shown["version"] == before["version"] + 1
    assert getattr(row(town), part) == OTHERWISE[part]


def test_nobody_corrects_what_somebody_else_has_changed_meanwhile(town: Town) -> None:
    town.registers()
    town.corrects(capacity=2)
    with refused("stale"):
        town.corrects(version=1)


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
        town.corrects(**known)
    assert row(town).version == 1


def test_who_has_said_goodbye_corrects_nothing(town: Town) -> None:
    town.registers()
    town.says_goodbye()
    with refused("volunteer_has_left"):
        town.corrects()


def test_only_volunteer_and_own_staff_correct(town: Town) -> None:
    town.registers(shares_with=["kolding"])
    for by in (make.frivillig(ANNA), person("coordinator", subject=MADS, organisation="kolding")):
        with refused("not_found"):
            town.corrects(by=by)
    assert town.corrects(by=make.matcher(), shares_with=["kolding"])


def test_the_birthday_that_vetting_went_by_is_corrected_by_staff(town: Town) -> None:
    town.registers()
    town.vets(VIBEKE, "interview")
    with refused("birthday_is_vetted"):
        town.corrects(born=date(2012, 1, 1))
    town.corrects(born=date(1979, 2, 2), by=make.matcher())
    assert row(town).born == date(1979, 2, 2)


def test_nobody_says_yes_to_sharing_for_somebody_else(town: Town) -> None:
    town.registers()
    with refused("not_yours_to_share"):
        town.corrects(shares_with=["kolding"], by=make.matcher())
    town.corrects(shares_with=["kolding"])
    town.corrects(shares_with=[], by=make.matcher())
    assert row(town).shares_with == []


def test_new_kinds_and_a_new_area_are_told_again_and_nothing_else_is(town: Town) -> None:
    town.has_volunteer()
    town.corrects(capacity=2)
    town.corrects(area="kolding_two")
    town.corrects(area="kolding_two", kinds=["network_person", "helper"])
    told = [(event.data["area"], event.data["kinds"]) for event in town.told("volunteer.approved.v1")]
    assert told == [
        ("kolding_one", ["network_person"]),
        ("kolding_two", ["network_person"]),
        ("kolding_two", ["network_person", "helper"]),
    ]


def test_a_kind_that_asks_for_more_vetting_blocks_until_it_is_passed_or_taken_back(town: Town) -> None:
    mentor = {"programme": "familien_i_fokus", "area": "haderslev", "municipality": "0510", "kinds": ["mentor"]}
    mentor |= {"topics": ["job"], "contributions": ["company"]}
    by, staff = (
        person(role, subject=id, organisation="roede-kors") for role, id in (("volunteer", VIBEKE), ("matcher", MADS))
    )
    town.registers(by=by, **mentor)
    town.vets(VIBEKE, *make.STEPS[:-1], by=staff)
    assert row(town).approved_until
    town.corrects(by=by, **mentor | {"kinds": ["mentor", "network_person"]})
    assert row(town).approved_until is None
    town.corrects(by=by, **mentor)
    assert row(town).approved_until
    town.corrects(by=by, **mentor | {"kinds": ["mentor", "network_person"]})
    town.vets(VIBEKE, "children_certificate", by=staff)
    assert town.told("volunteer.approved.v1")[-1].data["kinds"] == ["mentor", "network_person"]


def test_a_correction_that_rules_a_pair_out_lets_an_open_proposal_lapse(town: Town) -> None:
    town.has_proposal()
    town.corrects(topics=[], capacity=1)
    assert town.standing() == 1
    town.corrects(languages=["so"])
    assert town.standing() == 0


def test_a_correction_ends_no_match(town: Town) -> None:
    town.has_match()
    town.corrects(languages=["so"], slots=["sun_day"])
    assert town.matches_running() == 1


def test_sharing_that_is_taken_back_counts_at_once(town: Town) -> None:
    theirs = caller("matcher", organisation="kolding", subject=MADS, relations=frozenset({"shared"}))
    town.registers(shares_with=["kolding"])
    assert (seen(town, theirs), listed(town, theirs)) == (VIBEKE, [(VIBEKE, "vetting")])
    town.corrects(shares_with=[])
    assert (seen(town, theirs), listed(town, theirs)) == (None, [])


def seen(town: Town, by: Caller) -> UUID | None:
    with town.rehearsal.work(by) as work:
        shown = showing.volunteer(work, VIBEKE)
        return shown["id"] if shown else None


def test_staff_look_through_volunteers_by_what_they_offer_and_where_they_stand(town: Town) -> None:
    town.has_volunteer()
    town.registers(ANNA, kinds=["helper"], languages=["so"], slots=["mon_day"], area="kolding_two")
    town.has_volunteer(uid("Pia"), pauses=[(TODAY, None)])
    town.registers(uid("Leo"))
    town.says_goodbye(uid("Leo"))
    everybody = {VIBEKE: "approved", ANNA: "vetting", uid("Pia"): "paused", uid("Leo"): "left"}
    assert dict(listed(town)) == everybody
    for id, state in everybody.items():
        assert listed(town, state=state) == [(id, state)]
    for sought in ({"kind": "helper"}, {"language": "so"}, {"slot": "mon_day"}, {"area": "kolding_two"}):
        assert listed(town, **sought) == [(ANNA, "vetting")]
    assert listed(town, programme="kerteminde") == []
    assert listed(town, kind="network_person", state="approved", language=None) == [(VIBEKE, "approved")]


def test_a_word_that_is_part_of_another_does_not_find_it(town: Town) -> None:
    town.registers()
    assert listed(town, kind="network") == listed(town, kind="network_") == listed(town, kind="networkxperson") == []


def test_who_offers_two_kinds_counts_for_both(town: Town) -> None:
    town.has_volunteer(kinds=["network_person", "helper"])
    town.has_volunteer(ANNA)
    town.registers(uid("Pia"))
    with town.look() as work:
        assert listing.approved_per_kind(work.session) == {(CODE, "network_person"): 2, (CODE, "helper"): 1}


def same_again(town: Town, **known: Any) -> None:
    """Anna has Vibeke's e-mail and birthday."""
    town.registers()
    town.registers(ANNA, **{"email": "Vibeke@Frivillig.example"} | known)


def perhaps(town: Town, id: UUID, by: Caller | None = None) -> list[UUID]:
    with town.rehearsal.work(by or make.matcher()) as work:
        shown = showing.volunteer(work, id)
        assert shown
        return list(shown["perhaps_the_same_as"])


def tell_apart(town: Town, one: UUID, other: UUID, by: Caller | None = None) -> None:
    with town.rehearsal.work(by or make.matcher()) as work:
        alike.tell_apart(work, one, other=other)


def test_somebody_registered_twice_is_shown_to_staff_and_vetted_by_nobody_until_looked_at(town: Town) -> None:
    same_again(town)
    assert (perhaps(town, ANNA), perhaps(town, VIBEKE)) == ([VIBEKE], [ANNA])
    for either in (ANNA, VIBEKE):
        with refused("perhaps_known_already"):
            town.vets(either, "interview")
    tell_apart(town, ANNA, VIBEKE)
    assert perhaps(town, ANNA) == perhaps(town, VIBEKE) == []
    town.vets(ANNA)
    town.vets(VIBEKE)


def test_the_volunteer_is_not_told_whom_we_know_already(town: Town) -> None:
    same_again(town)
    assert perhaps(town, ANNA, by=make.frivillig(ANNA)) == []


def test_a_failed_vetting_is_not_left_behind_under_another_id(town: Town) -> None:
    town.has_volunteer()
    town.vets(VIBEKE, "interview", outcome="failed")
    town.registers(ANNA, email=make.email_of(VIBEKE))
    assert perhaps(town, ANNA) == [VIBEKE]


def test_who_has_said_goodbye_is_nobody_else_any_longer(town: Town) -> None:
    same_again(town)
    town.says_goodbye(VIBEKE)
    assert perhaps(town, ANNA) == []
    town.vets(ANNA)


@pytest.mark.parametrize(
    "known", [{"email": "anna@frivillig.example"}, {"born": date(1979, 2, 2)}], ids=["e-mail", "birthday"]
)
def test_one_of_the_two_is_not_enough(town: Town, known: dict[str, Any]) -> None:
    same_again(town, **known)
    assert perhaps(town, ANNA) == []


def test_another_organisations_volunteers_are_not_compared(town: Town) -> None:
    same_again(town, by=person("volunteer", subject=ANNA, organisation="kolding"))
    assert perhaps(town, VIBEKE) == []


def test_only_those_who_seem_alike_are_told_apart_and_only_by_their_staff(town: Town) -> None:
    same_again(town)
    town.registers(uid("Pia"))
    with refused("not_found"):
        tell_apart(town, ANNA, uid("Pia"))
    with refused("not_found"):
        tell_apart(town, ANNA, VIBEKE, by=person("matcher", subject=MADS, organisation="kolding"))


def test_needs_keep_what_families_wish_since_when_they_wait_and_where_they_have_come(town: Town) -> None:
    told = {"wishes": ["has_children"], "waiting_since": date(2026, 1, 2), "tracks": ["togetherness"]}
    town.hear(make.need_registered(**told))
    with town.look() as work:
        [known] = needs_known(work, [work.session.get_one(Need, NEED)])
    assert (known.wishes, known.waiting_since) == ({"has_children"}, date(2026, 1, 2))
    assert (known.tracks, known.waited(TODAY)) == ({"togetherness"}, 59)
    assert (known.east, known.north) == place_of(make.programme(), "kolding_one")
    assert known.family == FAMILY


def test_a_need_of_an_older_release_says_nothing_of_wishes_and_tracks(town: Town) -> None:
    town.hear(make.need_registered())
    with town.look() as work:
        [known] = needs_known(work, [work.session.get_one(Need, NEED)])
    assert (known.wishes, known.tracks, known.waiting_since) == (frozenset(), None, None)


def test_a_need_in_an_area_this_release_does_not_know_waits_with_the_operators(town: Town) -> None:
    with refused("unknown_area"):
        town.hear(make.need_registered(area="kolding_three"))
